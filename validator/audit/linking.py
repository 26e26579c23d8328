"""Which reports are compared with which, found on stand-ins: no more of a report is held than that takes, and of few at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile

from validator.audit.manifest import Statement
from validator.audit.register import Register, Slot
from validator.audit.register_lookup import StoredIndex
from validator.audit.store_file import unwritable
from validator.between.linking import automatic
from validator.between.links import ALONE, Links
from validator.between.rollup_parts import choose_parts
from validator.between.sketch import Key
from validator.between.total_sheet import added_up, is_total
from validator.identity.same_organ import organ_key
from validator.model import Case

#: A folder of this name beside a consolidated report holds its parts.
PARTS_FOLDER = "分报"


@dataclass(frozen=True, slots=True)
class Linked:
    """A report, what it is compared with, and where that is stored: last year's if there is one, then the parts."""

    slot: Slot
    links: Links
    others: Sequence[Slot]


def enter_alike(register: Register, said: Mapping[str, Statement], folder: Path) -> None:
    """Enter all reports, and what each of them is like. `folder`: where what is too large for memory may lie. Raises BadStore."""
    from validator.between.similar import pairs  # with numpy, which one report needs not
    from validator.between.sketch_columns import columns_of

    try:
        with TemporaryFile(dir=folder) as prose:
            register.keep(pairs(columns_of(register.entering(said), prose), register.sketches))
    except OSError as error:
        raise unwritable(folder) from error


def linked(register: Register, said: Mapping[str, Statement], compared: bool) -> Iterator[Linked]:
    """Every report in the order of the register. `said`: name of a file → what the manifest says of it, its parent by name.

    Without `compared` none is told to be like another, whatever is known of them.
    """
    index = register.index
    rolled_up = _rolling_up(index, _wholes(index, said))
    for case, slot, like in register.reports():
        links = ALONE if case.reader is None else rolled_up(case, automatic(case, index))
        if compared:
            links = replace(links, similar=like)
        others = [*filter(None, (links.previous,)), *links.parts]
        yield Linked(slot, links, [register.slot(other) for other in others])


# ---------------------------------------------------------------- consolidated reports


@dataclass(frozen=True, slots=True)
class _Whole:
    """A consolidated report, and what is given as its parts: asked for when it is due."""

    case: Case
    parts: Callable[[], Sequence[Case]]


def _rolling_up(index: StoredIndex, wholes: Mapping[Key, _Whole]) -> Callable[[Case, Links], Links]:
    """What adds the parts to the links of a consolidated report, or of a sheet that adds up the others of its workbook."""
    siblings: dict[str, list[Case]] = defaultdict(list)  # those of other years show which parts are not meant
    for whole in wholes.values():
        siblings[_organ(whole.case)].append(whole.case)

    def rolled_up(case: Case, links: Links) -> Links:
        """The links of the case with its parts, if it has any."""
        key = (case.path, case.part)
        if key in wholes:
            chosen, unread = choose_parts(case, wholes[key].parts(), siblings[_organ(case)])
            return replace(links, parts=chosen, parts_unread=unread)
        own = added_up(index.at_path(case.path)).get(key, ()) if is_total(case) else ()
        return replace(links, parts=own, parts_assumed=True) if own else links

    return rolled_up


def _organ(case: Case) -> str:
    return organ_key(case.organ or case.path)


def _wholes(index: StoredIndex, said: Mapping[str, Statement]) -> Mapping[Key, _Whole]:
    """By path and part; what the manifest says goes before what folders tell."""
    found = (*_with_parts_folder(index), *_with_own_folder(index), *_by_manifest(index, said))
    return {(whole.case.path, whole.case.part): whole for whole in found if whole.case.reader is not None}


def _by_manifest(index: StoredIndex, said: Mapping[str, Statement]) -> Iterator[_Whole]:
    parts: dict[str, list[str]] = defaultdict(list)
    for name, statement in said.items():
        if statement.parent is not None:
            parts[statement.parent].append(name)
    for parent, names in parts.items():
        given = partial(_in_files, index, names)
        yield from (_Whole(case, given) for case in index.in_file(parent))


def _in_files(index: StoredIndex, names: Sequence[str]) -> Sequence[Case]:
    return [case for name in names for case in index.in_file(name)]


def _with_parts_folder(index: StoredIndex) -> Iterator[_Whole]:
    """Reports beside which, all being of one organ, 分报 stands."""
    for folder in index.folders():
        above, _, last = folder.rpartition("/")
        if last == PARTS_FOLDER:
            inside = index.in_place(above)
            if len({organ_key(case.organ or "") for case in inside}) == 1:
                yield from (_Whole(case, partial(index.in_place, folder)) for case in inside)


def _with_own_folder(index: StoredIndex) -> Iterator[_Whole]:
    """Reports with a folder that bears the name of their file."""
    for folder in index.folders():
        above, _, last = folder.rpartition("/")
        for case in index.beginning(f"{folder}.", above):
            if PurePosixPath(case.path).stem == last:
                yield _Whole(case, partial(index.in_place, folder))
