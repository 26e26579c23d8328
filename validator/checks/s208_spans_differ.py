"""合并单元格与表头不齐

查什么：数字格的左右位置是否与表头对齐。不齐但格数相同的，按从左到右的次序对应，每张表只报一次，请人核对。
为什么：表格由国务院办公厅统一规定到单元格（国办公开办函〔2019〕60号、〔2021〕30号）；合并错了，一个数就会落到别的列名下面。
错例：「处理决定数量」的数字格比表头多跨了一列。
正例：每个数字格正好在自己的列名下面。
怎么改：改正合并单元格，使数字格与表头对齐，并核对这些行的数字。
"""

from __future__ import annotations

from collections.abc import Sequence

from validator.checks.facts import Facts, Verdict, at, listed, table_name
from validator.model import Defect, Observation, Severity

CODE = "S208"
TITLE = "合并单元格与表头不齐"
SEVERITY: Severity = "notice"
ITEM = "行"

_NAMED = 4


def examine(facts: Facts) -> Verdict:
    """Items: printed rows of the tables found."""
    seen = facts.seen.get("spans_differ", ())
    defects = tuple(_defect(key, odd, facts) for key in facts.forms if (odd := [o for o in seen if o.table == key]))
    failed = sum(len(o.rows) for o in seen)
    printed = sum(len(table.rows) for table in facts.found.values())
    return Verdict(defects, max(printed - failed, 0), failed)


def _defect(key: str, odd: Sequence[Observation], facts: Facts) -> Defect:
    form = facts.forms[key]
    rows = [row for o in odd for row in o.rows]
    labels = [form.row(row).label for row in rows]
    place = next((c.place for c in facts.cells.values() if c.table == key and c.row in rows), odd[0].place)
    text = (
        f"{table_name(key, facts)}有 {len(labels)} 行的单元格与表头不齐，但格数相同，已按次序对应："
        f"{listed(labels, _NAMED)}{at(place)}。请核对这些行的数字，并改正合并单元格。"
    )
    return Defect(text, key, basis=form.basis)
