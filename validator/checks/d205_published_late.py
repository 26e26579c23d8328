"""超过法定公布期限

查什么：县级以上人民政府部门的报告是否在次年1月31日前公布，县级以上地方人民政府的是否在3月31日前公布。网页在期限内发布、落款却在期限之后的，两个日期必有一个写错，也报。从机关名称看不出是哪一类的（乡镇、街道、开发区、管委会等）不查。
为什么：期限由《条例》第四十九条规定。网页日期可能是后来重新发布的日期，所以只是疑似。
错例：某市民政局2023年度报告的发布日期是2024年3月5日。
正例：某市民政局2023年度报告于2024年1月25日发布。
怎么改：确属逾期的，今后按期公布；只是重新发布的，不用改。
"""

from __future__ import annotations

from datetime import date, timedelta

from validator.checks.d204_published_early import day_named
from validator.checks.facts import Facts, Verdict
from validator.identity.organ import Standing, standing
from validator.model import Defect, Severity
from validator.prose.dates import Dated

CODE = "D205"
TITLE = "超过法定公布期限"
SEVERITY: Severity = "warning"
ITEM = "发布或落款日期"

_BASIS = "《条例》第四十九条"
#: Month and day of the year after the report year.
_DUE: dict[Standing, tuple[int, int]] = {"department": (1, 31), "government": (3, 31)}
_NAMES: dict[Standing, str] = {"department": "县级以上人民政府部门", "government": "县级以上地方人民政府"}
#: What is dated later still was posted again.
_LONGEST = timedelta(days=365)


def examine(facts: Facts) -> Verdict:
    """Items: a day of publication or signature, where the organ's name tells which term it has."""
    year, dated, rank = facts.case.report_year, facts.dated, standing(facts.case.organ)
    if year is None or dated is None or rank is None or facts.case.year_from == "file name":
        return Verdict()
    if facts.case.year_from == "period" and dated.day.year > year + 1:
        return Verdict()  # a period that was left in from last year's report is likelier than a year's delay
    due = date(year + 1, *_DUE[rank])
    if dated.day <= due:
        defect = _signed_later(dated, due, facts)
        return Verdict((defect,), failed=1) if defect else Verdict(passed=1)
    if dated.day > due + _LONGEST:
        return Verdict(passed=1)
    text = (
        f"{day_named(dated)}，晚于{_NAMES[rank]}的法定期限（{due.year}年{due.month}月{due.day}日前）。"
        "确属逾期的，今后请按期公布；只是重新发布的，不用改。"
    )
    return Verdict(
        (Defect(text, basis=_BASIS, evidence=dated.day.isoformat(), place=dated.place, key="late"),), failed=1
    )


def _signed_later(published: Dated, due: date, facts: Facts) -> Defect | None:
    """A page that went online in time, and a day under its text that is past the term: one of them is wrong."""
    signed = facts.signed
    if signed is None or not due < signed.day <= due + _LONGEST:
        return None
    text = (
        f"{day_named(signed)}，已过法定期限（{due.year}年{due.month}月{due.day}日前），而{day_named(published)}，"
        "不会先发布后落款。请核对两个日期，改正写错的一处。"
    )
    return Defect(text, basis=_BASIS, evidence=signed.day.isoformat(), place=signed.place, key="signed")
