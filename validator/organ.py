"""Who made the report: named in its title, on a line beside it, in a form field, under the text, or by the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from validator.title_words import TITLE, plain, without_years

_LONGEST = 40
_END = re.compile(
    r"(?:局|厅|委|会|府|室|院|处|站|中心|所|队|街道|镇|乡|区|市|县|省|旗|盟|州|部|署|司|公司|大学|学校|馆|团|行|办|社|台|场)$"
)
_NOT = re.compile(r"[\d:：。，,;；]|首页|位置|来源|索引|日期|公开|报告|信息|目录|机构|年报")
#: 填报单位：X（盖章）; the name may stand in the next cell.
_FIELD = re.compile(r"(?:填报|填表|编制|报告|报送|发布|公开)?(?:单位|机关|机构|部门|主体)(?:名称|全称)?[:：](.+)")
_SEAL = re.compile(r"\((?:盖章|公章|印章|签章|章)\)|(?:盖章|公章)$")
_DATE = re.compile(
    r"(?:20\d\d|二[〇○零O0一二三四五六七八九]{3})年[\d一二三四五六七八九十]+月[\d一二三四五六七八九十]+日"
)
#: A signature stands in the last lines, above its date.
_FOOT = 8


def find_organ(named: Iterable[str | None], lines: Sequence[str], last: Iterable[str | None]) -> str | None:
    """The organ: in `named` (title and lines beside it), in a form field, in the signature, then in `last`."""
    for text in (*named, *_fields(lines), *_signature(lines), *last):
        if text and (organ := as_organ(text)):
            return organ
    return None


def as_organ(text: str) -> str | None:
    """The organ that a title or a line of its own names; None if it names none."""
    head = plain(text)
    subject = TITLE.search(head)
    if subject:
        head = head[: subject.start()]
    head = _SEAL.sub("", without_years(head)).strip('()[]【】《》<>"“”*#-—:_').removesuffix("关于")
    named = 2 <= len(head) <= _LONGEST and not _NOT.search(head) and (_END.search(head) or subject)
    return head if named else None


def _fields(lines: Sequence[str]) -> list[str]:
    return [match[1] for line in lines if len(line) < 3 * _LONGEST and (match := _FIELD.search(plain(line)))]


def _signature(lines: Sequence[str]) -> list[str]:
    """The line above a date that stands alone near the end."""
    foot = [plain(line) for line in lines[-_FOOT:]]
    return [above for above, line in pairwise(foot) if _DATE.fullmatch(line)]
