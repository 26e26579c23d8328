"""A cause in words: never surer than what is proved, each cell with its labels and its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from validator.checks.arithmetic import Sums
from validator.checks.facts import Facts, at, cell_name, listed
from validator.checks.spelling import broken
from validator.diagnose import Alternative, Cause, Statement, Sureness
from validator.form import Table
from validator.model import Broken, Cell

#: Sentences that are quoted for one repair, or against it.
_QUOTED = 2
#: What is said before the value of a single cell, and before the steps of several, by how sure it is.
_DUE: Mapping[Sureness, str] = {"alone": "应为", "likely": "很可能应为", "possible": "可能应为", "tied": "可能应为"}
_STEPS: Mapping[Sureness, str] = {
    "alone": "最少要改 {n} 格，办法只有一种",
    "likely": "最可能要改 {n} 格",
    "possible": "可能是要改 {n} 格",
    "tied": "改 {n} 格可以全部成立，但没有依据断定是哪一种改法，例如",
}


def message(cause: Cause, sums: Sums, form: Table, facts: Facts, identities: Sequence[Broken]) -> str:
    """What has to change, how sure that is, and what the prose says for and against it; else that it cannot be told."""
    if not cause.alternatives:
        return _undecided(cause, sums, form, facts)
    best, count = cause.alternatives[0], len(identities)
    if cause.even == 2:
        return _either(cause, sums, form, facts, count)
    evidence = _evidence(best) + _others(cause)
    if len(best.changes) == 1:
        (cell, to) = best.changes[0]
        due = _DUE["likely" if best.belies and cause.sureness == "alone" else cause.sureness]
        text = f"{_named(cell, sums, form)}{due} {to}，{_now(cell, sums, form, facts)}{_at(cell, sums, form, facts)}。"
        return f"{text}{f'只改这一格，{count} 处不平全部成立。' if count > 1 else '改后等式成立。'}{evidence}"
    steps = _steps(best, sums, form, facts)
    reason = "" if best.why.startswith("同时改") else f"（{best.why}）"
    return f"有 {count} 处不平，{_STEPS[cause.sureness].format(n=len(best.changes))}{reason}：{steps}。{evidence}"


def why(alternative: Alternative) -> str:
    """Why a repair is likely, and what speaks against it."""
    against = f"；与{_quoted(alternative.belies)}不一致" if alternative.belies else ""
    return f"{alternative.why}{against}"


def _evidence(best: Alternative) -> str:
    """What the prose says for and against the first repair."""
    agrees = f"{_quoted(best.agrees)}，与改后一致。" if best.agrees else ""
    belies = f"{_quoted(best.belies)}与改后不一致，请一并核对。" if best.belies else ""
    return f"{agrees}{'但' if agrees and belies else ''}{belies}"


def _quoted(said: Sequence[Statement]) -> str:
    """正文（第5段）“全年办结55件”“结转下年度2件”等 3 处."""
    by_source: dict[str, str] = {}
    for statement in said[:_QUOTED]:
        by_source[statement.source] = by_source.get(statement.source, "") + statement.quote
    named = "、".join(f"{source}{quotes}" for source, quotes in by_source.items())
    return named + (f"等 {len(said)} 处" if len(said) > _QUOTED else "")


def _either(cause: Cause, sums: Sums, form: Table, facts: Facts, count: int) -> str:
    """Two repairs of which nothing prefers one: neither is told before the other without saying so."""
    ways = "".join(
        f"改法{n}：{_steps(each, sums, form, facts)}。{_evidence(each)}"
        for n, each in enumerate(cause.alternatives[:2], 1)
    )
    return f"有 {count} 处不平，有两种改法同样可能，没有依据断定是哪一种。{ways}{_others(cause, told=2)}"


def _steps(alternative: Alternative, sums: Sums, form: Table, facts: Facts) -> str:
    """What to change, cell by cell."""
    return "；".join(_step(cell, to, sums, form, facts) for cell, to in alternative.changes)


def _others(cause: Cause, told: int = 1) -> str:
    left = len(cause.alternatives) - told
    return f"另有 {left} 种{'以上' if cause.truncated else ''}改法，请核对。" if left or cause.truncated else ""


def _named(cell: int, sums: Sums, form: Table) -> str:
    return cell_name(form, *sums.compiled.cells[cell])


def _cell(cell: int, sums: Sums, form: Table, facts: Facts) -> Cell:
    return facts.cells[(form.key, *sums.compiled.cells[cell])]


def _now(cell: int, sums: Sums, form: Table, facts: Facts) -> str:
    found = _cell(cell, sums, form, facts)
    return (
        f"现为 {found.value}" if found.value is not None else f"现为{'空白' if not found.raw else f'「{found.raw}」'}"
    )


def _at(cell: int, sums: Sums, form: Table, facts: Facts) -> str:
    return at(_cell(cell, sums, form, facts).place)


def _step(cell: int, to: int, sums: Sums, form: Table, facts: Facts) -> str:
    was = _cell(cell, sums, form, facts).value
    return f"{_named(cell, sums, form)}由 {'空白' if was is None else was} 改为 {to}{_at(cell, sums, form, facts)}"


def _undecided(cause: Cause, sums: Sums, form: Table, facts: Facts) -> str:
    first = broken(sums, cause.identities[0])
    cells = [_cell(i, sums, form, facts) for i in cause.suspects]
    where = _span([cell.place.where for cell in cells])
    more = f"等 {len(cause.identities)} 处" if len(cause.identities) > 1 else ""
    return f"{first.spelled}{where}{more}。{cause.why_not}。{_attested(cause, sums, form)}"


def _attested(cause: Cause, sums: Sums, form: Table) -> str:
    """Which of the suspects the prose states as they are printed: the others come first."""
    if not cause.attested or len(cause.attested) == len(cause.suspects):
        return ""
    names = listed([form.column(sums.compiled.cells[i][1]).short for i in cause.attested])
    return f"其中{names}与正文一致，请先核对其余各格。"


def _span(places: Sequence[str]) -> str:
    filled = [place for place in places if place]
    if not filled:
        return ""
    return f"（{filled[0]}）" if len(filled) == 1 else f"（{filled[0]} 至 {filled[-1]}）"
