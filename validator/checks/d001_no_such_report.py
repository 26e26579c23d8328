"""不是政府信息公开工作年度报告

查什么：标题里有没有“政府信息公开…年度报告”，正文里有没有规定的表格、各部分的标题。都没有的，不作其他检查，记为“不适用”；印发格式的通知、空白的表样，各机关年报的列表，只有几行同名数字的别的材料也是。
为什么：本程序只核对《条例》第五十条规定的年度报告；对别的文件下结论没有意义。
错例：误选了“2023年工作总结”。
正例：标题为“某某局2023年政府信息公开工作年度报告”，并有三张表。
怎么改：确认选对了文件；确为年度报告的，请补上规范的标题和规定的表格。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.checks.prose import out_of_reach, outlined
from validator.model import EXCERPT, Defect, Severity

CODE = "D001"
TITLE = "不是政府信息公开工作年度报告"
SEVERITY: Severity = "notice"
ITEM = "报告"

_TEXT = (
    "标题里没有“政府信息公开…年度报告”，也没有找到第二十条表、申请处理表、复议诉讼表，未作检查。"
    "请确认选对了文件；确为年度报告的，请补上标题和规定的表格。"
)
_PASTED = (
    "粘贴的内容里没有规定表格的行名和列名，只有数字或文字，不知道各是哪一格，未作检查。"
    "请把表头和左边的行名一起选中，再复制、粘贴；或直接放入年报文件。"
)
_OTHERS = {
    "blank_form": "这是年度报告的格式（空白表样），不是填好的年度报告，未作检查。请改选填好的年度报告。",
    "list_page": "这是几份年度报告的列表，不是年度报告本身，未作检查。请打开列表里的年度报告，分别保存后再检查。",
    "stray_rows": "只有 {number} 行与规定表格的行同名，没有标题，也没有规定的各部分，不像是年度报告，未作检查。"
    "请确认选对了文件；确为年度报告的，请补上标题和规定的表格。",
}


def examine(facts: Facts) -> Verdict:
    """Items: the report."""
    others = [text.format(number=facts.seen[kind][0].number) for kind, text in _OTHERS.items() if kind in facts.seen]
    if others:
        return Verdict((Defect(others[0]),), failed=1)
    refused = any(seen.number for seen in facts.seen.get("wrong_extension", ()))  # F005 says so, and why
    if facts.found or facts.case.titled or refused or out_of_reach(facts) or outlined(facts):
        return Verdict(passed=1)
    return Verdict((Defect(_PASTED if EXCERPT in facts.seen else _TEXT),), failed=1)
