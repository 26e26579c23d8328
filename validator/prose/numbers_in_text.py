"""The quantities that a sentence mentions. Years, dates and numberings are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from validator.numerals import MOST_DIGITS
from validator.prose.chinese_numbers import chinese_number


class Mention(Struct, frozen=True, gc=False):
    """A quantity in a sentence, 万 and 亿 multiplied out; text[start:end] is all of it, unit included.

    `approximate`: 约, 近, 余, 多, 以上; a percentage has the unit "%". `step`: one unit of the last printed digit.
    """

    value: Decimal
    start: int
    end: int
    text: str
    unit: str | None
    approximate: bool
    step: Decimal = Decimal(1)

    def rounded(self, value: Decimal) -> Decimal:
        """`value` to the digits of this number, as offices round: 0.5 up."""
        return value.quantize(self.step, ROUND_HALF_UP)


#: Units of which any may be told of one and the same case: 8 份申请，其中予以公开 2 件.
_OF_CASES = frozenset(("件", "件次", "份", "宗", "起", "例", "笔"))
#: One for one, so that offsets stay.
_HALF = str.maketrans("０１２３４５６７８９％．﹪", "0123456789%.%")
_FULL = re.compile("[０-９％．﹪]")
_UNITS = (
    "个百分点|百分点|个工作日|工作日|个月|个小时|小时|分钟|周年|人次|件次|条次|项次|篇次|余次|场次|元|%|‰"
    "|件|条|份|宗|起|项|个|部|篇|期|次|人|户|家|名|例|笔|场|类|套|组|种|张|天|所|处|位|字|幅|封|辆|台|批|本|页|则|卷|支|亩|公里|吨|倍"
)
_DIGITS = "零〇一二两三四五六七八九"
#: A character without which there is no number, and with which every one begins.
NUMERAL = rf"[\d{_DIGITS}十百千]"
_BEGINS = re.compile(NUMERAL)
_NUMBER = re.compile(
    r"(?P<arabic>\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"|百分之(?P<percent>[{_DIGITS}十百]+(?:点[{_DIGITS}]+)?)"
    rf"|(?P<chinese>[{_DIGITS}十百千]+(?:[万亿][{_DIGITS}十百千]*)*)"
)
_TAIL = re.compile(
    rf"(?P<more>[余多])?(?P<times>万|亿|千(?!米|克|瓦)|百(?!分))?(?P<more2>[余多])?[ 　]*(?P<unit>{_UNITS})?(?P<about>左右|以上|以下|上下|以内)?"
)
_ONE = Decimal(1)
_TIMES = {"万": 10_000, "亿": 100_000_000, "千": 1_000, "百": 100}
#: What makes of the digits before it a date, a number in a list, a time, a part of a name.
_NO_QUANTITY_AFTER = re.compile(
    r"年|月|日|号|时(?!限)|点(?!击)|[:：]\d|[-—–~～/×+]\d|\.\d|[A-Za-z@_]|〕|\]|届|版|级|楼|室|路|栋|层|热线|平台"
)
_NO_QUANTITY_BEFORE = re.compile(
    r"(?:第[（(]?|〔|\[|[A-Za-z@_+×/.]|\d[-—–~～:：,]|(?:邮编|邮政编码|电话|传真|手机|编号|网址|文号|邮箱|热线|号码)[为是]?[:：]?[ 　]*)$"
)
_ABOUT_BEFORE = re.compile(r"(?:大约|约|近|接近|超过|超|逾|不足|不到|突破|至少|最多)[为达到有]?[ 　]*$")
#: 12- or 12至 before the number: two ends of a span, neither of them exact.
_SPAN = re.compile(r"\d(?:[件条份项个次])?[至到~～][ 　]*$")
_SPAN_AFTER = re.compile(r"[至到]\d")
#: 《条例》36条: an article, no count.
_ARTICLE = re.compile(r"(?:》|条例)$")
#: What the last character before a number is wherever one of the patterns above fits what stands there.
_ROUGH = frozenset("约近过超逾足到破少多为达有至~～ 　\n")
_NAMING = re.compile(r"[第（(〔\[A-Za-z@_+×/.\-—–~～:：,编码话真机号址箱线为是 　\n]")
_LIST_MARK = re.compile(r"[、．.)）](?!\d)")
_LOOK_BACK = 8


def count_alike(one: Mention, other: Mention) -> bool:
    """Whether two quantities count the same kind of things: in the same unit, or both in one that cases go by."""
    return one.unit == other.unit or (one.unit in _OF_CASES and other.unit in _OF_CASES)


def mentions(sentence: str) -> tuple[Mention, ...]:
    """Every quantity in `sentence`, in order; `start` and `end` count its characters as given."""
    return tuple(_mentions(sentence, sentence.translate(_HALF) if _FULL.search(sentence) else sentence))


def _numbers(plain: str) -> Iterator[re.Match[str]]:
    """Every number of a text: its patterns are tried only where a numeral stands."""
    begins = _BEGINS.search(plain)
    while begins is not None:
        match = _NUMBER.match(plain, begins.start())
        if match is not None:
            yield match
        begins = _BEGINS.search(plain, match.end() if match is not None else begins.end())


def _mentions(raw: str, plain: str) -> Iterator[Mention]:
    for match in _numbers(plain):
        before = plain[max(0, match.start() - _LOOK_BACK) : match.start()]
        read = _READ[match.lastgroup or ""](match, plain, before)
        if read is None:
            continue
        value, step, end, unit, about = read
        vague = about or _is_vague(before) or _SPAN_AFTER.match(plain, end)
        yield Mention(value, match.start(), end, raw[match.start() : end], unit, bool(vague), step)


def _is_vague(before: str) -> bool:
    """Whether the words before a number make it a rough one."""
    return before[-1:] in _ROUGH and bool(_ABOUT_BEFORE.search(before) or _SPAN.search(before))


_Read = tuple[Decimal, Decimal, int, str | None, bool]


def _percent(match: re.Match[str], plain: str, before: str) -> _Read | None:
    """百分之三十二点五."""
    whole, _, fraction = match["percent"].partition("点")
    value = chinese_number(whole)
    if value is None:
        return None
    digits = "".join(str("零一二三四五六七八九".index(_plain_digit(c))) for c in fraction)
    step = Decimal(1).scaleb(-len(digits))
    return Decimal(value) + (Decimal(int(digits)) * step if digits else 0), step, match.end(), "%", False


def _plain_digit(character: str) -> str:
    return {"〇": "零", "两": "二"}.get(character, character)


def _arabic(match: re.Match[str], plain: str, before: str) -> _Read | None:
    digits = match["arabic"].replace(",", "")
    padded = len(digits) > 1 and digits[0] == "0" and digits[1] != "."
    if padded or len(digits) > MOST_DIGITS or _is_named(before):
        return None
    tail = _TAIL.match(plain, match.end())
    if tail is None or _is_numbering(match, tail, plain, before):
        return None
    more, word, more2, unit, about = tail.groups()
    vague, end = bool(more or more2 or about), _end(match, tail)
    if not word and "." not in digits:
        return Decimal(digits), _ONE, end, unit, vague
    times = _TIMES[word] if word else 1
    if word and plain[tail.end("times") : tail.end("times") + 1].isdigit():
        return None
    places = len(digits.partition(".")[2])
    return Decimal(digits) * times, Decimal(times).scaleb(-places), end, unit, vague


def _is_named(before: str) -> bool:
    """Whether what stands before it makes a number a name, an ordinal, a part of a code."""
    return _NAMING.match(before[-1:]) is not None and _NO_QUANTITY_BEFORE.search(before) is not None


def _is_numbering(match: re.Match[str], tail: re.Match[str], plain: str, before: str) -> bool:
    """Whether the digits are a year, a date, a time, a mark in a list, a part of a name."""
    if tail["unit"]:
        return tail["unit"] == "条" and _ARTICLE.search(before) is not None
    if _NO_QUANTITY_AFTER.match(plain, match.end()):
        return True
    if len(match["arabic"]) == 4 and match["arabic"][:2] in ("19", "20") and not tail["times"]:
        return True
    at_start = not before.strip() or before[-1] in "。；;：:（(，,\n \u3000"
    return at_start and _LIST_MARK.match(plain, match.end()) is not None


def _chinese(match: re.Match[str], plain: str, before: str) -> _Read | None:
    """Numerals of words count only with a unit behind them: 十分, 一是 and 三安全 are no numbers."""
    tail = _TAIL.match(plain, match.end())
    if tail is None or not tail["unit"] or tail["unit"] in ("类", "%") or tail["times"]:
        return None
    article = tail["unit"] == "条" and _ARTICLE.search(before)
    if article or _is_named(before) or before[-1:] in ("几", "每", "另"):
        return None
    if before[-1:] in ("数", "上", "（", "(") and match["chinese"][0] in "十百千":
        return None
    value = chinese_number(match["chinese"])
    if value is None:
        return None
    return Decimal(value), _ONE, _end(match, tail), tail["unit"], bool(tail["more"] or tail["about"])


_READ = {"arabic": _arabic, "percent": _percent, "chinese": _chinese}


def _end(match: re.Match[str], tail: re.Match[str]) -> int:
    """Behind the last thing that belongs to the quantity; padding before a missing unit does not."""
    return tail.end() if tail["unit"] or tail["about"] else match.end() + len(tail[0].rstrip(" \u3000"))
