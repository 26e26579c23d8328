"""制发件数大于现行有效件数

查什么：2021年版第二十条第（一）项的每一行：本年制发件数是否大于现行有效件数。
为什么：当年制发的一般当年仍然有效，应包括在现行有效里（国办公开办函〔2021〕30号 二）。当年制发又当年废止的也会如此，所以只是提示。
错例：制发 12 件、废止 0 件，现行有效 4 件。
正例：制发 12 件，现行有效 45 件。
怎么改：对照规范性文件目录核对；现行有效应填截至年末的全部件数，不是当年新增数。
"""

from __future__ import annotations

from validator.checks.exceeding import judge_exceeding
from validator.checks.facts import Facts, Verdict, at
from validator.checks.stated import Stated
from validator.model import Defect, Severity

CODE = "C301"
TITLE = "制发件数大于现行有效件数"
SEVERITY: Severity = "notice"
ITEM = "行"

_TABLE, _ISSUED, _REPEALED, _STOCK = "art20_1", "issued", "repealed", "in_force"


def examine(facts: Facts) -> Verdict:
    """Items: rows of the table, where the form has these columns and both figures are known."""
    return judge_exceeding(facts, _TABLE, _ISSUED, _STOCK, _defect)


def _defect(row: str, figures: Stated, facts: Facts) -> Defect:
    form = facts.forms[_TABLE]
    issued, stock, repealed = (figures.get((row, column)) for column in (_ISSUED, _STOCK, _REPEALED))
    cells = tuple(facts.cells[_TABLE, row, column] for column in (_ISSUED, _STOCK))
    text = (
        f"「{form.row(row).label}」本年制发 {issued} 件{at(cells[0].place)}，现行有效却只有 {stock} 件{at(cells[1].place)}，"
        f"本年废止 {repealed or 0} 件。现行有效应填截至年末的全部件数，请核对；当年制发又废止的，可以不改。"
    )
    return Defect(text, _TABLE, cells, basis=form.basis, key=row)
