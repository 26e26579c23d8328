"""What a repair says of cells that hold formulas: these are not to be typed over, their parts or the formula are wrong."""

from __future__ import annotations

from dataclasses import replace

from validator.checks.facts import Facts, at, cell_name
from validator.model import COMPUTED, Change, Defect

_ALL = "{}是公式算出的数，请检查公式加了哪些格，不要直接改写。"
_SOME = "其中{}是公式算出的数，改了明细会自动更新，不用改写。"


def with_formulas(defect: Defect, facts: Facts) -> Defect:
    """The defect, its message naming the cells of the first repair that a formula came to; as it is if there are none."""
    changes = defect.repairs[0].changes if defect.repairs else ()
    found = [change for change in changes if _is_computed(change, facts)]
    if not found:
        return defect
    named = "、".join(_name(change, facts) for change in found)
    words = (_ALL if len(found) == len(changes) else _SOME).format(named if len(changes) > 1 else "这一格")
    return replace(defect, message=defect.message + words)


def _is_computed(change: Change, facts: Facts) -> bool:
    cell = facts.cells.get((change.table, change.row, change.column))
    return cell is not None and COMPUTED in cell.marks


def _name(change: Change, facts: Facts) -> str:
    place = facts.cells[change.table, change.row, change.column].place
    return f"{cell_name(facts.forms[change.table], change.row, change.column)}{at(place)}"
