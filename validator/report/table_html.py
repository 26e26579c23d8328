"""A mandated table as HTML: merged headings as printed, faulty cells marked in words, by sign and by colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from validator.form import Table
from validator.model import Severity
from validator.report.table_layout import BodyRow, Heading, Spot, table_layout
from validator.report.visible import one_line
from validator.report.wording import MAYBE_SIGN, MAYBE_WORD, SEVERITY_WORDS, SIGNS

#: Characters of one cell that are shown; a cell holds a figure.
_LONGEST = 40
#: A table of more printed columns needs the whole width.
_NARROW = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """What is told of a cell: how bad it is, where its finding stands (a URI, or empty), and a note for its tip.

    `maybe`: the fault lies in this cell or in another.
    """

    severity: Severity
    href: str = ""
    note: str = ""
    maybe: bool = False


def table_html(form: Table, cells: Mapping[Spot, str], marks: Mapping[Spot, Mark]) -> str:
    """`form` as a <table>; `cells`: raw text by (row, column), absent where the report has no such cell.

    Each figure is a <td data-row data-column>, in the order of the form's rows and columns. Everything is escaped.
    What is said of a figure stands beside it by way of the style only: copied into a spreadsheet, it is a number still.
    """
    layout = table_layout(form)
    head = "".join(f"<tr>{''.join(_heading(h, 'col') for h in row)}</tr>" for row in layout.head)
    body = "".join(f"<tr>{''.join(_row(row, cells, marks))}</tr>" for row in layout.body)
    caption = f"<caption>{escape(form.title)}</caption>"
    size = "wide" if layout.width > _NARROW else "narrow"
    return f'<table class="form {size}">{caption}<thead>{head}</thead><tbody>{body}</tbody></table>'


def _row(row: BodyRow, cells: Mapping[Spot, str], marks: Mapping[Spot, Mark]) -> Iterator[str]:
    for heading in row.headings:
        yield _heading(heading, "row")
    for spot in row.spots:
        yield _figure(spot, cells.get(spot), marks.get(spot))


def _heading(heading: Heading, axis: str) -> str:
    across, down = heading.colspan, heading.rowspan
    wide = across > 1 if axis == "col" else down > 1
    spans = (f' colspan="{across}"' if across > 1 else "") + (f' rowspan="{down}"' if down > 1 else "")
    return f'<th scope="{axis}{"group" if wide else ""}"{spans}>{escape(heading.text)}</th>'


def _figure(spot: Spot, raw: str | None, mark: Mark | None) -> str:
    at = f'data-row="{escape(spot[0])}" data-column="{escape(spot[1])}"'
    shown = _raw(raw)
    if mark is None:
        kind = ' class="absent"' if raw is None else ""
        return f"<td {at}{kind}>{shown}</td>"
    tip = f' title="{escape(one_line(mark.note))}"' if mark.note else ""
    sign, word = (MAYBE_SIGN, MAYBE_WORD) if mark.maybe else (SIGNS[mark.severity], SEVERITY_WORDS[mark.severity])
    said = f'data-word="{word}：" data-sign="{sign}"'
    linked = f'<a href="{escape(mark.href)}" {said}>{shown}</a>' if mark.href else f"<span {said}>{shown}</span>"
    return f'<td {at} class="{mark.severity}{" maybe" if mark.maybe else ""}"{tip}>{linked}</td>'


def _raw(raw: str | None) -> str:
    if raw is None:
        return "缺"
    text = one_line(raw, _LONGEST)
    return escape(text) if text else '<span data-word="空白" data-sign="·"></span>'
