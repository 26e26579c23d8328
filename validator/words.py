"""Printed text → the mandated label it is: normal form, list marks, and the vocabulary of all editions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from validator.form import Edition, Line, Table
from validator.han import simplified
from validator.label_start import is_foreign
from validator.schema import editions

Role = Literal["row", "column", "heading"]

_DROPPED = str.maketrans("\\", "/", "“”\"'‘’「」『』〝〞＂＇`*#")
_BLANKS = re.compile(r"[\s\u200b-\u200d\u2060\ufeff\u00ad]+")
_ENDS = ":;,。、．.|"
#: What joins a heading and the row behind it in one cell.
_JOINTS = ":;,、.·-—–/|>"
_MARK = re.compile(r"(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}[、.．,:·]|\d{1,2}[、.．,:)·]?)")
#: What people paste behind a label begins with one of these, or on a new line.
_GUIDANCE = re.compile(r"填[写表报]说明|说明[:：]|备注|注[:：]|是指|指的是|[:：]|(?<=\S)\s*\n")
_BRACKETS = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")

#: A label shorter than this is never recognised by its beginning alone.
_LONG_ENOUGH = 4
NUMERALS = "一二三四五六"
#: No label is longer, with all the guidance that people paste behind it.
MOST_CHARACTERS = 200

#: Words of the printed form that head a column or row and carry no key of their own.
_FURNITURE = (
    "信息内容",
    "申请人情况",
    "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和",
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
)


@lru_cache(maxsize=16384)
def normal(text: str) -> str:
    """The form under which labels are compared: NFKC, simplified, no blanks, quotes or closing punctuation."""
    plain = unicodedata.normalize("NFKC", text).translate(_DROPPED)
    return simplified(_BLANKS.sub("", plain)).rstrip(_ENDS)


@lru_cache(maxsize=16384)
def unmarked(text: str) -> str:
    """The normal form without list marks: 1. / 1、/ （一） / 一、; a text that is all mark stays as it is."""
    whole = normal(text)
    bare = whole
    for _ in range(2):
        bare = _MARK.sub("", bare, count=1) if _MARK.match(bare) else bare
    return bare or whole


@dataclass(frozen=True, slots=True)
class Word:
    """A recognised label: its unmarked form, and whether the text is that label and nothing more."""

    label: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every label of every edition by its unmarked form, with the roles that it can play."""

    roles: Mapping[str, frozenset[Role]]
    bare: Mapping[str, str]  # without bracketed text → label
    groups: frozenset[str]  # headings over rows, which may also stand as a row
    beside: frozenset[str]  # every heading left of rows, groups included
    before: frozenset[str]  # every heading that may share a cell with the row behind it
    over: Mapping[str, str]  # a column two headings deep, or a row of a one-row table → the nearer heading
    singles: frozenset[str]  # columns of the tables that print one row of figures
    breaks: frozenset[str]  # headings that begin a table or a section
    sections: Mapping[str, int]  # titles of the six sections, and their numbers
    starts: frozenset[str]  # the first one and the first two characters of every label
    by_start: Mapping[str, Sequence[str]]  # labels that may be told by their beginning, under its first characters

    def is_a(self, label: str, role: Role) -> bool:
        """Whether `label` can play `role`."""
        return role in self.roles.get(label, ())


def _lines(lines: Iterable[Line]) -> Iterator[tuple[Line, str]]:
    for line in lines:
        for text in (line.label, *line.aliases):
            yield line, unmarked(text)


@cache
def row_index(table: Table) -> Mapping[str, str]:
    """Unmarked label or alias → row key."""
    return {label: line.key for line, label in _lines(table.rows)}


@cache
def column_index(table: Table) -> Mapping[str, str]:
    """Unmarked label or alias → column key."""
    return {label: line.key for line, label in _lines(table.columns)}


@cache
def own_labels(table: Table) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """(rows, columns): unmarked label → key, without aliases: what tells editions apart."""
    rows, columns = ({unmarked(line.label): line.key for line in lines} for lines in (table.rows, table.columns))
    return rows, columns


