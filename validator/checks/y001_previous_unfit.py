"""上年报告对不上

查什么：拿来对照的上年报告是不是同一机关上一年度的报告。--previous 给出的报告年度不对、读不出、没有表格或就是本报告的，不作对照；机关名称不同的，仍作对照，但只作疑似。一起核验的报告里同一机关上一年度有几份而数字不同的，不作对照（提示）。
为什么：上年结转、现行有效件数等只能与同一机关上一年度的报告衔接；对错了报告，就会错怪或漏掉问题。
错例：核验2023年度报告，--previous 给的是2021年度报告。
正例：核验2023年度报告，--previous 给同一机关的2022年度报告。
怎么改：换成同一机关上一年度的报告；两份放反了的，对调过来；机关改名或合并的，可以不改。
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from validator.between.links import Links, Unfit, Why, label
from validator.checks.facts import Facts, Verdict
from validator.model import Case, Defect, Severity

CODE = "Y001"
TITLE = "上年报告对不上"
SEVERITY: Severity = "warning"
ITEM = "上年报告"

_WHY_OPEN = "没有可以对照的上年报告"
_ADVICE = "请改用同一机关上一年度的报告。"
_SWAPPED = "两份可能放反了：请核验{given}年度的，把{own}年度的作为上年报告。"
_SAID: Mapping[Why, str] = {
    "unreadable": "读不出，没有对照",
    "no_tables": "没有找到规定的表格，没有对照",
    "year_unknown": "没有找到报告年度，没有对照",
    "own_year_unknown": "无法对照，因为本报告没有找到报告年度",
    "itself": "就是本报告，没有对照",
    "year": "是{given}年度的，本报告是{own}年度的，没有对照",
}


def examine(facts: Facts) -> Verdict:
    """Items: the report that was named, or found, as last year's."""
    links = facts.links
    if not links.unfit:
        return Verdict(passed=int(facts.previous is not None))
    if links.unfit[0].why == "rivals":
        return Verdict((_rivals(links),), failed=1)
    if facts.previous is not None:
        return Verdict((_other_organ(links.unfit[0], facts.case),), failed=1)
    return Verdict((_none_fits(links.unfit, facts.case),), open=1, why_open=_WHY_OPEN)


def _none_fits(unfit: Sequence[Unfit], case: Case) -> Defect:
    said = "；".join(
        f"{label(one.case)} {_SAID[one.why].format(given=one.case.report_year, own=case.report_year)}" for one in unfit
    )
    return Defect(f"所给的上年报告：{said}。{_advice(unfit, case)}")


def _advice(unfit: Sequence[Unfit], case: Case) -> str:
    """The report of the year after, given alone as last year's, is the one that was meant to be checked."""
    given = unfit[0].case.report_year
    if len(unfit) > 1 or unfit[0].why != "year" or case.report_year is None or given != case.report_year + 1:
        return _ADVICE
    return _SWAPPED.format(given=given, own=case.report_year)


def _other_organ(one: Unfit, case: Case) -> Defect:
    text = (
        f"所给的上年报告（{label(one.case)}）是“{one.case.organ}”的，本报告是“{case.organ}”的。"
        f"已照常对照，有出入的只作疑似。请核对是不是同一机关；不是的，{_ADVICE.removeprefix('请')}"
    )
    return Defect(text, key="organ")


def _rivals(links: Links) -> Defect:
    paths = "、".join(label(one.case) for one in links.unfit) + (" 等" if links.rivals > len(links.unfit) else "")
    text = f"同一机关上一年度的报告有 {links.rivals} 份，数字不同（{paths}），没有对照。{_ADVICE}"
    return Defect(text, severity="notice", key="rivals")
