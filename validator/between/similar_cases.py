"""Cases → what each of them is like, where all of them are at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from validator.between.fingerprint import fingerprint
from validator.between.links import ALONE, Links, Pair
from validator.between.similar import pairs
from validator.between.sketch import Key, Sketch, Who
from validator.between.sketch_columns import columns_of
from validator.model import Case


@dataclass(frozen=True, slots=True)
class _AtHand:
    """See `similar.Known`."""

    sketches: Sequence[tuple[Key, Sketch]]

    def who(self, row: int) -> Who:
        """See Known."""
        key, sketch = self.sketches[row]
        return Who(key, sketch.organ, sketch.year, sketch.sha256)

    def cells(self, row: int) -> bytes:
        """See Known."""
        return self.sketches[row][1].cells


def pairs_among(sketches: Iterable[tuple[Key, Sketch]]) -> Iterator[Pair]:
    """All that `pairs` finds among a few reports."""
    known = sorted(sketches, key=lambda one: one[0])
    return (pair for _, pair in pairs(columns_of(known, BytesIO()), _AtHand(known)))


def with_similar(links: Mapping[Key, Links], cases: Iterable[Case], previous: Iterable[Case] = ()) -> dict[Key, Links]:
    """The links of `cases`, with what they are like among one another and among `previous`; of a lone one as they were."""
    told = {(case.path, case.part): case for case in cases}
    every = {(case.path, case.part): case for case in previous} | told
    if len(every) == 1:
        return dict(links)
    found: dict[Key, list[Pair]] = {key: [] for key in told}
    for pair in pairs_among((key, fingerprint(case)) for key, case in every.items()):
        if pair.key in told:
            found[pair.key].append(pair)
    return {key: replace(links.get(key, ALONE), similar=tuple(like)) for key, like in found.items()}
