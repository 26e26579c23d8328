"""Charts as tables whose rows carry a bar in SVG: what a screen reader reads is what the eye sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice

from validator.audit_outputs.first_steps import TITLE, Step
from validator.audit_outputs.totals import (
    REPORTS,
    UNKNOWN,
    Totals,
    findings,
    judged,
    pass_rate,
    worst_first,
    year_words,
)
from validator.report.visible import one_line
from validator.report.wording import SEVERITY_WORDS, VERDICT_SIGNS, VERDICTS, title_of

#: Bars of a chart; what lies behind them is in the list and in the workbook.
_MOST = 15
_LONGEST = 40
_LEGEND = "问题的色条从左到右：错误（红）、疑似（黄）、提示（蓝）。点名称，清单只列出它的问题。"


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its label, lengths of its parts by CSS class, the words at its end, and what a click filters by."""

    label: str
    parts: Mapping[str, float]
    words: str
    filters: tuple[str, str]


def charts(totals: Totals) -> Iterator[str]:
    """Every chart of the dashboard as HTML, in one section."""
    yield f'<section class="charts" aria-label="统计图">\n<p class="legend">{_LEGEND}</p>\n'
    yield _verdicts(totals.whole)
    yield _figure("各年度的问题", _years(totals), len(totals.years), "个年度")
    yield _figure("各年度的通过率", _rates(totals), len(totals.years), "个年度")
    yield _figure("规则（错误多的在前）", _rules(totals), len(totals.rules), "条规则有问题")
    organs = sum(findings(counter) > 0 for name, counter in totals.organs.items() if name != UNKNOWN)
    yield _figure("机关（错误多的在前）", _organs(totals), organs, "个机关有问题")
    yield "</section>\n"


def steps_list(steps: Sequence[Step]) -> str:
    """Where to begin, a step a button if it narrows the list down; empty where nothing is to be done."""
    items = "".join(f"<li>{_step(step)}</li>" for step in steps)
    return f'<section class="first" aria-label="{TITLE}"><h2>{TITLE}</h2><ol>{items}</ol></section>\n' if items else ""


def _step(step: Step) -> str:
    text = f"<bdi>{escape(one_line(step.text))}</bdi>"
    if step.filters is None:
        return text
    return f'<button type="button" data-filter="{step.filters[0]}" data-value="{step.filters[1]}">{text}</button>'


def _verdicts(whole: Mapping[str, int]) -> str:
    """The pass rate in large type, and one bar of all reports by verdict."""
    rate, count = pass_rate(whole), whole.get(REPORTS, 0)
    told = "—" if rate is None else f"{rate:.1%}"
    bar = _svg({status: whole.get(status, 0) for status in VERDICTS}, count or 1)
    legend = "".join(
        f'<li><button type="button" data-filter="status" data-value="{status}"><span class="badge {status}">'
        f'<span aria-hidden="true">{VERDICT_SIGNS[status]}</span> {word}</span> {whole.get(status, 0)}</button></li>'
        for status, word in VERDICTS.items()
    )
    return (
        f'<figure class="chart rate"><figcaption>通过率</figcaption><p class="large">{told}</p>'
        f'<p>共 {count} 份报告（不适用的不计入通过率，读不出的算没有通过）</p>{bar}<ul class="legend">{legend}</ul></figure>\n'
    )


def _figure(title: str, bars: Sequence[Bar], count: int, unit: str) -> str:
    longest = max((sum(bar.parts.values()) for bar in bars), default=0) or 1
    rows = "".join(_row(bar, longest) for bar in bars) or '<tr><td colspan="3">没有问题</td></tr>'
    more = f'<p class="more">共 {count} {unit}，只画出前 {_MOST} 个。</p>' if count > len(bars) > 0 else ""
    return (
        f'<figure class="chart"><figcaption>{escape(title)}</figcaption>'
        f'<table aria-label="{escape(title)}"><tbody>{rows}</tbody></table>{more}</figure>\n'
    )


def _row(bar: Bar, longest: float) -> str:
    key, value = bar.filters
    shown = escape(one_line(bar.label, _LONGEST))
    button = (
        f'<button type="button" data-filter="{key}" data-value="{escape(one_line(value))}"><bdi>{shown}</bdi></button>'
    )
    return f'<tr><th scope="row">{button}</th><td class="bar">{_svg(bar.parts, longest)}</td><td>{bar.words}</td></tr>'


def _svg(parts: Mapping[str, float], whole: float) -> str:
    """A bar of 100 units; its parts side by side. The numbers stand beside it in words."""
    drawn, at = list[str](), 0.0
    for name, length in parts.items():
        width = round(100 * length / whole, 2)
        if width:
            drawn.append(f'<rect class="{name}" x="{round(at, 2)}" y="0" width="{width}" height="10"></rect>')
        at += width
    return f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{"".join(drawn)}</svg>'


# ---------------------------------------------------------------- what the charts show


def _rules(totals: Totals) -> list[Bar]:
    named = ((code, f"{code} {title_of(code)}", counter) for code, counter in worst_first(totals.rules).items())
    return _most(named, "rule")


def _organs(totals: Totals) -> list[Bar]:
    return _most(((organ, organ, counter) for organ, counter in worst_first(totals.organs).items()), "organ")


def _most(named: Iterable[tuple[str, str, Mapping[str, int]]], key: str) -> list[Bar]:
    """The bars of what has findings, in the order in which they come."""
    found = islice((item for item in named if findings(item[2])), _MOST)
    return [Bar(label, _severities(counter), _words(counter), (key, value)) for value, label, counter in found]


def _years(totals: Totals) -> list[Bar]:
    return [
        Bar(year_words(year), _severities(counter), _words(counter), ("year", str(year)))
        for year, counter in sorted(totals.years.items())[-_MOST:]
    ]


def _rates(totals: Totals) -> list[Bar]:
    rates = [(year, counter, pass_rate(counter)) for year, counter in sorted(totals.years.items())[-_MOST:]]
    return [
        Bar(
            year_words(year),
            {} if rate is None else {"passed": rate, "rest": 1 - rate},
            "—" if rate is None else f"{rate:.1%}（{counter.get('passed', 0)}/{judged(counter)}）",
            ("year", str(year)),
        )
        for year, counter, rate in rates
    ]


def _severities(counter: Mapping[str, int]) -> dict[str, float]:
    return {severity: counter.get(severity, 0) for severity in SEVERITY_WORDS}


def _words(counter: Mapping[str, int]) -> str:
    """12（错误 3）: the number of findings, and how many of them are errors."""
    errors = counter.get("error", 0)
    return f"{findings(counter)}（错误 {errors}）" if errors else str(findings(counter))
