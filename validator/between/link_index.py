"""Cases by what links are looked up by: organ and year, and where they lie."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from typing import Protocol, TypeVar

from validator.between.links import figures
from validator.between.sure_year import comparable_year
from validator.identity.same_organ import names_place, organ_key
from validator.model import Case

#: A town named without its county: every county may have one.
_TOWN = re.compile(r"[^区县市]{1,8}?(?:镇|乡|街道)")
_YEAR = re.compile(r"20\d\d年?度?")
#: Cases of a group that are at hand; of more only the number is told.
NAMED = 5
#: In a larger folder names are not compared by likeness.
SMALL_FOLDER = 50

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Group:
    """Reports of organs of one name and of one year: the first NAMED, how many there are, whether all state the same figures."""

    cases: Sequence[Case]
    number: int
    alike: bool


class Index(Protocol):
    """Cases with an organ, an undisputed year and tables. `organ` is normalised, `folder` as `folder_of`, `shelf` as `shelf_of` tells."""

    @property
    def years(self) -> Collection[int]:
        """Those that any of the cases is about."""

    def of(self, organ: str, year: int) -> Group | None:
        """Wherever they lie."""

    def in_folder(self, organ: str, year: int, folder: str) -> Group | None:
        """Only there. Asked only for names that are `is_local`."""

    def on_shelf(self, organ: str, year: int, shelf: str) -> Group | None:
        """Only there. Asked only for names that are `is_local`."""

    def beside(self, folder: str, year: int) -> Sequence[Case]:
        """Of whatever organ; none if there are more than SMALL_FOLDER."""


@dataclass(frozen=True, slots=True)
class CaseIndex:
    """The index of cases that are at hand."""

    by_organ: Mapping[tuple[str, int], Group]
    by_place: Mapping[tuple[str, int, str, bool], Group]  # True: the folder itself, False: the shelf
    by_folder: Mapping[tuple[str, int], Sequence[Case]]
    years: frozenset[int]

    def of(self, organ: str, year: int) -> Group | None:
        """See Index."""
        return self.by_organ.get((organ, year))

    def in_folder(self, organ: str, year: int, folder: str) -> Group | None:
        """See Index."""
        return self.by_place.get((organ, year, folder, True))

    def on_shelf(self, organ: str, year: int, shelf: str) -> Group | None:
        """See Index."""
        return self.by_place.get((organ, year, shelf, False))

    def beside(self, folder: str, year: int) -> Sequence[Case]:
        """See Index."""
        found = self.by_folder.get((folder, year), ())
        return found if len(found) <= SMALL_FOLDER else ()


def indexed(cases: Sequence[Case]) -> CaseIndex:
    """The index of the cases."""
    by_organ: dict[tuple[str, int], list[Case]] = {}
    by_place: dict[tuple[str, int, str, bool], list[Case]] = {}
    by_folder: dict[tuple[str, int], list[Case]] = {}
    local = {organ_key(case.organ) for case in cases if case.organ and is_local(case.organ)}
    for case in cases:
        if (found := sought(case)) is not None:
            (organ, year), folder = found, folder_of(case.path)
            by_organ.setdefault(found, []).append(case)
            if organ in local:
                by_place.setdefault((organ, year, folder, True), []).append(case)
                by_place.setdefault((organ, year, shelf_of(folder), False), []).append(case)
            by_folder.setdefault((folder, year), []).append(case)
    return CaseIndex(_grouped(by_organ), _grouped(by_place), by_folder, frozenset(year for _, year in by_folder))


def sought(case: Case) -> tuple[str, int] | None:
    """The normalised organ and the year under which a case can be looked up."""
    if not case.organ or not has_tables(case) or (year := comparable_year(case)) is None:
        return None
    return organ_key(case.organ), year


def is_local(organ: str) -> bool:
    """Whether others far away may bear its name, so that it matters where it lies."""
    return not names_place(organ) or is_town(organ)


def is_town(organ: str) -> bool:
    """Whether the name is that of a town, without its county."""
    return _TOWN.match(organ) is not None


def _grouped(found: Mapping[K, Sequence[Case]]) -> dict[K, Group]:
    return {key: group_of(cases) for key, cases in found.items()}


def group_of(cases: Sequence[Case]) -> Group:
    """The group that all these cases are."""
    stated = figures(cases[0]) if len(cases) > 1 else {}
    return Group(cases[:NAMED], len(cases), all(figures(other) == stated for other in cases[1:]))


def has_tables(case: Case) -> bool:
    """Whether any mandated table was found in it."""
    return any(table.found for table in case.tables)


def folder_of(path: str) -> str:
    """Where the report lies."""
    return _spelled(os.path.split(path)[0])


def organ_in(organ: str, path: str) -> tuple[str, str]:
    """The normalised organ of a report, and the folder outside which the name may be another organ's: "" for none."""
    return organ_key(organ), "" if names_place(organ) else folder_of(path)


@lru_cache(maxsize=1024)
def _spelled(folder: str) -> str:
    """One folder spelled one way. Hundreds of reports lie in one folder, and making a path of its name takes long."""
    return PurePath(folder).as_posix() if folder else ""


@lru_cache(maxsize=1024)
def shelf_of(folder: str) -> str:
    """The folder but for years in its name: 2022/ and 2023/ hold reports of the same organs, what lies beside them does not."""
    return _YEAR.sub("", folder or ".")
