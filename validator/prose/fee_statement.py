"""What a report says of the 信息处理费 charged for handling requests; 行政事业性收费 is another fee."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from validator.model import Paragraph
from validator.prose.claims_context import is_of_year
from validator.prose.claims_window import plain, windows
from validator.prose.sentences import Sentence, sentences

LAST_SECTION = 6
#: What the statement consists of, by the word for each part.
PARTS = ("件数", "总金额", "实际收取金额")

_FEE = re.compile(r"(?:信息|公开|申请)?处理费|信息公开(?:收费|费用)|信息(?:检索|复制|邮寄)、?.{0,8}费")
_OTHER_FEE = re.compile(r"行政事业(?:单位)?性?收费|非税|污水|垃圾")
_ANY_FEE = re.compile(r"收费|收取.{0,12}费|费用")
_NIL = re.compile(
    r"(?:未|没有|无|不|从未|均未)[^，。；;]{0,14}(?:收取|收费|产生|发生|涉及|发出|处理费)|(?:处理费|收费|收取)[^。；;]{0,16}(?:情况)?[:：为]?(?:无|没有|未发生|未产生|未收取)"
    r"|(?:为|共|计|[:：])?(?<![\d.])0(?:\.0+)?(?:万)?元|(?:件数|金额|总额)[:：为是]?(?:0|零)(?![.\d])|(?:零|〇)(?:万)?元|为(?:零|0)|(?<!\d)0件"
)
_COUNT = re.compile(r"\d+\s*[件份人笔次宗]|[一二三四五六七八九十百两]+[件份人笔次宗]")
_AMOUNT = re.compile(r"[\d一二三四五六七八九十百千]\s*(?:余|多)?万?元")
_TAKEN = re.compile(r"(?:收取|实收|收缴)(?:(?!未|没有|无|减免|退还|实际|应收|标准|每|按)[^。；])*$")
_DENIED = re.compile(r"(?:未|没有|无|不|免|应)[^，。；]{0,8}$")
_UNCHARGED = re.compile(
    r"(?:未|没有|不曾|无)(?:实际|发生|产生|涉及|向[^，。；]{0,8})?(?:依申请公开|政府信息公开)?(?:收取|收缴|产生|发生|涉及)?(?:过|任何|政府信息公开|政府|依申请公开|的)*信息处理费"
    r"|处理费(?:的?情况)?(?:为|是|：)?(?:无|未收取|没有收取|未发生|未产生|(?<!\d)0(?:件)?0?(?:万?元)?(?=[，。；]|$))"
)
_RECEIVED = re.compile(r"实际收|实收|已收|收到缴|已缴|收取|收缴")
_TOTAL = re.compile(r"总金额|总额|合计|共计|金额|应收|通知.{0,20}元")


def fee_sentences(paragraphs: Sequence[Paragraph]) -> tuple[Sentence, ...]:
    """Every sentence on the fee."""
    near = (p for p in paragraphs if "费" in p.text and _FEE.search(p.text))
    return tuple(s for p in near for s in sentences(p) if _FEE.search(s.text))


def charged(sentence: Sentence, report_year: int | None) -> Decimal | None:
    """How many yuan it says were taken in this year, more than 0; None where it says no such thing, or takes it back."""
    if uncharged(sentence, report_year):
        return None
    for window in windows(sentence.text):
        taken = _TAKEN.search(window.prefix) if window.mention.unit == "元" and window.mention.value > 0 else None
        if taken and not _DENIED.search(window.prefix[: taken.start()]) and is_of_year(window.prefix, report_year):
            return window.mention.value
    return None


def uncharged(sentence: Sentence, report_year: int | None) -> bool:
    """Whether it says that nothing was charged this year."""
    text = plain(sentence.text)
    match = _UNCHARGED.search(text)
    return match is not None and is_of_year(text[: match.start()], report_year)


def is_guidance(sentence: Sentence) -> bool:
    """Whether the words on the fee are those of the form itself, not yet replaced."""
    return "此处" in sentence.text or "文字描述" in sentence.text


def speaks_of_fees(text: str) -> bool:
    """Whether `text` tells of charges in other words: 依申请公开未收取任何费用."""
    return "费" in text and any(_ANY_FEE.search(clause) and not _OTHER_FEE.search(clause) for clause in _clauses(text))


def missing_parts(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    """Which of PARTS the statement leaves out; none if it says that nothing was charged."""
    said = unicodedata.normalize("NFKC", "".join(p.text for p in paragraphs))
    if _NIL.search(said):
        return ()
    count = bool(_COUNT.search(said))
    amount = bool(_AMOUNT.search(said))
    given = (count, amount and bool(_TOTAL.search(said)), amount and bool(_RECEIVED.search(said)))
    return tuple(name for name, there in zip(PARTS, given, strict=True) if not there)


def _clauses(text: str) -> list[str]:
    return re.split(r"[，,。；;]", text)
