"""总计列不等于各类申请人之和

查什么：申请处理表的每一行：总计 ＝ 自然人 ＋ 商业企业 ＋ 科研机构 ＋ 社会公益组织 ＋ 法律服务机构 ＋ 其他。
为什么：总计列是该行各类申请人的合计（国办公开办函〔2019〕60号、〔2021〕30号）。
错例：予以公开：自然人 3，商业企业 1，总计填 3。
正例：总计填 4。
怎么改：先核对各类申请人的数字，再核对总计。
"""

from __future__ import annotations

from validator.checks.counting import count
from validator.checks.facts import Facts, Verdict
from validator.model import Severity

CODE = "A103"
TITLE = "总计列不等于各类申请人之和"
SEVERITY: Severity = "error"
ITEM = "等式（每行一个）"


def examine(facts: Facts) -> Verdict:
    """Items: identities of this rule; the diagnosis names the causes."""
    return count(CODE, "requests", facts)
