"""What sentences tell of the applications of several years, or of last year's figures, beside the tables of both years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from validator.between.links import label
from validator.checks.claim_figures import sums_of
from validator.checks.facts import Facts, at
from validator.checks.scopes import counts_others
from validator.checks.sentence_key import sentence_key
from validator.model import Defect, Paragraph, Place
from validator.prose.claims_book import book
from validator.prose.claims_context import scope_of
from validator.prose.claims_window import evened

#: 2022年、2023年、2024年分别收到政府信息公开申请40件、52件、54件. Other words may tell a part of them, and are passed over.
_SERIES = re.compile(
    r"(?P<years>20\d\d年度?(?:[、，和及与]20\d\d年度?)+)，?(?P<deed>[^\d，。；]{4,24})(?P<counts>\d+件(?:[、，和及与]\d+件)+)"
)
_RECEIVED = re.compile(
    r"(?:我[省市县区局委办镇乡]|本机关|本单位)?(?:共|分别|新)*(?:收到|受理|接收|接到)(?:了)?"
    r"(?:政府)?(?:信息)?(?:依申请)?(?:公开)?(?:的)?申请(?:数量)?(?:分别)?(?:为|是)?"
)
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"20\d\d")
_FACT = "received"


@dataclass(frozen=True, slots=True)
class ToldYear:
    """`value` applications were received in `year`, as `words` of a sentence say."""

    year: int
    value: Decimal
    words: str
    sentence: str
    place: Place


def told_years(facts: Facts) -> Iterator[ToldYear]:
    """Every figure of every row of years that tells the organ's own receipts."""
    for paragraph in facts.spoken:
        if "分别" in paragraph.text and "申请" in paragraph.text:
            yield from _of_paragraph(paragraph, facts.case.organ)


def _of_paragraph(paragraph: Paragraph, organ: str | None) -> Iterator[ToldYear]:
    for sentence, even in evened(paragraph.text):
        for match in _SERIES.finditer(even):
            years, counts = _YEAR.findall(match["years"]), _NUMBER.findall(match["counts"])
            meant = "分别" in match["deed"] and _RECEIVED.fullmatch(match["deed"]) is not None
            scope = scope_of(even[: match.end()])
            if meant and len(years) == len(counts) and not counts_others(scope, organ):
                for year, count in zip(years, counts, strict=True):
                    yield ToldYear(int(year), Decimal(count), match[0], sentence, paragraph.place)


def receipts(facts: Facts) -> Sequence[Decimal]:
    """What the table of a report gives for its receipts, the plainest reading first; empty where it is not known."""
    fact = book().facts[_FACT]
    form = facts.forms.get(fact.table)
    if form is None:
        return ()
    return sums_of((fact.cells, *fact.readings), ("total",), form, facts.stated(fact.table))


def own_defect(told: ToldYear, due: Decimal) -> Defect:
    """This year's figure of the row is not what the table holds."""
    text = (
        f"正文{at(told.place)}写“{told.words}”，其中{told.year}年是 {told.value:f} 件，"
        f"而表中「新收」行「总计」列是 {due:f}，两处不一致。请核对后改正写错的一处。"
    )
    return Defect(text, book().facts[_FACT].table, evidence=told.sentence, place=told.place, key=_key(told))


def last_defect(told: ToldYear, due: Decimal, previous: Facts) -> Defect:
    """Last year's figure of the row is not what last year's report holds."""
    text = (
        f"正文{at(told.place)}写“{told.words}”，其中{told.year}年是 {told.value:f} 件，"
        f"而上年报告（{label(previous.case)}）的表中是 {due:f}。请核对后改正写错的一处。"
    )
    return Defect(text, evidence=told.sentence, place=told.place, key=_key(told))


def _key(told: ToldYear) -> str:
    return f"{told.year}:{told.value:f}.{sentence_key(told.sentence)}"
