"""正文写成了前一年或后一年

查什么：说本年度工作的句子，开头的年份是不是报告年度的前一年或后一年。同比、结转、截至、计划、考核、书名号和文号里的年份不算，拿不准的不报。
为什么：照上年稿子改写时容易漏改年份，数据就成了另一年的。
错例：2023年度报告的总体情况写“2022年，我局共收到政府信息公开申请12件”。
正例：“2023年，我局共收到政府信息公开申请12件，较2022年增加3件”。
怎么改：核对后改正年份；说的确是另一年的，请写明是上年或下年的情况。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at
from validator.checks.prose import quoted
from validator.checks.sentence_key import sentence_key
from validator.model import Defect, Severity
from validator.prose.report_year import off_by_one
from validator.prose.sentences import Sentence

CODE = "D203"
TITLE = "正文写成了前一年或后一年"
SEVERITY: Severity = "warning"
ITEM = "报告"


def examine(facts: Facts) -> Verdict:
    """Items: the report. Where the whole prose is of another year, D202 tells it."""
    year = facts.case.report_year
    if year is None or not facts.certain or facts.case.year_from == "file name":
        return Verdict()
    prose = next((w.year for w in facts.years if w.name == "prose"), year)
    if prose != year:
        return Verdict()
    defects = tuple(_defect(named, sentence, year) for named, sentence in off_by_one(facts.outline, year))
    return Verdict(defects, 0 if defects else 1, 1 if defects else 0)


def _defect(named: int, sentence: Sentence, year: int) -> Defect:
    text = (
        f"{year}年度报告里{quoted(sentence.text)}{at(sentence.place)}说的像是本年度的工作，写的却是{named}年。"
        "请核对年份；说的确是另一年的，请写明。"
    )
    return Defect(
        text,
        evidence=sentence.text,
        place=sentence.place,
        key=f"{named}.{sentence.section}.{sentence_key(sentence.text)}",
    )
