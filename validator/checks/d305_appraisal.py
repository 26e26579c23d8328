"""没有报告工作考核、社会评议、责任追究

查什么：县级以上地方人民政府的报告有没有写工作考核、社会评议、责任追究的结果。只看名称确定是政府的。
为什么：政府的年度报告还应当包括工作考核、社会评议和责任追究结果情况（《条例》第五十条第（四）项）。
错例：市人民政府的报告全文没有提到考核、评议和责任追究。
正例：“政府信息公开工作纳入年度考核；社会评议满意度较高；没有需要责任追究的情形”。
怎么改：在总体情况的监督保障部分补写这几项；没有发生责任追究的，写明没有。
"""

from __future__ import annotations

import re

from validator.checks.facts import Facts, Verdict
from validator.checks.prose import due_edition, sectioned
from validator.identity.organ import standing
from validator.model import Defect, Severity

CODE = "D305"
TITLE = "没有报告工作考核、社会评议、责任追究"
SEVERITY: Severity = "notice"
ITEM = "考核、评议、追责"

_BASIS = "《条例》第五十条第（四）项"
_DUE = {
    "工作考核": re.compile(r"考核|考评|绩效"),
    "社会评议": re.compile(r"评议|满意度|第三方评估|社会评价"),
    "责任追究": re.compile(r"追究|追责|问责"),
}


def examine(facts: Facts) -> Verdict:
    """Items: the three results, in reports of governments of county level and above."""
    if due_edition(facts) is None or not sectioned(facts) or standing(facts.case.organ) != "government":
        return Verdict()
    if not any(section.paragraphs for section in facts.outline.sections if section.number == 1):
        return Verdict()
    whole = "\n".join(p.text for _, p in facts.outline.prose())
    absent = [name for name, words in _DUE.items() if not words.search(whole)]
    if not absent:
        return Verdict(passed=len(_DUE))
    text = f"没有写到{'、'.join(absent)}的情况。政府的年度报告应当包括这些内容，请补写；没有发生责任追究的，写明没有。"
    return Verdict((Defect(text, basis=_BASIS, key="appraisal"),), len(_DUE) - len(absent), len(absent))
