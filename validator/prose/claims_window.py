"""What stands around a number: the words before and behind it that can name it, and what governs its sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from msgspec import Struct, structs

from validator.prose.numbers_in_text import Mention, mentions
from validator.prose.sentences import pieces

#: So many characters before a number can name it, and so many behind it.
_BEFORE, _BEHIND = 80, 40
#: No sentence is longer.
_SENTENCE = 400
_FULL = ((",", "，"), (";", "；"), (":", "："), ("(", "（"), (")", "）"), ("％", "%"))
_BLANKS = re.compile(r"\s+")
#: Every blank by itself: a search for them one by one takes half as long as one for \\s.
_ANY_BLANK = r" \t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_UNEVEN = re.compile(f"[{_ANY_BLANK}{''.join(re.escape(half) for half, _ in _FULL)}]")
_BRACKETED = re.compile(r"（(?!含部分公开)[^（）]*）")
#: A label that stands right behind a number belongs to it, not to the number after it.
_SEPARATOR = re.compile(r"[，、；：。（）]|以及|其中|^[和及与]")
#: Words between a label and its number that carry nothing.
_GLUE = re.compile(
    r"(?:，?(?:的?数量|总数|总量|件数|案件数|共计|总计|合计|累计|共有|总共|一共|共|均为|均是|各为|分别为|分别是|分别有|分别|仅为|仅有|仅|只有|达到|达|约为|大约|约|近|超过|超|为|是|有|各|数)|[：“”\"])*（?$"
)
#: What parts names in a row.
_AND = re.compile("、|和|及|以及|与")
#: What stands behind the last of such names and is said of them all: kept for each, or left out as saying nothing new.
_OF_EACH = re.compile("(?:的(?:行政)?(?:规范性文件|规章)|决定)(?:件数|数量)?$")
_OF_ALL = re.compile("的(?:政府|政务)?信息(?:依申请)?公开申请(?:件数|数量)?$")
#: Where a clause of plain text ends.
CLAUSES = re.compile("[，；：。]")
_STATES = re.compile(r"[为是共计有达：各]")


class Window(Struct, frozen=True, gc=False):
    """`left`: the text before a number without words that only lead to it (`glue`); `right`: the text behind it.

    `between`: all that stands between the number before it and this one; `prefix`: the sentence before the number. But in
    `sentence`, which is as printed, blanks are dropped and punctuation is full-width.
    """

    mention: Mention
    left: str
    glue: str
    right: str
    between: str
    prefix: str
    sentence: str

    @property
    def clause(self) -> str:
        """The last clause of `left`."""
        return last_clause(self.left)

    @property
    def bracketed(self) -> bool:
        """Whether the number stands inside brackets."""
        return self.prefix.count("（") > self.prefix.count("）")

    @property
    def states(self) -> bool:
        """Whether a bare number without a unit is stated as such: 为 35，."""
        ends = not self.right or self.right[0] in "，。；、（）"
        return ends and _STATES.search(self.glue) is not None


def plain(text: str) -> str:
    """The text as patterns see it: no blanks, full-width punctuation."""
    if _UNEVEN.search(text) is None:
        return text
    for half, full in _FULL:
        text = text.replace(half, full)
    return _BLANKS.sub("", text)


@lru_cache(maxsize=256)  # of one paragraph several rules ask
def evened(text: str) -> tuple[tuple[str, str], ...]:
    """Every sentence of a paragraph, as printed and as `plain` makes it; none is looked through where all is plain."""
    found = pieces(text)
    return tuple(zip(found, found if _UNEVEN.search(text) is None else map(plain, found), strict=True))


def last_clause(text: str) -> str:
    """The last clause of plain text."""
    return text.rpartition("，")[2].rpartition("。")[2].rpartition("；")[2].rpartition("：")[2]


def unbracketed(text: str) -> str:
    """Plain text without what stands in brackets."""
    return _BRACKETED.sub("", text) if "（" in text else text


@lru_cache(maxsize=2048)
def windows(sentence: str) -> tuple[Window, ...]:
    """A window for each number of a sentence; 甲、乙分别为 1、2 gives each number its own name."""
    found, even = mentions(sentence), plain(sentence)
    cut: tuple[str, Callable[[str], str]] = (even, str) if len(even) == len(sentence) else (sentence, plain)
    spread = [_window(sentence, found, i, *cut) for i in range(len(found))]
    return tuple(_dealt_out(spread) if "分别" in sentence else spread)


def _window(sentence: str, found: Sequence[Mention], i: int, text: str, even: Callable[[str], str]) -> Window:
    """`text`: the sentence, `even`: what makes a piece of it plain. Where no blank was dropped it is so already."""
    mention = found[i]
    start = found[i - 1].end if i else 0
    stop = found[i + 1].start if i + 1 < len(found) else len(sentence)
    between = even(text[start : mention.start])
    left, glue = _named_by(between[-_BEFORE:], bool(i))
    right = even(text[mention.end : min(stop, mention.end + _BEHIND)])
    prefix = even(text[max(0, mention.start - _SENTENCE) : mention.start])
    return Window(mention, left, glue, right, between, prefix, sentence)


def _dealt_out(spread: Sequence[Window]) -> list[Window]:
    """Names in a row before 分别, and as many numbers in a row behind it: each its own; else nothing is named."""
    dealt = list(spread)
    for i, window in enumerate(spread):
        if "分别" in window.glue:
            names = _names(window.clause)
            run = i + 1
            while run < len(spread) and not spread[run].between.strip("、，和及与"):
                run += 1
            if len(names) == run - i:
                for at, name in enumerate(names, i):
                    dealt[at] = structs.replace(spread[at], left=f"，{name}", glue="为")
            else:
                dealt[i] = structs.replace(window, left="")
        elif "分别" in window.clause and i + 1 < len(spread) and not spread[i + 1].between.strip("、，和及与"):
            dealt[i] = structs.replace(window, left="")  # 前年和去年分别收到 3 件、5 件
    return dealt


def _names(clause: str) -> list[str]:
    """制发、废止的规范性文件: 制发的规范性文件, 废止的规范性文件."""
    names = _AND.split(_OF_ALL.sub("", clause))
    each = _OF_EACH.search(names[-1])
    return [*(name + each[0] for name in names[:-1]), names[-1]] if each else names


def _named_by(before: str, behind_number: bool) -> tuple[str, str]:
    """The words that may name the number, and the glue between."""
    text = unbracketed(before)
    if behind_number:
        cut = _SEPARATOR.search(text)
        text = text[cut.start() :] if cut else ""
    glue = _GLUE.search(text, len(text.rstrip(_GLUE.pattern)))  # none of its letters, none of it
    at = glue.start() if glue else len(text)
    return text[:at], text[at:]
