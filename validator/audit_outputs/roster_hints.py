"""Which reports may be those of listed organs though nothing proves it: names alike, and names of files that bear theirs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import PurePosixPath

from validator.identity.same_organ import may_be_same, organ_key
from validator.identity.scope import without_scope
from validator.identity.title_words import plain

_A_YEAR = re.compile(r"20[0-9]{2}")
#: Names that may be of one organ end alike; the last characters are enough to look for them.
_END = 3


@dataclass(frozen=True, slots=True)
class Seen:
    """A report that there is; `is_sure`: it was read, and is one."""

    path: str
    organ: str | None
    year: int | None
    is_sure: bool


class Hints:
    """By listed organ and year (None: of any) the first path that may be its report's; one that bears its name is better."""

    def __init__(self, organs: Collection[str]) -> None:
        """`organs`: the names as they are listed."""
        self._bearing: dict[tuple[str, int | None], str] = {}
        self._alike: dict[tuple[str, int | None], str] = {}
        self._by_wording: dict[str, set[str]] = defaultdict(set)
        self._by_end: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for organ in organs:
            key = _bare(organ)
            self._by_end[key[-_END:]].append((organ, key))
            for wording in (plain(organ), organ_key(organ)):
                self._by_wording[wording].add(organ)
        self._lengths = frozenset(map(len, self._by_wording))

    def add(self, report: Seen) -> None:
        """A report that is none of a listed organ for certain."""
        years = [report.year] if report.year else {*map(int, _A_YEAR.findall(report.path))} or [None]
        alike = {*self._alike_to(report.organ)} if report.organ else set()
        for kind, organs in ((self._bearing, self._borne(report, alike)), (self._alike, alike)):
            for place in product(organs, years):
                kind.setdefault(place, report.path)

    def path(self, organ: str, year: int | None) -> str | None:
        """Where its report of the year may be; None if nowhere."""
        places = ((kind, when) for kind in (self._bearing, self._alike) for when in (year, None))
        return next((kind[organ, when] for kind, when in places if (organ, when) in kind), None)

    def _alike_to(self, name: str) -> Iterator[str]:
        bare = _bare(name)
        for organ, key in self._by_end.get(bare[-_END:], ()):
            if (bare.endswith(key) or key.endswith(bare)) and may_be_same(organ, name):
                yield organ

    def _borne(self, report: Seen, alike: Collection[str]) -> set[str]:
        """Listed organs that the path names. Where the report tells an organ unlike it, the name of the file has to, beyond that."""
        path = PurePosixPath(report.path)
        whole = self._named("".join(path.parts))
        if not (report.is_sure and report.organ):
            return whole
        own = organ_key(report.organ)
        return whole.intersection(alike) | {one for one in self._named(path.name) if organ_key(one) not in own}

    def _named(self, text: str) -> set[str]:
        wordings = (plain(text), organ_key(text))
        pieces = {
            one[at : at + size] for one in wordings for size in self._lengths for at in range(len(one) - size + 1)
        }
        return {organ for piece in pieces & self._by_wording.keys() for organ in self._by_wording[piece]}


def _bare(organ: str) -> str:
    return organ_key(without_scope(plain(organ)))
