"""Many cases → their facts: equal tables share one matrix product, a linked case is indexed once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from validator.between.links import ALONE, Links
from validator.checks.arithmetic import Sums, judge_sums
from validator.checks.blanks import explain_blanks
from validator.checks.facts import Facts, Key
from validator.checks.printed_forms import forms_of
from validator.form import Table
from validator.model import Case, Cell, Observation
from validator.schema import editions

_TABLE = attrgetter("table")


def gather_all(batch: Sequence[Case], links: Mapping[tuple[str, int], Links]) -> list[Facts]:
    """The facts of each case, in order, joined with those of the cases that `links` name for its (path, part)."""
    linked = [links.get((case.path, case.part), ALONE) for case in batch]
    every = list({id(case): case for case in (*batch, *_others(linked))}.values())
    facts = {id(case): fact for case, fact in zip(every, _gathered(every), strict=True)}
    return [_joined(facts, case, link) for case, link in zip(batch, linked, strict=True)]


def _others(linked: Iterable[Links]) -> Iterator[Case]:
    """The cases that are only compared with."""
    for link in linked:
        yield from link.parts
        if link.previous is not None:
            yield link.previous


def _gathered(cases: Sequence[Case]) -> Iterator[Facts]:
    forms = [forms_of(case) for case in cases]
    cells = [keyed(case.cells) for case in cases]
    work = [(n, key, form) for n, known in enumerate(forms) for key, form in known.items() if form.sentences]
    judged = judge_sums([(form, cells[n]) for n, _, form in work])
    sums: list[dict[str, Sums]] = [{} for _ in cases]
    for (n, key, _), result in zip(work, judged, strict=True):
        sums[n][key] = result
    return map(gather, cases, forms, cells, sums)


def _joined(facts: Mapping[int, Facts], case: Case, link: Links) -> Facts:
    """The facts of a case with those of the cases that it is compared with."""
    own = facts[id(case)]
    if link is ALONE:
        return own
    previous = facts[id(link.previous)] if link.previous is not None else None
    return replace(own, links=link, previous=previous, parts=tuple(facts[id(part)] for part in link.parts))


# ---------------------------------------------------------------- one case


def keyed(cells: Iterable[Cell]) -> dict[Key, Cell]:
    """Cells by (table, row, column)."""
    return {(cell.table, cell.row, cell.column): cell for cell in cells}


def gather(case: Case, forms: Mapping[str, Table], cells: Mapping[Key, Cell], sums: Mapping[str, Sums]) -> Facts:
    """Index a case; `cells` as `keyed`, `sums` the identities judged, by table."""
    seen: dict[str, list[Observation]] = {}
    for observation in case.observations:
        seen.setdefault(observation.kind, []).append(observation)
    return Facts(
        case,
        editions().get(case.edition or ""),
        {t.key: t for t in case.tables if t.found},
        forms,
        cells,
        _by_table(case, forms),
        _unusual(case.cells),
        seen,
        sums,
        {key: explain_blanks(judged) for key, judged in sums.items()},
    )


def _by_table(case: Case, forms: Iterable[str]) -> dict[str, tuple[Cell, ...]]:
    found: dict[str, list[Cell]] = {key: [] for key in forms}
    for key, run in groupby(case.cells, _TABLE):
        found.setdefault(key, []).extend(run)
    return {key: tuple(cells) for key, cells in found.items()}


def _unusual(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Those that are not digits only: nearly every cell is, and most rules have nothing to say of it."""
    return tuple([c for c in cells if c.kind != "number" or c.marks or not (c.raw.isdigit() and c.raw.isascii())])