@cache
def vocabulary() -> Vocabulary:
    """The labels of all editions together: segmenting does not need to know the edition."""
    roles: dict[str, set[Role]] = {unmarked(text): {"heading"} for text in _FURNITURE}
    over: dict[str, str] = {}
    singles: set[str] = set()
    groups: set[str] = set()
    beside: set[str] = set()
    before: set[str] = set()
    breaks: set[str] = set()
    for edition in editions().values():
        breaks |= _breaks(edition)
        for table in edition.tables:
            _enter(table, roles, over)
            groups |= {unmarked(g.label) for g in table.groups}
            under = {unmarked(h) for line in table.rows for h in line.under}
            before |= under
            if table.layout == "matrix":
                beside |= under
            if table.layout == "single_row":
                singles |= {label for _, label in _lines(table.columns)}
    for label in breaks:
        roles.setdefault(label, set()).add("heading")
    bare = {b: label for label in roles if (b := _BRACKETS.sub("", label)) and b not in roles}
    frozen = {label: frozenset(found) for label, found in roles.items()}
    return Vocabulary(
        frozen,
        bare,
        frozenset(groups),
        frozenset(beside | groups),
        frozenset(before | groups),
        over,
        frozenset(singles),
        frozenset(breaks),
        {unmarked(title): NUMERALS.index(title[0]) + 1 for title in SECTIONS},
        frozenset(label[:length] for label in (*frozen, *bare, *before, *groups) for length in (1, 2)),
        _by_start(frozen),
    )


def _by_start(labels: Iterable[str]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for label in labels:
        if len(label) >= _LONG_ENOUGH:
            found.setdefault(label[:_LONG_ENOUGH], []).append(label)
    return found


def _enter(table: Table, roles: dict[str, set[Role]], over: dict[str, str]) -> None:
    for role, lines in (("row", table.rows), ("column", table.columns)):
        for line, label in _lines(lines):
            found: Role = "row" if role == "row" else "column"
            roles.setdefault(label, set()).add(found)
            if table.layout == "single_row" and found == "row":
                roles[label].add("heading")
            for heading in line.under:
                roles.setdefault(unmarked(heading), set()).add("heading")
            if len(line.under) > 1 if found == "column" else line.under and table.layout == "single_row":
                over.setdefault(label, unmarked(line.under[-1]))


def _breaks(edition: Edition) -> set[str]:
    titles = {unmarked(table.title) for table in edition.tables}
    return titles | {unmarked(t) for t in SECTIONS}


#: In this order, with these titles (format.md; notices of 2019 and 2021).
TITLES = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)

#: The titles, and wordings of them that reports use.
SECTIONS = (
    *TITLES,
    "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "五、政府信息公开工作存在的主要问题及改进情况",
)


@lru_cache(maxsize=16384)
def recognise(text: str) -> Word | None:
    """The label that `text` is, or begins with, or is the uncut rest of; None if it is none for certain."""
    return None if len(text) > MOST_CHARACTERS or is_foreign(text, vocabulary().starts) else looked_up(text)


def looked_up(text: str) -> Word | None:
    """`recognise` of any text, however it begins."""
    words = vocabulary()
    label = unmarked(text)
    if label in words.roles:
        return Word(label, True)
    if (row := _behind_headings(label)) is not None:
        return Word(row, True)
    bare = _BRACKETS.sub("", label)
    if bare != label and bare in words.roles:
        return Word(_inner(label, bare) or bare, False)
    if bare in words.bare:
        return Word(words.bare[bare], bare == label)
    if (head := unmarked(_GUIDANCE.split(text, maxsplit=1)[0])) in words.roles:
        return Word(head, False)
    return _by_beginning(bare) if len(bare) >= _LONG_ENOUGH else None


def _behind_headings(label: str) -> str | None:
    """三、本年度办理结果（一）予以公开 in one cell: the row that stands behind its headings."""
    words = vocabulary()
    for heading in words.before:
        if label.startswith(heading) and len(label) > len(heading):
            rest = unmarked(label[len(heading) :].lstrip(_JOINTS))
            found = rest if words.is_a(rest, "row") or rest in words.groups else _behind_headings(rest)
            if found is not None:
                return found
    return None


def _inner(label: str, bare: str) -> str | None:
    """行政诉讼（未经复议直接起诉）: a heading with the row itself in brackets."""
    words = vocabulary()
    inner = label.removeprefix(bare)[1:-1]
    return inner if not words.is_a(bare, "row") and words.is_a(inner, "row") else None


def _by_beginning(bare: str) -> Word | None:
    """Guidance pasted behind a label, or a label whose end was cut off; only where one label fits."""
    near = vocabulary().by_start.get(bare[:_LONG_ENOUGH], ())
    longer = [label for label in near if bare.startswith(label)]
    if longer:
        return Word(max(longer, key=len), False)
    cut = [label for label in near if label.startswith(bare) and len(bare) * 5 >= len(label) * 3]
    return Word(cut[0], False) if len(cut) == 1 else None
