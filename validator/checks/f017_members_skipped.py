"""有没有检查的文件

查什么：压缩包、邮件或随网页另存的文件夹（页面_files）里，除了各份报告以外，有多少图片、样式等文件没有检查。报告各出各的结论，这里只说明数目。
为什么：扫描的报告、截图也是图片；不说明的话，会以为压缩包里的都查过了。
错例：压缩包里有「年报.docx」和「年报扫描.png」，只检查了前者。
正例：压缩包里只有报告。
怎么改：图片里如果有报告，请换成原稿再检查；没有的，不必改。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict
from validator.model import Defect, Severity

CODE = "F017"
TITLE = "有没有检查的文件"
SEVERITY: Severity = "notice"
ITEM = "文件"

_PACKED = "「{}」里除了报告，另有 {} 个文件（图片、样式、批注副本等）没有检查。图片里如果有报告，请换成原稿再检查。"
_SAVED = "随网页另存的文件夹里的 {} 个文件属于这个网页，没有单独检查；其中另有报告的，请单独给出。"


def examine(facts: Facts) -> Verdict:
    """Items: the file."""
    packed, saved = (sum(o.number for o in facts.seen.get(kind, ())) for kind in ("members_skipped", "page_files"))
    texts = [_PACKED.format(facts.case.path.partition("!/")[0], packed)] if packed else []
    texts += [_SAVED.format(saved)] if saved else []
    if not texts:
        return Verdict(passed=1)
    return Verdict((Defect("".join(texts)),), failed=1)
