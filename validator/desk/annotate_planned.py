"""What a person typed into cells on the page, as a marked copy tells it: planned, and not written into the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from validator.edits import Edit, changed
from validator.model import Case, Cell, Place
from validator.report.visible import one_line

#: Where a list says what kind of line it is.
PLANNED = "拟改"
LEGEND = "“拟改”是在核验页面上输入的数，本文件没有改动。"
_TOLD = "拟改：{was} → {to}（在核验页面上输入，本文件没有改动；核对后请自己改）"


@dataclass(frozen=True, slots=True)
class Planned:
    """A cell as it is printed, and what was typed into it."""

    cell: Cell
    raw: str

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.cell.place


def planned_in(cases: Iterable[Case], edits: Mapping[tuple[str, int], Sequence[Edit]]) -> tuple[Planned, ...]:
    """The cells of `cases` that `edits`, by (path, part), really change."""
    return tuple(Planned(*one) for case in cases for one in changed(case, edits.get((case.path, case.part), ())))


def planned_words(planned: Planned) -> str:
    """拟改：71 → 17（…）."""
    return _TOLD.format(was=_shown(planned.cell.raw), to=_shown(planned.raw))


def _shown(raw: str) -> str:
    return one_line(raw) or "空白"
