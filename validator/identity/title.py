"""Lines of text → what a report says of itself: title, organ, report year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from validator.identity.organ import as_organ, find_organ, sheet_organ
from validator.identity.title_words import TITLE, YEAR, informal_title, plain, without_field, year_of
from validator.identity.told import contacts, paragraphs_year, subjects, told_organs, told_twice, told_year

#: A title is a short line; a site's name may follow it behind one of these.
_LONGEST = 80
#: A menu may name all such reports so many lines above the title of this one.
_NEAR = 8
#: The name of a page stands within so many lines.
_HEAD = 12
#: On a sheet, a bare name in so many lines on top is the organ's.
_TOP = 3
_SITE = re.compile(r"[_|]|\s[-—–]+\s|--|(?<=网站)[-—–]")
_BEFORE = re.compile(r"^[*#]*(?:附件\d*:?)?(?:【[^】]{1,8}】|\[[^\]]{1,8}\])?")
_SENTENCE = re.compile(
    r"[。；;!?？！]|应当|必须|以下|根据|按照|现将|依据|规定|下载|(?<!机构)编制|如下|关于印发|的通知|链接|上一篇|下一篇"
)
#: Papers about such reports, and pages that list or announce them.
_ABOUT = re.compile(
    r"(?:解读|解释|图解|格式(?:\(试行\))?|指南|目录|列表|栏目|专栏|发布|出炉|的函|有关[^》]{2,12}|填[报写].{0,6})$|读懂|图解|发布了?(?:20\d\d年(?:度)?)?政府信息|集中(?:发布|公开|展示)|汇编|关于报送|^报送"
)
_PERIOD = re.compile(r"(20\d\d)年0?1月0?1日(?:起)?\D{0,4}(?:(20\d\d)年)?12月31日")
#: A period that ends with another day of the same year is one all the same where it is called so.
_OTHER_END = re.compile(
    r"统计(?:期限|时限|时间|周期|区间)\D{0,4}(20\d\d)年0?1月0?1日(?:起)?\D{0,4}(?:\1年)?1[12]月\d{1,2}日"
)
#: All that 日 may be written as, if it is the end of a date: a line without one need not be put into plain form.
_DAY = re.compile("[日⽇㈰㊐㏠-㏾]")
#: A form field: 报告年度：2023. The year in the name of a sheet is no part of a date.
_FIELD = re.compile(r"(?:报告|统计|所属|填报|数据)?(?:年度|年份):?(20[0-4]\d)(?:年度?)?")
_DATED = re.compile(r"20\d\d[-./年]\d|\d月")


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a report says of itself; `year_from` names the witness: title, field, sheet, meta, period, prose or
    file name."""

    title: str | None
    organ: str | None
    year: int | None
    year_from: str | None


def as_title(text: str) -> str | None:
    """`text` without a site's name behind it, if it is the title of such a report; else None."""
    if len(text) > 3 * _LONGEST or "信" not in text or ("报" not in text and "報" not in text):
        return None
    head = next((without_field(p) for p in map(plain, _SITE.split(text)) if TITLE.search(p)), None)
    if head is None or len(head) > _LONGEST or _SENTENCE.search(head) or _ABOUT.search(head):
        return None
    bare = _BEFORE.sub("", head).rstrip("*#")
    quoted = bare.startswith("《") and bare.endswith("》")
    return bare[1:-1] if quoted else None if "《" in bare else bare


def field_year(line: str) -> int | None:
    """The year that a form field states (年度：2023); None if the line is no such field."""
    match = _FIELD.fullmatch(plain(line)) if len(line) < _LONGEST else None
    return int(match[1]) if match else None


def sheet_year(name: str) -> int | None:
    """The year that a sheet is named by; the year of a date is none."""
    return None if _DATED.search(plain(name)) else year_of(name)


