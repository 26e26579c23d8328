"""Stories as text: what is left of the tables when a page or document is copied."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tools.forge.sheet import Box, Sheet
from tools.forge.story import Passage, Story, flow
from tools.forge.variants import cut_down

Write = Callable[[Sheet], str]


def matrix(sheet: Sheet) -> list[list[str]]:
    """Every grid place as text; a merged cell stands in its first place, the others are empty."""
    rows = [[""] * sheet.width for _ in range(sheet.height)]
    for box in sheet.boxes:
        rows[box.row][box.column] = box.text
    return rows


def _joined(tale: Story, write: Write, between: str = "\n") -> bytes:
    pieces = (x.text if isinstance(x, Passage) else write(x) for x in flow(tale))
    return (between.join(pieces) + "\n").encode()


def cell_a_line_tabs(tale: Story) -> bytes:
    """One cell a line behind a tab, a blank line between rows, odd spaces around figures."""
    pads = ("", " ", "\u3000", " ", "\u3000\u3000")

    def cell(box: Box) -> str:
        pad = pads[(box.row * 3 + box.column) % len(pads)] if box.role == "figure" else ""
        return f"\t{pad}{box.text}{' ' if box.column % 2 and pad else ''}"

    def write(sheet: Sheet) -> str:
        return "\n" + "\n\n".join("\n".join(map(cell, line)) for line in cut_down(sheet).lines) + "\n"

    return _joined(tale, write)


def cell_a_line_pipes(tale: Story) -> bytes:
    """One cell a line with a bar behind it; merged places follow as bars at the end of each row."""

    def row(line: Sequence[Box], width: int) -> str:
        cells = [f"{_one_line(box)} |".strip() for box in line]
        return "\n".join([*cells, *(["|" * (width - len(line))] if width > len(line) else [])])

    return _joined(tale, lambda sheet: "\n".join(row(line, sheet.width) for line in sheet.lines))


def pipe_rows(tale: Story) -> bytes:
    """One row a line, cells between bars; places of merged groups stay as empty cells."""

    def row(line: Sequence[Box]) -> str:
        return re.sub(" +", " ", " | ".join(map(_one_line, line)) + " |").strip()

    def write(sheet: Sheet) -> str:
        return "\n".join(map(row, cut_down(sheet, ("group",)).lines))

    return _joined(tale, write)


def tab_rows(tale: Story) -> bytes:
    """One row a line with a tab between all grid places, as a spreadsheet is copied."""
    return _joined(tale, lambda s: "\n".join("\t".join(map(_flat, row)) for row in matrix(s)))


def markdown(tale: Story) -> bytes:
    """Tables with bars and a rule below the first row, headings with hash marks."""

    def write(sheet: Sheet) -> str:
        first, *rest = (f"| {' | '.join(map(_flat, row))} |" for row in matrix(sheet))
        return "\n".join((first, "|" + " --- |" * sheet.width, *rest))

    marks = {"title": "# ", "heading": "## ", "prose": ""}
    pieces = (marks[x.kind] + x.text if isinstance(x, Passage) else write(x) for x in flow(tale))
    return ("\n\n".join(pieces) + "\n").encode()


def _one_line(box: Box) -> str:
    return _flat(box.text)


def _flat(text: str) -> str:
    return text.replace("\n", "").strip()
