"""全文包括总体情况、…六个部分: what a report announces of its own parts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from validator.model import Paragraph, Place
from validator.prose.outline import Outline
from validator.prose.sections import subjects_in
from validator.prose.sentences import sentences

_NUMBER = re.compile(
    r"(?<![第十])([一二三四五六七八九十两]|\d{1,2})个?大?(?:部分|章节?|板块|方面(?:内容)?(?=组成|构成)|(?<=[大项])内容|项内容)"
)
_BEGINS = re.compile(r"(?:全文|报告|年报|内容).{0,40}?(?:包括|包含|涵盖|分为|分|由|共)")
_SPEAKS = re.compile("全文|报告|年报|内容")
#: What every such beginning has somewhere.
_MAY_BEGIN = re.compile("[包涵分由共]")
_DIVIDED = re.compile(r"组成|构成|包括|包含|内容|共有?|分[为成]")
_OPEN_ENDED = re.compile(r"等(?!级|待|候|额)")
#: 正文和附件两部分: parts of the paper, not of its text.
_PAPER = re.compile(r"正文[^，,；;]{0,12}附|附[件表录][^，,；;]{0,12}正文")
_CLAUSE = re.compile(r"[，,；;]")
_CLAUSE_LONGEST = 40
#: Parts of the outline of years before 2019.
_OLDER = re.compile(
    r"咨询处理|咨询情况|收费(?:情况)?[及和与、]减免|减免[及和与、]收费|支出[及和与、]收费|收费[及和与、]支出|申诉(?:的)?情况"
)
_VALUES = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
#: So many subjects named in one sentence are a list of parts.
_LIST = 4
#: The announcement stands above the first section, or in so many paragraphs below its title.
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Announcement:
    """`count` of parts and the sections `named`, as announced; `start`: where in `text` the list begins."""

    count: int | None
    named: tuple[int, ...]
    open_ended: bool
    text: str
    start: int
    place: Place


def announcement(outline: Outline) -> Announcement | None:
    """The first sentence that announces how many parts the report has, or names at least four of them."""
    return next((found for p in _near(outline) for found in _announced(p)), None)


def older_part(text: str) -> str | None:
    """The first part of the outline of years before 2019 that `text` names; None if it names none."""
    match = _OLDER.search("".join(unicodedata.normalize("NFKC", text).split()))
    return match[0] if match else None


def _near(outline: Outline) -> Iterator[Paragraph]:
    yield from outline.opening
    if outline.sections:
        yield from (p for p in outline.sections[0].paragraphs[:_NEAR] if "全文" in p.text or "部分" in p.text)


def _announced(paragraph: Paragraph) -> Iterator[Announcement]:
    if not (_SPEAKS.search(paragraph.text) and _MAY_BEGIN.search(paragraph.text)):
        return
    for sentence in sentences(paragraph):
        text = unicodedata.normalize("NFKC", sentence.text)
        begins = _BEGINS.search(text)
        if begins is None:
            continue
        listed = text[begins.start() :]
        number = _counted(listed)
        named = subjects_in(listed)
        if len(named) >= _LIST or (number and _DIVIDED.search(listed)):
            count = (_VALUES.get(number[1]) or int(number[1])) if number else None
            few = named if len(named) >= _LIST else ()
            open_ended = _OPEN_ENDED.search(listed) is not None
            yield Announcement(count, few, open_ended, sentence.text, begins.start(), paragraph.place)


def _counted(listed: str) -> re.Match[str] | None:
    """The first count of parts that are parts of the text."""
    for number in _NUMBER.finditer(listed):
        clause = _CLAUSE.split(listed[max(0, number.start() - _CLAUSE_LONGEST) : number.end()])[-1]
        if not _PAPER.search(clause):
            return number
    return None
