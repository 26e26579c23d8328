"""What a number is told of all the same, though its words name a fact: of another time, of a part, of something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from validator.model import Claim
from validator.prose.claims_context import governs, is_about
from validator.prose.claims_match import Match
from validator.prose.claims_window import Window, plain
from validator.prose.sentences import Sentence

#: 2022年行政许可 430 件: the year that words begin with is that of their number.
_OWN_YEAR = re.compile(r"[，、；：。）]*(20\d\d年)")
#: What a list of decisions may hold beside them: 、行政检查 50 次, and by how much there were more.
_LIST_ITEM = re.compile(r"[，、；和及与]行政[^，、；：。0-9]{2,6}\d+[件次宗起个例]|[\d.]+%")


class Around(Struct, frozen=True, gc=False):
    """What stands around a number: its window, its sentence, and `said`, the text of its paragraph before that.

    `told`: the claims that the sentence has made before it; `last`: the last one, of the paragraph if the sentence made none.
    """

    window: Window
    sentence: Sentence
    said: str
    year: int | None
    told: Sequence[Claim]
    last: Claim | None


def is_meant_otherwise(match: Match, around: Around) -> bool:
    """Whether the number is no statement of the fact for the year of the report, for one reason at least."""
    return any(reason(match, around) for reason in _REASONS)


def _of_another_time(match: Match, around: Around) -> bool:
    """Another year, a part of this one, a plan: what stands before the words of the number says so."""
    prefix = around.window.prefix
    at = prefix.rfind(match.label.lstrip("，、；：（")) if match.leads else -1
    own_year = _OWN_YEAR.match(match.label) if not match.years else None
    lead = prefix[:at] + (own_year[1] if own_year else "") if at >= 0 else prefix
    return not governs(lead, around.said, match.years, around.year)


def _of_the_carried_in(match: Match, around: Around) -> bool:
    """Results of what was carried in only: 上年结转的 8 件全部办结，其中予以公开 5 件."""
    if match.fact.rule != "C102" or not around.told or {claim.fact for claim in around.told} != {"carried_in"}:
        return False
    since = plain(around.sentence.text[around.told[-1].end : around.window.mention.start])
    return "其中" in since or "：" in since


def _of_no_list(match: Match, around: Around) -> bool:
    """A bare 、行政处罚 6 件 in no list of decisions: what its sentence counts right before it is none."""
    if match.fact.key != "decisions_listed":
        return False
    if not around.told or around.told[-1].columns != ("decisions",):
        return True
    since = plain(around.sentence.text[around.told[-1].end : around.window.mention.start])
    return re.search(r"\d", _LIST_ITEM.sub("", since)) is not None


def _of_disputes(match: Match, around: Around) -> bool:
    """A bare 办结 or 结转 behind the number of reviews in its sentence goes on about those."""
    last = around.last
    goes_on = last is not None and last.table == "disputes" and last.sentence == around.sentence.text
    return goes_on and match.fact.table == "requests" and "申请" not in match.label + match.behind


def _of_other_disputes(match: Match, around: Around) -> bool:
    """Reviews and suits of which neither the sentence nor a number before it says what they were about."""
    sentence = around.sentence
    return (
        match.fact.about == "dispute"
        and around.last is None
        and not is_about("dispute", plain(sentence.text), sentence.section)
    )


#: None depends on another; the cheap ones go first.
_REASONS: tuple[Callable[[Match, Around], bool], ...] = (
    _of_no_list,
    _of_disputes,
    _of_the_carried_in,
    _of_another_time,
    _of_other_disputes,
)
