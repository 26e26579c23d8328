"""How published tables depart from the mandated layout: sheets into sheets, figures untouched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from tools.forge.sheet import Box, Role, Sheet
from tools.forge.story import Section, Story

HEADER: tuple[Role, ...] = ("corner", "head")
EVERY: tuple[Role, ...] = ("banner", "corner", "head", "group", "label")
_HALF_WIDTH = str.maketrans("（），：", "(),:")
_CUT_SHORT = {"本年增/减": "本年增/", "现行有效件数": "现行有效件", "本年新公开数量": "本年新公开数"}
_GUIDANCE = "填写说明：没有的填0，不要留空。"
_QUOTES = ('"三安全一稳定"', "三安全一稳定", "「三安全一稳定」", "‘三安全一稳定’")
_RENAMED = (
    "总体情况",
    "主动公开情况",
    "收到和处理政府信息公开申请的情况",
    "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
)


def cut_down(sheet: Sheet, roles: tuple[Role, ...] = EVERY) -> Sheet:
    """Cells merged downwards become one cell and empty ones below it."""
    boxes: list[Box] = []
    for box in sheet.boxes:
        if box.role not in roles or box.rowspan == 1:
            boxes.append(box)
            continue
        boxes.append(replace(box, rowspan=1))
        boxes += (Box(r, box.column, 1, box.colspan, "", "pad") for r in range(box.row + 1, box.below))
    return replace(sheet, boxes=tuple(boxes))


def padded_header(sheet: Sheet) -> Sheet:
    """Header cells are not merged downwards: the lower header rows are padded with empty cells."""
    return cut_down(sheet, HEADER)


def no_banners(sheet: Sheet) -> Sheet:
    """第二十条 banners left out, what is below moved up."""
    banners = sorted(box.row for box in sheet.boxes if box.role == "banner")
    kept = (box for box in sheet.boxes if box.role != "banner")
    return replace(sheet, boxes=tuple(replace(b, row=b.row - sum(r < b.row for r in banners)) for b in kept))


def phantom(sheet: Sheet, boundary: int) -> Sheet:
    """A needless grid column at `boundary`: header cells take it from the right, cells of figures from the left."""

    def moved(box: Box) -> Box:
        upper = box.role in ("banner", *HEADER)
        if box.column < boundary < box.right or (box.right == boundary and not upper):
            return replace(box, colspan=box.colspan + 1)
        if box.column == boundary and upper:
            return replace(box, colspan=box.colspan + 1)
        return replace(box, column=box.column + 1) if box.column >= boundary else box

    return replace(sheet, boxes=tuple(map(moved, sheet.boxes)))


def broken_spans(sheet: Sheet) -> Sheet:
    """Spans of section two that put a figure under a neighbour's header, though the counts of cells agree."""
    return phantom(sheet, 2) if any(key.startswith("art20") for key in sheet.tables) else sheet


def _cut_row(sheet: Sheet) -> int:
    """A row inside the longest innermost group, or 0 if no label is grouped."""
    groups = [box for box in sheet.boxes if box.role == "group" and box.column == 1]
    longest = max(groups, key=lambda box: box.rowspan, default=None)
    return 0 if longest is None else longest.row + longest.rowspan // 2


def split_group(sheet: Sheet) -> Sheet:
    """Merged cells cut by a page break: their label stands on both sides."""
    row = _cut_row(sheet)
    boxes: list[Box] = []
    for box in sheet.boxes:
        if box.role == "group" and box.row < row < box.below:
            boxes += (replace(box, rowspan=row - box.row), replace(box, row=row, rowspan=box.below - row))
        else:
            boxes.append(box)
    return replace(sheet, boxes=tuple(boxes))


def split_table(sheet: Sheet) -> Iterator[Sheet]:
    """The table cut in two where its merged cells are cut; the second half has no header."""
    row, cut = _cut_row(sheet), split_group(sheet)
    if not row:
        yield sheet
        return
    yield replace(sheet, boxes=tuple(box for box in cut.boxes if box.row < row))
    yield replace(sheet, boxes=tuple(replace(box, row=box.row - row) for box in cut.boxes if box.row >= row))


def disputes_two_headers(sheet: Sheet) -> Sheet:
    """Section four without the merged heading 行政诉讼: two header rows."""
    if sheet.tables != ("disputes",):
        return sheet
    heads = [box for box in sheet.boxes if box.role == "head"]
    wide = [box for box in heads if box.colspan > 1]
    inner = (b for b in wide if not any(o.row > b.row and b.column <= o.column < b.right for o in wide))
    blocks = [replace(box, row=0) for box in inner]
    leaves = [replace(box, row=1, rowspan=1) for box in heads if box.colspan == 1]
    figures = [replace(box, row=2) for box in sheet.boxes if box.role == "figure"]
    return replace(sheet, boxes=(*blocks, *leaves, *figures))


def disputes_four_headers(sheet: Sheet) -> Sheet:
    """Section four with its title as one more header row."""
    if sheet.tables != ("disputes",):
        return sheet
    title = Box(0, 0, 1, sheet.width, "行政复议、行政诉讼情况统计", "head")
    return replace(sheet, boxes=(title, *(replace(box, row=box.row + 1) for box in sheet.boxes)))


def half_width(text: str) -> str:
    """Brackets, commas and colons in half width."""
    return text.translate(_HALF_WIDTH)


def broken_header(sheet: Sheet) -> Sheet:
    """Narrow headers broken over two lines inside the cell."""
    narrow = {"商业企业", "科研机构", "社会公益组织", "法律服务机构", "本年新制作数量", "本年新公开数量"}
    return replace(sheet, boxes=tuple(replace(b, text=_broken(b.text)) if b.text in narrow else b for b in sheet.boxes))


def _broken(text: str) -> str:
    middle = len(text) // 2
    return f"{text[:middle]}\n{text[middle:]}"


def reworded(sheet: Sheet, rng: Random) -> Sheet:
    """Other list marks, brackets and quotes, broken labels, guidance behind labels, headers cut short."""
    mark = rng.choice(("、", "．", " ", ". "))
    boxes = (box if box.role == "figure" else replace(box, text=_reworded(box, mark, rng)) for box in sheet.boxes)
    return replace(sheet, boxes=tuple(boxes))


def _reworded(box: Box, mark: str, rng: Random) -> str:
    text = _CUT_SHORT.get(box.text, box.text) if rng.random() < 0.5 else box.text
    if text[:2] in {f"{n}." for n in range(1, 9)}:
        text = f"（{text[0]}）{text[2:]}" if rng.random() < 0.2 else text[0] + mark + text[2:]
    text = text.replace("“三安全一稳定”", rng.choice(_QUOTES))
    if rng.random() < 0.5:
        text = half_width(text)
    if len(text) > 5 and rng.random() < 0.3:
        text = _broken(text)
    return f"{text}\n{_GUIDANCE}" if box.role == "label" and rng.random() < 0.08 else text


def shuffled(tale: Story) -> Story:
    """Sections two to four in another order, under other titles."""
    renamed = [Section(name, s.items) for name, s in zip(_RENAMED, tale.sections, strict=False)]
    one, two, three, four = renamed
    return replace(tale, sections=(one, three, four, two, *tale.sections[4:]))
