"""没有规定的表格

查什么：标题（没有标题的，看各部分）是年度报告、年度应当有表格（或年度不明），全文却一张规定的表都没有。只报一次，不再逐表报缺；表格是图片、附件或边界丢失的不在此列。
为什么：三张表是年度报告的法定内容（《条例》第五十条；国办公开办函〔2019〕60号、〔2021〕30号）。
错例：2022年度报告只有文字，没有表格。
正例：二、三、四部分各有规定的表格。
怎么改：按报告年度的格式补上第二十条表、申请处理表、复议诉讼表，没有数据填 0。
"""

from __future__ import annotations

from validator.checks.d002_before_format import binding_from
from validator.checks.facts import Facts, Verdict
from validator.checks.prose import is_excerpt, out_of_reach, outlined
from validator.model import Defect, Severity
from validator.schema import governing

CODE = "S001"
TITLE = "没有规定的表格"
SEVERITY: Severity = "error"
ITEM = "报告"

_EXCERPT = "粘贴的内容里没有认出规定的表格。请在 Word、Excel 或网页里选中整张表，连同表头一起复制；或直接放入年报文件。"

_LOST = "标题都在，下面是空的：表格可能在复制成文字时丢了。请用带表格的原稿（.docx、.xlsx 或 .html）再检查一次。"
_UNTITLED = "没有标题，从各部分看是年度报告；不是的，不必理会。"
_BARE = "也没有各部分的标题：可能是列表、新闻，或没有保存完整的网页；是的话，请改用年度报告本身。"
_WITH_TABLES = (2, 3, 4)


def examine(facts: Facts) -> Verdict:
    """Items: the report, if it ought to have the tables."""
    year = facts.case.report_year
    if facts.found:
        return Verdict(passed=1)
    if not _is_due(facts) or (year is not None and year < binding_from()):
        return Verdict()
    if "cut_off" in facts.seen:
        return Verdict(open=1, why_open="文件到一半就断了，还没有到规定的表格")
    if out_of_reach(facts):
        return Verdict(open=1, why_open="表格是图片、附件、由脚本生成，边界丢失，或在没有读的工作表里")
    if is_excerpt(facts):
        return Verdict((Defect(_EXCERPT, severity="warning"),), failed=1)
    due = governing(year)
    form = f"{due.name}（{due.notice}）" if due else "报告年度的格式"
    text = f"没有找到规定的表格（第二十条表、申请处理表、复议诉讼表）。请按{form}补上，没有数据填 0。"
    lost = _LOST if _emptied(facts) else "" if facts.case.titled else _UNTITLED
    lost = lost or ("" if facts.outline.sections else _BARE)
    severity: Severity | None = "warning" if lost else None
    return Verdict((Defect(text + lost, severity=severity, basis=due.notice if due else None),), failed=1)


def _is_due(facts: Facts) -> bool:
    """Whether it is such a report, by its title or by its parts."""
    return facts.case.titled or (not out_of_reach(facts) and outlined(facts))


def _emptied(facts: Facts) -> bool:
    """Whether a text has the titles of the sections with tables, and nothing under them: copying may have lost the tables."""
    held = [s for s in facts.outline.sections if s.number in _WITH_TABLES]
    return facts.case.reader == "text" and len(held) > 1 and not any(s.paragraphs for s in held)
