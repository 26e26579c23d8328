"""What exports of spreadsheet add-ins are made of: tables, header blocks, sheets of them, delimited text."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from tools.forge.figures import Report
from tools.forge.render_text import matrix
from tools.forge.render_xlsx import Placed, Style, workbook
from tools.forge.sheet import Box, Sheet, lay_out, stacked
from tools.samples_package import repacked

Cells = tuple[str, ...]  # a row of single cells
Piece = Sheet | Cells
Pages = Mapping[str, Sequence[Piece]]  # sheet name → what stands on it

BLANK: Cells = ("",)
FIRST_SHEET = "主动公开"
TABLE_SHEETS = {"requests": "依申请公开", "disputes": "复议诉讼"}


# ---------------------------------------------------------------- pieces


def tables(report: Report) -> tuple[Sheet, ...]:
    """Section two as one table, requests, disputes, as far as the report has them."""
    two = [lay_out(report, key) for key in report.tables if key.startswith("art20")]
    first = (stacked(two),) if two else ()
    return (*first, *(lay_out(report, key) for key in report.tables if not key.startswith("art20")))


def sheets(report: Report) -> Iterator[tuple[str, Sheet]]:
    """Its tables, each with the name of its sheet."""
    for table in tables(report):
        yield TABLE_SHEETS.get(table.tables[-1], FIRST_SHEET), table


def pairs(report: Report) -> tuple[Piece, ...]:
    """Names and values in cells of their own, side by side."""
    return (("填报单位：", report.organ, "报告年度：", str(report.year)),)


def fields(report: Report) -> tuple[Piece, ...]:
    """A name and its value in one cell."""
    return ((f"单位：{report.organ}", f"年度：{report.year}"),)


def stack(report: Report) -> tuple[Piece, ...]:
    """Names without colons, one a row."""
    return ("单位名称", report.organ), ("年度", str(report.year))


def title(report: Report) -> tuple[Piece, ...]:
    """The title of such reports."""
    return ((f"{report.organ}{report.year}年政府信息公开工作年度报告",),)


def spaced(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """A blank row behind every table."""
    return tuple(row for piece in pieces for row in ((piece, BLANK) if isinstance(piece, Sheet) else (piece,)))


def whole(report: Report, head: Callable[[Report], tuple[Piece, ...]]) -> tuple[Piece, ...]:
    """A header block and all tables."""
    return (*head(report), *spaced(tables(report)))


# ---------------------------------------------------------------- writing


def book(pages: Pages, top: int = 1, left: int = 1, style: Style | None = None) -> bytes:
    """A workbook whose sheets all begin at (`top`, `left`), from 1."""
    return workbook({name: tuple(_placed(pieces, top, left)) for name, pieces in pages.items()}, style or Style())


def _placed(pieces: Iterable[Piece], top: int, left: int) -> Iterator[Placed]:
    for piece in pieces:
        if isinstance(piece, Sheet):
            yield from (Placed(top + box.row, left + box.column, box) for box in piece.boxes)
            top += piece.height
        else:
            role = [("figure" if text.isdigit() else "label") for text in piece]
            for column, text in enumerate(piece):
                if text:
                    box = Box(0, 0, 1, 1, text, "figure" if role[column] == "figure" else "label")
                    yield Placed(top, left + column, box)
            top += 1


def delimited(pieces: Iterable[Piece], separator: str, encoding: str, quoted: bool = False) -> bytes:
    """One sheet as delimited text."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    for piece in pieces:
        writer.writerows(matrix(piece) if isinstance(piece, Sheet) else [piece])
    return out.getvalue().encode(encoding)


def hidden(data: bytes, name: str) -> bytes:
    """The workbook with one of its sheets hidden."""
    old = f'<sheet name="{name}"'
    return repacked(data, {"xl/workbook.xml": lambda text: text.replace(old, f'{old} state="hidden"')})
