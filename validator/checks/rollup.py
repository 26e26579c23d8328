"""A consolidated table beside the sums of its parts, cell by cell."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from validator.checks.facts import Facts
from validator.checks.stated import Spot, Stated
from validator.form import Table


@dataclass(frozen=True, slots=True)
class Total:
    """One cell: what the consolidated report states, and each part in order; `rounding`: how far amounts may differ."""

    row: str
    column: str
    whole: Decimal
    parts: tuple[Decimal, ...]
    rounding: Decimal

    @property
    def due(self) -> Decimal:
        """The sum of the parts."""
        return sum(self.parts, Decimal(0))

    @property
    def difference(self) -> Decimal:
        """How much the consolidated figure is above the sum."""
        return self.whole - self.due

    @property
    def holds(self) -> bool:
        """Whether the two agree."""
        return abs(self.difference) <= self.rounding


@dataclass(frozen=True, slots=True)
class RollUp:
    """A table compared: the cells that every report states, and how many could not be compared.

    A group that any report prints as one row is compared as one row. What the edition of some part does not hold
    is not compared, and not counted.
    """

    table: str
    totals: tuple[Total, ...]
    open: int


def compared(facts: Facts) -> list[RollUp]:
    """Every table of which anything can be compared with the parts; none without parts."""
    return [found for key in facts.forms if (found := roll_up(facts, key)).totals or found.open] if facts.parts else []


def wrong(found: RollUp, facts: Facts) -> list[Total]:
    """The cells that differ; while parts are missing, only those in which the known ones are too much already."""
    differ = [total for total in found.totals if not total.holds]
    if not facts.links.parts_unread:
        return differ
    return [total for total in differ if total.difference < 0 and min(total.parts) >= 0]


def roll_up(facts: Facts, key: str) -> RollUp:
    """Compare table `key`, which must be found, with the parts of `facts`, of which there must be one at least."""
    form = facts.forms[key]
    every = [facts, *facts.parts]
    merged = _merged_groups(form, [f.forms[key] for f in every if key in f.forms])
    whole, *parts = (_by_group(f.stated(key), merged) for f in every)
    held = [_held(f, key, merged) for f in facts.parts]
    totals: list[Total] = []
    opened = 0
    for (row, column), figure in whole.items():
        if not all((row, column) in spots for spots in held):
            continue
        figures = [part.get((row, column)) for part in parts]
        known = tuple(value for value in figures if value is not None)
        if figure is None or len(known) < len(figures) or not _same_unit(every, key, row, column):
            opened += 1
        else:
            totals.append(Total(row, column, figure, known, _rounding(form, column, (figure, *known))))
    return RollUp(key, tuple(totals), opened)


def _merged_groups(form: Table, forms: Sequence[Table]) -> set[str]:
    """Groups that any of the reports prints as one row."""
    keys = {group.key for group in form.groups} | {row.partition(".")[0] for row in form.row_keys}
    return {key for key in keys if any(key in f.row_keys for f in forms)}


def _by_group(figures: Stated, merged: Collection[str]) -> Stated:
    """Members of merged groups added up under the key of the group; not known if any of them is not."""
    found: dict[Spot, Decimal | None] = {}
    for (row, column), value in figures.items():
        spot = (_line(row, merged), column)
        before = found.get(spot, Decimal(0))
        found[spot] = None if before is None or value is None else before + value
    return found


def _line(row: str, merged: Collection[str]) -> str:
    group = row.partition(".")[0]
    return group if group in merged else row


def _held(part: Facts, key: str, merged: Collection[str]) -> set[Spot]:
    """The cells that the form of a part has; a table that it ought to have but lacks counts as had."""
    form = part.forms.get(key)
    if form is None and part.edition is not None and key in part.edition.table_keys:
        form = part.edition.table(key)
    return {(_line(r, merged), c) for r in form.row_keys for c in form.column_keys} if form else set()


def _same_unit(every: Sequence[Facts], key: str, row: str, column: str) -> bool:
    """Whether amounts whose unit the form does not declare are all in yuan, or all without a unit."""
    line = every[0].forms[key].column(column)
    if line.holds != "amount" or line.unit:
        return True
    cells = [f.cells.get((key, row, column)) for f in every]
    return len({cell.unit is None for cell in cells if cell is not None and cell.value}) < 2


def _rounding(form: Table, column: str, figures: Sequence[Decimal]) -> Decimal:
    """Amounts are rounded as each report prints them: half a unit of the last digit for each."""
    if form.column(column).holds != "amount":
        return Decimal(0)
    exponents = (figure.as_tuple().exponent for figure in figures if figure)
    return sum((Decimal(5).scaleb(int(exponent) - 1) for exponent in exponents), Decimal(0))
