"""Why a part shows no table where one is due: only pictures, only an attachment, or cells that ran together."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from msgspec import structs

from validator.form import Edition, Table
from validator.model import Attachment, Block, Case, Grid, Image, Observation, Paragraph, Part
from validator.partition.lines import TextLine, text_lines
from validator.read.picture import is_installed
from validator.schema import editions, governing
from validator.tables.glued import is_glued_row
from validator.tables.locate import section_of
from validator.tables.recover_text import run_together, start_of
from validator.words import normal, unmarked

#: So many labels of one table in one line of text are its cells run together.
_RUN_TOGETHER = 4
_LONG_LINE = 60
#: So many such rows are no slip.
_ROWS = 2
#: A page with less running text than this, and a linked file, only points to the report. Menus are no running text.
_SHORT_PAGE = 600
_NAMES_REPORT = re.compile("年报|年度报告|信息公开|附件|附表|报告|嵌入")
#: A scan may carry page numbers and a stamp beside its pictures, and no more text than this.
_SPARE = 40
#: A figure, not a count in a sentence that names the results: 予以公开18件，部分公开3件。
_FIGURE = r"\d+(?![\d]|[件条宗起份个][,;。、:)])"
_NAMED_REPORT = re.compile("信息公开.*报告|年报|年度报告")
#: A file so named may hold the tables of a report whose prose is printed in full.
_NAMES_TABLES = re.compile("年报|年度报告|附表")


def borders_lost(blocks: Sequence[Block]) -> tuple[Edition | None, tuple[Observation, ...]]:
    """Tables whose labels run together with figures behind them; and the edition whose labels these are."""
    every = list(text_lines(blocks))
    text = run_together(blocks)
    lines = [*_glued_rows(every), *(line for line in every if len(line.text) > _LONG_LINE)]
    best: tuple[Edition | None, tuple[Observation, ...]] = (None, ())
    weight = 0
    for edition in editions().values():
        seen = [
            (sum(found), note)
            for table in edition.tables
            if (found := _lost(table, lines) or _begun(table, text)) and (note := _note(table, lines or every))
        ]
        if sum(count for count, _ in seen) > weight:
            weight = sum(count for count, _ in seen)
            best = edition, tuple(note for _, note in seen)
    return best


def _glued_rows(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """A row on each line, its label and figures run together (规章000): all of them as one line."""
    at = [i for i, line in enumerate(lines) if is_glued_row(line.text)]
    if len(at) >= _ROWS:
        rows = lines[max(0, at[0] - 1) : at[-1] + 1]
        yield structs.replace(lines[at[0]], text=" ".join(line.text for line in rows))


def _lost(table: Table, lines: Sequence[TextLine]) -> list[int]:
    return [count for line in lines if (count := _labels_in(table, normal(line.text)))]


def _begun(table: Table, text: str) -> list[int]:
    """The number of its rows named in the whole text if the table begins there, wherever the lines end."""
    if start_of(table, text) < 0:
        return []
    return [sum(unmarked(line.label) in text for line in table.rows)]


def _note(table: Table, lines: Sequence[TextLine]) -> Observation | None:
    line = max(lines, key=lambda line: _labels_in(table, normal(line.text)), default=None)
    return Observation("borders_lost", table.key, text=line.text[:40], place=line.place) if line else None


def _labels_in(table: Table, text: str) -> int:
    """How many of the table's own labels stand in `text` with a figure behind some; 0 if too few."""
    rows = [unmarked(line.label) for line in table.rows]
    columns = [unmarked(line.label) for line in table.columns]
    found = sum(label in text for label in (*rows, *columns))
    figures = any(re.search(re.escape(label) + _FIGURE, text) for label in (*rows, columns[-1]))
    enough = found >= min(_RUN_TOGETHER, len(rows) + len(columns))
    return found if figures and enough else 0


def may_hide_tables(year: int | None) -> bool:
    """Whether a report of that year is due to have the tables at all."""
    return year is None or governing(year) is not None


def may_be_hidden(part: Part, file_name: str) -> bool:
    """Whether tables are due that may be out of sight: the part or its file is named such a report, or it is only pictures.

    Of pictures that were looked into already only the named ones count.
    """
    if not may_hide_tables(part.year):
        return False
    unseen = any(isinstance(b, Image) and b.data is not None for b in part.blocks)
    text = sum(len(line.text.strip()) for line in part.paragraphs)
    named = bool(_NAMED_REPORT.search(file_name)) and text < _SHORT_PAGE
    return part.titled or (unseen and (named or text <= _SPARE))


def hidden_report(part: Part) -> Iterator[Observation]:
    """Pictures or a linked file instead of tables, in a part that may be such a report.

    `pictures_only`: `note` is "recogniser" where a picture could be looked into, were the recogniser installed.
    """
    images = [b for b in part.blocks if isinstance(b, Image)]
    files = [b for b in part.blocks if isinstance(b, Attachment) and _NAMES_REPORT.search(b.name)]
    text = sum(len(line.text) for line in part.paragraphs if "。" in line.text)
    if files and (text < _SHORT_PAGE or any(_NAMES_TABLES.search(file.name) for file in files)):
        yield Observation("attachment_only", text=files[0].name, place=files[0].place, number=len(files))
    elif images:
        yield _pictures(images)


def hidden_tables(part: Part, lacking: Container[int]) -> Iterator[Observation]:
    """Pictures that nobody looked into, in such a report, some of whose tables were not found.

    `lacking`: sections that lack a table; a picture that is kept elsewhere counts where it is all that such a section shows.
    """
    held = [b for b in part.blocks if isinstance(b, Image) and b.data is not None]
    unseen = held or list(_instead(part.blocks, lacking))
    if unseen and part.titled and may_hide_tables(part.year):
        yield _pictures(unseen)


def _instead(blocks: Sequence[Block], lacking: Container[int]) -> Iterator[Image]:
    """The pictures between the title of a section that lacks a table and the next title, where no table stands."""
    section, held = 0, list[Image]()
    for block in (*blocks, None):
        following = section_of(block.text) if isinstance(block, Paragraph) else None
        if isinstance(block, Image) and block.source:
            held.append(block)
        elif isinstance(block, Grid):
            section = 0
        elif following or block is None:
            yield from held if section in lacking else ()
            section, held = following or 0, []


def _pictures(images: Sequence[Image]) -> Observation:
    missing = not is_installed() and any(image.data is not None for image in images)
    return Observation("pictures_only", note="recogniser" if missing else "", number=len(images), place=images[0].place)


def may_show_more(case: Case) -> bool:
    """Whether its pictures are worth a look: tables are due and missing, and it is no long text about something else."""
    missing = not case.tables or any(not table.found for table in case.tables)
    text = sum(len(line.text) for line in case.paragraphs if "。" in line.text)
    return missing and (case.titled or text < _SHORT_PAGE) and may_hide_tables(case.report_year)
