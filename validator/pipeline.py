"""read → locate → melt → check → diagnose → report: the sentence, in its two halves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePath

from validator.between.copies import without_copies
from validator.between.links import NO_LINKS, Links
from validator.causes import DIAGNOSED, arithmetic_defects
from validator.checks.facts import Facts
from validator.checks.gathering import gather_all
from validator.checks.registry import RULES
from validator.checks.selection import ALL, Selection, left_out, rules_run
from validator.consequences import without_consequences
from validator.findings import finding, in_order, status_of
from validator.model import Case, Defect, Document, Observation, Report, Tally, Unreadable
from validator.part_case import case_of
from validator.partition.parts import split_parts
from validator.read import read
from validator.read.pictures import recognised
from validator.read.sniff import NAMES, Sniffed, sniff
from validator.recognition import is_in_pieces, is_recognised, reading_first, told_first
from validator.tables.absence import may_show_more

# ---------------------------------------------------------------- first half: bytes → cases


def extract(
    data: bytes,
    path: str,
    reader: str | None = None,
    edition: str | None = None,
    document: Document | None = None,
) -> tuple[Case, ...]:
    """One case for each report in the file; a file that cannot be read is one case that says why.

    `path` is kept as given; `reader` and `edition` force what is otherwise recognised; `document`: already read.
    """
    digest = sha256(data).hexdigest()
    name = PurePath(path).name
    try:
        sniffed = Sniffed(reader) if reader else sniff(data, name)
        kind = sniffed.reader
        if kind == "cells":
            from validator.cells_file import decode_cases

            return decode_cases(data)
        document = document or read(data, name, kind)
    except Unreadable as error:
        return (unreadable(path, error, digest),)
    if sniffed.odd:
        document = _under_another_name(document, sniffed, name)
    cases = _cases(document, path, digest, edition)
    if any(map(may_show_more, cases)) and (shown := recognised(document)) is not document:
        return _cases(shown, path, digest, edition)
    return cases


def _under_another_name(document: Document, sniffed: Sniffed, name: str) -> Document:
    """With `wrong_extension` seen: the extension (text), what the contents are (note), 1 if programs may not open them."""
    told, number = NAMES[sniffed.reader].name, int(not sniffed.opens)
    seen = Observation("wrong_extension", text=PurePath(name).suffix, note=told, number=number)
    return replace(document, observations=(*document.observations, seen))


def _cases(document: Document, path: str, digest: str, wanted: str | None) -> tuple[Case, ...]:
    parts = split_parts(document, PurePath(path).name)
    return without_copies([case_of(part, document, path, digest, wanted) for part in parts])


def unreadable(path: str, error: Unreadable, digest: str | None = None) -> Case:
    """A case without a reader: nothing could be read, and the one observation says why (`number`: 1 if it may be another time)."""
    seen = Observation("unreadable", text=error.message, note=error.rule, number=int(error.again))
    return Case(path, 1, digest, None, None, None, None, None, None, False, observations=(seen,))


# ---------------------------------------------------------------- second half: cases → reports


def judge(
    cases: Iterable[Case], links: Mapping[tuple[str, int], Links] = NO_LINKS, selection: Selection = ALL
) -> list[Report]:
    """Judge many cases at once. Reports in the order of the cases.

    `links` by (path, part): what a case is compared with, as `linking.links_for` finds it. Rules that `selection`
    leaves out tell nothing, and are not run unless they count what was examined; status is of what is told. Why a
    file could not be read is never left out.
    """
    batch = list(cases)
    return [_report(case, facts, selection) for case, facts in zip(batch, gather_all(batch, links), strict=True)]


def _report(case: Case, facts: Facts, selection: Selection) -> Report:
    if case.reader is None:
        return _unread(case)
    verdicts = {code: rule.examine(facts) for code, rule in rules_run(selection).items()}
    told = [(code, _weighed(code, defect, case)) for code, verdict in verdicts.items() for defect in verdict.defects]
    if selection.wants(DIAGNOSED):
        told += arithmetic_defects(facts)
    wanted = without_consequences([pair for pair in told if _is_wanted(*pair, selection)], facts)
    found = [finding(code, RULES[code], defect, case) for code, defect in wanted]
    tallies = {
        code: Tally(v.passed, v.failed, v.open, v.why_open)
        for code, v in verdicts.items()
        if v.passed or v.failed or v.open
    }
    return Report(case, status_of(case, found, tallies), in_order(found), tallies, left_out(selection))


def _is_wanted(code: str, defect: Defect, selection: Selection) -> bool:
    """A cause may break identities of several rules: any of them that is wanted keeps it."""
    return selection.wants({code, *(identity.rule for identity in defect.identities)})


def _weighed(code: str, defect: Defect, case: Case) -> Defect:
    """What rests on a figure or on a table that may have been recognised wrongly is said as such."""
    if code[0] == "S" and is_recognised(case):
        return reading_first(defect)
    if code[0] == "S" and any(seen.kind == "unruled" for seen in case.observations):
        return reading_first(defect, "读取")
    if code[0] in "SVCYR" and (defect.severity or RULES[code].SEVERITY) == "error" and is_in_pieces(case):
        return reading_first(defect, "读取")
    return told_first(defect, defect.cells, ()) if code[0] in "VCYR" else defect


def _unread(case: Case) -> Report:
    seen = case.observations[0]
    found = finding(seen.note, RULES[seen.note], Defect(seen.text, key=""), case)
    return Report(case, "unreadable", (found,), {seen.note: Tally(failed=1)})
