"""What the labels of parts tell: of which kind a list is, and whether one thing may be counted under two of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: What parts are told apart by: a list is of one kind, and ends where another begins.
_KINDS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("applicant", r"自然人|公民|个人|法人|企业|组织|机构(?!职能|设置|概况|改革)"),
        ("progress", r"办结|答复|结转|转结|受理|收到|接收|办理中|延期|补正|撤回"),
        ("result", r"予以|不予|部分公开|同意公开|无法提供|其他处理|不掌握"),
        ("dispute", r"维持|纠正|其他结果|审结|撤销|驳回"),
        ("deed", r"^(?:转发|转载|发布|参加|接受|报送|完成|制作|编发|刊发|公布|推送|撰写|印发|制定|出台|开设|更新)"),
        ("plain", r"(?:信息|类|动态|公告|公示|文件|情况|结果|通知|解读|新闻|要闻|清单|指南|计划|规划|统计|职能|概况)(?:公开)?$"),
        ("channel", r"网站|网页|微信|微博|公众号|平台|新媒体|抖音|头条|客户端|信函|书信|书面|当面|邮寄|邮政|邮箱|网络|网上|线上|线下|在线|现场|传真|邮件|报纸|电视|渠道|窗口"),
        ("deed", r"举办|召开|开展|组织|培训|回应|处理|回复|办理|解答|征集|审查|修订|修改|废止|新增|删除|整改"),
    )
)  # fmt: skip
#: What is counted so may be counted under another part too; so may forms and places, where two are told.
_OVERLAPPING = re.compile(r"补正|延期|延长|涉及|采用|采纳|出席|参加|参与|重点领域|[三两]务")
_FORMS = re.compile(r"解读|图解|线[上下]|在线|现场|[一二三]级|[A-Z]类")
#: The last of the channels, whose label names none.
_OTHERS = re.compile("其[他它余](?:方式|形式|途径|渠道)?")
#: Parts of which none can be another, by the form itself, each in its group; labels of a list have to be of one row, each once.
_DISJOINT = tuple(
    re.compile("|".join(f"({form})" for form in row))
    for row in (
        ("自然人|公民(?:个人)?", "法人(?:、|或者?|和|及|与)(?:其他|非法人)组织"),
        ("自然人", "(?:商业)?企业", "科研机构", "(?:社会)?公益组织", "法律服务机构", "其他(?:组织)?"),
        ("(?:予以|同意)公开", "(?:予以)?部分(?:予以)?公开", "不予公开", "无法提供", "不予处理", "(?:作出|作)?其他处理"),
        ("(?:结果|予以)?维持", "(?:结果|予以)?纠正", "其他结果", "(?:尚)?未审结"),
    )
)
_ABOUT_LABEL = re.compile(r"^[的由，]+|(?:提出|提交)?(?:的)?(?:申请)?(?:的)?$")


def kind_of(label: str) -> str:
    """The kind of a label: channel, applicant, result, ..., or plain."""
    return next((name for name, pattern in _KINDS if pattern.search(label)), "plain")


def go_together(label: str, first: str) -> bool:
    """Whether a part may stand in the list that `first` begins: of its kind, or 其他 behind channels."""
    kind = kind_of(first)
    return kind_of(label) == kind or (kind == "channel" and _OTHERS.fullmatch(label) is not None)


def may_overlap(labels: Sequence[str]) -> bool:
    """Whether one thing may be counted under two of the parts."""
    return any(map(_OVERLAPPING.search, labels)) or sum(_FORMS.search(label) is not None for label in labels) > 1


def are_disjoint(labels: Sequence[str]) -> bool:
    """Whether the form itself keeps the parts apart; a part alone is kept apart from nothing."""
    bare = [_ABOUT_LABEL.sub("", label) for label in labels] if len(labels) > 1 else []
    found = ([match.lastindex for label in bare if (match := row.fullmatch(label))] for row in _DISJOINT)
    return bool(bare) and any(len(at) == len(bare) == len(set(at)) for at in found)
