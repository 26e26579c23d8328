"""Failed identities → causes in words: which single cell, or which few, most likely have to change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from validator.between.evidence import Witness, expected, left_over, mended, witnesses
from validator.between.prose_evidence import statements
from validator.cause_words import message, why
from validator.checks import openings, rollup_told
from validator.checks.arithmetic import Sums
from validator.checks.facts import Facts, Key
from validator.checks.spelling import broken
from validator.diagnose import Cause, explain, system
from validator.form import Table
from validator.formulas import with_formulas
from validator.model import Cell, Change, Defect, Repair
from validator.recognition import doubts, told_first

#: The rules whose defects come from here.
DIAGNOSED = ("A101", "A102", "A103", "A201", openings.RULE, rollup_told.RULE)


def arithmetic_defects(facts: Facts) -> Iterator[tuple[str, Defect]]:
    """(rule code, defect) for each cause behind the failed identities; what blanks explain is V104's and V105's.

    What last year's report or the parts say is told with the balance that it explains, and alone otherwise.
    """
    doubtful = {doubt.cell.key for doubt in doubts(facts.case.cells, facts.sums)}
    every = witnesses(facts)
    told: set[Key] = set()
    for key in facts.sums:
        sums, form = facts.blanks[key].sums, facts.forms[key]
        for cause in _causes(sums, form, every, facts):
            also = mended(_likeliest(cause, sums), every)
            told |= {witness.key for witness in also}
            code, defect = _told(cause, sums, form, facts)
            defect = with_formulas(_with_witnesses(defect, also), facts)
            yield code, told_first(defect, _involved(cause, sums, facts), doubtful)
    for code, defect in left_over(told, facts):
        yield code, told_first(defect, defect.cells, doubtful)


def _causes(sums: Sums, form: Table, every: Sequence[Witness], facts: Facts) -> tuple[Cause, ...]:
    if "fail" not in sums.status:
        return ()
    judged = [None if s == "open" else r for s, r in zip(sums.status, sums.residual, strict=True)]
    told = expected(sums, every) if every else {}
    said = statements(sums, facts)
    return explain(system(form), sums.values, judged, sums.unknown, sums.blank, told, said)


def _likeliest(cause: Cause, sums: Sums) -> Mapping[Key, int]:
    """The changes of the likeliest repair."""
    changes = [change for best in cause.alternatives[:1] for change in best.changes]
    return {(sums.compiled.table.key, *sums.compiled.cells[i]): to for i, to in changes}


def _with_witnesses(defect: Defect, also: Sequence[Witness]) -> Defect:
    """One cause, one finding: the same changes also settle what other reports say."""
    if not also:
        return defect
    sources = "、".join(source for source in dict.fromkeys(w.source for w in also) if source not in defect.message)
    message = f"{defect.message}改后{sources}。" if sources else defect.message
    broken = tuple(witness.broken for witness in also if witness.broken is not None)
    return replace(defect, message=message, identities=(*defect.identities, *broken))


def _involved(cause: Cause, sums: Sums, facts: Facts) -> list[Cell]:
    """Every cell that the broken identities add up."""
    shape = sums.compiled
    added = sorted({shape.at[row, column] for i in cause.identities for _, row, column in shape.identities[i].terms})
    return [facts.cells[shape.keys[place]] for place in added if shape.keys[place] in facts.cells]


# ---------------------------------------------------------------- one cause as a defect


def _told(cause: Cause, sums: Sums, form: Table, facts: Facts) -> tuple[str, Defect]:
    identities = tuple(broken(sums, i) for i in cause.identities)
    cells = tuple(facts.cells[(form.key, *sums.compiled.cells[i])] for i in cause.suspects)
    repairs = tuple(
        Repair(rank, why(alternative), tuple(_change(i, to, sums, facts, form) for i, to in alternative.changes))
        for rank, alternative in enumerate(cause.alternatives, 1)
    )
    rules = sorted({identity.rule for identity in identities})
    text = message(cause, sums, form, facts, identities)
    key = _fingerprint_key(cause, sums)
    return rules[0], Defect(text, form.key, cells, identities, repairs, cause.truncated, basis=form.basis, key=key)


def _change(i: int, to: int, sums: Sums, facts: Facts, form: Table) -> Change:
    row, column = sums.compiled.cells[i]
    return Change(form.key, row, column, facts.cells[form.key, row, column].value, Decimal(to))


def _fingerprint_key(cause: Cause, sums: Sums) -> str:
    """The culprit where it is one cell, else the broken identities: neither changes with wording or place."""
    if len(cause.suspects) == 1:
        return ".".join(sums.compiled.cells[cause.suspects[0]])
    every = sums.compiled.identities
    return ",".join(f"{every[i].rule}@{every[i].at}" for i in cause.identities)
