"""The six sections: their mandated titles, and how like one of them a printed line is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from validator.words import NUMERALS, SECTIONS, TITLES, normal, recognise

_MARK = re.compile(rf"([{NUMERALS}])[、.,:]?")
#: Wordings that all mean the same title.
_DROPPED = re.compile(r"因|被申请|提起|的|政府信息公开(?:工作)?|[、,，.。:;；]|及(?=改进)|和(?=改进)|和(?=行政诉讼)")
_PUNCTUATION = re.compile(r"[、,，.。:;；]")
_LONGEST = 45
#: So few letters added, lost or exchanged are a slip; more is another wording.
_SLIP = 1
#: A line with more changes than this share of the title is no such title.
_UNLIKE = 0.35

# ---------------------------------------------------------------- a line under its own number


@dataclass(frozen=True, slots=True)
class Likeness:
    """Section `number` (1-6); whether the title means the mandated one, or differs by a slip of the pen.

    `exact`: it is the mandated one to the letter, marks and punctuation aside.
    """

    number: int
    same: bool
    slip: bool
    exact: bool = True


def compare(text: str) -> Likeness | None:
    """How like the title of its own number a line is; None if it is no section's title."""
    line = normal(text)
    mark = _MARK.match(line)
    if mark is None or len(line) > _LONGEST:
        return None
    return likeness(text, NUMERALS.index(mark[1]) + 1)


@lru_cache(maxsize=1024)  # most titles are the mandated ones
def likeness(text: str, number: int) -> Likeness | None:
    """How like the title of section `number` (1-6) a line is, whatever its own number; None if it is not."""
    line = _PAGE_NUMBER.sub("", normal(text))
    mark = _ANY_MARK.match(line) or _LIST_MARK.match(line)
    printed, due = line[mark.end() :] if mark else line, _mandated()[number - 1]
    distance = Levenshtein.distance(_core(printed), _core(due))
    if distance > _UNLIKE * len(_core(due)):
        return None
    exact = _PUNCTUATION.sub("", printed) == _PUNCTUATION.sub("", due)
    return Likeness(number, distance == 0, 0 < distance <= _SLIP, exact)


@lru_cache(maxsize=1)
def _mandated() -> tuple[str, ...]:
    return tuple(_MARK.sub("", normal(title), count=1) for title in TITLES)


# ---------------------------------------------------------------- a line under any number, or none

