"""What the page holds and sends with every question: the cells of its files, and what was typed into them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated

import msgspec

from validator import limits
from validator.between.linking import links_for
from validator.between.links import Links
from validator.between.similar_cases import with_similar
from validator.cells_file import decode_cases
from validator.edits import Edit, NoSuchCell, edited
from validator.model import Case, Unreadable

Key = tuple[str, int]  # path, part

BAD = "页面发来的内容不完整。请刷新页面，重新选择文件。"
_MANY = "一次最多看 {most} 份年报，这里有 {found} 份。请分几次核验，或在命令行用 d711 check。"


class _Typed(msgspec.Struct):
    path: str
    part: int
    table: str
    row: str
    column: str
    raw: Annotated[str, msgspec.Meta(max_length=limits.SERVE_TYPED)]


class _Posted(msgspec.Struct):
    files: list[msgspec.Raw]
    previous: list[msgspec.Raw] = []
    parts: list[msgspec.Raw] = []
    edits: list[_Typed] = []
    planned: list[_Typed] = []
    touched: list[Key] = []
    name: str = ""
    file: bytes = b""


class BadSession(ValueError):
    """What was posted cannot be judged; the text is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Session:
    """`originals` as read, `cases` as corrected, with what they are compared with; `edits` by case.

    `touched`: the case whose correction asks for a new verdict, and those that were told to be like it before (none: all
    are wanted); `name`, `file`, `planned`: the user's file, its bytes, and what was typed on the page by case, where a marked
    copy of the file is wanted.
    """

    originals: tuple[Case, ...]
    cases: tuple[Case, ...]
    links: dict[Key, Links]
    edits: dict[Key, tuple[Edit, ...]]
    touched: frozenset[Key] = frozenset()
    name: str = ""
    file: bytes = b""
    planned: dict[Key, tuple[Edit, ...]] = field(default_factory=dict)


def session_of(body: bytes) -> Session:
    """What the page posted. Raises BadSession."""
    try:
        posted = msgspec.json.decode(body, type=_Posted)
        files, previous, parts = (_cases(group) for group in (posted.files, posted.previous, posted.parts))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, Unreadable) as error:
        raise BadSession(BAD) from error
    found = len(files) + len(previous) + len(parts)
    if found > limits.SERVE_FILES:
        raise BadSession(_MANY.format(most=limits.SERVE_FILES, found=found))
    edits = _edits(posted.edits)
    try:
        cases = tuple(edited(case, edits.get(key_of(case), ())) for case in files)
    except NoSuchCell as error:
        raise BadSession(BAD) from error
    links = with_similar(links_for(cases, previous, parts), cases, previous)
    touched, planned = frozenset(posted.touched), _edits(posted.planned)
    return Session(files, cases, links, edits, touched, posted.name, posted.file, planned)


def key_of(case: Case) -> Key:
    """(path, part)."""
    return case.path, case.part


def wanted(session: Session) -> list[int]:
    """The positions of the cases that have to be judged: all, or those that a touched one has a part in."""
    if not session.touched:
        return list(range(len(session.cases)))
    return [n for n, case in enumerate(session.cases) if session.touched & _witnesses(case, session.links)]


def renamed(session: Session) -> Session:
    """The session with every corrected case called so, for files that leave the page."""
    cases = tuple(_renamed(case, session.edits.get(key_of(case), ())) for case in session.cases)
    links = {
        key_of(new): session.links[key_of(old)]
        for old, new in zip(session.cases, cases, strict=True)
        if key_of(old) in session.links
    }
    return replace(session, cases=cases, links=links)


def _renamed(case: Case, edits: Sequence[Edit]) -> Case:
    return replace(case, path=f"{case.path}（网页上改了 {len(edits)} 处，文件未改）") if edits else case


def _cases(group: Sequence[msgspec.Raw]) -> tuple[Case, ...]:
    return tuple(case for file in group for case in decode_cases(bytes(file)))


def _edits(typed: Sequence[_Typed]) -> dict[Key, tuple[Edit, ...]]:
    found: dict[Key, tuple[Edit, ...]] = {}
    for one in typed:
        edit = Edit(one.table, one.row, one.column, one.raw)
        found[one.path, one.part] = (*found.get((one.path, one.part), ()), edit)
    return found


def _witnesses(case: Case, links: dict[Key, Links]) -> set[Key]:
    """The case itself and all that it is compared with."""
    link = links.get(key_of(case), Links())
    others = [*filter(None, (link.previous,)), *(unfit.case for unfit in link.unfit), *link.parts]
    return {key_of(case), *map(key_of, others), *(pair.other for pair in link.similar or ())}
