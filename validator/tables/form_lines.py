"""Lines that fill in a form around its tables: 填报单位：…, 填表人：…, 联系电话：…, 单位：件, 备注：…, a date. They are no rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from validator.model import Token
from validator.numerals import tidy
from validator.words import recognise

_OF = (
    "填报|填表|填写|填制|制表|编制|编报|编写|报告|报送|上报|发布|公开|公布|行政|统计|所属|数据|计量|金额|数量|打印|导出|生成|更新|审核|审批|审签|复核|核对|签发"
    "|校对|经办|承办|联系|主要|分管|主管|直接|单位|部门|科室|机关|机构|具体|办公|固定|移动|通讯|通信|电子|批准|备案|制定|截至|截止"
)
_WHAT = (
    "单位|机关|机构|部门|科室|主体|年度|年份|年月|期间|周期|日期|时间|人|人员|人员姓名|姓名|者|负责人|责任人|领导|职务|电话|手机|手机号|座机|方式|号码|传真"
    "|邮箱|邮件|邮编|邮政编码|地址|网址|签字|签名|签章|盖章|公章|印章|备注|附注|注释|注解|注|说明|附|编号|表号|文号|有效期|有效期至"
)
_NAME = rf"(?:{_OF})*(?:{_WHAT})(?:名称|全称|姓名|号码)?(?:[(（][^()（）]{{1,8}}[)）])?"
#: A field opens its cell, perhaps in brackets: （单位：件）. Without a colon the name is all that the cell holds.
_FIELD = re.compile(rf"[(（【*※]?\s*{_NAME}\s*\d{{0,2}}\s*[:：﹕︓]")
_BARE = re.compile(_NAME)
_YEAR, _ONE = r"(?:\d{4}|[〇○零一二三四五六七八九]{4})", r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = re.compile(
    rf"{_YEAR}\s*年\s*{_ONE}\s*月(?:\s*{_ONE}\s*日)?|\d{{4}}([-/.])\d{{1,2}}\1\d{{1,2}}(?:[ T]\d{{1,2}}:\d{{2}}.*)?"
)


def is_form_line(texts: Sequence[str]) -> bool:
    """Whether the cells of a row without mandated labels begin with a field, with or without its value, or hold only a date."""
    filled = [text for raw in texts if (text := tidy(raw))]
    if not filled:
        return False
    first = filled[0]
    if _FIELD.match(first) or (len(filled) == 1 and _DATE.fullmatch(first)):
        return True
    return len(filled) > 1 and _BARE.fullmatch(first) is not None


def without_form_lines(tokens: Sequence[Token]) -> Iterator[Token]:
    """The cells of a text without such lines; a value on a line of its own goes with its field."""
    named = False
    for _, group in groupby(tokens, key=lambda token: token.row or -(token.place.line or 0)):
        row = list(group)
        texts = [token.text for token in row]
        free = not any(map(recognise, texts))
        if free and is_form_line(texts):
            named = _is_open(texts)
        elif free and named and len(row) == 1:
            named = False
        else:
            named = named and not any(map(tidy, texts))
            yield from row


def _is_open(texts: Sequence[str]) -> bool:
    """Whether a line is a field only, whose value may stand on the next."""
    filled = [text for raw in texts if (text := tidy(raw))]
    return len(filled) == 1 and filled[0].endswith((":", "：", "﹕", "︓"))
