"""新收加结转不等于办理结果加结转下年

查什么：申请处理表的每一列：一、本年新收 ＋ 二、上年结转 ＝ 三、（七）总计 ＋ 四、结转下年度。
为什么：表头写明“本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和”（国办公开办函〔2019〕60号、〔2021〕30号）。
错例：自然人：新收 6 ＋ 上年结转 1 ＝ 7，总计 5 ＋ 结转下年度 1 ＝ 6。
正例：自然人：新收 6 ＋ 上年结转 1 ＝ 总计 6 ＋ 结转下年度 1。
怎么改：同一原因造成的几处不平只报一次，并给出最可能要改的单元格；请对照台账核实后修改。
"""

from __future__ import annotations

from validator.checks.counting import count
from validator.checks.facts import Facts, Verdict
from validator.model import Severity

CODE = "A101"
TITLE = "收件与办理、结转不平"
SEVERITY: Severity = "error"
ITEM = "等式（每列一个）"


def examine(facts: Facts) -> Verdict:
    """Items: identities of this rule; the diagnosis names the causes."""
    return count(CODE, "requests", facts)
