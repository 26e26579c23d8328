"""How severe the findings of a rule may be, and when: what the catalogue and the manual pages say, and tests hold rules to."""

from __future__ import annotations

from collections.abc import Mapping

from validator.checks.registry import RULES
from validator.model import Severity

_PLAIN = "用规定的叫法写明一个单元格、句中没有任何限定，而表格本身没有不平的"
_LATER = "报告年度只见于文件名的，或者表格的格式比年度还新的，或者用 --edition 指定了格式的"

#: Code → other severities than the rule's own, each with the case in which it is so.
OTHERWISE: Mapping[str, Mapping[Severity, str]] = {
    "F005": {"warning": "内容是年度报告（或表格读不到）、别的软件可能打不开的", "notice": "照样打得开的"},
    "D002": {"warning": "格式试行的年度（2019年）"},
    "D003": {"notice": "年度见于文件名的"},
    "D005": {"warning": _LATER},
    "D101": {"warning": "像是错字，或者用了旧标题的"},
    "D102": {"warning": "其余部分没有全部确定找到的，或者只缺标题、表格还在的"},
    "D202": {"notice": "只有文件名不同的"},
    "D302": {"error": "三处以上，或者有一部分只有说明的"},
    "D306": {"notice": "正文收取了费用，而表中收费一行为零的"},
    "F011": {"notice": "过大的工作表没有读的"},
    "S001": {"warning": "在网页上粘贴的内容里没有认出表格的"},
    "S101": {"notice": "在网页上只粘贴了其中几张的（合并提示一次）"},
    "S207": {"warning": "从文字里读出、分不清一行到哪里为止的"},
    "V103": {"warning": "空格不在千位上、可能是两个数挤在一格的"},
    "V106": {"notice": "同一部分别的表已经填写的"},
    "V108": {"warning": "表头规定了单位、格里又写了别的单位的"},
    "C101": {"error": f"{_PLAIN}，或者同一句的各部分相加正好等于表中数的"},
    "C102": {"error": _PLAIN},
    "C104": {"error": _PLAIN},
    "C105": {"error": _PLAIN},
    "C201": {"error": "各项按法定格式互不重叠的"},
    "C205": {"error": "同一句里写明件数，而任何整数总数都得不出这个百分比的"},
    "C206": {"error": "同一句里写明上年数，没有别的数可以比的"},
    "Y001": {"notice": "同一机关上一年度有几份而数字不同的"},
    "Y101": {"warning": "两份报告的机关名称不同，或者上年的表格本身不平的"},
    "R101": {"warning": "分报没有全部读出，有分报是识别的，或者没有指明分报、按同一工作簿里的汇总表核对"},
}
#: Families whose findings rest on figures or tables that may have been recognised or read wrongly.
_READ = "SVACYR"
_DOUBTED = "从图片识别、或从没有框线、横着分在几页上的 PDF 表格读出，先要核对读数的"
_OPTIONAL = "格式只是试行的年度（2019年）"


def severities(code: str) -> Mapping[Severity, str]:
    """Every severity that a finding of rule `code` may have: its own first, without words, then the others and when.

    Raises KeyError for an unknown code.
    """
    own = RULES[code].SEVERITY
    found: dict[Severity, str] = {own: "", **OTHERWISE.get(code, {})}
    doubted = [_DOUBTED] if code[0] in _READ and own != "warning" else []
    optional = [_OPTIONAL] if code[0] == "S" and own == "error" else []
    cases = [*filter(None, [found.get("warning", "")]), *optional, *doubted]
    return found | {"warning": "；".join(cases)} if cases else found
