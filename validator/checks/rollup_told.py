"""A consolidated table that is not the sum of its parts, in words: one defect, the differing cells spelled out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from validator.between.links import label
from validator.checks.facts import Facts, at, short_name, table_name
from validator.checks.rollup import RollUp, Total
from validator.checks.rollup import compared as rolled_up
from validator.checks.rollup_culprit import culprit
from validator.model import Broken, Cell, Defect
from validator.recognition import is_recognised

RULE = "R101"
#: Cells named in the message, identities kept, parts spelled out in each.
_NAMED, _KEPT, _TERMS = 4, 24, 6


def defect(compared: RollUp, wrong: Sequence[Total], facts: Facts) -> Defect:
    """One defect for all cells of `wrong`, which must not be empty."""
    form = facts.forms[compared.table]
    named = "；".join(_told(total, compared.table, facts) for total in wrong[:_NAMED])
    rest = f"；等共 {len(wrong)} 格" if len(wrong) > _NAMED else ""
    where = "同一工作簿里" if facts.links.parts_assumed else ""
    text = f"{table_name(compared.table, facts)}有 {len(wrong)} 格不等于{where} {len(facts.parts)} 份分报之和：{named}{rest}。"
    return Defect(
        text + _advice(compared, wrong, facts),
        compared.table,
        tuple(cell for total in wrong[:_KEPT] if (cell := _cell(total, compared.table, facts))),
        tuple(identity(total, compared.table, facts) for total in wrong[:_KEPT]),
        severity="warning" if _is_unsure(facts) else None,
        basis=form.basis,
        key="parts",
    )


def _is_unsure(facts: Facts) -> bool:
    """Parts are lacking, nobody said that these are the parts, or figures were recognised."""
    links = facts.links
    return bool(links.parts_unread) or links.parts_assumed or any(is_recognised(part.case) for part in facts.parts)


def _advice(compared: RollUp, wrong: Sequence[Total], facts: Facts) -> str:
    if facts.links.parts_unread:
        return "还有分报没有计入，已计入的之和却已超过汇总数。请核对这些格。"
    found = culprit(compared, facts)
    if found:
        part = facts.parts[found.part].case
        return f"{found.how.format(part=f'“{part.organ}”（{label(part)}）' if part.organ else label(part))}。"
    filled = [t for found in rolled_up(facts) for t in found.totals if t.whole or t.due]
    beside = sum(total.holds for total in filled)
    if all(total.difference > 0 for total in wrong) and beside <= len(filled) / 2:
        return "汇总数都偏大，可能有分报没有给出。请核对分报是否齐全，再逐份核对这些格。"
    if beside > len(filled) / 2:
        return f"其余有数的 {beside} 格都等于分报之和，分报看来是齐的，请核对{'这一格' if len(wrong) == 1 else '这些格'}，改正汇总表或分报。"
    return "请逐份核对，改正汇总表或分报。"


def _told(total: Total, key: str, facts: Facts) -> str:
    cell = _cell(total, key, facts)
    name = short_name(facts.forms[key], total.row, total.column)
    more = "多" if total.difference > 0 else "少"
    place = at(cell.place) if cell else ""
    return (
        f"{name}为 {_plain(total.whole)}{place}，分报之和 {_plain(total.due)}，{more} {_plain(abs(total.difference))}"
    )


def _cell(total: Total, key: str, facts: Facts) -> Cell | None:
    """The printed cell; a group that is compared as one row may have none."""
    return facts.cells.get((key, total.row, total.column))


def identity(total: Total, key: str, facts: Facts) -> Broken:
    """The broken sum of one cell of table `key`, its parts spelled out."""
    name = short_name(facts.forms[key], total.row, total.column)
    filled = [(facts.parts[i].case, value) for i, value in enumerate(total.parts) if value]
    terms = " + ".join(f"{case.organ or label(case)} {_plain(value)}" for case, value in filled[:_TERMS])
    more = " + ……" if len(filled) > _TERMS else ""
    left, right, step = (_number(value) for value in (total.whole, total.due, total.difference))
    spelled = f"{name}：汇总 {_plain(total.whole)} ≠ 各分报之和 {_plain(total.due)}"
    detail = f"（{terms}{more}）" if terms else ""
    text = f"{name}：汇总 {_plain(total.whole)} = 各分报之和 {_plain(total.due)}"
    return Broken(RULE, text, left, right, step, f"{spelled}{detail}，相差 {_plain(abs(total.difference))}")


def _number(value: Decimal) -> int | Decimal:
    return int(value) if value == value.to_integral_value() else value


def _plain(value: Decimal) -> str:
    return f"{_number(value):f}" if value % 1 else str(int(value))
