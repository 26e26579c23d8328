"""新公开数量大于对外公开总数量

查什么：2019年版第二十条第（一）项的每一行：本年新公开数量是否大于对外公开总数量。
为什么：对外公开总数量是截至年末累计公开的数量，包括本年新公开的（国办公开办函〔2019〕60号 二），不会比它少。
错例：本年新公开 12 件，对外公开总数量 4 件。
正例：本年新公开 12 件，对外公开总数量 45 件。
怎么改：核对两个数；对外公开总数量应填累计数，不是本年数。
"""

from __future__ import annotations

from validator.checks.exceeding import judge_exceeding
from validator.checks.facts import Facts, Verdict, at
from validator.checks.stated import Stated
from validator.model import Defect, Severity

CODE = "C302"
TITLE = "新公开数量大于对外公开总数量"
SEVERITY: Severity = "warning"
ITEM = "行"

_TABLE, _NEW, _ALL = "art20_1", "published", "public_total"


def examine(facts: Facts) -> Verdict:
    """Items: rows of the table, where the form has these columns and both figures are known."""
    return judge_exceeding(facts, _TABLE, _NEW, _ALL, _defect)


def _defect(row: str, figures: Stated, facts: Facts) -> Defect:
    form = facts.forms[_TABLE]
    cells = tuple(facts.cells[_TABLE, row, column] for column in (_NEW, _ALL))
    text = (
        f"「{form.row(row).label}」本年新公开 {figures[row, _NEW]} 件{at(cells[0].place)}，"
        f"对外公开总数量却只有 {figures[row, _ALL]} 件{at(cells[1].place)}。总数量应填累计数，请核对这两个数。"
    )
    return Defect(text, _TABLE, cells, basis=form.basis, key=row)