def identify(
    lines: Sequence[str], meta: Mapping[str, str], file_name: str, body: int | None = None, sheets: Sequence[str] = ()
) -> Identity:
    """`lines`: the text lines of one report in order, of which `body` is the first section's title (None: unknown);

    `meta`: title and organ as a page or package names them; `sheets`: the names of its sheets, "" for a nameless one.
    """
    meta_title = as_title(meta.get("title", "")) or as_title(meta.get("page_title", ""))
    period = period_of(lines)
    at, end, title = _find_title(lines, body, meta_title, period)
    around = [lines[i] if at >= 0 and 0 <= i < len(lines) else "" for i in (at - 1, at - 2, end + 1)]
    names = [line for line in around if not _SENTENCE.search(plain(line))]
    organ = find_organ((title, *names, meta_title), lines, _less_sure(lines, sheets, meta, file_name))
    organ = _in_full(organ, lines) if organ and title else organ
    witnesses: tuple[tuple[str, Callable[[], int | None]], ...] = (
        ("title", lambda: year_of(title) if title else None),
        ("title", lambda: _year_beside((around[0], around[2]))),
        ("field", lambda: _only(map(field_year, lines))),
        ("period", lambda: period if sheets else None),
        ("sheet", lambda: _only(map(sheet_year, sheets))),
        ("meta", lambda: year_of(meta_title) if meta_title else None),
        ("prose", lambda: told_twice(lines) if period else None),
        ("period", lambda: period),
        ("prose", lambda: (informal_title(lines[:_HEAD]) or ("", None))[1]),
        ("prose", lambda: paragraphs_year(lines)),
        ("prose", lambda: told_year(lines)),
        ("file name", lambda: year_of(file_name)),
    )
    found = ((year, witness) for witness, ask in witnesses if (year := ask()))
    return Identity(title or meta_title, organ, *next(found, (None, None)))


def _less_sure(
    lines: Sequence[str], sheets: Sequence[str], meta: Mapping[str, str], file_name: str
) -> Iterator[str | None]:
    """Where else the organ may be named, the surest first."""
    yield _only(map(sheet_organ, sheets))
    yield _only(map(as_organ, lines[:_TOP] if sheets else ()))
    yield (informal_title(lines[:_HEAD]) or (None, None))[0]
    yield from told_organs(lines)
    yield from (meta.get("organ"), file_name.rpartition(".")[0])
    yield from subjects(lines)
    yield from contacts(lines)


def _in_full(organ: str, lines: Sequence[str]) -> str:
    """The organ as another title of the page names it, with its place: 教育局 is 云桥市教育局."""
    every = (as_organ(title) for line in lines[:_HEAD] if (title := as_title(line)))
    return max((one for one in every if one and one.endswith(organ)), key=len, default=organ)


def _only(found: Iterable[T | None]) -> T | None:
    """The one thing that is named, if no other is."""
    named = {one for one in found if one is not None}
    return named.pop() if len(named) == 1 else None


def _find_title(
    lines: Sequence[str], body: int | None, meta_title: str | None, period: int | None
) -> tuple[int, int, str | None]:
    """First line, last line and text of the title: above the first section, where menus may name other reports too.

    What the page calls itself goes first, then the year that the report says it covers, then a title with a year,
    then the one nearest to the text.
    """
    every = [found for at in range(len(lines)) if (found := _title_at(lines, at))]
    above = [found for found in every if body is not None and found[0] < body]
    if not every:
        return -1, -1, None
    if not above:
        near = [found for found in every if found[0] <= every[0][1] + _NEAR]
        dated = next((found for found in near if year_of(found[2])), every[0])
        return dated if TITLE.match(every[0][2]) else every[0]

    def weight(found: tuple[int, int, str]) -> tuple[bool, bool, bool, int]:
        year = year_of(found[2])
        return found[2] == meta_title, year is not None and year == period, year is not None, found[0]

    return max(above, key=weight)


def _title_at(lines: Sequence[str], at: int) -> tuple[int, int, str] | None:
    """The title that begins in line `at`, be it broken over two lines."""
    line = lines[at]
    if found := as_title(line):
        return at, at, found
    following = lines[at + 1] if at + 1 < len(lines) else ""
    head = following[:_LONGEST]
    broken = 0 < len(line) < _LONGEST and "告" in head and "报告" in plain(head)[:16] and not as_title(following)
    if broken and (found := as_title(line.strip() + following.strip())):
        return at, at + 1, found
    return None


def _year_beside(beside: Sequence[str]) -> int | None:
    """A year on a line of its own or with the organ, above or below a title that has none."""
    for line in map(plain, beside):
        match = YEAR.search(line) if len(line) <= 40 and "月" not in line else None
        if match:
            return year_of(line)
    return None


def period_of(lines: Sequence[str]) -> int | None:
    """统计期限自2020年1月1日至2020年12月31日."""
    for line in lines:
        if _DAY.search(line) and (text := plain(line)):
            match = _PERIOD.search(text) if "12月31日" in text else _OTHER_END.search(text)
            if match:
                return int(match[1])
    return None
