"""How many of the cells behind a label are its figures: exactly as many as there are columns, or it stays open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from validator.model import GridCell
from validator.tables.segment import Body
from validator.tables.stream_end import broken_off
from validator.tables.stream_piece import Piece

#: With fewer rows than these, how the others are printed is no evidence.
_FEW = 3
#: So many rows with pads prove that rows are filled up to one length.
_PADDED = 2


@dataclass(slots=True)
class Row:
    """A row being read: its label (None in a table that prints none), headings beside it, what follows."""

    label: Piece | None
    path: tuple[str, ...]
    before: int = 0  # headings printed before the label
    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Run:
    """The cells of one row; `size` counts all cells that are printed in it, labels and pads included."""

    label: Piece | None
    path: tuple[str, ...]
    pieces: Sequence[Piece]
    size: int
    padded: bool = False  # lines of pads were left out


@dataclass(frozen=True, slots=True)
class _Habit:
    """How rows of a segment are printed: cells in each, pads before figures, whether rows have no pads at all."""

    size: int
    lead: int | None
    unpadded: bool


def bodies_of(
    rows: Sequence[Row], width: int, sizes: Mapping[int, int], header: int, end: Piece | None = None
) -> Iterator[Body]:
    """Rows of pieces → bodies of `width` cells; pads are dropped, other text between rows is a row of its own.

    `sizes`: cells by printed row (or, negative, by line); `header`: cells in the last row of the header;
    `end`: the last thing that the text prints, if that may be in these rows.
    """
    runs = [
        run
        for row, follower in zip(rows, [*rows[1:], None], strict=True)
        for run in _split(row, _without_next(row, follower), width, sizes)
    ]
    ended = end is not None and bool(runs) and any(end is piece for piece in (runs[-1].label, *runs[-1].pieces))
    whole = runs[:-1] if ended else runs
    habit, padded = _habit(whole, width, header), not whole or any(len(run.pieces) != width for run in whole)
    for number, run in enumerate(runs):
        cells = _cells(run, width, habit)
        left = broken_off(run.label, run.pieces, cells, width, end, padded) if end else None
        if left is not None and not left:
            continue
        cells = cells if left is None else left
        place = run.label.token.place if run.label else run.pieces[0].token.place
        text = run.label.token.text if run.label else ""
        taken = cells if cells is not None else run.pieces
        broken = left is not None and len(left) < width
        yield Body(text, run.path, _grid_cells(taken, number), place, number, 0, cells is not None, broken)


def _without_next(row: Row, follower: Row | None) -> list[Piece]:
    """Without the blanks that stand on the next label's printed row."""
    pieces, label = list(row.pieces), follower.label if follower else None
    while pieces and pieces[-1].blank and label and _together(pieces[-1], label):
        if row.label and _together(row.label, label):
            break
        pieces.pop()
    return pieces


def _together(one: Piece, other: Piece) -> bool:
    """Whether two cells certainly stand in one printed row."""
    same_row = one.token.row == other.token.row > 0
    return same_row or (one.token.place.line is not None and one.token.place.line == other.token.place.line)


def _split(row: Row, pieces: Sequence[Piece], width: int, sizes: Mapping[int, int]) -> Iterator[_Run]:
    """The row's own cells, then rows whose labels are not known: text with figures behind it."""
    if row.label is None:
        last = max((p.token.row for p in pieces), default=0)
        shown = max((p.token.row for p in pieces if not p.blank), default=last)
        if figures := _filled_lines([p for p in pieces if p.token.row == shown]):
            after = (i for i, p in enumerate(figures) if p.kind == "text" and i >= width)
            yield _Run(None, row.path, figures[: next(after, len(figures))], 0)
        return
    label = row.label
    own = [p for p in pieces if _together(p, label)]
    if len(own) < width:
        text = next((i for i, p in enumerate(pieces) if p.kind == "text"), len(pieces))
        own = list(pieces if width and _leads(_filled_lines(pieces, label), width) else pieces[:text])
    size = _size(label, own, sizes) or row.before + 1 + len(own)
    cells = _filled_lines(own, label)
    yield _Run(label, row.path, cells, size, len(cells) < len(own))
    yield from _unknown_rows(pieces[len(own) :], row.path)


def _filled_lines(pieces: Sequence[Piece], label: Piece | None = None) -> list[Piece]:
    """Without the lines that hold nothing but several separators: such a line is all pads."""
    lines = Counter(p.token.place.line for p in pieces)
    filled = {p.token.place.line for p in (*pieces, label) if p and not p.blank}
    filled = filled or {p.token.place.line for p in pieces[-1:]}
    return [p for p in pieces if p.token.place.line in filled or lines[p.token.place.line] == 1]


def _size(label: Piece, own: Sequence[Piece], sizes: Mapping[int, int]) -> int:
    """Cells of the printed row, where the text shows what stands in it; else 0."""
    if not own or not all(_together(p, label) for p in own):
        return 0
    return sizes[label.token.row or -(label.token.place.line or 0)]


def _unknown_rows(rest: Sequence[Piece], path: tuple[str, ...]) -> Iterator[_Run]:
    starts = [i for i, p in enumerate(rest) if p.kind == "text"]
    for start, stop in zip(starts, [*starts[1:], len(rest)], strict=False):
        if any(not p.blank for p in rest[start + 1 : stop]):
            yield _Run(rest[start], path, rest[start + 1 : stop], stop - start)


def _habit(runs: Sequence[_Run], width: int, header: int) -> _Habit:
    """What most rows do."""
    leads = [_leads(run.pieces, width) for run in runs]
    padded = sum(
        run.padded or (len(run.pieces) > width and bool(found)) for run, found in zip(runs, leads, strict=True)
    )
    few = len(runs) < _FEW
    sizes = Counter([*([header] if few else []), *(run.size for run in runs)])
    forced = Counter(found[0] for found in leads if len(found) == 1)
    lead = forced.most_common(1)[0][0] if forced else None
    return _Habit(sizes.most_common(1)[0][0] if sizes else 0, lead, padded < _PADDED and not few)


def _leads(pieces: Sequence[Piece], width: int) -> list[int]:
    """Every number of leading blanks that may be dropped so that the rest, but for blanks, is `width` cells."""
    leads = range(len(pieces) - width + 1)
    return [n for n in leads if all(p.blank for p in (*pieces[:n], *pieces[n + width :]))]


def _cells(run: _Run, width: int, habit: _Habit) -> Sequence[Piece] | None:
    """The figures of a row, or None. A blank at their end may be a pad in the place of a cell that is missing:
    then the whole printed row must be as long as the others."""
    leads = _leads(run.pieces, width) if width else []
    if not leads:
        return None
    start = habit.lead if habit.lead in leads else leads[0]
    found = run.pieces[start : start + width]
    longer = (habit.unpadded and run.size != habit.size) or (run.label is not None and run.size > habit.size)
    if not (found[0].blank or found[-1].blank) and not (start and longer):
        return found
    if run.label is None or habit.unpadded:
        return found if len(run.pieces) == width else None
    settled = len(leads) == 1 or start == habit.lead or all(p.blank for p in found)
    return found if run.size == habit.size and settled else None


def _grid_cells(pieces: Sequence[Piece], row: int) -> tuple[GridCell, ...]:
    return tuple(GridCell(row, i, 1, 1, p.token.text, p.token.place) for i, p in enumerate(pieces))
