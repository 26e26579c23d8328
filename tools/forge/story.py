"""A whole report in print order: title, six sections, neutral prose that says nothing against the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from tools.forge.figures import Report
from tools.forge.sheet import Sheet, lay_out, stacked
from validator.schema import editions

_NUMERALS = "一二三四五六"
_NAMES = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)
_OPENING = (
    "本报告按照《中华人民共和国政府信息公开条例》编制，统计期限为{year}年1月1日至{year}年12月31日。",
    "公众对报告内容有疑问的，可与{organ}联系。",
)
_GENERAL = (
    "主动公开方面，及时发布和更新应当公开的政府信息，并做好政策解读。",
    "依申请公开方面，规范登记、审核、答复、归档各环节，具体情况见第三部分表格。",
    "政府信息管理方面，坚持先审查后公开，对已公开信息的效力定期核对。",
    "平台建设方面，维护网站专栏，方便公众查找和下载。",
    "监督保障方面，开展业务培训，政府信息公开工作纳入考核，社会评议良好，没有需要责任追究的情形。",
)
_PROBLEMS = (
    "存在的主要问题：个别栏目更新不够及时，经办人员业务能力有待提高。",
    "改进情况：明确各科室职责，定期检查栏目，增加培训频次。",
)
_REMAINING = ("信息处理费：本年度收取件数为0件，总金额0元，实际收取金额0元。", "没有其他需要报告的事项。")


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections: its title without a number, its paragraphs and tables."""

    name: str
    items: tuple[str | Sheet, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A report ready for rendering."""

    title: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of text outside tables."""

    kind: Literal["title", "heading", "prose"]
    text: str


def story(report: Report, together: bool = True) -> Story:
    """The report in the mandated order; `together` prints section two as one table instead of one an item."""
    opening = tuple(line.format(year=report.year, organ=report.organ) for line in _OPENING)
    two = _sheets(report, 2)
    tables: tuple[tuple[str | Sheet, ...], ...] = (
        (stacked(two),) if together and two else two,
        _sheets(report, 3),
        _sheets(report, 4),
    )
    items = (_GENERAL, *tables, _PROBLEMS, _REMAINING)
    sections = tuple(Section(name, item) for name, item in zip(_NAMES, items, strict=True))
    return Story(f"{report.organ}{report.year}年政府信息公开工作年度报告", opening, sections)


def _sheets(report: Report, section: int) -> tuple[Sheet, ...]:
    every = editions()[report.edition].tables
    return tuple(lay_out(report, t.key) for t in every if t.section == section and t.key in report.tables)


def flow(tale: Story) -> Iterator[Passage | Sheet]:
    """Everything in print order, sections numbered as they stand."""
    yield Passage("title", tale.title)
    yield from (Passage("prose", line) for line in tale.opening)
    for numeral, section in zip(_NUMERALS, tale.sections, strict=True):
        yield Passage("heading", f"{numeral}、{section.name}")
        for item in section.items:
            yield Passage("prose", item) if isinstance(item, str) else item


def restyled(tale: Story, change: Callable[[Sheet], Sheet | Iterable[Sheet]]) -> Story:
    """The story with every sheet changed; a change may return several sheets for one."""

    def items(section: Section) -> Iterator[str | Sheet]:
        for item in section.items:
            new = item if isinstance(item, str) else change(item)
            yield from (new,) if isinstance(new, str | Sheet) else new

    return replace(tale, sections=tuple(replace(s, items=tuple(items(s))) for s in tale.sections))


def translated(tale: Story, word: Callable[[str], str]) -> Story:
    """The story with every text but the figures put through `word`."""

    def sheet(old: Sheet) -> Sheet:
        boxes = (box if box.role == "figure" else replace(box, text=word(box.text)) for box in old.boxes)
        return replace(old, boxes=tuple(boxes))

    def section(old: Section) -> Section:
        items = tuple(word(i) if isinstance(i, str) else sheet(i) for i in old.items)
        return Section(word(old.name), items)

    return Story(word(tale.title), tuple(map(word, tale.opening)), tuple(map(section, tale.sections)))
