"""Many cases → their facts: equal tables share one matrix product, a linked case is indexed once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from validator.between.links import ALONE, Links
from validator.checks.arithmetic import Sums, judge_sums
from validator.checks.facts import Facts, forms_of, gather
from validator.model import Case


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
    work = [
        (number, key, form, {cell.key: cell for cell in case.cells if cell.table == key})
        for number, case in enumerate(cases)
        for key, form in forms[number].items()
        if form.sentences
    ]
    judged = judge_sums([(form, cells) for _, _, form, cells in work])
    sums: list[dict[str, Sums]] = [{} for _ in cases]
    for (number, key, _, _), result in zip(work, judged, strict=True):
        sums[number][key] = result
    return (gather(case, form, found) for case, form, found in zip(cases, forms, sums, strict=True))


def _joined(facts: Mapping[int, Facts], case: Case, link: Links) -> Facts:
    """The facts of a case with those of the cases that it is compared with."""
    own = facts[id(case)]
    if link is ALONE:
        return own
    previous = facts[id(link.previous)] if link.previous is not None else None
    return replace(own, links=link, previous=previous, parts=tuple(facts[id(part)] for part in link.parts))
