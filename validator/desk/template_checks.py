"""Below the tables of a template, beyond what is printed: what each balance lacks, and what the openings differ by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from validator.desk.template_formulas import Refs, balances, cells, name
from validator.desk.template_grid import WIDTH
from validator.desk.template_look import Sort, look, redden
from validator.form import Edition
from validator.report.table_layout import Spot

#: The last column of the words of a check; its outcome stands behind.
_WORDS = 6
_HEIGHT = 32
_HEADING = "核对（本区不打印）"
_BALANCE = "收件与办理是否相符"
_OPENING = "上年结转与上年年报是否相符（先填第二张表）"
_RIGHT, _WRONG = "相符，差额 0", "差额："

#: A figure by its table and spot → the name of the cell that tells what it differs by.
Differences = Mapping[tuple[str, Spot], str]


def add_checks(
    sheet: Worksheet, edition: Edition, refs: Mapping[str, Refs], top: int, differences: Differences
) -> None:
    """Add the checks from row `top`. They tell in one cell each, so that no reader takes them for a row of a table."""
    _put(sheet, top, 1, WIDTH, _HEADING, "note")
    rows = [(_BALANCE, parts) for parts in _balances(edition, refs) if parts] + [
        (_OPENING, _openings(edition, differences))
    ]
    for row, (words, parts) in enumerate(rows, top + 1):
        _put(sheet, row, 1, _WORDS, words, "note")
        _put(sheet, row, _WORDS + 1, WIDTH, _outcome(parts), "check")
        sheet.row_dimensions[row].height = _HEIGHT
        ref = f"{get_column_letter(_WORDS + 1)}{row}"
        condition = f'LEFT({name(row, _WORDS + 1)},{len(_WRONG)})="{_WRONG}"'
        redden(sheet, ref, condition)


Part = tuple[str, str, str]  # whose difference, the formula of it, the formula of whether anything is there


def _balances(edition: Edition, refs: Mapping[str, Refs]) -> Iterator[list[Part]]:
    for form in edition.tables:
        at = refs[form.key]
        yield [
            (
                (form.column(i.at) if i.axis == "rows" else form.row(i.at)).label,
                f"(SUM({cells(i.left, at)})-SUM({cells(i.right, at)}))",
                f"COUNT({cells((*i.left, *i.right), at)})",
            )
            for i in balances(form)
        ]


def _openings(edition: Edition, differences: Differences) -> list[Part]:
    """Of tables with a balance: for these alone the openings are one cell each."""
    return [
        (edition.table(table).column(column).label, f"N({difference})", f"COUNT({difference})")
        for (table, (_, column)), difference in differences.items()
        if balances(edition.table(table))
    ]


def _outcome(parts: Sequence[Part]) -> str:
    there = "+".join(count for *_, count in parts)
    wrong = "+".join(f"({difference}<>0)" for _, difference, _ in parts)
    told = "&".join(f'IF({difference}<>0,"{words} "&{difference}&"　","")' for words, difference, _ in parts)
    return f'=IF({there}=0,"",IF({wrong}=0,"{_RIGHT}","{_WRONG}"&{told}))'


def _put(sheet: Worksheet, row: int, first: int, last: int, text: str, sort: Sort) -> None:
    for column in range(first, last + 1):
        look(sheet.cell(row, column), sort)
    sheet.cell(row, first, text)
    sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
