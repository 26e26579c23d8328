"""The findings of one report as HTML, and its tables with the cells that the findings name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from validator.checks.printed_forms import forms_of
from validator.findings import SEVERITIES
from validator.model import Finding, Repair, Report
from validator.report.culprits import Key, culprits
from validator.report.table_html import Mark, table_html
from validator.report.table_layout import Spot
from validator.report.visible import one_line
from validator.report.wording import LEGEND, SEVERITY_WORDS, SIGNS, change_words, title_of

#: Characters of a sentence, identities and repairs of a finding that are written out.
_LONGEST = 4000
_MOST_LINES = 20
_MOST_REPAIRS = 5
#: A notice that names more cells than this is about the table, and marks none of them.
_MOST_NOTED = 12


def findings_html(report: Report, name: str) -> Iterator[str]:
    """Every finding under an anchor of its own: `name`-f1, `name`-f2, …"""
    yield "<h3>问题</h3>\n"
    if not report.findings:
        yield "<p>没有发现问题。</p>\n"
        return
    yield '<ol class="findings">\n'
    tables = forms_of(report.case).keys()
    for number, finding in enumerate(report.findings, 1):
        yield from _finding(finding, f"{name}-f{number}", f"#{name}-{finding.table}" if finding.table in tables else "")
    yield "</ol>\n"


def tables_html(report: Report, name: str) -> Iterator[str]:
    """Every table that was found, under the anchor `name`-`table key`."""
    forms = forms_of(report.case)
    if not forms:
        return
    marks = marks_of(report, name)
    yield f'<h3>表格</h3>\n<p class="legend">{LEGEND}点有标记的格，看它的问题。</p>\n'
    yield '<div class="tables">\n'
    for key, form in forms.items():
        cells: Mapping[Spot, str] = {(c.row, c.column): c.raw for c in report.case.cells if c.table == key}
        own = {(row, column): mark for (table, row, column), mark in marks.items() if table == key}
        yield f'<div class="scroll" id="{name}-{key}" tabindex="0" role="region" aria-label="{escape(form.title)}">'
        yield f"{table_html(form, cells, own)}</div>\n"
    yield "</div>\n"


def marks_of(report: Report, name: str) -> dict[Key, Mark]:
    """Cell → the worst finding that names it, as a link to that finding; of equal ones, one whose culprit it is."""
    found: dict[Key, Mark] = {}
    every = sorted(_marks(report, name), key=lambda one: (SEVERITIES.index(one[1].severity), one[1].maybe))
    for key, mark in every:
        found.setdefault(key, mark)
    return found


def _marks(report: Report, name: str) -> Iterator[tuple[Key, Mark]]:
    for number, finding in enumerate(report.findings, 1):
        is_notice, sure = finding.severity == "notice", culprits(finding)
        if not is_notice or len(finding.cells) <= _MOST_NOTED:
            href, note = f"#{name}-f{number}", f"{finding.rule} {finding.message}"
            for cell in finding.cells:
                yield cell.key, Mark(finding.severity, href, note, not is_notice and cell.key not in sure)


def _finding(finding: Finding, anchor: str, table: str) -> Iterator[str]:
    badge = f'<span aria-hidden="true">{SIGNS[finding.severity]}</span> {SEVERITY_WORDS[finding.severity]}'
    yield f'<li class="finding {finding.severity}" id="{anchor}"><h4><span class="badge {finding.severity}">{badge}</span> '
    yield f"<code>{escape(finding.rule)}</code> {escape(title_of(finding.rule))}</h4>"
    yield f"<p>{_text(finding.message)}</p>"
    yield from _identities(finding)
    yield from _repairs(finding)
    if finding.evidence:
        yield f'<p class="evidence">原文：{_text(finding.evidence)}</p>'
    if finding.basis:
        yield f'<p class="basis">依据：{_text(finding.basis)}</p>'
    if table:
        yield f'<p class="see"><a href="{escape(table)}">看表格</a></p>'
    yield "</li>\n"


def _identities(finding: Finding) -> Iterator[str]:
    told = [b.spelled or b.text for b in finding.identities if not b.spelled or b.spelled not in finding.message]
    if not told:
        return
    yield f'<ul class="sums">{"".join(f"<li>{_text(line)}</li>" for line in told[:_MOST_LINES])}'
    yield f"<li>……共 {len(finding.identities)} 处不平</li></ul>" if len(told) > _MOST_LINES else "</ul>"


def _repairs(finding: Finding) -> Iterator[str]:
    if not finding.repairs:
        return
    yield '<ul class="repairs">'
    for repair in finding.repairs[:_MOST_REPAIRS]:
        yield f"<li>改法{repair.rank if len(finding.repairs) > 1 else ''}：{_steps(repair)}（{_text(repair.why)}）</li>"
    if left := len(finding.repairs) - _MOST_REPAIRS:
        yield f"<li>……另有 {left} 种改法{'以上' if finding.repairs_truncated else ''}</li>" if left > 0 else ""
    yield "</ul>"


def _steps(repair: Repair) -> str:
    return _text("；".join(change_words(c.table, c.row, c.column, c.was, c.to) for c in repair.changes))


def _text(text: str) -> str:
    return f"<bdi>{escape(one_line(text, _LONGEST))}</bdi>"
