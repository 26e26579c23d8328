"""格式与年度不符

查什么：全文表格所用的格式，是不是报告年度应当使用的那一版。用旧格式为错误（年度只见于文件名的为疑似）；用了比年度还新的格式为疑似。用 --edition 指定了格式的，只说明与指定的不同之处，为疑似。
为什么：2019、2020年度适用国办公开办函〔2019〕60号，2021年度起适用国办公开办函〔2021〕30号，两版的行和列不同。
错例：2022年度报告仍有「第二十条第（九）项」政府集中采购一栏。
正例：2022年度报告使用2021年版格式。
怎么改：按年度应当使用的格式重新编制表格；年度写错的改正年度。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, table_name
from validator.form import Edition
from validator.model import Defect, Severity
from validator.schema import governing

CODE = "D005"
TITLE = "格式与年度不符"
SEVERITY: Severity = "error"
ITEM = "报告"

_NAMED = 3


def examine(facts: Facts) -> Verdict:
    """Items: the report, if its year is known and its tables were found."""
    year, edition = facts.case.report_year, facts.edition
    if edition is not None and facts.found and facts.case.edition_forced:
        return _forced(facts, edition)
    if year is None or edition is None or not facts.found:
        return Verdict()
    if edition.governs(year):
        return Verdict(passed=1)
    due = governing(year)
    if edition.first > year:
        return Verdict((_newer(year, edition, due),), failed=1)
    return Verdict((_older(year, edition, due, facts.case.year_from == "file name"),), failed=1)


def _forced(facts: Facts, edition: Edition) -> Verdict:
    """The user named the edition: what does not fit it is said once, without advice to the office."""
    others = facts.seen.get("table_other_edition", ())
    names = "、".join(table_name(o.table or "", facts) for o in others[:_NAMED])
    more = f"等 {len(others)} 张表" if len(others) > _NAMED else ""
    said = [f"{names}{more}印的是{others[0].note}，按该版核对"] if others else []
    year = facts.case.report_year
    if year is not None and not edition.governs(year):
        due = governing(year)
        said.append(f"{year}年度的报告适用{due.name}" if due else f"{year}年度没有规定的格式")
    if not said:
        return Verdict(passed=1)
    text = f"已按指定的{edition.name}（--edition {edition.key}）核对。但{'；'.join(said)}。不是有意指定的，请去掉 --edition 再检查。"
    return Verdict((Defect(text, severity="warning", basis=edition.notice),), failed=1)


def _older(year: int, edition: Edition, due: Edition | None, unsure: bool) -> Defect:
    """A year that stands only in the file name may be that of publication: then nothing is certain."""
    ought = f"{due.name}（{due.notice}）" if due else "当年的格式"
    text = f"{year}年度的报告应当使用{ought}，现用的是{edition.name}（{edition.notice}）。请按{due.name if due else '当年的格式'}重新编制表格。"
    told = text.replace("。请", "。年度只见于文件名，请先核对年度；无误的，请", 1) if unsure else text
    return Defect(told, severity="warning" if unsure else None, basis=due.notice if due else None)


def _newer(year: int, edition: Edition, due: Edition | None) -> Defect:
    advice = f"年度无误的，请改用{due.name}（{due.notice}）" if due else f"{year}年度没有规定的表格"
    text = (
        f"报告年度是{year}年，表格却是{edition.first}年度起才用的{edition.name}（{edition.notice}），"
        f"年份或格式必有一处不对。请先核对年度；{advice}。"
    )
    return Defect(text, severity="warning", basis=edition.notice)
