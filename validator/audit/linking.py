"""Which reports are compared with which, found on stand-ins: no more of a report is held than that takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from msgspec import structs

from validator.audit.manifest import NOTHING, Statement
from validator.audit.summary import decode_summary, stand_in
from validator.between.linking import links_for
from validator.between.links import ALONE, Links, Pair
from validator.between.rollup_parts import choose_parts
from validator.between.sketch import Sketch
from validator.between.sure_year import comparable_year
from validator.identity.same_organ import organ_key
from validator.model import Case

#: A folder of this name beside a consolidated report holds its parts.
PARTS_FOLDER = "分报"

#: Compared with others, and like none of them: nearly every report.
UNLIKE = replace(ALONE, similar=())

Key = tuple[str, int]  # path, part


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a report is stored, a digest of all that was read of it, and whose it is in the results."""

    name: str
    number: int
    mark: bytes
    reporter: str


@dataclass(frozen=True, slots=True)
class Linked:
    """Every report by (path, part), in path order: where it is stored, what it is compared with."""

    slots: Mapping[Key, Slot]
    links: Mapping[Key, Links]


def linked(summaries: Iterable[tuple[str, int, bytes]], said: Mapping[str, Statement], compared: bool = True) -> Linked:
    """Link all reports; `said`: name of a file → what the manifest says of it, its parent by name.

    Without `compared` none is told to be like another, whatever is known of them.
    """
    cases: dict[Key, Case] = {}
    slots: dict[Key, Slot] = {}
    sketches: list[tuple[Key, Sketch]] = []
    for name, number, stored in summaries:
        told, statement = decode_summary(stored), said.get(name, NOTHING)
        case = _stated(stand_in(name, told), statement)
        key = (case.path, case.part)
        cases[key] = case
        slots[key] = Slot(name, number, told.mark, told.sketch.organ or statement.organ or f"{case.path}#{case.part}")
        sketches.append((key, structs.replace(told.sketch, organ=case.organ, year=comparable_year(case))))
    links = _linked(cases, slots, said)
    return Linked(slots, with_similar(links, sketches) if compared else links)


def _linked(
    cases: Mapping[Key, Case],
    slots: Mapping[Key, Slot],
    said: Mapping[str, Statement],
) -> Mapping[Key, Links]:
    every = list(cases.values())
    links = links_for(every)
    for whole, given, siblings in _consolidated(every, slots, said):
        chosen, unread = choose_parts(whole, given, siblings)
        before = links.get((whole.path, whole.part), ALONE)
        links[whole.path, whole.part] = replace(before, parts=chosen, parts_unread=unread, parts_assumed=False)
    return links


def with_similar(links: Mapping[Key, Links], sketches: Sequence[tuple[Key, Sketch]]) -> Mapping[Key, Links]:
    """The links, with what each report is like; of a lone report as they were."""
    if len(sketches) == 1:
        return links
    from validator.between.similar import pairs  # with numpy, which one report needs not

    found: dict[Key, list[Pair]] = defaultdict(list)
    for pair in pairs(sketches):
        found[pair.key].append(pair)
    return {
        key: replace(links.get(key, ALONE), similar=tuple(found.get(key, ())))
        if key in found or key in links
        else UNLIKE
        for key, _ in sketches
    }


def _stated(case: Case, statement: Statement) -> Case:
    """Organ and year as a person says they are: for linking that is the last word."""
    if statement.organ is not None:
        case = replace(case, organ=statement.organ)
    return case if statement.year is None else replace(case, report_year=statement.year, year_from="manifest")


Roll = tuple[Case, Sequence[Case], Sequence[Case]]  # consolidated report, what is given as parts, its other years


def _consolidated(cases: Sequence[Case], slots: Mapping[Key, Slot], said: Mapping[str, Statement]) -> Iterator[Roll]:
    named, beside = _by_manifest(cases, slots, said), _by_folder(cases)
    wholes: dict[str, list[Case]] = defaultdict(list)
    given: dict[Key, list[Case]] = {}
    for case in cases:
        parts = named.get(slots[case.path, case.part].name) or beside.get((case.path, case.part))
        if parts and case.reader is not None:
            given[case.path, case.part] = parts
            wholes[organ_key(case.organ or case.path)].append(case)
    for siblings in wholes.values():
        yield from ((whole, given[whole.path, whole.part], siblings) for whole in siblings)


def _by_manifest(
    cases: Iterable[Case], slots: Mapping[Key, Slot], said: Mapping[str, Statement]
) -> Mapping[str, list[Case]]:
    found: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        parent = said.get(slots[case.path, case.part].name, NOTHING).parent
        if parent is not None:
            found[parent].append(case)
    return found


def _by_folder(cases: Iterable[Case]) -> Mapping[Key, list[Case]]:
    """Reports with a folder that bears the name of their file, or beside which, all being of one organ, 分报 stands."""
    folders: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        folders[_folder(case.path)].append(case)
    found: dict[Key, list[Case]] = {}
    for folder, inside in folders.items():
        given = folders.get(_below(folder, PARTS_FOLDER), [])
        if given and len({organ_key(case.organ or "") for case in inside}) == 1:
            found |= {(case.path, case.part): given for case in inside}
        for case in inside:
            if own := folders.get(_below(folder, PurePosixPath(case.path).stem)):
                found[case.path, case.part] = own
    return found


def _below(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
