"""Rules on sections, years and statements against a labelled set of short documents: precision and recall of each rule.

The documents are constructed: a sound report, of which each entry of labelled/document.toml changes what it names.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tools.forge.story import story
from tools.samples_base import WRITERS, YEARS, base
from validator.identity.title import identify
from validator.model import Case, Paragraph, Place
from validator.pipeline import extract, judge
from validator.prose.dates import publication
from validator.words import TITLES

LABELLED = Path(__file__).with_name("labelled") / "document.toml"
#: The rules that are measured: all of family D that need sections or prose.
MEASURED = ("D1", "D2", "D3")

_PROSE = {
    "opening": ("本报告按照《中华人民共和国政府信息公开条例》编制，统计期限为{year}年1月1日至{year}年12月31日。",),
    "one": (
        "{year}年，本机关扎实做好政府信息公开工作。",
        "工作考核、社会评议结果良好，没有需要责任追究的情形。",
    ),
    "five": ("存在的问题：个别栏目更新不及时。改进情况：已明确专人负责。",),
    "six": ("本年度没有收取信息处理费。",),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A labelled document: the codes that must be found, and what it changes in the sound report."""

    name: str
    expect: frozenset[str]
    changes: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RuleScore:
    """How often a rule fired where it must (`right`), where it must not (`false`), and not where it must (`missed`)."""

    rule: str
    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the findings that are right; 1 if there are none."""
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        """Share of the labelled faults that were found; 1 if there are none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def entries() -> tuple[Entry, ...]:
    """Every labelled document, as written down."""
    raw = tomllib.loads(LABELLED.read_text(encoding="utf-8"))["documents"]
    return tuple(Entry(e["name"], frozenset(e["expect"]), e) for e in raw)


def document_scores() -> tuple[RuleScore, ...]:
    """One score a rule, in the order of codes."""
    right: Counter[str] = Counter()
    false: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for entry, found in judged(entries()):
        right.update(entry.expect & found)
        false.update(found - entry.expect)
        missed.update(entry.expect - found)
    codes = sorted({*right, *false, *missed})
    return tuple(RuleScore(code, right[code], false[code], missed[code]) for code in codes)


def judged(labelled: Sequence[Entry]) -> Iterator[tuple[Entry, frozenset[str]]]:
    """Each entry with the measured codes that were found in it."""
    reports = judge([case_of(entry) for entry in labelled])
    for entry, report in zip(labelled, reports, strict=True):
        yield entry, frozenset(f.rule for f in report.findings if f.rule.startswith(MEASURED) and len(f.rule) == 4)


def case_of(entry: Entry) -> Case:
    """The sound report with the entry's changes, identified anew from its text."""
    said = entry.changes
    edition = str(said.get("edition", "2021"))
    year = int(str(said.get("year", YEARS[edition])))
    organ = str(said.get("organ", "云桥市教育局"))
    lines = list(_lines(said, organ, year))
    paragraphs = tuple(Paragraph(text, Place(f"第{n}段")) for n, text in enumerate(lines, 1))
    file_name = str(said.get("file", "report.html"))
    meta = {"published": str(said["pubdate"])} if "pubdate" in said else {}
    body = next((i for i, text in enumerate(lines) if text.startswith("一、")), None)
    known = identify(lines, meta, file_name, body)
    online = publication(meta, paragraphs)
    gone = frozenset(_strings(said.get("without", [])))
    sound = _sound(edition)
    return replace(
        sound,
        path=file_name,
        report_year=known.year,
        year_from=known.year_from,
        organ=known.organ,
        title=known.title,
        titled=known.title is not None,
        tables=tuple(replace(t, found=t.found and t.key not in gone) for t in sound.tables),
        cells=tuple(c for c in sound.cells if c.table not in gone),
        paragraphs=paragraphs,
        published=online.day if online else None,
        published_from=online.witness if online else None,
        published_at=online.place if online else None,
    )


@cache
def _sound(edition: str) -> Case:
    return extract(WRITERS[".html"](story(base(edition))), "report.html")[0]


def _lines(said: Mapping[str, object], organ: str, year: int) -> Iterator[str]:
    """Title, opening, six sections (an empty heading leaves a section out), and what stands below them."""

    def prose(key: str) -> list[str]:
        return [text.replace("{year}", str(year)) for text in _strings(said.get(key, _PROSE.get(key, ())))]

    yield str(said.get("title", f"{organ}{year}年政府信息公开工作年度报告"))
    yield from prose("before")
    yield from prose("opening")
    headings = _strings(said.get("headings", TITLES))
    for key, heading in zip(("one", "two", "three", "four", "five", "six"), headings, strict=True):
        if heading:
            yield heading
            yield from prose(key)
    yield from prose("below")


def _strings(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]
