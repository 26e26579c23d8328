"""Tables whose cells stand elsewhere than the form has them: sheets into sheets, labels and figures untouched."""

from __future__ import annotations

from dataclasses import replace

from tools.forge.sheet import Box, Sheet, stacked


def turned(sheet: Sheet) -> Sheet:
    """Rows as columns and columns as rows; banners, which head the sheet, stay above."""
    banners = [box for box in sheet.boxes if box.role == "banner"]
    top = len(banners)
    boxes = (replace(box, row=box.column, column=box.row - top) for box in sheet.boxes if box.role != "banner")
    swapped = Sheet(sheet.tables, tuple(replace(b, rowspan=b.colspan, colspan=b.rowspan) for b in boxes))
    above = Sheet((), tuple(replace(box, colspan=swapped.width) for box in banners))
    return stacked((above, swapped))


def filled(sheet: Sheet) -> Sheet:
    """Every merged cell stands in each place that it covers."""
    return replace(
        sheet,
        boxes=tuple(
            replace(box, row=row, column=column, rowspan=1, colspan=1)
            for box in sheet.boxes
            for row in range(box.row, box.below)
            for column in range(box.column, box.right)
        ),
    )


def blocks_below(sheet: Sheet) -> Sheet:
    """A table of one row of figures as blocks below each other, each with its name and its own header."""
    figures = [box for box in sheet.boxes if box.at]
    rows = list(dict.fromkeys(box.at[1] for box in figures if box.at))
    return stacked(_block(sheet, [box for box in figures if box.at and box.at[1] == row]) for row in rows)


def _block(sheet: Sheet, figures: list[Box]) -> Sheet:
    left, right, top = figures[0].column, figures[-1].right, figures[0].row
    heads = [box for box in sheet.boxes if box.below == top and left <= box.column < right]
    over = [b for b in sheet.boxes if b.below < top and b.column <= left and b.right >= right]
    name = " ".join(box.text for box in sorted(over, key=lambda b: b.row))
    boxes = [replace(box, row=1, column=box.column - left, rowspan=1) for box in heads]
    boxes += [replace(box, row=2, column=box.column - left) for box in figures]
    return Sheet(sheet.tables, (Box(0, 0, 1, right - left, name, "head"), *boxes))


def reaching(group: str, more: int, sheet: Sheet) -> Sheet:
    """A group's merged cell reaches `more` rows too far, or ends too early; for pages, where the rest moves by itself."""
    boxes = (replace(b, rowspan=b.rowspan + more) if b.role == "group" and b.text == group else b for b in sheet.boxes)
    return replace(sheet, boxes=tuple(boxes))
