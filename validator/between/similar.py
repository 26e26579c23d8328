"""Sketches → pairs: reports with the same bytes, of one organ and year, with the same prose or figures. Cost: about linear."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import ceil
from pathlib import PurePath
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from validator.between.links import Pair, Sort
from validator.between.sketch import WIDTH, Sketch
from validator.identity.same_organ import may_be_same, names_place, organ_key

Key = tuple[str, int]  # path, part
Known = Sequence[tuple[Key, Sketch]]
Relation = Literal["before", "other"]

#: What stands in more reports than this is a form of words (or a row of figures) that all share: it tells nothing.
_COMMON = 50
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


def pairs(sketches: Iterable[tuple[Key, Sketch]]) -> Iterator[Pair]:
    """Every report with those that it is told to be like, at most a few of each sort, the likest first.

    Of several byte-identical files only the first is compared any further.
    """
    known = sorted(sketches, key=lambda one: one[0])
    repeated: set[Key] = set()
    for pair in _same_files(known):
        repeated.add(max(pair.key, pair.other))
        yield pair
    firsts = [one for one in known if one[0] not in repeated]
    yield from _same_organ_and_year(firsts)
    yield from _same_figures(firsts)
    yield from _same_prose(firsts)


# ---------------------------------------------------------------- files and figures


def _same_files(known: Known) -> Iterator[Pair]:
    by_bytes: dict[Hashable, list[int]] = defaultdict(list)
    for number, ((_, part), sketch) in enumerate(known):
        if sketch.sha256 is not None:
            by_bytes[sketch.sha256, part].append(number)
    for group in by_bytes.values():
        named = group[: _MOST + 1]
        for one in group if len(group) > 1 else ():
            others = [other for other in named if other != one][:_MOST]
            yield from (Pair("file", known[one][0], known[other][0]) for other in others)


def _same_organ_and_year(known: Known) -> Iterator[Pair]:
    """Versions with a figure that differs where both were read; a name without a place is one organ's only inside one folder."""
    groups: dict[Hashable, dict[bytes, list[tuple[Key, Sketch]]]] = defaultdict(lambda: defaultdict(list))
    for (path, part), sketch in known:
        if sketch.organ and sketch.year is not None and sketch.figures:
            near = "" if names_place(sketch.organ) else PurePath(path).parent
            groups[organ_key(sketch.organ), sketch.year, near][sketch.figures].append(((path, part), sketch))
    for versions in groups.values():
        firsts = [ones[0] for ones in islice(versions.values(), _MOST + 1)]
        for ones in versions.values() if len(versions) > 1 else ():
            others = [key for key, first in firsts if _differ(ones[0][1], first)][:_MOST]
            yield from (Pair("organ_year", key, other) for key, _ in ones for other in others)


def _differ(one: Sketch, other: Sketch) -> bool:
    """Whether a figure differs that was read in both; what only one of them holds, or shows, tells nothing."""
    if not (one.cells and other.cells):
        return one.figures != other.figures
    return any(a != b and a and b for a, b in zip(one.cells, other.cells, strict=True))


def _same_figures(known: Known) -> Iterator[Pair]:
    by_figures: dict[bytes, list[int]] = defaultdict(list)
    for number, (_, sketch) in enumerate(known):
        if sketch.weight >= min(_BITS.values()):
            by_figures[sketch.figures].append(number)
    for group in by_figures.values():
        if len(group) <= _COMMON:
            for one in group:
                yield from _told("figures", one, ((other, 0, 0) for other in group if other != one), known)


# ---------------------------------------------------------------- prose


@dataclass(frozen=True, slots=True)
class _Index:
    """The sentences that tell. `own`: how many each report has; those that stand in others too are numbered:

    `numbers[of[r]:of[r + 1]]` are those of report r, `holders[at[n]:at[n + 1]]` the reports in which sentence n stands.
    """

    own: NDArray[np.int64]
    numbers: NDArray[np.int64]
    of: NDArray[np.int64]
    holders: NDArray[np.int64]
    at: NDArray[np.int64]


def _index(known: Known) -> _Index:
    lengths = np.array([len(sketch.sentences) // WIDTH for _, sketch in known], dtype=np.int64)
    hashes = np.frombuffer(b"".join(sketch.sentences for _, sketch in known), dtype="<u8")
    holder = np.repeat(np.arange(len(known)), lengths)
    order = np.argsort(hashes, kind="stable")
    sizes = _runs(hashes[order])
    common, telling = sizes > _COMMON, (sizes > 1) & (sizes <= _COMMON)
    own = lengths - np.bincount(holder[order[np.repeat(common, sizes)]], minlength=len(known))
    holders = holder[order[np.repeat(telling, sizes)]]
    numbers = np.repeat(np.arange(telling.sum()), sizes[telling])
    by_report = np.argsort(holders, kind="stable")
    of = np.searchsorted(holders[by_report], np.arange(len(known) + 1))
    return _Index(own, numbers[by_report], of, holders, np.concatenate(([0], np.cumsum(sizes[telling]))))


def _runs(ordered: NDArray[np.uint64]) -> NDArray[np.int64]:
    """How often each value comes in an ordered array."""
    changes = np.flatnonzero(ordered[1:] != ordered[:-1]) + 1
    return np.diff(np.concatenate(([0], changes, [len(ordered)])))


def _same_prose(known: Known) -> Iterator[Pair]:
    index = _index(known)
    for one, own in enumerate(index.own.tolist()):
        numbers = index.numbers[index.of[one] : index.of[one + 1]]
        if len(numbers) >= max(_LEAST, ceil(own * min(_SHARE.values()))):
            places = [index.holders[index.at[n] : index.at[n + 1]] for n in numbers]
            hits = Counter(np.concatenate(places).tolist())
            del hits[one]
            alike = sorted(((other, n, own) for other, n in hits.items() if n >= _LEAST), key=lambda h: (-h[1], h[0]))
            yield from _told("prose", one, alike, known)


# ---------------------------------------------------------------- whose they are


def _told(
    what: Literal["prose", "figures"], one: int, others: Iterable[tuple[int, int, int]], known: Known
) -> Iterator[Pair]:
    """The pairs of one report with (other, shared, compared) sentences, those of last year first."""
    key, sketch = known[one]
    found: dict[Sort, list[Pair]] = {}
    for other, shared, of in others:
        relation = _relation(known[one], known[other])
        if relation is None or (what == "figures" and sketch.weight < _BITS[relation]):
            continue
        if what == "prose" and shared < _SHARE[relation] * of:
            continue
        sort = _SORTS[what, relation]
        named = found.setdefault(sort, [])
        if len(named) < _MOST:
            named.append(Pair(sort, key, known[other][0], shared, of))
    yield from (pair for sort in sorted(found) for pair in found[sort])


def _relation(one: tuple[Key, Sketch], other: tuple[Key, Sketch]) -> Relation | None:
    """What `other` is to `one`: last year's of the same organ, or another organ's of that year or before; else nothing."""
    ((path, _), mine), ((beside, _), its) = one, other
    if mine.organ is None or its.organ is None or mine.year is None or its.year is None:
        return None
    if organ_key(mine.organ) == organ_key(its.organ):
        near = names_place(mine.organ) or PurePath(path).parent == PurePath(beside).parent
        return "before" if near and its.year == mine.year - 1 else None
    return "other" if its.year <= mine.year and not may_be_same(mine.organ, its.organ) else None
