"""Who made the report: named in its title, on a line beside it, in a form field, under the text, or by the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Literal

from validator.identity.scope import without_scope
from validator.identity.title_words import TITLE, plain, without_years

_LONGEST = 40
_END = re.compile(
    r"(?:局|厅|委|会|府|室|院|处|站|中心|所|队|街道|镇|乡|区|市|县|省|旗|盟|州|部|署|司|公司|大学|学校|馆|团|行|办|社|台|场)$"
)
#: 信息 and the like stand in menus, as do parts of an organ without its place (信息化处, 政务公开办公室); organs are
#: 经济和信息化局, 信息中心 and 政务公开办公室 behind a place, 机构编制委员会.
_NOT = re.compile(
    r"[\d:：。，,;；]|首页|位置|来源|索引|日期|公开(?!(?<=[省市县区州盟旗]政务公开)办(?:公室)?$)|报告|目录|机构(?!编制)|年报"
    r"|信息(?!(?<=.{2}信息)(?:化|产业|技术|安全|工程|职业|科技|管理局)|(?<=.[省市县区州盟旗]信息)中心|(?<=.{4}信息)中心)"
)
#: 填报单位：X（盖章）; the name may stand in the next cell.
_FIELD = re.compile(r"(?:填报|填表|编制|报告|报送|发布|公开)?(?:单位|机关|机构|部门|主体)(?:名称|全称)?[:：](.+)")
_SEAL = re.compile(r"\((?:盖章|公章|印章|签章|章)\)|(?:盖章|公章)$")
_DATE = re.compile(
    r"(?:20\d\d|二[〇○零O0一二三四五六七八九]{3})年[\d一二三四五六七八九十]+月[\d一二三四五六七八九十]+日"
)
#: Pieces of a sheet's name, a number before the organ, and names that only look like one.
_PIECES = re.compile(r"[-_—–·.、,，+()\[\]【】]+")
_LISTED = re.compile(r"^第?\d{1,3}(?!\d)(?!年)")
_GENERIC = re.compile(r"^(?:数据|填报|汇总|统计|打印|编辑|输入|录入)[区台]$|[经主]办$|^单位|^各")
#: A signature stands in the last lines, above its date.
_FOOT = 8


def find_organ(named: Iterable[str | None], lines: Sequence[str], last: Iterable[str | None]) -> str | None:
    """The organ: in `named` (title and lines beside it), in a form field, in the signature, then in `last`."""
    for text in chain(named, _fields(lines), _signature(lines), last):
        if text and (organ := as_organ(text)):
            return organ
    return None


def as_organ(text: str) -> str | None:
    """The organ that a title or a line of its own names, with the bracket that tells reports of it apart; or None."""
    head = plain(text)
    subject = TITLE.search(head)
    if subject:
        head = head[: subject.start()]
    head = _SEAL.sub("", without_years(head)).strip('()[]【】《》<>"“”*#-—:_').removesuffix("关于")
    head += ")" * (head.count("(") > head.count(")"))  # that of a name in brackets is none of its own
    name = without_scope(head)
    named = 2 <= len(name) <= _LONGEST and not _NOT.search(name) and (_END.search(name) or subject)
    return head if named else None


def field_organ(line: str) -> str | None:
    """What a form field names as the organ (填报单位：…); None if the line is no such field."""
    match = _FIELD.search(plain(line)) if len(line) < 3 * _LONGEST else None
    return match[1] if match else None


def sheet_organ(name: str) -> str | None:
    """The organ that a sheet is named by (03云桥市教育局, 教育局-申请 2023); None if it names none."""
    pieces = (_LISTED.sub("", piece) for piece in _PIECES.split(plain(name)))
    found = (as_organ(piece) for piece in pieces if not _GENERIC.search(piece))
    return next((organ for organ in found if organ), None)


def _fields(lines: Sequence[str]) -> Iterator[str]:
    return (named for line in lines if (named := field_organ(line)))


def _signature(lines: Sequence[str]) -> Iterator[str]:
    """The line above a date that stands alone near the end."""
    foot = map(plain, lines[-_FOOT:])
    return (above for above, line in pairwise(foot) if _DATE.fullmatch(line))


# ---------------------------------------------------------------- what kind of organ a name is

Standing = Literal["government", "department"]

_GOVERNMENT = re.compile(r"(?:(?<![乡镇])人民政府|[省市县州盟旗]政府|(?:自治区|[^新发管业景园]区)政府)$")
_DEPARTMENT = re.compile(r"[省市县区州盟旗].{1,16}(?:局|厅|(?<!管理)委员会|[改健教经信设建管]委)$")
#: Below the county, outside the ranks of local departments, or of a rank that the name does not tell.
_UNCERTAIN = re.compile(
    r"[镇乡]|街道|社区|居委|村委|开发区|新区|高新|经开|园区|示范区|管委|管理委|管理区|试验区|实验区|合作区|景区|林区|农场|分局|支队|大队"
    r"|国家|中国|税务|海关|气象|海事|烟草|邮政|证监|银保监|金融监督管理总局|调查队|党委|工委|纪委|办公[室厅]|公司|学院|医院"
)
#: Cities and counties with the word for a town in their names.
_CITIES = re.compile(r"镇江|景德镇|新乡|萍乡|桐乡|湘乡|宁乡|镇海|镇平|镇原|镇安|镇巴|镇远|乡宁|镇宁")


def standing(organ: str | None) -> Standing | None:
    """Whether a name is for certain a government, or a department of one, of county level or above; else None."""
    name = _CITIES.sub("某", plain(without_scope(organ or "")))
    if not name or _UNCERTAIN.search(name):
        return None
    if _GOVERNMENT.search(name):
        return "government"
    return "department" if _DEPARTMENT.search(name) else None
