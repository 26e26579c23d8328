"""This year's openings beside last year's closings: 上年结转 of the one report, 结转下年度 of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from validator.between.links import label
from validator.checks.facts import Facts, at
from validator.checks.likeness import likeness
from validator.model import Broken, Cell, Defect

TABLE, OPENING, CLOSING = "requests", "carried_in", "carried_out"
RULE = "Y101"
#: So many columns are named one by one in a message; all are in its identities.
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Opening:
    """One column: `now` is carried in this year, `due` was carried out last year.

    `doubted`: the closing stands in an identity that does not hold in last year's own table.
    """

    column: str
    cell: Cell
    there: Cell
    now: int
    due: int
    doubted: bool


def openings(facts: Facts) -> tuple[Opening, ...]:
    """Every column whose opening and whose closing last year are both known, in printed order."""
    before = facts.previous
    if before is None or TABLE not in facts.sums or TABLE not in before.sums:
        return ()
    now, then = facts.stated(TABLE), before.stated(TABLE)
    found = []
    for column in facts.forms[TABLE].column_keys:
        here, there = now.get((OPENING, column)), then.get((CLOSING, column))
        if here is not None and there is not None:
            cells = facts.cells[TABLE, OPENING, column], before.cells[TABLE, CLOSING, column]
            found.append(Opening(column, *cells, int(here), int(there), _is_doubted(before, column)))
    return tuple(found)


def _is_doubted(before: Facts, column: str) -> bool:
    sums = before.sums[TABLE]
    closing = (CLOSING, column)
    every = zip(sums.compiled.identities, sums.status, strict=True)
    return any(status == "fail" and closing in [term[1:] for term in i.terms] for i, status in every)


def unlike(found: Sequence[Opening]) -> tuple[Opening, ...]:
    """Those that are not what was carried out last year."""
    return tuple(opening for opening in found if opening.now != opening.due)


def identity(opening: Opening, facts: Facts) -> Broken:
    """The broken continuity of one column, spelled out."""
    form = facts.forms[TABLE]
    column = form.column(opening.column).label
    here, there = form.row(OPENING).short, form.row(CLOSING).short
    left, right = f"{here} {opening.now}", f"上年报告{there} {opening.due}"
    step = opening.now - opening.due
    spelled = f"「{column}」列：{left} ≠ {right}，相差 {abs(step)}"
    return Broken(RULE, f"{column}：{left} = {right}", opening.now, opening.due, step, spelled)


def defect(found: Sequence[Opening], facts: Facts) -> Defect:
    """One defect for all columns of `found`, which must not be empty; raises nothing for links without certainty."""
    assert facts.previous is not None
    form = facts.forms[TABLE]
    named = "；".join(_told(opening, facts) for opening in found[:_NAMED])
    rest = f"；等共 {len(found)} 列" if len(found) > _NAMED else ""
    doubted = any(opening.doubted for opening in found)
    first = "上年报告的表格本身不平，请先核对上年报告。" if doubted else "请对照两年的台账，改正有误的一份。"
    text = (
        f"「{form.row(OPENING).label}」行应等于上年报告（{label(facts.previous.case)}）"
        f"「{form.row(CLOSING).label}」行，有 {len(found)} 列不等：{named}{rest}。{first}"
    )
    return Defect(
        text,
        TABLE,
        tuple(opening.cell for opening in found),
        tuple(identity(opening, facts) for opening in found),
        severity=None if _is_certain(found, facts) else "warning",
        basis=form.basis,
        key=OPENING,
    )


def _told(opening: Opening, facts: Facts) -> str:
    column = facts.forms[TABLE].column(opening.column).label
    hint = likeness(opening.now, opening.due)
    return (
        f"「{column}」列为 {opening.now}{at(opening.cell.place)}，"
        f"上年是 {opening.due}{at(opening.there.place)}，相差 {abs(opening.now - opening.due)}{hint}"
    )


def _is_certain(found: Sequence[Opening], facts: Facts) -> bool:
    """Whether the two are one organ's, and any column rests on plain figures of sound tables."""
    plain = any(_is_plain(o.cell) and _is_plain(o.there) and not o.doubted for o in found)
    return facts.links.certain and plain


def _is_plain(cell: Cell) -> bool:
    return cell.kind == "number" and cell.origin != "recognised"
