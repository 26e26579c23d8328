"""Failed identities → causes in words: which single cell, or which few, most likely have to change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from validator.between.evidence import Witness, expected, left_over, mended, witnesses
from validator.checks import openings, rollup_told
from validator.checks.arithmetic import Sums
from validator.checks.facts import Facts, Key, at, cell_name
from validator.checks.spelling import broken
from validator.diagnose import Cause, explain, system
from validator.form import Table
from validator.formulas import with_formulas
from validator.model import Broken, Cell, Change, Defect, Repair
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
        for cause in _causes(sums, form, every):
            also = mended(_likeliest(cause, sums), every)
            told |= {witness.key for witness in also}
            code, defect = _told(cause, sums, form, facts)
            defect = with_formulas(_with_witnesses(defect, also), facts)
            yield code, told_first(defect, _involved(cause, sums, facts), doubtful)
    for code, defect in left_over(told, facts):
        yield code, told_first(defect, defect.cells, doubtful)


def _causes(sums: Sums, form: Table, every: Sequence[Witness]) -> tuple[Cause, ...]:
    if "fail" not in sums.status:
        return ()
    judged = [None if s == "open" else r for s, r in zip(sums.status, sums.residual, strict=True)]
    return explain(system(form), sums.values, judged, sums.unknown, sums.blank, expected(sums, every) if every else {})


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
        Repair(rank, alternative.why, tuple(_change(i, to, sums, facts, form) for i, to in alternative.changes))
        for rank, alternative in enumerate(cause.alternatives, 1)
    )
    rules = sorted({identity.rule for identity in identities})
    message = _message(cause, sums, form, facts, identities)
    key = _fingerprint_key(cause, sums)
    return rules[0], Defect(message, form.key, cells, identities, repairs, cause.truncated, basis=form.basis, key=key)


def _change(i: int, to: int, sums: Sums, facts: Facts, form: Table) -> Change:
    row, column = sums.compiled.cells[i]
    return Change(form.key, row, column, facts.cells[form.key, row, column].value, Decimal(to))


def _fingerprint_key(cause: Cause, sums: Sums) -> str:
    """The culprit where it is one cell, else the broken identities: neither changes with wording or place."""
    if len(cause.suspects) == 1:
        return ".".join(sums.compiled.cells[cause.suspects[0]])
    every = sums.compiled.identities
    return ",".join(f"{every[i].rule}@{every[i].at}" for i in cause.identities)


# ---------------------------------------------------------------- sentences


def _message(cause: Cause, sums: Sums, form: Table, facts: Facts, identities: Sequence[Broken]) -> str:
    if not cause.alternatives:
        return _undecided(cause, sums, form, facts)
    best, others = cause.alternatives[0], len(cause.alternatives) - 1
    count = len(identities)
    if len(best.changes) == 1:
        (cell, to) = best.changes[0]
        due = "可能应为" if cause.tied else "应为"
        text = f"{_named(cell, sums, form)}{due} {to}，{_now(cell, sums, form, facts)}{_at(cell, sums, form, facts)}。"
        held = f"只改这一格，{count} 处不平全部成立。" if count > 1 else "改后等式成立。"
        return text + (held if not others else f"{held}另有 {others} 种改法，请核对。")
    steps = "；".join(_step(cell, to, sums, form, facts) for cell, to in best.changes)
    reason = "" if best.why.startswith("同时改") else f"（{best.why}）"
    likely = "可能是" if cause.tied else "最可能"
    text = f"有 {count} 处不平，{likely}要改 {len(best.changes)} 格{reason}：{steps}。"
    return text + (f"另有 {others} 种改法，请核对。" if others else "")


def _named(cell: int, sums: Sums, form: Table) -> str:
    return cell_name(form, *sums.compiled.cells[cell])


def _cell(cell: int, sums: Sums, form: Table, facts: Facts) -> Cell:
    return facts.cells[(form.key, *sums.compiled.cells[cell])]


def _now(cell: int, sums: Sums, form: Table, facts: Facts) -> str:
    found = _cell(cell, sums, form, facts)
    return (
        f"现为 {found.value}" if found.value is not None else f"现为{'空白' if not found.raw else f'「{found.raw}」'}"
    )


def _at(cell: int, sums: Sums, form: Table, facts: Facts) -> str:
    return at(_cell(cell, sums, form, facts).place)


def _step(cell: int, to: int, sums: Sums, form: Table, facts: Facts) -> str:
    was = _cell(cell, sums, form, facts).value
    return f"{_named(cell, sums, form)}由 {'空白' if was is None else was} 改为 {to}{_at(cell, sums, form, facts)}"


def _undecided(cause: Cause, sums: Sums, form: Table, facts: Facts) -> str:
    first = broken(sums, cause.identities[0])
    cells = [_cell(i, sums, form, facts) for i in cause.suspects]
    where = _span([cell.place.where for cell in cells])
    more = f"等 {len(cause.identities)} 处" if len(cause.identities) > 1 else ""
    return f"{first.spelled}{where}{more}。{cause.why_not or '无法判断是哪一格有误，请逐格核对'}。"


def _span(places: Sequence[str]) -> str:
    filled = [place for place in places if place]
    if not filled:
        return ""
    return f"（{filled[0]}）" if len(filled) == 1 else f"（{filled[0]} 至 {filled[-1]}）"
