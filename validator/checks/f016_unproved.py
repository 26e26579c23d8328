"""PDF 中的行读不准

查什么：PDF 里每个数字是否完整地落在一个格里、行数列数是否对得上、文字的次序是否与画面一致。对不上的行不猜，记为“未判定”。
为什么：PDF 只记录文字的位置，没有单元格；位置对不上时硬读，会把数字读进相邻的格，把对的说成错的。
错例：一个数字压在两格之间的竖线上，或文字层的数字次序与画面不同。
正例：由 Word、WPS 直接导出、表格线完整的 PDF。
怎么改：用生成这份 PDF 的 Word/WPS 原稿检查；没有原稿的，请逐格核对所列各行。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at, listed
from validator.model import Defect, Severity

CODE = "F016"
TITLE = "PDF 中的行读不准"
SEVERITY: Severity = "warning"
ITEM = "行"

_NAMED = 4


def examine(facts: Facts) -> Verdict:
    """Items: rows of PDF tables that were not proved; told once."""
    seen = (*facts.seen.get("unproved", ()), *facts.seen.get("unruled", ()))
    if not seen:
        return Verdict(passed=1)
    rows = [o.text.replace("\n", "") or "没有行名的一行" for o in seen]
    reasons = "；".join(dict.fromkeys(o.note for o in seen if o.note))
    text = (
        f"PDF 中有 {len(seen)} 行的数字读不准{at(seen[0].place)}：{listed(rows, _NAMED)}"
        f"{f'（{reasons}）' if reasons else ''}。这些行未判定；请用 Word/WPS 原稿检查，或逐格核对。"
    )
    return Verdict((Defect(text),), 0, 0, len(seen), "PDF 的文字与表格线对不上")