_ORDINALS = "一二三四五六七八九十"
_ANY_MARK = re.compile(rf"(?:第([{_ORDINALS}]{{1,2}})(?:部分|章)[、.,:·]?|([{_ORDINALS}]{{1,2}})[、.,:·])")
#: （六）, 6、, or 六 with nothing behind it: no mark of a section, but authors slip.
_LIST_MARK = re.compile(rf"\((\d{{1,2}}|[{_ORDINALS}])\)[、.,:·]?|(\d{{1,2}})(?!\d)[、.,:)·]?|([{_ORDINALS}])")
_PAGE_NUMBER = re.compile(r"[.·…\-]{2,}\d{0,3}$|(?<=[况项])\d{1,3}$")
#: What a section is about, where its title is another one.
_SUBJECTS = (
    re.compile(r"总体情况|概述|概况|基本情况"),
    re.compile(r"主动公开"),
    re.compile(r"依?申请公开|公开申请"),
    re.compile(r"复议|诉讼"),
    re.compile(r"问题|不足|改进"),
    re.compile(r"其[他它](?:.{0,16}?(?:报告|说明|事项|情况)|(?:方面)?$)"),
)
_NO_TITLE = re.compile(r"[。；;！!？?]|\d{2,}[件条次]")
_OTHER_LONGEST = 30
#: Rows of tables are called so too, but never under a number of this kind.
_BARE_OTHER = re.compile(r"其[他它](?:方面)?")
#: A title with its text on the same line.
_RUN_IN = re.compile(
    rf"\s*((?:第?[{_ORDINALS}](?:部分)?[、.．,，:：\s]\s*)(?:{'|'.join(t[2:] for t in sorted(SECTIONS, key=len, reverse=True))}))"
    r"(?:\s*[:：。]\s*|\s+|(?=[(（][一无暂没]))(?![\d.…·\-]{1,30}\s*$)(\S.*)",
    re.DOTALL,
)
_FIRST = frozenset(_ORDINALS + "第")
_INSIDE = re.compile(
    rf"[{_ORDINALS}][、.．,，]\s*(?:政府信息公开工作)?({'|'.join(t[2:] for t in sorted(SECTIONS, key=len, reverse=True))})"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's title: `number` (1-6) of the section it names, 0 for none; `mark`, its printed number, 0 for none.

    `sure`: it is the mandated title or like it; `title` and `rest`: the line in two, if text follows on it.
    """

    number: int
    mark: int
    sure: bool
    title: str
    rest: str = ""


def heading_of(text: str) -> Heading | None:
    """What section a line heads; None if it is none's title. A line without a number must be the title exactly."""
    start = text.lstrip()[:1]
    if start in _FIRST:
        return _run_in(text) or (_short(text) if len(text) <= _LONGEST else None)
    bare = 4 <= len(text) <= _LONGEST and text.rstrip(" 　:：.。0123456789…")[-1:] in ("况", "项", "況", "項")
    return _short(text) if bare else None


@lru_cache(maxsize=4096)
def _short(text: str) -> Heading | None:
    line = _PAGE_NUMBER.sub("", normal(text))
    mark = _ANY_MARK.match(line)
    number = _named(line[mark.end() :] if mark else line, exactly=mark is None)
    if number:
        return Heading(number, _value(mark), True, text)
    if mark is None or len(line) > _OTHER_LONGEST or _NO_TITLE.search(line):
        return None
    word = recognise(text)
    if word is not None and word.exact and not _BARE_OTHER.fullmatch(line, mark.end()):
        return None
    subject = next((n for n, about in enumerate(_SUBJECTS, 1) if about.search(line)), 0)
    return Heading(subject, _value(mark), False, text)


def _run_in(text: str) -> Heading | None:
    """一、总体情况 2023年，…"""
    match = _RUN_IN.match(text)
    if match is None:
        return None
    found = _short(match[1].strip())
    return Heading(found.number, found.mark, True, match[1].strip(), match[2]) if found and found.sure else None


def subjects_in(text: str) -> tuple[int, ...]:
    """The sections whose subject `text` names, in mandated order."""
    return tuple(n for n, subject in enumerate(_SUBJECTS, 1) if subject.search(text))


def titles_inside(text: str) -> set[int]:
    """The sections whose titles stand, numbered, somewhere in `text`: borders of lines may be lost."""
    return (
        {_named(found, exactly=True) for found in _INSIDE.findall(text)} if "情况" in text or "事项" in text else set()
    )


def _named(title: str, exactly: bool) -> int:
    """The section whose title this is, or is like and not about another's subject; 0 if it is none's."""
    core = _core(title)
    distances = [Levenshtein.distance(core, due) for due in _cores()]
    best = min(distances)
    number = distances.index(best) + 1
    if best > (0 if exactly else _UNLIKE * len(_cores()[number - 1])):
        return 0
    about = [n for n, subject in enumerate(_SUBJECTS, 1) if best and subject.search(title)]
    return number if number in about or not about else 0


@lru_cache(maxsize=1)
def _cores() -> tuple[str, ...]:
    return tuple(map(_core, _mandated()))


def _core(title: str) -> str:
    return _DROPPED.sub("", title)


def _value(mark: re.Match[str] | None) -> int:
    if mark is None:
        return 0
    text = mark[1] or mark[2]
    return _ORDINALS.index(text) + 1 if len(text) == 1 else 10 + _ORDINALS.index(text[-1]) + 1


def list_number(text: str) -> int:
    """The number of the mark of a list before `text` (（六）, 6、, 六); 0 if there is none."""
    mark = _LIST_MARK.match(normal(text))
    if mark is None:
        return 0
    printed = mark[1] or mark[2] or mark[3]
    return _ORDINALS.index(printed) + 1 if printed in _ORDINALS else int(printed)
