"""（七）总计不等于各项办理结果之和

查什么：申请处理表的每一列：（七）总计 ＝ （一）予以公开至（六）其他处理各行之和。
为什么：（七）总计是“三、本年度办理结果”各行的合计（国办公开办函〔2019〕60号、〔2021〕30号）。
错例：自然人：予以公开 3 ＋ 部分公开 2 ＝ 5，（七）总计填 6。
正例：（七）总计填 5。
怎么改：先核对明细，再核对总计；一格错误同时影响几个等式时，只报一次并指出那一格。
"""

from __future__ import annotations

from validator.checks.counting import count
from validator.checks.facts import Facts, Verdict
from validator.model import Severity

CODE = "A102"
TITLE = "（七）总计不等于各项之和"
SEVERITY: Severity = "error"
ITEM = "等式（每列一个）"


def examine(facts: Facts) -> Verdict:
    """Items: identities of this rule; the diagnosis names the causes."""
    return count(CODE, "requests", facts)
