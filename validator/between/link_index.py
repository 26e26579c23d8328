"""Cases by what links are looked up by: organ and year, and where they lie."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from typing import TypeVar

from validator.between.links import figures
from validator.between.sure_year import comparable_year
from validator.identity.same_organ import names_place, organ_key
from validator.model import Case

#: A town named without its county: every county may have one.
_TOWN = re.compile(r"[^区县市]{1,8}?(?:镇|乡|街道)")
_YEAR = re.compile(r"20\d\d年?度?")

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Group:
    """Reports of organs of one name and of one year; whether all state the same figures."""

    cases: Sequence[Case]
    alike: bool = True


@dataclass(frozen=True, slots=True)
class Index:
    """Cases with an organ, an undisputed year and tables, by (normalised organ, year), by these and the folder, by these

    and the shelf (a string) for names that are `_is_local`, and by (folder, year); `years`: those that any of them is about.
    """

    by_organ: Mapping[tuple[str, int], Group]
    by_place: Mapping[tuple[str, int, PurePath | str], Group]
    by_folder: Mapping[tuple[PurePath, int], Sequence[Case]]
    years: frozenset[int]


def indexed(cases: Sequence[Case]) -> Index:
    """The index of the cases."""
    by_organ: dict[tuple[str, int], list[Case]] = {}
    by_place: dict[tuple[str, int, PurePath | str], list[Case]] = {}
    by_folder: dict[tuple[PurePath, int], list[Case]] = {}
    local = {organ_key(case.organ) for case in cases if case.organ and _is_local(case.organ)}
    for case in cases:
        if case.organ and has_tables(case) and (year := comparable_year(case)) is not None:
            organ, folder = organ_key(case.organ), folder_of(case)
            by_organ.setdefault((organ, year), []).append(case)
            if organ in local:
                by_place.setdefault((organ, year, folder), []).append(case)
                by_place.setdefault((organ, year, shelf_of(folder)), []).append(case)
            by_folder.setdefault((folder, year), []).append(case)
    return Index(_grouped(by_organ), _grouped(by_place), by_folder, frozenset(year for _, year in by_folder))


def _is_local(organ: str) -> bool:
    """Whether others far away may bear its name, so that `_candidates` may have to look where it lies."""
    return not names_place(organ) or is_town(organ)


def is_town(organ: str) -> bool:
    """Whether the name is that of a town, without its county."""
    return _TOWN.match(organ) is not None


def _grouped(found: Mapping[K, Sequence[Case]]) -> dict[K, Group]:
    return {key: Group(cases, _alike(cases)) for key, cases in found.items()}


def _alike(cases: Sequence[Case]) -> bool:
    if len(cases) == 1:
        return True
    stated = figures(cases[0])
    return all(figures(other) == stated for other in cases[1:])


def has_tables(case: Case) -> bool:
    """Whether any mandated table was found in it."""
    return any(table.found for table in case.tables)


def folder_of(case: Case) -> PurePath:
    """Where the report lies."""
    return _pure(os.path.split(case.path)[0])


@lru_cache(maxsize=1024)
def _pure(folder: str) -> PurePath:
    """Hundreds of reports lie in one folder, and making a path of its name takes long."""
    return PurePath(folder)


@lru_cache(maxsize=1024)
def shelf_of(folder: PurePath) -> str:
    """The folder but for years in its name: 2022/ and 2023/ hold reports of the same organs."""
    return _YEAR.sub("", str(folder))
