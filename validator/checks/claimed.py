"""Claims of the prose against the cells that they name: does a sound reading fit, and how certain is it if none does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from validator.checks.claim_certainty import (
    is_one_of_parts,
    is_part_told_after,
    is_refuted_by_parts,
    is_told_in_parts,
    is_unmodified,
    soundly_read,
    told_in_sentence,
)
from validator.checks.claim_figures import agrees, cells_of, is_blank_total, other_sums, sum_of
from validator.checks.claim_words import Misfit, told
from validator.checks.facts import Facts, Verdict
from validator.checks.scopes import counts_others
from validator.checks.stated import Stated
from validator.form import Table
from validator.model import Claim, Defect, Place, Severity
from validator.prose.claims_book import book

_WHY_OPEN = "正文提到的单元格没有找到，或没有可以比较的数"
#: Sections that tell of what went wrong, and need not tell all of it.
_PROBLEMS = frozenset({5})
#: A sentence with one of these may count otherwise than the table, or tell a part only.
_HEDGED = re.compile(r"约|余|含|其中|较|比|本级|左右|包括|除|不足|超过|以上")
#: Documents may be counted for others, or as they are shown on a site.
_SHOWN = re.compile(r"政府|部门|各|库|公开|平台|网站|专栏|目录|梳理|清理")


def judge_claims(code: str, facts: Facts) -> Verdict:
    """Items: exact statements of the organ's own figures for the year that fall under rule `code`."""
    claims = [claim for claim in facts.claims if claim.rule == code and claim.exact]
    if not claims:
        return Verdict()
    judged = [
        (claim, verdict)
        for claim in claims
        if not counts_others(claim.scope, facts.case.organ)
        for verdict in _judged(claim, facts)
    ]
    misfits = [verdict for _, verdict in judged if isinstance(verdict, Misfit) and not _echoes(verdict.claim, facts)]
    defects = tuple(_defect(group, facts) for group in _by_words(misfits))
    opened = sum(verdict is None for _, verdict in judged)
    passed = sum(verdict is True for _, verdict in judged)
    return Verdict(defects, passed, len(defects), opened, _WHY_OPEN if opened else None)


def is_comparable(claim: Claim, facts: Facts) -> bool:
    """Whether a table holds what the claim states."""
    form = facts.forms.get(claim.table)
    return form is not None and sum_of(claim.rows, claim.columns, form, facts.stated(claim.table)) is not None


def fits_table(claim: Claim, facts: Facts) -> bool:
    """Whether a reading of the claim fits the table, or there is none to compare it with."""
    if counts_others(claim.scope, facts.case.organ):
        return False
    return all(verdict is True for verdict in _judged(claim, facts))


def spots_of_misfits(facts: Facts) -> set[tuple[Place, str, int]]:
    """Where (place, sentence, start) numbers stand that fit no table: those are told already, or are of others."""
    misfits = (c for c in facts.claims if c.exact and c.table in facts.forms and not fits_table(c, facts))
    return {(claim.place, claim.sentence, claim.start) for claim in misfits}


def weighable(key: str, facts: Facts) -> Iterator[Claim]:
    """The claims on table `key` that one reading of their words can be held against, whatever the table says.

    Exact, of the organ's own figures (全县 of the government of a county too), neither told in parts nor repeated of a part.
    """
    form, figures = facts.forms[key], facts.stated(key)
    for claim in facts.claims:
        if claim.table != key or not claim.exact or counts_others(claim.scope, facts.case.organ):
            continue
        for verdict in _judged(claim, facts):
            misfit = isinstance(verdict, Misfit) and not _echoes(claim, facts)
            if misfit or (verdict is True and _is_read_so(claim, form, figures)):
                yield claim


def _is_read_so(claim: Claim, form: Table, figures: Stated) -> bool:
    due = sum_of(claim.rows, claim.columns, form, figures)
    return any(due is not None and agrees(claim, due) for due in (due, *other_sums(claim, form, figures)))


