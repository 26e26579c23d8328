"""用“增”“减”代替正负号

查什么：数字前是否写了“增”“减”“增加”“减少”。“减4”按 -4 核对，“增4”按 4 核对，每张表只报一次。
为什么：每格应填一个数（国办公开办函〔2019〕60号、〔2021〕30号）；写了字就成了文字，无法自动汇总。
错例：「本年增/减」列填“减4”。
正例：填 -4；增加的填 4 或 +4。
怎么改：去掉“增”“减”，减少的写负号。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.checks.odd_cells import cells_listed, judge_odd
from validator.model import Severity

CODE = "V107"
TITLE = "用“增”“减”代替正负号"
SEVERITY: Severity = "notice"
ITEM = "单元格"


def examine(facts: Facts) -> Verdict:
    """Items: cells of the tables found."""
    odd = [cell for cell in facts.unusual if "word_sign" in cell.marks]
    return judge_odd(
        odd,
        facts,
        lambda cells: (
            f"用“增”“减”代替正负号：{cells_listed(cells, facts, True)}。已按正负数核对；请只填数字，减少的写负号。"
        ),
    )
