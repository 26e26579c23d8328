"""收到申请23件，网上20件，信函3件: applications told by the way in which they came, with no word that announces parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice, permutations, takewhile

from validator.prose.claims_window import Window

_MEANS = (
    "互联网|网上|网络|网站|门户网站|平台|系统|线上|线下|在线|信函|书信|来函|书面|纸质|邮寄|邮政|快递|电子邮件|电子邮箱|邮件|邮箱"
    "|传真|当面|现场|窗口|上门|口头|其他|其它"
)
#: All that may stand before the number of such a part: what else is done on a site or at a window is no application.
_WAY = re.compile(
    rf"(?:通过|以|经|由|从|采[用取]|政府|政务|服务|申请|、|和|或|及|等)*(?:{_MEANS})(?:{_MEANS}|、|和|或|及|等)*"
    r"(?:方式|形式|途径|渠道|提交|提出|递交|寄送|申请|受理|收到|接收|收件|的|有|为|共)*"
)
_RECEIVED = re.compile(r"(?:收到|接收|收悉|受理|新收|登记)[^，。；]*申请|申请[^，。；]*(?:收到|接收|收悉|受理|新收)")
#: Ways of which one is a kind of another: the wider, what may be counted under it too.
_KINDS = tuple(
    (re.compile(wider), re.compile(narrower))
    for wider, narrower in (
        ("线[上下]|书面|纸质", "信函|书信|来函|邮|传真|快递|平台|系统"),
        ("线下|书面|纸质", "当面|现场|窗口|上门"),
        ("线上|在线|互联网|网上|网络", "电子邮|邮箱|邮件|网站|平台|系统"),
        ("信函|书信|来函", "邮[寄政]|快递"),
        ("平台|系统", "网站"),
        ("当面|现场", "窗口|上门|口头"),
    )
)
#: So many numbers are looked at.
_ASKED = 4
#: One of these stands in every such list.
SIGNS = "网|平台|线上|信函|邮|书面|当面|现场|窗口"
_SIGN = re.compile(SIGNS)


def may_tell_ways(even: str) -> bool:
    """Whether plain text may hold such a list: cheap to ask."""
    return "申请" in even and _SIGN.search(even) is not None


def told_by_way(spread: Sequence[Window], at: int, label: Callable[[Window], str]) -> bool:
    """Whether right behind the number `at`, of applications received, two ways follow or more, none a kind of another."""
    if _RECEIVED.search(spread[at].left) is None or not spread[at + 1].between.startswith(("，", "：", "（")):
        return False
    ways = islice(((label(w), w.mention.value) for w in spread[at + 1 :] if w.mention.unit != "%"), _ASKED)
    known = list(takewhile(lambda way: _WAY.fullmatch(way[0]), ways))
    filled = [way for way, value in known if value]
    return len(known) > 1 and len(dict(known)) == len(known) and not any(map(_is_nested, permutations(filled, 2)))


def _is_nested(pair: tuple[str, str]) -> bool:
    """Whether what came by the second way may be counted under the first; nothing is counted twice where nothing came."""
    wide, narrow = pair
    return any(wider.search(wide) and narrower.search(narrow) for wider, narrower in _KINDS)
