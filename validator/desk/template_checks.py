"""Below the tables of a template, beyond what is printed: every identity of the form, and the openings, in a line a kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from validator.desk.template_formulas import Refs, balances, cells, is_sum, name
from validator.desk.template_look import Sort, look, redden
from validator.form import Edition, Identity, Table, identities
from validator.report.table_grid import WIDTH
from validator.report.table_layout import Spot

#: The last column of the words of a check; its outcome stands behind.
_WORDS = 6
_HEIGHT = 32
_HEADING = "核对（本区不打印）"
_BALANCE = "收件与办理是否相符（新收 + 上年结转 = 总计 + 结转下年度）"
_SUM = "第{}部分「{}」{}是否等于{}"
_OPENING = "上年结转与上年年报是否相符（先填第二张表）"
_RIGHT, _WRONG = "相符，差额 0", "差额："
_NUMERALS = "〇一二三四五六"
#: What a difference says of which figure is the larger.
_RECEIVED, _TOTAL, _LAST_YEAR = "收件", "总计", "上年年报"

#: A figure by its table and spot → the name of the cell that tells what it differs by.
Differences = Mapping[tuple[str, Spot], str]


def add_checks(
    sheet: Worksheet, edition: Edition, refs: Mapping[str, Refs], top: int, differences: Differences
) -> None:
    """Add the checks from row `top`. They tell in one cell each, so that no reader takes them for a row of a table."""
    _put(sheet, top, 1, WIDTH, _HEADING, "note")
    checks = [*_identities(edition, refs), Check(_OPENING, _LAST_YEAR, _openings(edition, differences))]
    for row, check in enumerate(checks, top + 1):
        _put(sheet, row, 1, _WORDS, check.words, "note")
        _put(sheet, row, _WORDS + 1, WIDTH, _outcome(check), "check")
        sheet.row_dimensions[row].height = _HEIGHT
        ref = f"{get_column_letter(_WORDS + 1)}{row}"
        condition = f'LEFT({name(row, _WORDS + 1)},{len(_WRONG)})="{_WRONG}"'
        redden(sheet, ref, condition)


Part = tuple[str, str, str]  # whose difference, the formula of it, the formula of whether anything is there


@dataclass(frozen=True, slots=True)
class Check:
    """One line: what is checked, which side of a difference is meant by more and less, and the figures that are compared."""

    words: str
    side: str
    parts: tuple[Part, ...]


def _identities(edition: Edition, refs: Mapping[str, Refs]) -> Iterator[Check]:
    """Every identity of the form; those that say the same of one column or row after the other share a line."""
    for form in edition.tables:
        for _, alike in groupby(identities(form), key=lambda i: (i.rule, i.axis)):
            every = tuple(alike)
            parts = tuple(_part(form, identity, refs[form.key]) for identity in every)
            if is_sum(form, every[0]):
                yield Check(_sum_words(form, every[0]), _TOTAL, parts)
            else:
                yield Check(_BALANCE, _RECEIVED, parts)


def _part(form: Table, identity: Identity, at: Refs) -> Part:
    whose = form.column(identity.at) if identity.axis == "rows" else form.row(identity.at)
    left, right = cells(identity.left, at), cells(identity.right, at)
    return whose.short, f"(SUM({left})-SUM({right}))", f"COUNT({left},{right})"


def _sum_words(form: Table, identity: Identity) -> str:
    _, row, column = identity.left[0]
    line, kind = (form.row(row), "行") if identity.axis == "rows" else (form.column(column), "列")
    return _SUM.format(_NUMERALS[form.section], line.label, kind, identity.right_name or "各项之和")


def _openings(edition: Edition, differences: Differences) -> tuple[Part, ...]:
    """Of tables with a balance: for these alone the openings are one cell each."""
    return tuple(
        (edition.table(table).column(column).short, f"N({difference})", f"COUNT({difference})")
        for (table, (_, column)), difference in differences.items()
        if balances(edition.table(table))
    )


def _outcome(check: Check) -> str:
    there = "+".join(count for *_, count in check.parts)
    wrong = "+".join(f"({difference}<>0)" for _, difference, _ in check.parts)
    how = f'"""{check.side}多 ""0;""{check.side}少 ""0"'
    told = "&".join(
        f'IF({difference}<>0,"{whose} "&TEXT({difference},{how})&"　","")' for whose, difference, _ in check.parts
    )
    return f'=IF({there}=0,"",IF({wrong}=0,"{_RIGHT}","{_WRONG}"&{told}))'


def _put(sheet: Worksheet, row: int, first: int, last: int, text: str, sort: Sort) -> None:
    for column in range(first, last + 1):
        look(sheet.cell(row, column), sort)
    sheet.cell(row, first, text)
    sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
