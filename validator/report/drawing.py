"""The tables as the office knows them, drawn in the terminal with the faulty cells marked."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

from validator.checks.printed_forms import forms_of
from validator.form import Table
from validator.model import Cell, Report
from validator.report.culprits import Key
from validator.report.page_findings import marks_of
from validator.report.style import Style
from validator.report.table_html import Mark
from validator.report.wording import LEGEND, MAYBE_SIGN, SIGNS

#: Narrower terminals get no tables: a wrapped matrix helps nobody.
NARROWEST = 90

#: Notices mark nothing here.
_LOOKS = {"error": "bold red", "warning": "yellow"}


def draw_tables(report: Report, style: Style, width: int) -> Iterator[str]:
    """Every table that holds a faulty or doubtful cell, with a sign beside the figure."""
    marked = {key: mark for key, mark in marks_of(report, "").items() if mark.severity in _LOOKS}
    if width < NARROWEST or not marked:
        return
    cells = {cell.key: cell for cell in report.case.cells}
    for key, form in forms_of(report.case).items():
        if any(table == key for table, _, _ in marked):
            yield ""
            yield _drawn(form, cells, marked, style, width)


def _drawn(
    form: Table,
    cells: Mapping[Key, Cell],
    marked: Mapping[Key, Mark],
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
    return out.getvalue().rstrip("\n") + f"\n  （{LEGEND.rstrip('。')}）"


def _figure(cell: Cell | None, mark: Mark | None) -> tuple[str, str]:
    text = "缺" if cell is None else cell.raw or "·"
    if mark is None:
        return text, ""
    look = _LOOKS[mark.severity]
    return (
        (f"{text}{MAYBE_SIGN}", look.removeprefix("bold ")) if mark.maybe else (f"{text}{SIGNS[mark.severity]}", look)
    )
