"""The tables as the office knows them, drawn in the terminal with the faulty cells marked."""

from __future__ import annotations

import io
from collections.abc import Iterator

from validator.checks.facts import forms_of
from validator.form import Table
from validator.model import Cell, Report, Severity
from validator.report.style import Style

#: Narrower terminals get no tables: a wrapped matrix helps nobody.
NARROWEST = 90

_MARKS: dict[Severity, tuple[str, str]] = {"error": ("✗", "bold red"), "warning": ("?", "yellow")}


def draw_tables(report: Report, style: Style, width: int) -> Iterator[str]:
    """Every table that holds a faulty or doubtful cell, ✗ and ? beside the figure."""
    marked = _marked(report)
    if width < NARROWEST or not marked:
        return
    cells = {cell.key: cell for cell in report.case.cells}
    for key, form in forms_of(report.case).items():
        if any(table == key for table, _, _ in marked):
            yield ""
            yield _drawn(form, cells, marked, style, width)


def _marked(report: Report) -> dict[tuple[str, str, str], Severity]:
    """Cell → the worst severity of a finding that names it; whole-table notices mark nothing."""
    found: dict[tuple[str, str, str], Severity] = {}
    for finding in reversed(report.findings):
        if finding.severity in _MARKS:
            found.update({cell.key: finding.severity for cell in finding.cells})
    return found


def _drawn(
    form: Table,
    cells: dict[tuple[str, str, str], Cell],
    marked: dict[tuple[str, str, str], Severity],
    style: Style,
    width: int,
) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table as Drawing
    from rich.text import Text

    drawing = Drawing(title=form.title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    drawing.add_column("", max_width=max(20, width - 11 * len(form.columns)), overflow="fold")
    for column in form.columns:
        drawing.add_column(column.label.partition("（")[0], justify="right", min_width=5)
    for row in form.rows:
        texts = [
            _figure(cells.get((form.key, row.key, c.key)), marked.get((form.key, row.key, c.key))) for c in form.columns
        ]
        drawing.add_row(row.short, *(Text(text, style=look) for text, look in texts))
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=style.colour, no_color=not style.colour, highlight=False)
    console.print(drawing)
    return out.getvalue().rstrip("\n") + "\n  （✗ 有错或可能有错　? 疑似　· 空白　缺：没有这一格）"


def _figure(cell: Cell | None, severity: Severity | None) -> tuple[str, str]:
    text = "缺" if cell is None else cell.raw or "·"
    mark, look = _MARKS[severity] if severity else ("", "")
    return f"{text}{mark}", look
