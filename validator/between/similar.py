"""Sketches → pairs: reports with the same bytes, of one organ and year, with the same prose or figures. Cost: about linear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from validator.between.link_index import organ_in
from validator.between.links import Pair, Sort
from validator.between.shared_prose import COMMON, sharing
from validator.between.sketch import Who
from validator.between.sketch_columns import Columns, groups
from validator.identity.same_organ import may_be_same, organ_key
from validator.identity.scope import without_scope

Relation = Literal["before", "other"]

#: Sentences that two reports share at least, and their share of those of the report that is told.
_LEAST = 8
_SHARE: Mapping[Relation, float] = {"before": 0.8, "other": 0.6}
#: Bits of figures from which chance is ruled out: against one report of last year, and against all of other organs.
_BITS: Mapping[Relation, int] = {"before": 12, "other": 30}
#: Reports named for one report under one rule.
_MOST = 5

_SORTS: Mapping[tuple[str, Relation], Sort] = {
    ("prose", "before"): "prose_before",
    ("prose", "other"): "prose_other",
    ("figures", "before"): "figures_before",
    ("figures", "other"): "figures_other",
}


class Known(Protocol):
    """What is looked up of single rows of the columns, in the order of whose paths they are."""

    def who(self, row: int) -> Who:
        """Whose it is."""

    def cells(self, row: int) -> bytes:
        """`Sketch.cells`."""


def pairs(columns: Columns, known: Known) -> Iterator[tuple[int, Pair]]:
    """Every report (by its row) with those that it is told to be like, at most a few of each sort, the likest first.

    Of several byte-identical files only the first is compared any further.
    """
    repeated = np.zeros(len(columns.files), np.bool_)
    for row, pair in _same_files(columns, known):
        repeated[row] |= pair.key > pair.other
        yield row, pair
    yield from _same_organ_and_year(columns, known, repeated)
    yield from _same_figures(columns, known, repeated)
    for row, own, hits in sharing(columns, repeated, _LEAST, min(_SHARE.values())):
        alike = sorted(((other, n, own) for other, n in hits.items() if n >= _LEAST), key=lambda hit: (-hit[1], hit[0]))
        yield from _told("prose", row, alike, columns, known)


# ---------------------------------------------------------------- files and figures


def _same_files(columns: Columns, known: Known) -> Iterator[tuple[int, Pair]]:
    for rows in groups(columns.files):
        by_bytes: dict[Hashable, list[tuple[int, Who]]] = defaultdict(list)
        for row in rows:
            who = known.who(row)
            by_bytes[who.sha256, who.key[1]].append((row, who))
        for same in by_bytes.values():
            named = [who.key for _, who in same[: _MOST + 1]]
            for row, who in same:
                others = [other for other in named if other != who.key][:_MOST]
                yield from ((row, Pair("file", who.key, other)) for other in others)


def _same_organ_and_year(columns: Columns, known: Known, repeated: NDArray[np.bool_]) -> Iterator[tuple[int, Pair]]:
    """Versions with a figure that differs where both were read; a name without a place is one organ's only inside one folder."""
    for rows in groups(np.where(repeated, 0, columns.organ_years)):
        organs: dict[Hashable, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for row in rows:
            who = known.who(row)
            organs[organ_in(who.organ or "", who.key[0]), who.year][int(columns.figures[row])].append(row)
        for versions in organs.values():
            yield from _versions(versions, known)


def _versions(versions: Mapping[int, list[int]], known: Known) -> Iterator[tuple[int, Pair]]:
    """`versions`: by their figures."""
    if len(versions) == 1:
        return
    firsts = [(known.who(rows[0]).key, known.cells(rows[0])) for rows in islice(versions.values(), _MOST + 1)]
    for rows in versions.values():
        own, cells = known.who(rows[0]).key, known.cells(rows[0])
        others = [key for key, beside in firsts if key != own and _differ(cells, beside)][:_MOST]
        yield from ((row, Pair("organ_year", known.who(row).key, other)) for row in rows for other in others)


def _differ(one: bytes, other: bytes) -> bool:
    """Whether a figure differs that was read in both; what only one of them holds, or shows, tells nothing."""
    return not (one and other) or any(a != b and a and b for a, b in zip(one, other, strict=True))


def _same_figures(columns: Columns, known: Known, repeated: NDArray[np.bool_]) -> Iterator[tuple[int, Pair]]:
    few = columns.weights < min(_BITS.values())
    for rows in groups(np.where(repeated | few, 0, columns.figures)):
        if len(rows) <= COMMON:
            for row in rows:
                others = ((other, 0, 0) for other in rows if other != row)
                yield from _told("figures", row, others, columns, known)


# ---------------------------------------------------------------- whose they are


def _told(
    what: Literal["prose", "figures"],
    row: int,
    others: Iterable[tuple[int, int, int]],
    columns: Columns,
    known: Known,
) -> Iterator[tuple[int, Pair]]:
    """The pairs of one report with (other row, shared, compared) sentences, those of last year first."""
    own = known.who(row)
    found: dict[Sort, list[Pair]] = {}
    for other, shared, of in others:
        its = known.who(other)
        relation = _relation(own, its)
        if relation is None or (what == "figures" and columns.weights[row] < _BITS[relation]):
            continue
        if what == "prose" and shared < _SHARE[relation] * of:
            continue
        sort = _SORTS[what, relation]
        named = found.setdefault(sort, [])
        if len(named) < _MOST:
            named.append(Pair(sort, own.key, its.key, shared, of))
    yield from ((row, pair) for sort in sorted(found) for pair in found[sort])


def _relation(one: Who, other: Who) -> Relation | None:
    """What `other` is to `one`: last year's of the same organ, or another organ's of that year or before; else nothing."""
    if one.organ is None or other.organ is None or one.year is None or other.year is None:
        return None
    if organ_key(one.organ) == organ_key(other.organ):
        near = organ_in(one.organ, one.key[0]) == organ_in(one.organ, other.key[0])
        return "before" if near and other.year == one.year - 1 else None
    alike = may_be_same(without_scope(one.organ), without_scope(other.organ))
    return "other" if other.year <= one.year and not alike else None
