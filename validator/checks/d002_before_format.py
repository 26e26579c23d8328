"""早于现行格式的年度

查什么：有年度报告的标题而没有规定的表格，报告年度又早于表格格式必须执行的年度。
为什么：《条例》2019年5月15日起施行，此前的报告适用2008年条例，没有规定的表格；格式试行的当年，国办通知（国办公开办函〔2019〕60号）只说“可参照”。
错例：2019年度报告没有三张表（疑似遗漏）；2017年度报告（只作提示，记为“不适用”）。
正例：2020年度及以后的报告，有规定的表格。
怎么改：试行当年的报告建议按试行格式补上表格；更早的报告不必修改。
"""

from __future__ import annotations

from itertools import count

from validator.checks.facts import Facts, Verdict
from validator.checks.prose import out_of_reach, outlined
from validator.form import Edition
from validator.model import Defect, Severity
from validator.schema import editions, governing

CODE = "D002"
TITLE = "早于现行格式的年度"
SEVERITY: Severity = "notice"
ITEM = "报告"


def examine(facts: Facts) -> Verdict:
    """Items: the report, if its title names it as such a one, or its parts do, and its year is known."""
    year = facts.case.report_year
    if year is None or not (facts.case.titled or (year < binding_from() and not facts.found and outlined(facts))):
        return Verdict()
    if facts.found or year >= binding_from():
        return Verdict(passed=1)
    optional = governing(year)
    if optional and out_of_reach(facts):
        return Verdict()
    return Verdict((_optional(year, optional) if optional else _before(year),), failed=1)


def binding_from() -> int:
    """The first report year for which the mandated tables were binding."""
    oldest = next(iter(editions().values()))
    return next(year for year in count(oldest.first) if year not in oldest.optional)


def _before(year: int) -> Defect:
    return Defect(
        f"这是{year}年度的报告，适用2008年条例，当年没有规定的表格，未作核对。如年度有误，请改正标题中的年度。"
    )


def _optional(year: int, edition: Edition) -> Defect:
    text = f"{year}年度的报告没有规定的表格；当年通知（{edition.notice}）说的是“可参照”。请核实是否漏附表格，建议按{edition.name}补上。"
    return Defect(text, severity="warning", basis=edition.notice)
