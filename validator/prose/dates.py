"""Dates that a report carries: when it was published, when it was signed, the period that it covers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from validator.identity.title_words import plain
from validator.model import Paragraph, Place

_YEAR = r"(20\d\d|二[〇○零O0][一二三四五六七八九〇○零]{2})"
_DAY = re.compile(
    rf"{_YEAR}\s*[-/.年]\s*([\d一二三四五六七八九十]{{1,2}})\s*[-/.月]\s*([\d一二三四五六七八九十]{{1,3}})(?!\d)"
)
#: A page's own words for the day on which it went online; 成文 and 更新 are other days.
_PUBLISHED = re.compile(r"(?:发布|公开|发文|信息)(?:日期|时间)\s*[:：]?\s*(?=20\d\d)|发布于\s*[:：]?\s*(?=20\d\d)")
#: 2018-03-16 16:51 来源：…
_CREDIT = re.compile(
    r"^\W*20\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?\s*\W*(?:信息)?(?:来源|作者|浏览|字号)"
)
_LONGEST = 300
#: A signature stands in the last paragraphs, its date alone on its line or behind the organ's name.
_FOOT = 6
_SIGNED_LONGEST = 45
_NOWHERE = Place()
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Dated:
    """A day, its witness (meta | line | signature) and where it stands."""

    day: date
    witness: str
    place: Place = _NOWHERE


def publication(meta: Mapping[str, str], paragraphs: Sequence[Paragraph]) -> Dated | None:
    """When the page says that it was published: a line of its own goes before its metadata; None if it says nothing."""
    for paragraph in paragraphs:
        text = paragraph.text
        if len(text) > _LONGEST or "20" not in text or not _may_date(text):
            continue
        even = unicodedata.normalize("NFKC", text)
        match = _PUBLISHED.search(even)
        start = match.end() if match else 0 if _CREDIT.match(even) else None
        if start is not None and (day := day_in(even[start : start + 24])):
            return Dated(day, "line", paragraph.place)
    day = day_in(meta.get("published", ""))
    return Dated(day, "meta") if day else None


def _may_date(text: str) -> bool:
    return any(word in text for word in ("日期", "时间", "发布", "来源", "作者", "浏览", "字号"))


def signature(paragraphs: Sequence[Paragraph]) -> Dated | None:
    """The date under the text: alone on its line, near the end of the last section."""
    for paragraph in reversed(paragraphs[-_FOOT:]):
        even = plain(paragraph.text)
        match = _DAY.search(even)
        if match and len(even) <= _SIGNED_LONGEST and re.fullmatch(r"日?[)）]?", even[match.end() :]):
            head = even[: match.start()]
            if not re.search(r"[。，,；;:：至到自从]|日期|时间|统计|截", head) and (day := _day(match)):
                return Dated(day, "signature", paragraph.place)
    return None


def day_in(text: str) -> date | None:
    """The first day written out in `text`: 2023-01-31, 2023年1月31日, 二〇二三年一月三十一日; None if there is none."""
    match = _DAY.search(unicodedata.normalize("NFKC", text))
    return _day(match) if match else None


def _day(match: re.Match[str]) -> date | None:
    """None for a day that no calendar has."""
    return _calendar(_year(match[1]), _small(match[2]), _small(match[3]))


def _year(text: str) -> int:
    if text.isdigit():
        return int(text)
    return int("".join(str(max(_DIGITS.find(c), 0)) for c in text))


def _small(text: str) -> int:
    """1 to 99 in digits or characters; 0 for what is none."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.find(text) if len(text) == 1 else 0
    return 10 * (_DIGITS.find(tens) if tens else 1) + (_DIGITS.find(ones) if ones else 0)


# ---------------------------------------------------------------- the period of the figures

_SPAN = re.compile(
    r"(20\d\d)年0?(\d{1,2})月0?(\d{1,2})日(?:0时)?(?:起|开始)?[,，]?(?:至|到|—+|-+|–+|~|～|截至|截止到?|止于?)+"
    r"(?:(20\d\d)年|同年|当年|本年)?0?(\d{1,2})月0?(\d{1,2})日"
)
_SUBJECT = re.compile(r"统计|期限|时限|数据|报告期|起止")
#: Accounts and appraisals have periods of their own.
_OTHER_SUBJECT = re.compile("预算|决算|审计|考核")
#: 电子版下载期限为…: how long something can be had, not what the figures cover.
_OFFERED = re.compile("下载|公示|查阅|查询|有效期")


@dataclass(frozen=True, slots=True)
class Period:
    """The first and last day that the figures cover, as written (`None`: no such day), and where."""

    first: date | None
    last: date | None
    text: str
    place: Place


def periods(paragraphs: Sequence[Paragraph]) -> Iterator[Period]:
    """Every statement of the period that the figures of the report cover."""
    for paragraph in paragraphs:
        if "月" not in paragraph.text or not _SUBJECT.search(paragraph.text):
            continue
        even = plain(paragraph.text)
        for match in _SPAN.finditer(even):
            before = even[max(0, match.start() - 40) : match.start()]
            after = even[match.end() : match.end() + 12]
            clause = re.split(r"[。；;]", before)[-1]
            beside = re.split("[，,]", clause)[-1] + re.split("[。；;，,]", after)[0]
            if _OTHER_SUBJECT.search(clause + after) or _OFFERED.search(beside):
                continue
            if _SUBJECT.search(clause) or re.match(r"止?的?(?:各项|全部)?(?:统计|数据)", after):
                yield _period(match, paragraph.place)


def _period(match: re.Match[str], place: Place) -> Period:
    first = _calendar(int(match[1]), int(match[2]), int(match[3]))
    return Period(first, _calendar(int(match[4] or match[1]), int(match[5]), int(match[6])), match[0], place)


def _calendar(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
