"""日期早于统计期限结束

查什么：网页的发布日期，没有的看落款日期，是否在报告年度的12月31日之后。
为什么：统计期限到12月31日才结束，此前发布的报告数据不可能完整；也可能是日期或年度写错。
错例：2023年度报告的落款是2023年12月20日。
正例：2023年度报告于2024年1月20日发布。
怎么改：核对日期和年度；确实提前编制的，按全年数据重新核对后再发布。
"""

from __future__ import annotations

from datetime import date

from validator.checks.facts import Facts, Verdict, at
from validator.model import Defect, Severity
from validator.prose.dates import Dated

CODE = "D204"
TITLE = "日期早于统计期限结束"
SEVERITY: Severity = "warning"
ITEM = "发布或落款日期"

_WORDS = {"line": "发布日期", "meta": "网页信息里的发布日期", "signature": "落款日期"}


def examine(facts: Facts) -> Verdict:
    """Items: a day of publication, or else of signature. None found: nothing is said."""
    year, dated = facts.case.report_year, facts.dated
    if year is None or dated is None or facts.case.year_from == "file name":
        return Verdict()
    if dated.day > date(year, 12, 31):
        return Verdict(passed=1)
    text = (
        f"{day_named(dated)}，早于{year}年度统计期限的最后一天（{year}年12月31日）。请核对日期和年度；"
        "提前编制的，请按全年数据重新核对。"
    )
    return Verdict((Defect(text, evidence=dated.day.isoformat(), place=dated.place, key="early"),), failed=1)


def day_named(dated: Dated) -> str:
    """发布日期是2024年1月20日（第2段）."""
    day = dated.day
    return f"{_WORDS[dated.witness]}是{day.year}年{day.month}月{day.day}日{at(dated.place)}"
