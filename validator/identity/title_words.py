"""What titles are made of: the subject, years in digits and characters, and the form in which lines are matched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from validator.han import simplified

#: An informal title is a short line.
_LONGEST = 60
#: Titles stand in the first lines.
_HEAD = 12
_NUMBER = r"20[0-4]\d|二[〇○零O0][一二三四五六七八九〇○零]{2}"
YEAR = re.compile(rf"({_NUMBER})\s*年(?:度)?")
#: A year without 年, but no part of a date or number: 2023_年报 is one, 20230128 is none.
BARE_YEAR = re.compile(rf"(?<!\d)({_NUMBER})(?!\d)")
#: The subject of such a report, as titles name it; the year may stand inside.
TITLE = re.compile(rf"政府信息公开(?:工作)?(?:(?:{_NUMBER})年(?:度)?|年度|情况|的)*(?:工作)?(?:报告|年报|总结报告)")
#: As titles name it informally: 信息公开年报, 政务公开工作报告. Universities and hospitals report so under rules of their own.
_INFORMAL = re.compile(
    rf"^(.{{0,30}}?)(?:政府信息|信息|政务)公开(?:工作)?(?:(?:{_NUMBER})年(?:度)?|年度|情况|的)*(?:工作)?(?:报告|年报|总结|总结报告)$"
)
#: 名称：X 发布日期：…: what a page prints of itself in fields.
_FIELD = re.compile(r"(?:文件|信息|公文)?(?:标题|题名|名称):?")
_NEXT_FIELD = re.compile(r"(?:(?:发布|生成|成文|发文|公开|公文)(?:日期|时间|机构|机关|单位|字号)|文号|来源|有效性):.*")
_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")


@lru_cache(maxsize=256)  # of the last lines of a report several rules ask
def plain(text: str) -> str:
    """NFKC, simplified, blanks dropped: the form in which lines of text are matched."""
    return "".join(simplified(unicodedata.normalize("NFKC", text)).split())


def without_field(text: str) -> str:
    """A plain text without the name of its field and without the field behind it; any other text as it is."""
    named = _FIELD.match(text)
    return _NEXT_FIELD.sub("", text[named.end() :]) if named else text


def year_of(text: str) -> int | None:
    """The year named in `text`: 2020年, 2020年度, 二〇二〇年; a bare 2020 only where no year is written with 年."""
    even = unicodedata.normalize("NFKC", text)
    match = YEAR.search(even) or BARE_YEAR.search(even)
    return int(match[1].translate(_DIGITS)) if match else None


def without_years(text: str) -> str:
    """`text` without the years in it."""
    return BARE_YEAR.sub("", YEAR.sub("", text))


def informal_title(lines: Sequence[str]) -> tuple[str, int | None] | None:
    """What stands before the subject in the first of `lines` that is an informal title, and the year it names."""
    for line in lines:
        match = _INFORMAL.match(without_field(plain(line))) if "公" in line and len(line) <= _LONGEST else None
        if match:
            return match[1], None if "学年" in match[0] else year_of(match[0])
    return None


def named_otherwise(lines: Sequence[str]) -> bool:
    """Whether one of the first lines is the informal title of a report that it tells apart by its author or year.

    So schools, hospitals and companies call theirs, to which other rules apply; a menu names neither.
    """
    return any(any(title) for line in lines[:_HEAD] if (title := informal_title((line,))))
