"""The rows of a table cut together: what every way has in common that makes all rows, columns and balances hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from validator.form import Table
from validator.tables.recover_cuts import MOST_DIGITS, NONE, TOO_MANY, Cut, Figures, sure_cut, ways_to_cut

#: Partial sums that are kept while the rows of a table are joined; beyond, the table stays undecided.
MOST_STATES = 200_000

_ENDS = ("new", "carried_in", "total", "carried_out")

Ways = Mapping[str, Sequence[Figures]]
#: The column-wise sums that the rows so far can have.
Layer = set[Figures]


def joint_cuts(form: Table, runs: Mapping[str, str]) -> tuple[Cut, str]:
    """The rows that have the same cut in every way for which all identities hold; why the others are open.

    Where no way is left, the author's sums are wrong somewhere: only rows are read that need no other row to be certain.
    The reason is "" where ways are left, even if some rows differ in them.
    """
    width = len(form.columns)
    if any(len(run) > MOST_DIGITS for run in runs.values()):
        return {}, TOO_MANY
    ways = {key: ways_to_cut(run, width) for key, run in runs.items()}
    if not all(ways.values()):
        return _sure(runs, width), NONE
    details = _details(form, ways)
    rows = [ways[key] for key in details]
    layers = _layers(rows, ways["total"])
    if layers is None:
        return _sure(runs, width), TOO_MANY
    ends = list(_balanced(ways, layers[-1]))
    if not ends:
        return _sure(runs, width), NONE
    used = {key: {end[i] for end in ends} for i, key in enumerate(_ENDS)}
    used |= dict(zip(details, _used(rows, layers, {end[2] for end in ends}), strict=True))
    return {key: tuple(map(str, *used[key])) for key in form.row_keys if len(used[key]) == 1}, ""


def _sure(runs: Mapping[str, str], width: int) -> Cut:
    """Rows as blanks part them, or whose digits leave no choice and add up."""
    found = {key: cut for key, run in runs.items() if (cut := sure_cut(run, width))}
    return {key: cut for key, cut in found.items() if " " in runs[key] or sum(map(int, cut[:-1])) == int(cut[-1])}


def _details(form: Table, ways: Ways) -> list[str]:
    """The rows between the ends, those with the fewest ways first: fewer sums to keep."""
    return sorted((key for key in form.row_keys if key not in _ENDS), key=lambda key: len(ways[key]))


def _layers(rows: Iterable[Sequence[Figures]], totals: Sequence[Figures]) -> list[Layer] | None:
    """Row by row every column-wise sum that some total allows; None if there are too many."""
    most = tuple(map(max, zip(*totals, strict=True)))
    layers: list[Layer] = [{(0,) * len(most)}]
    for row in rows:
        every = (tuple(map(int.__add__, total, figures)) for total in layers[-1] for figures in row)
        following = {added for added in every if all(map(int.__le__, added, most))}
        if len(following) > MOST_STATES:
            return None
        layers.append(following)
    return layers


def _used(rows: Sequence[Sequence[Figures]], layers: Sequence[Layer], totals: Layer) -> list[set[Figures]]:
    """For each row the cuts that lead to one of `totals`, found from the last row back."""
    found: list[set[Figures]] = []
    for row, layer in zip(reversed(rows), reversed(layers[:-1]), strict=True):
        every = ((tuple(map(int.__sub__, total, figures)), figures) for total in totals for figures in row)
        steps = [(before, figures) for before, figures in every if before in layer]
        found.append({figures for _, figures in steps})
        totals = {before for before, _ in steps}
    return found[::-1]


def _balanced(ways: Ways, sums: Layer) -> Iterator[tuple[Figures, ...]]:
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
