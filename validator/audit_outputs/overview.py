"""The first sheet of 汇总.xlsx: how many, where to begin, who and what is worst, and what the other sheets show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from validator.audit_outputs.first_steps import TITLE, first_steps
from validator.audit_outputs.totals import REPORTS, UNKNOWN, Tallies, Totals, findings, pass_rate, worst_first
from validator.report.sheet_cells import Linked, Value
from validator.report.wording import SEVERITY_WORDS, VERDICTS, title_of
from validator.ruleset import ruleset_digest
from validator.version import TOOL, VERSION

#: Organs and rules that are named.
_FIRST = 5
#: A line of a step: what goes beyond the sheet makes all letters of the printed page small. It ends at a mark if it can.
_LINE = re.compile("(.{1,54}(?<=[、，。：）]))|(.{1,54})")


def overview(totals: Totals, notes: Iterable[str], sheets: Mapping[str, str]) -> Iterator[tuple[Value, ...]]:
    """Rows of a name and what there is to say. `sheets`: each with what it shows."""
    whole, rate = totals.whole, pass_rate(totals.whole)
    yield ("政府信息公开工作年度报告核验汇总",)
    yield ()
    yield ("报告数", whole[REPORTS])
    yield from ((word, whole[key]) for key, word in VERDICTS.items())
    yield ("通过率", "没有可判定的报告" if rate is None else f"{rate:.1%}（不适用的不计，读不出的算没有通过）")
    yield ("问题数", findings(whole))
    yield from ((word, whole[key]) for key, word in SEVERITY_WORDS.items())
    yield ()
    yield from _to_do(totals)
    yield from _worst(totals)
    yield ()
    yield from (("说明", note) for note in notes)
    yield from ((Linked(name, place=f"'{name}'!A1"), told) for name, told in sheets.items())
    yield ()
    yield ("程序", f"{TOOL} {VERSION}，规则集 {ruleset_digest()[:19]}")


def _to_do(totals: Totals) -> Iterator[tuple[Value, ...]]:
    steps = first_steps(totals)
    for number, step in enumerate(steps, 1):
        for at, line in enumerate(_LINE.finditer(f"{number}. {step.text}")):
            yield (TITLE if number == 1 and not at else None, f"{'　' if at else ''}{line[0]}")
    if steps:
        yield ()


def _worst(totals: Totals) -> Iterator[tuple[Value, ...]]:
    """The organs and the rules with most errors."""
    organs = [(name, counter) for name, counter in _faulty(totals.organs) if name != UNKNOWN]
    for name, counter in organs[:_FIRST]:
        told = _counts(counter)
        yield ("错误最多的机关", f"{name}：报告 {counter[REPORTS]} 份，不通过 {counter['failed']}；{told}")
    for code, counter in _faulty(totals.rules)[:_FIRST]:
        yield ("错误最多的规则", f"{code} {title_of(code)}：{counter[REPORTS]} 份报告；{_counts(counter)}")


def _faulty(tallies: Tallies) -> list[tuple[str, Mapping[str, int]]]:
    return [(name, counter) for name, counter in worst_first(tallies).items() if counter["error"]]


def _counts(counter: Mapping[str, int]) -> str:
    """错误 3，疑似 1."""
    return "，".join(f"{word} {counter[key]}" for key, word in SEVERITY_WORDS.items() if counter.get(key))
