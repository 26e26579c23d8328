"""Cases → what each of them is like, where all of them are at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from validator.between.fingerprint import fingerprint
from validator.between.links import ALONE, Links, Pair
from validator.between.similar import Key, pairs
from validator.model import Case


def with_similar(links: Mapping[Key, Links], cases: Iterable[Case], previous: Iterable[Case] = ()) -> dict[Key, Links]:
    """The links of `cases`, with what they are like among one another and among `previous`; of a lone one as they were."""
    told = {(case.path, case.part): case for case in cases}
    every = {(case.path, case.part): case for case in previous} | told
    if len(every) == 1:
        return dict(links)
    found: dict[Key, list[Pair]] = {key: [] for key in told}
    for pair in pairs((key, fingerprint(case)) for key, case in every.items()):
        if pair.key in told:
            found[pair.key].append(pair)
    return {key: replace(links.get(key, ALONE), similar=tuple(like)) for key, like in found.items()}
