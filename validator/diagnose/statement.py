"""What sentences of the report itself say of the cells: evidence that ranks repairs, but proves none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that gives a figure: one of `forms` (coefficient by cell, added up) is `due`.

    `step`: one unit of its last printed digit, within which a rounded figure agrees; `source` and `quote`: where it
    stands and what it says, for the user.
    """

    forms: tuple[Mapping[int, int], ...]
    due: int
    step: int
    source: str
    quote: str

    def holds(self, values: Sequence[int], changes: Mapping[int, int]) -> bool:
        """Whether any form agrees with `values` after `changes`."""
        return any(abs(self._sum(form, values, changes) - self.due) < self.step for form in self.forms)

    def _sum(self, form: Mapping[int, int], values: Sequence[int], changes: Mapping[int, int]) -> int:
        return sum([k * changes.get(c, values[c]) for c, k in form.items()])

    def is_about(self, changes: Mapping[int, int]) -> bool:
        """Whether any form adds up a changed cell."""
        return any(not changes.keys().isdisjoint(form) for form in self.forms)

    @property
    def cell(self) -> int | None:
        """The one cell whose figure the sentence gives in its first meaning; None if it gives a sum."""
        (cell, factor), *others = self.forms[0].items()
        return cell if factor == 1 and not others and self.step == 1 else None
