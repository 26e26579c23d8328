"""What changed since an earlier audit, in a sentence and as the rows of a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from validator.audit_outputs.since import MOST, Since
from validator.audit_outputs.since_reports import Found
from validator.report.sheet_cells import Graded, Value
from validator.report.sheets import Column
from validator.report.states import SEVERITY_WORDS
from validator.report.visible import one_line
from validator.report.wording import title_of

SHEET, TOLD = "与上次相比", "上次有、这次没有的问题（已消除），和这次新出现的问题"
COLUMNS = (
    Column("情况", 8),
    Column("级别", 6),
    Column("规则", 6),
    Column("名称", 20),
    Column("机关", 20),
    Column("年度", 6),
    Column("文件", 30),
    Column("说明", 53),
)
_LONGEST = 600
_GONE, _CAME = "已消除", "新出现"


def since_words(since: Since) -> Iterator[str]:
    """What is gone, what is left, what came; what nobody looked at again is not called gone."""
    new = f"，其中 {since.new} 处在上次没有的报告里" if since.new else ""
    gone, came = _counted(since.gone.counts), _counted(since.came.counts)
    yield f"与上次相比：{_GONE} {gone}，仍有 {since.stayed} 处，{_CAME} {came}{new}。"
    if since.better or since.worse:
        yield f"不通过变为通过 {since.better} 份，通过变为不通过 {since.worse} 份。"
    if since.unknown:
        yield f"上次的 {since.unknown} 处这次没有核对：报告或可以对照的内容不在、没有查完，或这次不看那条规则。"
    if any(kind.counts.total() > MOST for kind in (since.gone, since.came)):
        yield f"“{SHEET}”里{_GONE}和{_CAME}的各只列前 {MOST} 处。"


def since_rows(since: Since) -> Iterator[tuple[Value, ...]]:
    """One row a finding: what is gone, then what came."""
    yield from (_row(_GONE, one) for one in since.gone.first)
    yield from (_row(_CAME, one) for one in since.came.first)


def _row(told: str, one: Found) -> tuple[Value, ...]:
    graded = Graded(SEVERITY_WORDS[one.severity], one.severity) if told == _CAME else SEVERITY_WORDS[one.severity]
    message = one_line(one.message, _LONGEST)
    return told, graded, one.rule, title_of(one.rule), one.organ, one.year, one.path, message


def _counted(counts: Mapping[str, int]) -> str:
    """12 处（错误 9，疑似 3）."""
    by_level = "，".join(f"{word} {counts[level]}" for level, word in SEVERITY_WORDS.items() if counts[level])
    return f"{sum(counts.values())} 处" + (f"（{by_level}）" if by_level else "")
