"""分项之和大于总数

查什么：正文一句话里“共……，其中……”“包括……”列出的各分项，加起来是否大于总数。分项少于总数是常见的，不报；按网站、公众号等渠道或按工作动作分列的可能重复计数，为疑似，其余为错误。
为什么：分项是总数的一部分，加起来不可能比总数多。
错例：“公开信息共计3437条，包括：动态1740条，其他2174条”，分项之和 3914。
正例：“公开信息共计3914条，包括：动态1740条，其他2174条”。
怎么改：重新核对总数和各分项，改正写错的一处。
"""

from __future__ import annotations

from validator.checks.breakdown_words import excerpt, spelled
from validator.checks.facts import Facts, Verdict, at
from validator.checks.spoken import paragraphs_of
from validator.model import Defect, Severity
from validator.prose.breakdowns import Breakdown, breakdowns

CODE = "C201"
TITLE = "分项之和大于总数"
SEVERITY: Severity = "error"
ITEM = "正文的分项列举"

#: The same thing may be counted in more than one of these, or be no part at all.
_OVERLAPPING = frozenset({"channel", "deed", "progress"})


def examine(facts: Facts) -> Verdict:
    """Items: sentences that give a number and exact parts of it."""
    found = [b for paragraph in paragraphs_of(facts) for b in breakdowns(paragraph)]
    broken = [b for b in found if b.total > b.most]
    return Verdict(tuple(map(_defect, broken)), len(found) - len(broken), len(broken))


def _defect(found: Breakdown) -> Defect:
    text = (
        f"正文{at(found.place)}“{excerpt(found)}”一句，总数是 {found.whole.text}，"
        f"各分项之和是 {spelled(found)}，比总数多 {found.total - found.whole.value}。请核对总数和各分项，改正写错的一处。"
    )
    severity: Severity | None = "warning" if found.kind in _OVERLAPPING else None
    return Defect(text, severity=severity, evidence=found.sentence, key=f"{found.whole.value:f}<{found.total:f}")
