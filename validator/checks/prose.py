"""Which reports the rules on sections and prose judge, and how their messages quote a report."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from validator.checks.facts import Facts
from validator.form import Edition
from validator.identity.told import opens_report, publishes
from validator.model import EXCERPT, Observation
from validator.prose.announcement import announcement
from validator.prose.outline import ENOUGH_TITLES
from validator.schema import binding
from validator.words import TITLES

_QUOTED = 40
#: The sections with tables.
_TABLED = {2, 3, 4}
#: Observations that say that tables are there but cannot be read.
OUT_OF_REACH = ("pictures_only", "attachment_only", "borders_lost", "script_only", "cut_off", "sheets_skipped")
#: Short lines at the head of papers that tell how to write such reports, or tell of one.
_HEAD, _LINE = 12, 80
#: The parts that the form wants in section one, by which it may be known: 政府信息管理 stands in no other paper.
_PART = re.compile(
    r"(?:[(]?[一二三四五六1-6][)、.])+(?:政府信息)?(主动公开|依申请公开|(?:政府)?信息管理|[^,。;:]{0,8}平台建设|监督保障)"
)
_PARTS = 3
#: What publishes a report may stand in so many lines below 一、概述.
_FIRST_LINES = 3
#: Who reports in the same words under rules of their own, as an organ or as a title names them.
_NOT_BOUND = re.compile(
    r"(?:院|大学|校|中学|小学|中专|[一二三四五六七八九十职]中|幼儿园|(?<!网)站|公司|集团|银行|厂)(?:\([^()]{1,20}\))?(?:$|(?:20\d\d年?度?)?信息公开)"
)
_HOW_TO = re.compile("^[^,。;]*(?:通知|格式|指南|模板|样式|解读|说明|填报|方案|要求)[^,。;]*$")


def due_edition(facts: Facts) -> Edition | None:
    """The edition that is binding for the year of what is a report for certain; None where nothing is binding."""
    due = binding(facts.case.report_year)
    return due if due and facts.case.paragraphs and facts.certain else None


def sectioned(facts: Facts) -> bool:
    """Whether this is a report with tables, most of whose section titles were found."""
    return facts.certain and len(facts.outline.titled) >= ENOUGH_TITLES


def outlined(facts: Facts) -> bool:
    """Whether a text that no title names as such a report, and that has no tables, has the parts of one: the sections
    with tables under their titles, or announced, or the parts of section one; or its opening publishes it, or says
    for which time its figures were counted. Papers that tell how to write have them too.
    """
    first = [even(p.text) for p in facts.case.paragraphs if p.text.strip()][:_HEAD]
    if any(len(line) <= _LINE and _HOW_TO.search(line) for line in first):
        return False
    opening, sections = [p.text for p in facts.outline.opening], facts.outline.sections
    parts = {found[1] for s in sections[:1] for p in s.paragraphs if (found := _PART.match(even(p.text)))}
    known = len(parts) >= _PARTS and any("信息管理" in part for part in parts)
    if facts.case.report_year is None:
        return known and len(parts) > _PARTS
    head = [*opening, *(p.text for s in sections[:1] for p in s.paragraphs[:_FIRST_LINES])]
    begun = (sections and 1 in (sections[0].number, sections[0].mark)) or any(map(_begins, opening))
    counted = opens_report(head) and not _NOT_BOUND.search(facts.case.organ or first[0])
    if begun and (any(map(publishes, head)) or counted):
        return True
    told = announcement(facts.outline)
    named = {*told.named} if told and "政府信息" in even(told.text) else set()  # schools announce the same of their own
    printed = {s.number for s in sections if s.sure}
    return bool(sections) and sections[0].number == 1 and (printed >= _TABLED or named >= _TABLED or known)


def _begins(text: str) -> bool:
    """Whether a first part begins in a paragraph, on a line of its own or run in."""
    bare = even(text)
    return bare.startswith("一、") or TITLES[0] in bare


def out_of_reach(facts: Facts) -> bool:
    """Whether tables may be there: as pictures, attached, without borders, put in by a script, beyond a break, not read."""
    return any(facts.seen.get(kind) for kind in OUT_OF_REACH)


def is_excerpt(facts: Facts) -> bool:
    """Whether only a piece of a report was pasted: what it lacks is not missing from the report."""
    return EXCERPT in facts.seen and not sectioned(facts)


def out_of_sight(facts: Facts) -> frozenset[str]:
    """Tables that stand in no part of the text that was read: it breaks off before them, or begins behind them."""
    return frozenset(key for seen in facts.seen.get("cut_off", ()) for key in seen.tables)


def broken_off(facts: Facts) -> Sequence[Observation]:
    """Where the text that was read breaks off: one place at most, and the table that it is in, if any."""
    return [seen for seen in facts.seen.get("cut_off", ()) if seen.note == "end"]


def breaks_off_in(key: str | None, facts: Facts) -> bool:
    """Whether the text that was read breaks off in that table."""
    return any(seen.table == key for seen in broken_off(facts))


def even(text: str) -> str:
    """Full-width letters and digits as plain ones, blanks dropped: the form in which prose is matched."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def quoted(text: str, around: int = 0) -> str:
    """「…」 with some forty characters of `text`, those about position `around` if it is long."""
    bare = " ".join(text.split())
    if len(bare) <= _QUOTED:
        return f"「{bare}」"
    start = max(0, min(around - _QUOTED // 2, len(bare) - _QUOTED))
    end = start + _QUOTED
    return f"「{'…' if start else ''}{bare[start:end]}{'…' if end < len(bare) else ''}」"


def numerals(numbers: Sequence[int]) -> str:
    """第三、第五部分."""
    return "、".join(f"第{'一二三四五六七八九十'[n - 1]}" for n in numbers) + "部分"
