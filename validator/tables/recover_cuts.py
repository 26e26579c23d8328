"""Ways to cut a run of digits into columns: no leading zeros, no number across a blank, and the last one their sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

from validator.form import Table

Figures = tuple[int, ...]
Cut = dict[str, tuple[str, ...]]

#: A longer run of digits is no row of figures.
MOST_DIGITS = 80
#: A run that can be cut in more ways is not looked through.
_MOST_WAYS = 10_000

NONE, MANY, TOO_MANY = "没有一种拆法能让等式成立", "不止一种拆法能让等式成立", "可能的拆法太多，无法逐一核对"


def cuts(run: str, width: int) -> Iterator[tuple[str, ...]]:
    """Every cut of `run` into `width` whole numbers without leading zeros."""
    if width == 1:
        if run and (run == "0" or run[0] != "0"):
            yield (run,)
        return
    if run[:1] == "0":
        yield from (("0", *rest) for rest in cuts(run[1:], width - 1))
        return
    for size in range(1, len(run) - width + 2):
        yield from ((run[:size], *rest) for rest in cuts(run[size:], width - 1))


def sure_cut(run: str, width: int) -> tuple[str, ...] | None:
    """The figures of a row where blanks part them all, or where digits and blanks leave no choice."""
    parts = tuple(run.split())
    if len(parts) == width:
        return parts
    digits = "".join(parts)
    if len(digits) > MOST_DIGITS or not digits.isdigit():
        return None
    blanks = _ends(parts[:-1])
    every = list(islice(cuts(digits, width), _MOST_WAYS))
    found = [cut for cut in every if blanks <= _ends(cut)]
    return found[0] if len(found) == 1 and len(every) < _MOST_WAYS else None


def ways_to_cut(run: str, width: int) -> list[Figures]:
    """Every way to read a row whose last number is the sum of the others; as printed where blanks part all figures."""
    parts = run.split()
    if len(parts) == width:
        return [tuple(map(int, parts))]
    blanks = _ends(parts[:-1])
    return [figures for figures in summing_cuts("".join(parts), width) if blanks <= _ends(figures)]


def _ends(figures: Sequence[int | str]) -> set[int]:
    """Where the numbers end among their digits."""
    return set(accumulate(len(str(figure)) for figure in figures))


def summing_cuts(run: str, width: int) -> list[Figures]:
    """Cuts whose last number is the sum of the others."""
    found: list[Figures] = []
    for size in range(1, len(run) - width + 2):
        total = run[-size:]
        if total[0] != "0" or size == 1:
            found += [(*parts, int(total)) for parts in _adding_up(run[:-size], width - 1, int(total))]
    return found


def _adding_up(run: str, width: int, total: int) -> Iterator[Figures]:
    if width == 1:
        if run and (run == "0" or run[0] != "0") and int(run) == total:
            yield (total,)
        return
    sizes = (1,) if run[:1] == "0" else range(1, min(len(run) - width + 1, len(str(total))) + 1)
    for size in sizes:
        first = int(run[:size] or 0)
        if run and first <= total:
            yield from ((first, *rest) for rest in _adding_up(run[size:], width - 1, total - first))


def single_row_cut(table: Table, run: str) -> tuple[Cut, str]:
    """The figures of a one-row table: as separated by blanks, if they are; else the only cut that adds up."""
    height, width = len(table.rows), len(table.columns)
    parts = run.split()
    digits = "".join(parts)
    if len(digits) > MOST_DIGITS:
        return {}, TOO_MANY
    if len(parts) == height * width:
        return _dealt(table, parts), ""
    blanks = _ends(run.replace("\n", "").split()[:-1])
    found = [figures for figures in _blocks(digits, height, width) if blanks <= _ends(figures)]
    if len(found) != 1:
        return {}, NONE if not found else MANY
    return _dealt(table, list(map(str, found[0]))), ""


def _dealt(table: Table, figures: Sequence[str]) -> Cut:
    width = len(table.columns)
    return {key: tuple(figures[i * width : (i + 1) * width]) for i, key in enumerate(table.row_keys)}


def _blocks(digits: str, height: int, width: int) -> Iterator[Figures]:
    """Cuts into `height` groups of `width`, each ending in its own sum."""
    if height == 1:
        yield from summing_cuts(digits, width)
        return
    for size in range(width, len(digits) - width * (height - 1) + 1):
        for first in summing_cuts(digits[:size], width):
            yield from ((*first, *rest) for rest in _blocks(digits[size:], height - 1, width))
