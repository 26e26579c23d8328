"""What a fault of a table makes the rules on prose say besides: no second fault, told with the repair that ends it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from msgspec import structs

from validator.checks.facts import Facts, Key
from validator.checks.gathering import gather_all
from validator.checks.registry import RULES
from validator.model import Cell, Defect

Told = tuple[str, Defect]  # rule code, defect

#: The rules that hold sentences against tables with identities.
_CLAIMS = ("C101", "C102", "C103", "C104")
#: What a balance says of the sentences that its first repair makes true.
_BORNE_OUT = "与改后一致"


def without_consequences(told: Sequence[Told], facts: Facts) -> list[Told]:
    """`told` without the sentences that the first repair of one of its balances makes true, and quotes as borne out.

    One cause, one finding. Tallies stay as they were: table and prose, as they are printed, do not agree.
    """
    said = [(code, defect) for code, defect in told if code in _CLAIMS]
    balances = [defect for code, defect in told if code[0] == "A" and defect.repairs and _BORNE_OUT in defect.message]
    ended = {id(defect) for balance in balances if said for defect in _ended(said, balance, facts)}
    return [pair for pair in told if id(pair[1]) not in ended]


def _ended(said: Sequence[Told], balance: Defect, facts: Facts) -> Iterator[Defect]:
    """What is not said any more of the figures after the first repair of `balance`."""
    changes = {(c.table, c.row, c.column): c.to for c in balance.repairs[0].changes}
    cells = tuple([_changed(cell, changes) for cell in facts.case.cells])
    (after,) = gather_all([replace(facts.case, cells=cells)], {})
    after = replace(after, links=facts.links, previous=facts.previous, parts=facts.parts)
    left = {(code, d.key) for code in {code for code, _ in said} for d in RULES[code].examine(after).defects}
    return (defect for code, defect in said if (code, defect.key) not in left)


def _changed(cell: Cell, changes: Mapping[Key, Decimal]) -> Cell:
    due = changes.get(cell.key)
    return cell if due is None else structs.replace(cell, raw=f"{due}", kind="number", value=due, unit=None, marks=())
