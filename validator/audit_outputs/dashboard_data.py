"""Entries → the compact records that the dashboard carries inside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from validator.audit_outputs.worst import Worst
from validator.form import Table
from validator.report.culprits import Key, culprits_told
from validator.report.finding_rows import place_said
from validator.report.json import STATUSES, Entry, encode
from validator.report.table_layout import table_layout
from validator.report.visible import one_line
from validator.report.wording import SEVERITY_WORDS, change_words
from validator.schema import editions
from validator.tables.structure import printed_form

#: Findings and reports that the page carries.
MOST = 50_000
_SEVERITIES = tuple(SEVERITY_WORDS)
_LONGEST = 700
_MOST_SUMS = 8
_MOST_REPAIRS = 3
_MOST_CHANGES = 12


@dataclass(frozen=True, slots=True)
class Records:
    """JSON texts: reports and findings as arrays, and the tables of each of the reports."""

    reports: tuple[bytes, ...]
    tables: tuple[bytes, ...]
    findings: tuple[bytes, ...]


def records(entries: Iterable[Entry], most: int = MOST) -> Records:
    """The worst `most` findings and reports, in path order.

    A report ranks by its worst finding, so that no finding is kept without its report.
    """
    reports, found = Worst[_Kept](len(_SEVERITIES) + 1, most), Worst[_Found](len(_SEVERITIES), most)
    for number, one in enumerate(entries):
        ranks = [_SEVERITIES.index(finding["severity"]) for finding in one["findings"]]
        rank, forms = min(ranks, default=len(_SEVERITIES)), _forms(one)
        if reports.takes(rank):
            reports.add(rank, (number, encode(_report(one, ranks)), encode(_tables(one, forms))))
        for own, finding in zip(ranks, one["findings"], strict=True):
            if found.takes(own):
                found.add(own, (number, _finding(finding, own, forms)))
    kept = list(reports.in_order())
    index = {number: at for at, (number, _, _) in enumerate(kept)}
    findings = tuple(b"[%d,%s" % (index[number], text[1:]) for number, text in found.in_order())
    return Records(tuple(text for _, text, _ in kept), tuple(text for _, _, text in kept), findings)


_Kept = tuple[int, bytes, bytes]
_Found = tuple[int, bytes]


def _report(one: Entry, ranks: list[int]) -> list[Any]:
    counts = [ranks.count(rank) for rank in range(len(_SEVERITIES))]
    named = (one_line(one["path"], _LONGEST), one["part"], one_line(one["organ"] or ""), one["report_year"] or 0)
    return [*named, one["edition"] or "", STATUSES.index(one["status"]), *counts]


def _finding(finding: Entry, rank: int, forms: Mapping[str, str]) -> bytes:
    """[severity, rule, message, where, sums, repairs, basis, marks]; a notice marks no cells."""
    where = [cell["at"]["where"] for cell in finding["cells"] if cell["at"]]
    sums = [one_line(_sum(identity)) for identity in finding["identities"][:_MOST_SUMS]]
    repairs = [one_line(_repair(repair), _LONGEST) for repair in finding["repairs"][:_MOST_REPAIRS]]
    marks = [] if _SEVERITIES[rank] == "notice" else list(_marks(finding["cells"], culprits_told(finding), forms))
    told = (one_line(finding["message"], _LONGEST), where[0] if where else place_said(finding), sums, repairs)
    return encode([rank, finding["rule"], *told, finding["basis"] or "", marks])


def _sum(identity: Entry) -> str:
    """The sum as it does not hold, with what its sides come to where they do not end in it."""
    left, right = identity["left"], identity["right"]
    one, _, other = identity["text"].partition(" = ")
    told = one.endswith(f" {left}") and other.endswith(f" {right}")
    sides = "" if told else f"左边 {left}，右边 {right}，"
    return f"{identity['text'].replace('=', '≠', 1)}（{sides}相差 {abs(identity['difference'])}）"


def _repair(repair: Entry) -> str:
    changes = repair["changes"][:_MOST_CHANGES]
    steps = "；".join(change_words(c["table"], c["row"], c["column"], c["from"], c["to"]) for c in changes)
    return f"{steps}{'等' if len(repair['changes']) > len(changes) else ''}（{repair['why']}）"


# ---------------------------------------------------------------- tables


def _forms(one: Entry) -> dict[str, str]:
    """Table key → the name of the form in which it is printed, in the report's order."""
    named = {}
    for key, edition in one["forms"].items():
        if edition in editions() and key in editions()[edition].table_keys:
            table = editions()[edition].table(key)
            alone = printed_form(table, tuple(one["tables"][key]["values"])) is not table
            named[key] = f"{edition}.{key}{'.collapsed' if alone else ''}"
    return named


@cache
def printed_forms() -> Mapping[str, Table]:
    """Every form that a table can be printed in, by name."""
    named: dict[str, Table] = {}
    for edition in editions().values():
        for table in edition.tables:
            named[f"{edition.key}.{table.key}"] = table
            alone = [group.key for group in table.groups if group.may_stand_alone]
            if alone:
                named[f"{edition.key}.{table.key}.collapsed"] = printed_form(table, alone)
    return named


@cache
def _places(form: str) -> Mapping[tuple[str, str], int]:
    """(row, column) → where the figure stands among those of its form."""
    spots = (spot for row in table_layout(printed_forms()[form]).body for spot in row.spots)
    return {spot: number for number, spot in enumerate(spots)}


def _tables(one: Entry, forms: Mapping[str, str]) -> list[Any]:
    """[[form, [raw text or number, null where there is no such cell]]]."""
    figures: dict[str, list[Any]] = {key: [None] * len(_places(form)) for key, form in forms.items()}
    for table, row, column, raw, *_ in one["cells"]:
        at = _places(forms[table]).get((row, column)) if table in forms else None
        if at is not None:
            figures[table][at] = int(raw) if _is_plain(raw) else one_line(raw, 40)
    return [[forms[key], line] for key, line in figures.items()]


def _is_plain(raw: str) -> bool:
    """Digits that come back as they were written."""
    return raw.isascii() and raw.isdigit() and len(raw) < 16 and (raw == "0" or raw[0] != "0")


def _marks(cells: Iterable[Entry], sure: Collection[Key], forms: Mapping[str, str]) -> Iterator[list[int]]:
    """[which table of the report, which figure of it, 1 if the fault may lie elsewhere]."""
    order = {key: number for number, key in enumerate(forms)}
    for cell in cells:
        at = _places(forms[cell["table"]]).get((cell["row"], cell["column"])) if cell["table"] in forms else None
        if at is not None:
            key = (cell["table"], cell["row"], cell["column"])
            yield [order[cell["table"]], at, int(key not in sure)]
