"""Ways to cut a run of digits into columns: no leading zeros, every identity of the table, and only if one way is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from validator.form import Table

Figures = tuple[int, ...]
Cut = dict[str, tuple[str, ...]]

#: Partial sums that are kept while the rows of a table are joined; beyond, the table stays undecided.
MOST_STATES = 200_000
#: A longer run of digits is no row of figures.
MOST_DIGITS = 80

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


def forced_cut(run: str, width: int) -> tuple[str, ...] | None:
    """The cut of a row that has no identities: only where digits leave no choice."""
    if "." in run:
        return (run,) if width == 1 else None
    if len(run) > MOST_DIGITS:
        return None
    found = cuts(run, width)
    first = next(found, None)
    return first if first is not None and next(found, None) is None else None


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
    found = list(_blocks(digits, height, width))
    if len(parts) == height * width and tuple(map(int, parts)) not in found:
        blocks = [tuple(parts[i : i + width]) for i in range(0, len(parts), width)]
        return dict(zip(table.row_keys, blocks, strict=True)), ""
    if len(found) != 1:
        return {}, NONE if not found else MANY
    texts = tuple(map(str, found[0]))
    return {key: texts[i * width : (i + 1) * width] for i, key in enumerate(table.row_keys)}, ""


def _blocks(digits: str, height: int, width: int) -> Iterator[Figures]:
    """Cuts into `height` groups of `width`, each ending in its own sum."""
    if height == 1:
        yield from summing_cuts(digits, width)
        return
    for size in range(width, len(digits) - width * (height - 1) + 1):
        for first in summing_cuts(digits[:size], width):
            yield from ((*first, *rest) for rest in _blocks(digits[size:], height - 1, width))


def joint_cuts(form: Table, digits: Mapping[str, str]) -> tuple[Cut, str]:
    """The only cut of all rows for which every row, column and balance identity holds, or why there is none."""
    width = len(form.columns)
    if any(len(run) > MOST_DIGITS for run in digits.values()):
        return {}, TOO_MANY
    ways = {key: summing_cuts(run, width) for key, run in digits.items()}
    if not all(ways.values()):
        return {}, NONE
    ends = ("new", "carried_in", "total", "carried_out")
    details = [key for key in form.row_keys if key not in ends]
    sums = _sums([ways[key] for key in details], ways["total"])
    if sums is None:
        return {}, TOO_MANY
    found = list(_balanced(ways, sums))
    if sum(sums[whole[2]][0] for whole in found) != 1:
        return {}, NONE if not found else MANY
    picked = dict(zip(ends, found[0], strict=True)) | dict(zip(details, sums[found[0][2]][1], strict=True))
    return {key: tuple(map(str, picked[key])) for key in form.row_keys}, ""


State = tuple[int, tuple[Figures, ...]]  # how many ways (2 = more than one), and one of them


def _sums(details: Sequence[Sequence[Figures]], totals: Sequence[Figures]) -> dict[Figures, State] | None:
    """Every column-wise sum of one cut a row that some total allows, with the number of ways to it."""
    most = tuple(map(max, zip(*totals, strict=True)))
    states: dict[Figures, State] = {(0,) * len(most): (1, ())}
    for row in details:
        following: dict[Figures, State] = {}
        for total, (count, path) in states.items():
            for figures in row:
                added = tuple(map(int.__add__, total, figures))
                if all(map(int.__le__, added, most)):
                    before = following.get(added, (0, ()))[0]
                    following[added] = (min(2, before + count), (*path, figures))
        if len(following) > MOST_STATES:
            return None
        states = following
    return {total: state for total, state in states.items() if total in set(totals)}


def _balanced(ways: Mapping[str, Sequence[Figures]], sums: Mapping[Figures, State]) -> Iterator[tuple[Figures, ...]]:
    """new + carried_in = total + carried_out, in every column."""
    closings = set(ways["carried_out"])
    for total in dict.fromkeys(ways["total"]):
        if total not in sums:
            continue
        for new in ways["new"]:
            for opening in ways["carried_in"]:
                closing = tuple(n + o - t for n, o, t in zip(new, opening, total, strict=True))
                if closing in closings:
                    yield new, opening, total, closing
