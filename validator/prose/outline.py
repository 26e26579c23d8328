"""Paragraphs → the outline: what stands above the first section, and the sections with their prose, as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from validator.han import simplified
from validator.model import Paragraph
from validator.numerals import read_figure
from validator.prose.annexes import behind
from validator.prose.sections import Heading, heading_of
from validator.prose.titles_sought import WRITTEN, Found, completed
from validator.words import MOST_CHARACTERS, TITLES, recognise

#: What a page prints behind a report.
_FURNITURE = re.compile(
    r"版权所有|^\W*[上下]一[篇条页]|[关閉闭]+窗口|^\W*打印(?:本页|此页)?\W*$|网站(?:地图|标识码)|ICP备|公网安备|"
    r"^\W*主办(?:单位)?[:：]|^\W*承办(?:单位)?[:：]|扫一扫|^\W*相关(?:链接|文章|信息|附件|稿件|文档)|分享到|您访问的链接"
)
_FURNITURE_LONGEST = 120
#: So many titles with nothing much between them, which all come again, are a table of contents.
_CONTENTS_LEAST = 3
#: So many section titles have to be found before anything is said of those that are not.
ENOUGH_TITLES = 4


@dataclass(frozen=True, slots=True)
class Section:
    """A section as printed: `number` of the mandated section that its title names (0: none), its title, its prose.

    `mark` is the printed number of the title (0: none); lines of tables are no prose.
    """

    number: int
    title: Paragraph
    paragraphs: tuple[Paragraph, ...]
    mark: int = 0
    sure: bool = True  # the title is the mandated one or like it; else only its subject is the same


@dataclass(frozen=True, slots=True)
class Outline:
    """What stands above the first section, and the sections in printed order; prose in simplified characters."""

    opening: tuple[Paragraph, ...]
    sections: tuple[Section, ...]

    def prose(self) -> Iterator[tuple[int, Paragraph]]:
        """(section, paragraph) of all prose in printed order; 0 is what stands above the first section."""
        yield from ((0, p) for p in self.opening)
        for section in self.sections:
            yield from ((section.number, p) for p in section.paragraphs)

    @property
    def titled(self) -> frozenset[int]:
        """The mandated sections whose titles are printed, or what is like them."""
        return frozenset(s.number for s in self.sections if s.number and s.sure)

    @property
    def whole(self) -> bool:
        """Whether they reach from the first section to the last: else it may be a piece of a report."""
        return {1, len(TITLES)} <= self.titled and len(self.titled) >= ENOUGH_TITLES

    def section(self, number: int) -> Section | None:
        """The first printed section that is mandated section `number`, if there is one."""
        return next((s for s in self.sections if s.number == number), None)


def outline_of(paragraphs: Sequence[Paragraph]) -> Outline:
    """The outline of one report; a table of contents is no section, page furniture below the text is in none."""
    found = [(at, heading) for at, p in enumerate(paragraphs) if (heading := heading_of(p.text))]
    every = completed(paragraphs, _chosen(_behind_contents(found)))
    own = behind(paragraphs, every)
    chosen = [title for title in every if title[0] < own]
    end = min(own, _end(paragraphs, chosen[-1][0] + 1 if chosen else len(paragraphs)))
    stops = [*(at for at, _ in chosen[1:]), end]
    sections = (
        tuple(
            _section(paragraphs[at], heading, paragraphs[at + 1 : stop])
            for (at, heading), stop in zip(chosen, stops, strict=True)
        )
        if chosen
        else ()
    )
    return Outline(tuple(map(_readable, paragraphs[: chosen[0][0] if chosen else end])), sections)


def _section(title: Paragraph, heading: Heading, below: Sequence[Paragraph]) -> Section:
    """The prose of a section; what stands on the line of its title comes first."""
    rest = (Paragraph(heading.rest, title.place),) if heading.rest else ()
    prose = tuple(_readable(p) for p in below if p.text.strip() and not _of_a_table(p.text, heading.number))
    shown = structs.replace(title, text=heading.title) if heading.rest else title
    return Section(heading.number, shown, rest + prose, heading.mark, heading.sure)


def _readable(paragraph: Paragraph) -> Paragraph:
    text = simplified(paragraph.text)
    return paragraph if text is paragraph.text else structs.replace(paragraph, text=text)


def _of_a_table(text: str, section: int) -> bool:
    """A label or a figure of a table that is printed a cell a line; where no table belongs, 无 is what the author says."""
    if len(text) > MOST_CHARACTERS:
        return False
    word = recognise(text)
    if word is not None and word.exact:
        return True
    if text[-1:] == "。":  # as no figure ends
        return False
    kind = read_figure(text).kind
    return kind == "number" or (kind == "dash" and section not in WRITTEN)


# ---------------------------------------------------------------- which headings are sections


def _behind_contents(found: Sequence[Found]) -> Sequence[Found]:
    """Without a table of contents at the head: titles close together, each of which comes again."""
    numbers = [heading.number for _, heading in found]
    again = next((i for i in range(1, len(found)) if numbers[i] and numbers[i] in numbers[:i]), None)
    if again is None or again < _CONTENTS_LEAST:
        return found
    named = {n for n in numbers[:again] if n}
    close = found[again - 1][0] - found[0][0] < 2 * again
    return found[again:] if close and len(named & set(numbers[again:])) > len(named) // 2 else found


def _chosen(found: Sequence[Found]) -> list[Found]:
    """Surer headings first: a bare title or a mere subject counts only where its section has no better one."""
    sure = {h.number for _, h in found if h.sure and h.mark}
    bare = {h.number for _, h in found if h.sure}
    marks = {h.mark for _, h in found if h.sure and h.mark}
    return list(_kept(found, sure, bare, marks))


def _kept(found: Sequence[Found], sure: set[int], bare: set[int], marks: set[int]) -> Iterator[Found]:
    for at, heading in found:
        if heading.sure and heading.mark:
            yield at, heading
        elif heading.sure:
            if heading.number not in sure:
                yield at, heading
        elif heading.mark not in marks:
            known = heading.number not in bare
            marks = marks | {heading.mark}
            yield at, heading if known else replace(heading, number=0)


def _end(paragraphs: Sequence[Paragraph], start: int) -> int:
    """Where page furniture begins behind the last title."""
    for at in range(start, len(paragraphs)):
        text = paragraphs[at].text
        if len(text) <= _FURNITURE_LONGEST and _FURNITURE.search(text):
            return at
    return len(paragraphs)
