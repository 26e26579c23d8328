"""The identities as a check on recognition: which recognised figures are doubtful, and which may be relied on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from validator.checks.arithmetic import Sums
from validator.model import BESIDE, Case, Cell, Defect

#: Two readings that agree reach this unless both were faint; a lone one never does.
SURE = 0.9

#: Digits that a recogniser takes for each other.
_CONFUSED = ("17", "14", "068", "09", "38", "35", "56", "58", "69", "89", "27", "23", "49")

Why = Literal["unread", "differ", "faint", "near"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure that may have been recognised wrongly. `instead`: what it may be; `near`: that would mend the sums."""

    cell: Cell
    why: Why
    instead: tuple[str, ...] = ()


def is_sure(cell: Cell) -> bool:
    """Whether the figure is as printed: not recognised at all, or read twice alike with high confidence."""
    return cell.origin != "recognised" or (cell.confidence is not None and cell.confidence >= SURE)


def doubts(cells: Iterable[Cell], sums: Mapping[str, Sums]) -> tuple[Doubt, ...]:
    """Every doubtful figure among `cells`; `sums` are the judged identities by table.

    A figure that was not read twice alike is cleared where two identities or more hold with it: one that is wrong
    would need others wrong by as much in other rows and columns. One that was read alike is doubtful where it breaks
    its identities and a near reading would mend all of them.
    """
    return tuple(doubt for cell in cells if cell.origin == "recognised" for doubt in _doubt(cell, sums.get(cell.table)))


def told_first(defect: Defect, involved: Iterable[Cell], doubtful: Collection[tuple[str, str, str]]) -> Defect:
    """The defect as the author's, or, where it rests on a doubtful figure, as a warning to check the reading first.

    `involved`: every cell that its identities add up; `doubtful`: keys of the cells that `doubts` names.
    """
    cells = list(involved)
    if all(is_sure(cell) and cell.key not in doubtful for cell in cells):
        return defect
    return reading_first(defect)


def reading_first(defect: Defect, doubted: str = "识别") -> Defect:
    """The defect as a warning to check the reading first: rules and labels of a picture may be misread like figures."""
    return replace(defect, severity="warning", message=f"请先核对{doubted}，再看是否写错：{defect.message}")


def is_recognised(case: Case) -> bool:
    """Whether any of the case was read from a picture."""
    return case.reader == "picture" or any(cell.origin == "recognised" for cell in case.cells)


def is_in_pieces(case: Case) -> bool:
    """Whether the columns of a table lie on several pages: what seems to be missing or odd there may be on another one."""
    return any(seen.note == BESIDE for seen in case.observations)


def _doubt(cell: Cell, sums: Sums | None) -> Iterator[Doubt]:
    place = _position(cell, sums)
    if not is_sure(cell):
        if sums is None or place is None or not _is_confirmed(place, sums):
            yield Doubt(cell, _why(cell), cell.readings)
    elif sums is not None and place is not None:
        due = _mended(place, sums)
        if due is not None and is_near(cell.raw, due):
            yield Doubt(cell, "near", (str(due),))


def _why(cell: Cell) -> Why:
    if cell.kind == "text":
        return "unread"
    return "differ" if cell.readings else "faint"


def _position(cell: Cell, sums: Sums | None) -> int | None:
    spot = (cell.row, cell.column)
    return sums.compiled.cells.index(spot) if sums is not None and spot in sums.compiled.cells else None


def _is_confirmed(place: int, sums: Sums) -> bool:
    """Two identities or more hold with the figure, and none fails."""
    about = _about(place, sums)
    return len(about) > 1 and all(sums.status[i] == "pass" for i in about)


def _mended(place: int, sums: Sums) -> int | None:
    """The one number there with which every identity of the cell holds; None if all hold now, or none does it."""
    about = [i for i in _about(place, sums) if sums.status[i] != "open"]
    due = {sums.values[place] - round(sums.residual[i] / sums.compiled.matrix[i, place]) for i in about}
    now = sums.values[place]
    return next(iter(due)) if len(due) == 1 and due != {now} and min(due) >= 0 else None


def _about(place: int, sums: Sums) -> list[int]:
    return [i for i in range(len(sums.status)) if sums.compiled.matrix[i, place]]


def is_near(raw: str, due: int) -> bool:
    """Whether `due` may have been recognised as `raw`: digits taken for each other, or one lost or added."""
    read, meant = raw.strip(), str(due)
    if len(read) == len(meant):
        return all(
            a == b or any(a in like and b in like for like in _CONFUSED) for a, b in zip(read, meant, strict=True)
        )
    longer, shorter = sorted((read, meant), key=len, reverse=True)
    return len(longer) == len(shorter) + 1 and any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
