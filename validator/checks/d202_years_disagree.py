"""报告年度说法不一

查什么：标题、统计期限、开头（“现公布……年政府信息公开工作年度报告”）、正文、文件名所说的年度是否一致，不一致的逐个列出。只有文件名不同的为提示。讲获奖、清理的句子不算正文的年度。
为什么：照上年稿子改写时容易漏改年度，公众会分不清是哪一年的数据。
错例：标题是2022年，统计期限和正文说的都是2023年。
正例：标题、统计期限、正文都是2023年。
怎么改：核对是哪一年的报告，把写错的年度改正。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at
from validator.model import Defect, Severity
from validator.prose.report_year import Witness

CODE = "D202"
TITLE = "报告年度说法不一"
SEVERITY: Severity = "warning"
ITEM = "年度的出处"

_NAMES = {"title": "标题", "period": "统计期限", "announced": "开头", "prose": "正文", "file name": "文件名"}


def examine(facts: Facts) -> Verdict:
    """Items: what says of itself which year the report is about. A period that stands alone is D201's."""
    if not facts.certain or facts.case.report_year is None:
        return Verdict()
    every = facts.years
    said = {w.year for w in every if w.name in ("title", "prose")}
    if len(said) == 1:
        every = tuple(w for w in every if w.name != "period" or w.year in said)
    years = {w.year for w in every}
    if len(years) < 2:
        return Verdict(passed=len(every))
    return Verdict((_defect(every, facts),), failed=len(every))


def _defect(every: tuple[Witness, ...], facts: Facts) -> Defect:
    told = "，".join(f"{_NAMES[w.name]}是{w.year}年{at(w.place)}" for w in every)
    edition = f"；表格是{facts.edition.name}" if facts.edition else ""
    only_name = len({w.year for w in every if w.name != "file name"}) == 1
    advice = "文件名有误的，请改名" if only_name else "请核对，把写错的年度改正"
    return Defect(
        f"各处所说的年度不一致：{told}{edition}。{advice}。",
        severity="notice" if only_name else None,
        evidence=told,
        place=next((w.place for w in every if w.place.where), None),
        key="years",
    )