def _judged(claim: Claim, facts: Facts) -> Iterator[Misfit | bool | None]:
    """True: a reading fits; None: the cells are not known; else what does not fit. Nothing for a table not found."""
    form, figures = facts.forms.get(claim.table), facts.stated(claim.table)
    if form is None:
        return
    claim = soundly_read(claim, facts)
    due = sum_of(claim.rows, claim.columns, form, figures)
    if due is None:
        yield None
    elif (
        agrees(claim, due)
        or any(agrees(claim, value) for value in other_sums(claim, form, figures))
        or is_told_in_parts(claim, due, facts)
        or is_part_told_after(claim, due, facts)
        or is_one_of_parts(claim, due, facts)
    ):
        yield True
    elif claim.section in _PROBLEMS and claim.value < due:
        yield True  # of problems an author may tell some
    elif any(is_blank_total(cell, figures, facts) for cell in cells_of(claim, facts)):
        yield None  # the blank is told by another rule
    else:
        tried = tuple((r, v) for r in claim.readings if (v := sum_of(r, claim.columns, form, figures)) is not None)
        yield Misfit(claim, due, tried, tuple(cells_of(claim, facts)))


def _echoes(claim: Claim, facts: Facts) -> bool:
    """Whether it repeats, of all or of a part, a number of its sentence that fits no table itself: 9 件，均获维持."""
    of = {fact for whole in book().wholes if whole.fact == claim.fact for fact in whole.of}
    said = (c for c in facts.beside(claim) if c.fact in of and c.start != claim.start)
    return any(set(claim.rows) <= set(c.rows) and c.value == claim.value and not fits_table(c, facts) for c in said)


def _by_words(misfits: Sequence[Misfit]) -> list[list[Misfit]]:
    """What the same words say is told together, and the same number for the same cells once."""
    once = {(m.claim.rows, m.claim.columns, m.claim.value): m for m in reversed(misfits)}
    groups: dict[tuple[str, int], list[Misfit]] = {}
    for misfit in reversed(once.values()):
        groups.setdefault((misfit.claim.sentence, misfit.claim.start), []).append(misfit)
    return list(groups.values())


def _defect(group: Sequence[Misfit], facts: Facts) -> Defect:
    first = group[0].claim
    surest = [severity for misfit in group if (severity := _severity(misfit, facts))]
    return Defect(
        told(group, "error" in surest, facts),
        first.table,
        tuple(cell for misfit in group for cell in misfit.cells),
        severity=surest[0] if surest else None,
        basis=facts.forms[first.table].basis,
        evidence=first.sentence,
        place=first.place,
        key="；".join(map(_key, group)),
    )


def _key(misfit: Misfit) -> str:
    claim = misfit.claim
    rows = "+".join(name for _, name in claim.rows)
    return f"{rows}.{'+'.join(claim.columns)}:{claim.value.normalize():f}"


def _severity(misfit: Misfit, facts: Facts) -> Severity | None:
    """An error only where the words, or the parts told of it, name one printed cell for certain in a table that is sound."""
    claim = misfit.claim
    sums = facts.sums.get(claim.table)
    sound = sums is None or "fail" not in sums.status
    single = len(misfit.cells) == 1 and len(claim.rows) == 1 and misfit.cells[0].row == claim.rows[0][1]
    printed = all(cell.origin == "printed" for cell in misfit.cells)
    if not (single and sound and printed) or claim.scope or claim.section not in (1, 3, 4):
        return None
    shown = claim.rule == "C105" and _SHOWN.search(claim.sentence)
    plain = claim.named and not shown and not _HEDGED.search(claim.sentence)
    certain = plain and len(told_in_sentence(claim, facts)) < 2 and is_unmodified(claim, facts)
    return "error" if certain or is_refuted_by_parts(claim, misfit.due, facts) else None
