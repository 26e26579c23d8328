"""Rows, cells and paragraphs that hold nothing but text: each comes in one piece, without a walk through it."""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from validator.numerals import PADDING, tidy
from validator.read.html_marks import Row
from validator.read.html_names import CELLS
from validator.read.html_survey import Survey
from validator.read.html_text import BLANKS, BREAK, EDGES, is_even, seen_text
from validator.read.marked import RAISED
from validator.read.spans import Source

#: Characters of a cell that is surely no running text, whatever its table.
_SHORT = 80
_PADDING = PADDING + BREAK


def plain_row(row: LexborNode, survey: Survey) -> Row | None:
    """The cells of a row, all of them short and plain; None where the walk must go cell by cell, or there are none."""
    if row.mem_id in survey.entered:
        return None
    cells = list(row.iter())
    if not {cell.tag for cell in cells} <= CELLS:
        return None
    written = [cell.text(separator=BREAK).strip(EDGES) for cell in cells]
    texts: Sequence[str | None] = written
    if not is_even("".join(written)):
        texts = [
            text if not text or is_even(text) else _short(cell, text, survey)
            for cell, text in zip(cells, written, strict=True)
        ]
    sources = []
    for cell, text in zip(cells, texts, strict=True):
        if text is None or len(text) > _SHORT:
            return None
        start = survey.spans.get(cell.mem_id)
        sources.append(Source(text) if start is None else Source(text, start.rowspan, start.colspan))
    return tuple(sources) or None


def plain_cell(cell: LexborNode, survey: Survey) -> str | None:
    """The text of a cell that has one run or one line of it, or none; None where the walk must tell its runs apart."""
    if cell.mem_id in survey.entered:
        return None
    text = cell.text(separator=BREAK).strip(EDGES)
    return _joined(cell, text, survey) if BREAK in text else text


def plain_runs(paragraph: LexborNode, survey: Survey) -> list[str] | None:
    """The runs of text of a paragraph of one line, but no blanks before them; None if there is more in it."""
    at = paragraph.mem_id
    if at in survey.entered or at in survey.broken or survey.kept:
        return None
    runs = paragraph.text(separator=BREAK).split(BREAK)
    if runs[0].strip(BLANKS):
        return runs
    first = next((number for number, run in enumerate(runs) if run.strip(BLANKS)), len(runs))
    return runs[first:]


def _short(cell: LexborNode, text: str, survey: Survey) -> str | None:
    """What is seen of `text`, if it is short and in one line, and no mark of ours stands in it by chance."""
    joined = _joined(cell, text, survey) if BREAK in text else text
    return None if joined is None or len(joined) > _SHORT or RAISED in joined else seen_text((joined,))


def _joined(cell: LexborNode, text: str, survey: Survey) -> str | None:
    """The runs of `text` as one: what stands in one line, or the only run that is no padding."""
    if BREAK in text.strip(_PADDING):
        return text.replace(BREAK, "") if len(text) <= _SHORT and _is_one_line(cell, survey) else None
    runs = text.split(BREAK)
    return next((run for run in runs if tidy(run)), None) or next(run for run in runs if run.strip(BLANKS))


def _is_one_line(cell: LexborNode, survey: Survey) -> bool:
    """Whether a cell holds one paragraph and no more: only there no block can stand between two runs."""
    if cell.mem_id in survey.broken or survey.kept:
        return False
    held = list(cell.iter())
    return len(held) == 1 and held[0].tag == "p" and not cell.text(deep=False, skip_empty=True)
