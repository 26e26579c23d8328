"""扩展名与内容不符

查什么：文件内容的真实格式与扩展名是否一致。网页存成 .xls、.doc 一类 Word、Excel 也照样打开的，读后提示；其他不一致的不读，说明内容是什么、该用什么扩展名。
为什么：名不副实的文件可能不是要检查的那一份，公众下载后也可能打不开（《条例》第四十九条要求向社会公布）。
错例：从网页导出的“年报.xls”，内容其实是网页。
正例：“年报.xlsx”确为 Excel 工作簿。
怎么改：用 Word、Excel 或 WPS 打开，另存为所需的格式；确认内容无误的，也可以改正扩展名，或加 --reader 指明格式。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.model import Defect, Observation, Severity

CODE = "F005"
TITLE = "扩展名与内容不符"
SEVERITY: Severity = "error"
ITEM = "文件"


def examine(facts: Facts) -> Verdict:
    """Items: the file. One whose contents nobody would open under its name is refused as `Unreadable`."""
    seen = facts.seen.get("wrong_extension", ())[:1]
    return Verdict(tuple(map(_defect, seen)), 1 - len(seen), len(seen))


def _defect(seen: Observation) -> Defect:
    text = f"扩展名是 {seen.text}，内容却是{seen.note}。已按内容读取；请用 Word/Excel/WPS 打开后另存，使两者一致。"
    return Defect(text, severity="notice")
