"""公式没有存下结果

查什么：工作簿的单元格里是公式，而文件里没有存下计算结果。每张表只报一次；有关等式不能判定。
为什么：每格应填一个数（国办公开办函〔2019〕60号、〔2021〕30号）；没有结果的公式，别人在网页或手机上看到的可能是 0 或空白。
错例：由程序生成的工作簿，总计格只有“=SUM(B5:G5)”，从未用 Excel 打开保存过。
正例：用 Excel 或 WPS 打开并保存过，公式和结果都在。
怎么改：用 Excel 或 WPS 打开，保存一次，再检查；或直接填入数字。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.checks.odd_cells import cells_listed, judge_odd
from validator.model import Severity

CODE = "V005"
TITLE = "公式没有存下结果"
SEVERITY: Severity = "error"
ITEM = "单元格"


def examine(facts: Facts) -> Verdict:
    """Items: cells of the tables found."""
    odd = [cell for cell in facts.unusual if cell.kind == "formula"]
    return judge_odd(
        odd,
        facts,
        lambda cells: f"只有公式，没有结果：{cells_listed(cells, facts)}。请用 Excel 或 WPS 打开并保存一次，再检查。",
    )
