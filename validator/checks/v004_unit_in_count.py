"""件数里写了单位

查什么：填件数、项数的单元格里是否写了“件”“项”等单位。按其中的数字参加加总，每张表只报一次。
为什么：单位已在表头写明，格里只填数字（国办公开办函〔2019〕60号、〔2021〕30号）；写了单位就成了文字，无法自动汇总。
错例：「（一）予以公开」行「自然人」列填“3件”。
正例：填 3。
怎么改：删去单位，只留数字；写“万件”的改填完整的数字。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.checks.odd_cells import cells_listed, judge_odd
from validator.model import Severity

CODE = "V004"
TITLE = "件数里写了单位"
SEVERITY: Severity = "warning"
ITEM = "单元格"


def examine(facts: Facts) -> Verdict:
    """Items: cells of the tables found."""
    odd = [cell for cell in facts.unusual if cell.kind == "unit" and facts.column(cell).holds != "amount"]
    return judge_odd(
        odd, facts, lambda cells: f"写了单位：{cells_listed(cells, facts, True)}。请删去单位，只填完整的数字。"
    )
