"""有划掉的文字

查什么：表格和正文里有没有画了删除线的文字。划掉的按已删除处理，不读。
为什么：划掉的旧数字和新数字挤在一格，连起来读就成了另一个数；公开的文件也不应留着修改痕迹。
错例：单元格里「9」画了删除线，旁边写着「159」，连读成 9159。
正例：单元格里只有「159」。
怎么改：删去划掉的文字；在 Word/WPS 里接受全部修订后再公开。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at
from validator.model import Defect, Severity

CODE = "F014"
TITLE = "有划掉的文字"
SEVERITY: Severity = "notice"
ITEM = "文件"


def examine(facts: Facts) -> Verdict:
    """Items: the file."""
    seen = facts.seen.get("struck_text", ())
    if not seen:
        return Verdict(passed=1)
    count = sum(max(o.number, 1) for o in seen)
    text = f"有 {count} 处画了删除线的文字{at(seen[0].place)}，按已删除处理、没有读。请删去这些文字，以免公开后被误读。"
    return Verdict((Defect(text),), failed=1)
