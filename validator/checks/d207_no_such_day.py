"""日期不存在

查什么：落款、发布日期和正文里写全年月日的日期，历法上有没有这一天：1月32日、2月30日、11月31日、13月1日。统计期限里的由 D201 报；年月日没有写全的、识别出来的文字不查。
为什么：没有的日期一定写错了；落款和统计日期写错，影响年度报告的效力和年份的判断。
错例：落款“2023年1月32日”；“截至2022年11月31日”。
正例：落款“2023年1月31日”。
怎么改：改成实际的日期。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at
from validator.model import Defect, Severity
from validator.prose.days_written import MONTHS, WrittenDay, days_written
from validator.recognition import is_recognised

CODE = "D207"
TITLE = "日期不存在"
SEVERITY: Severity = "error"
ITEM = "写全的日期"


def examine(facts: Facts) -> Verdict:
    """Items: days written out in full in such a report, but those of its period. Recognised text is not judged."""
    if not (facts.found or facts.case.titled) or is_recognised(facts.case):
        return Verdict()
    days = [day for day in days_written(facts.case.paragraphs) if day.exists or not _of_period(day, facts)]
    wrong = {day.text: day for day in days if not day.exists}
    return Verdict(tuple(map(_defect, wrong.values())), sum(day.exists for day in days), len(wrong))


def _of_period(day: WrittenDay, facts: Facts) -> bool:
    return any(period.place == day.place and day.text in period.text for period in facts.periods)


def _defect(day: WrittenDay) -> Defect:
    why = f"一年没有 {day.month} 月" if day.month > MONTHS else f"{day.year} 年 {day.month} 月没有 {day.day} 日"
    text = f"文中{at(day.place)}写“{day.text}”，没有这一天：{why}。请改成实际的日期。"
    return Defect(text, evidence=day.text, place=day.place, key=f"day:{day.text}")
