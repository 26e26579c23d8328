"""PDF with a text layer → Document: paragraphs and ruled tables in order, tables joined over page breaks, every figure proved.

Boxes are points from the top left of the page as it is read. A page without text is a picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from validator.limits import MAX_BYTES, MAX_CELLS
from validator.model import Block, Document, Image, Observation, Paragraph, Place, Unreadable
from validator.read.pdf_beside import side_by_side
from validator.read.pdf_document import metadata, opened, pages
from validator.read.pdf_flow import Item, Picture, Unsure, furniture, items
from validator.read.pdf_grid import to_grid
from validator.read.pdf_layout import Layout, lay_out
from validator.read.pdf_lines import Line
from validator.read.pdf_measure import measures, page_width
from validator.read.pdf_page import Box, rounded, upright
from validator.read.pdf_paragraphs import Text, over_page
from validator.read.pdf_piece import Piece
from validator.read.pdf_stitch import goes_on, stitched
from validator.read.pdf_struck import without_struck
from validator.read.picture_render import rendered

_NO_LINES = "表格没有边框线，分不清数字属于哪一格"


def read(data: bytes, name: str) -> Document:
    """Read a PDF; `name` is for messages. Raises Unreadable: F001 damaged, F002 empty, F003 encrypted, F004 too large.

    Observations: `unproved` (a row whose lines and figures do not agree, which stays open; `note` says why), `struck_text`.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable("F004", f"「{name}」超过 {MAX_BYTES // 1024 // 1024} MB。请只保留年度报告正文后再检查。")
    with opened(data, name) as file:
        meta = metadata(file)
        read_pages = [without_struck(upright(page)) for page in pages(file, name)]
    layouts = side_by_side([lay_out(page) for page, _ in read_pages])
    left_out = furniture(layouts)
    measure = measures(layouts, left_out)
    found = [(page, item) for page in layouts for item in items(page, left_out, measure[page_width(page)])]
    flow = _joined(found)
    if not flow:
        raise Unreadable("F002", f"「{name}」里没有任何内容。请确认是否选对了文件。")
    if sum(len(item.cells) for _, item in flow if isinstance(item, Piece)) > MAX_CELLS:
        raise Unreadable("F004", f"「{name}」的表格过大，未读取。请只保留年度报告的表格后再试。")
    blocks, observations = _blocks(flow)
    shown = rendered(blocks, [layout.page for layout in layouts], data, name)
    struck = (note for _, notes in read_pages for note in notes)
    return Document("pdf", shown, meta, (*observations, *struck))


Flow = list[tuple[Layout, Item]]


def _joined(flow: Flow) -> Flow:
    """Tables and paragraphs that go on over a page break as one, where the first page shows them."""
    found: Flow = []
    for layout, item in flow:
        before = found[-1][1] if found else None
        if isinstance(before, Piece) and isinstance(item, Piece) and goes_on(before, item):
            found[-1] = (found[-1][0], stitched(before, item))
        elif isinstance(before, Text) and isinstance(item, Text) and found[-1][0] is not layout and before.paragraphs:
            whole, rest = over_page(before, item)
            found[-1] = (found[-1][0], whole)
            found.append((layout, rest))
        else:
            found.append((layout, item))
    return found


def _blocks(flow: Flow) -> tuple[list[Block], list[Observation]]:
    """The items under the places that a person goes by: paragraphs counted on each page, tables through the file."""
    blocks: list[Block] = []
    observations: list[Observation] = []
    tables = 0
    for page, group in groupby(flow, key=lambda pair: pair[0].page.number):
        spoken = 0
        for _, item in group:
            if isinstance(item, Piece):
                tables += 1
                grid, notes = to_grid(item, tables)
                blocks.append(grid)
                observations += notes
            elif isinstance(item, Picture):
                blocks.append(Image(Place(f"第{page}页", page=page)))
            else:
                observations += _unsure(item, page)
                found = list(_spoken(item, page, spoken))
                spoken += len(found)
                blocks += found
    return blocks, observations


def _unsure(item: Text | Unsure, page: int) -> Iterator[Observation]:
    if isinstance(item, Unsure):
        place = Place(f"第{page}页", page=page, box=_around(item.lines))
        yield Observation("unruled", text=item.lines[0].text[:40], note=_NO_LINES, place=place)


def _spoken(item: Text | Unsure, page: int, before: int) -> Iterator[Paragraph]:
    found = item.paragraphs if isinstance(item, Text) else tuple((line,) for line in item.lines)
    for n, lines in enumerate(found, before + 1):
        text = "".join(line.text for line in lines)
        yield Paragraph(text, Place(f"第{page}页第{n}段", page=page, box=_around(_on_first_page(lines))))


def _on_first_page(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines up to the page break, where the next one stands higher."""
    breaks = (i for i, (above, below) in enumerate(pairwise(lines), 1) if below.box[1] < above.box[1])
    return lines[: next(breaks, len(lines))]


def _around(lines: Sequence[Line]) -> Box:
    boxes = [line.box for line in lines]
    return rounded(
        (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    )
