"""Passages as offices write them, each with tables that agree: nothing may be told; then one figure changed: one thing must.

The passages are written for measuring, after the ways in which published reports tell their figures; `cells` says what
the tables hold where the passage is right, the rest of every table follows from it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from bench.passage_tables import tables_of
from tools.forge.figures import Report
from tools.forge.story import Section, Story, story
from tools.samples_base import WRITERS, YEARS
from validator.model import Finding
from validator.pipeline import extract, judge

LABELLED = Path(__file__).with_name("labelled") / "passages.toml"
_ORGAN = "清水河县民政局"
_KEYS = ("one", "two", "three", "four", "five", "six")
#: What stands in a section of which the passage says nothing; governments tell of appraisals.
_OTHERWISE: Mapping[str, tuple[str, ...]] = {
    "one": ("政府信息公开工作纳入年度考核，社会评议良好，没有需要责任追究的情形。",),
    "five": ("存在的问题：个别栏目更新不及时。改进情况：已明确专人负责。",),
    "six": ("本年度没有收取信息处理费。",),
}
#: Rules on prose and on documents; the others judge the tables alone.
_FAMILIES = ("C1", "C2", "D1", "D2", "D3")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A figure of the passage written otherwise: the rules that must tell it (parts beyond their whole are told too)."""

    was: str
    now: str
    rules: str


@dataclass(frozen=True, slots=True)
class Passage:
    """`said`: section key → lines; `cells`: what the tables hold; `true`: codes of what is rightly told anyway."""

    name: str
    organ: str
    year: int
    edition: str
    opening: tuple[str, ...]
    said: Mapping[str, tuple[str, ...]]
    cells: str
    true: frozenset[str]
    against: tuple[Contradiction, ...]


@dataclass(frozen=True, slots=True)
class PassageScore:
    """Passages and the false alarms among them; contradictions, those told by the right rule alone, and told otherwise."""

    passages: int
    false: int
    contradictions: int
    told: int
    otherwise: int


@cache
def passages() -> tuple[Passage, ...]:
    """Every labelled passage, as written down."""
    return parse_passages(LABELLED.read_text(encoding="utf-8"))


def parse_passages(text: str) -> tuple[Passage, ...]:
    """Passages from the text of a file; a line break parts paragraphs."""
    return tuple(_passage(entry, n) for n, entry in enumerate(tomllib.loads(text)["passages"], 1))


def _passage(entry: Mapping[str, object], number: int) -> Passage:
    def lines(key: str) -> tuple[str, ...]:
        return tuple(str(entry[key]).strip().split("\n")) if key in entry else ()

    edition = str(entry.get("edition", "2021"))
    against = entry.get("against", [])
    assert isinstance(against, list)
    return Passage(
        str(entry.get("name", number)),
        str(entry.get("organ", _ORGAN)),
        int(str(entry.get("year", YEARS[edition]))),
        edition,
        lines("opening"),
        {key: lines(key) for key in _KEYS if key in entry},
        str(entry.get("cells", "")),
        frozenset(str(entry.get("true", "")).split()),
        tuple(Contradiction(*map(str, item)) for item in against),
    )


def told(every: Sequence[Passage]) -> Iterator[tuple[Passage, tuple[Finding, ...]]]:
    """Each passage with what the rules on prose and documents say of it, beyond what is true."""
    cases = [extract(WRITERS[".html"](_story(passage)), "report.html")[0] for passage in every]
    for passage, report in zip(every, judge(cases), strict=True):
        kept = (f for f in report.findings if f.rule.startswith(_FAMILIES) and f.rule not in passage.true)
        yield passage, tuple(kept)


def _story(passage: Passage) -> Story:
    tale = story(Report(passage.organ, passage.year, passage.edition, tables_of(passage.edition, passage.cells)))
    sections = tuple(_section(s, passage, key) for s, key in zip(tale.sections, _KEYS, strict=True))
    return replace(tale, opening=passage.opening or tale.opening, sections=sections)


def _section(section: Section, passage: Passage, key: str) -> Section:
    sheets = tuple(item for item in section.items if not isinstance(item, str))
    said = passage.said.get(key, ())
    otherwise = () if said and key != "one" else _OTHERWISE.get(key, ())
    return replace(section, items=(*said, *otherwise, *sheets))


def changed(passage: Passage, item: Contradiction) -> Passage:
    """The passage with the figure written otherwise. Raises ValueError if those words do not stand in it once."""
    whole = "\n".join("\n".join(lines) for lines in passage.said.values())
    if whole.count(item.was) != 1:
        raise ValueError(f"{passage.name}: {item.was} stands {whole.count(item.was)} times")
    said = {key: tuple(line.replace(item.was, item.now) for line in lines) for key, lines in passage.said.items()}
    return replace(passage, said=said)


def passage_scores() -> PassageScore:
    """All passages as they stand, and each of their contradictions."""
    sound = [found for _, found in told(passages())]
    pairs = [(passage, item) for passage in passages() for item in passage.against]
    answers = told([changed(passage, item) for passage, item in pairs])
    codes = [sorted(f.rule for f in found) for _, found in answers]
    right = sum(found == sorted(item.rules.split()) for found, (_, item) in zip(codes, pairs, strict=True))
    silent = sum(not found for found in codes)
    return PassageScore(len(sound), sum(map(bool, sound)), len(pairs), right, len(pairs) - right - silent)
