"""扩展名与内容不符

查什么：文件内容的真实格式与扩展名是否一致。内容有自己标记的（网页、PDF、Word、Excel）按内容读：照样打得开的（如网页存成 .xls、.doc、.txt）只作提示，可能打不开的（如网页存成 .docx、.pdf）为疑似；内容不是年度报告的，多半是网站的出错页，为错误（只有图片等、表格读不到的，为疑似）。纯文本和图片不按别的格式读。
为什么：名不副实的文件可能不是要检查的那一份，公众下载后也可能打不开（《条例》第四十九条要求向社会公布）。
错例：从网页导出的“年报.xls”，内容其实是网页。
正例：“年报.xlsx”确为 Excel 工作簿。
怎么改：换上原稿，或用 Word、Excel、WPS 打开后另存为所需的格式；是出错页的，重新下载。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.checks.prose import out_of_reach, outlined
from validator.model import Defect, Observation, Severity

CODE = "F005"
TITLE = "扩展名与内容不符"
SEVERITY: Severity = "error"
ITEM = "文件"

_PUT_UP_WITH = "已按内容读取；请用 Word/Excel/WPS 打开后另存，使两者一致。"
_UNOPENED = "已按内容读取，但用这个名字，别的软件可能打不开。请换上原稿，或用能打开它的软件另存，使两者一致。"
_NO_REPORT = "里面没有认出年度报告{maybe}。请重新取得原文件后再检查。"
_PAGE = "，多半是网站的出错页、登录页或跳转页"


def examine(facts: Facts) -> Verdict:
    """Items: the file. One whose contents have no marks of their own is refused as `Unreadable`."""
    seen = facts.seen.get("wrong_extension", ())[:1]
    return Verdict(tuple(_defect(one, facts) for one in seen), 1 - len(seen), len(seen))


def _defect(seen: Observation, facts: Facts) -> Defect:
    text = f"扩展名是 {seen.text}，内容却是{seen.note}。"
    if not seen.number:
        return Defect(text + _PUT_UP_WITH, severity="notice")
    hidden, page = out_of_reach(facts), "网页" in seen.note  # a page of an error may show a picture, a scan is one
    if facts.found or facts.case.titled or (hidden and not page) or outlined(facts):
        return Defect(text + _UNOPENED, severity="warning")
    return Defect(text + _NO_REPORT.format(maybe=_PAGE if page else ""), severity="warning" if hidden else None)
