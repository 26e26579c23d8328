"""What every rule may look at: one case, indexed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from validator.checks.arithmetic import Sums
from validator.checks.blanks import Blanks, explain_blanks
from validator.form import Edition, Line, Table
from validator.model import Case, Cell, Defect, Observation, Place, TableReading
from validator.schema import editions
from validator.structure import printed_form

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """`forms`: found table → its printed form; `seen`: observations by kind; `sums`: identities judged, by table,

    and `blanks` what blanks explain of those that failed.
    """

    case: Case
    edition: Edition | None
    found: Mapping[str, TableReading]
    forms: Mapping[str, Table]
    cells: Mapping[Key, Cell]
    seen: Mapping[str, Sequence[Observation]]
    sums: Mapping[str, Sums]
    blanks: Mapping[str, Blanks]

    def column(self, cell: Cell) -> Line:
        """The column that a cell stands in, as the form describes it."""
        return self.forms[cell.table].column(cell.column)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rule found: defects, and how many items passed, failed, stayed open (and why)."""

    defects: tuple[Defect, ...] = ()
    passed: int = 0
    failed: int = 0
    open: int = 0
    why_open: str | None = None


def forms_of(case: Case) -> dict[str, Table]:
    """Every found table in the form in which it is printed: its edition, groups as rows where they stand so."""
    known = editions()
    return {
        t.key: printed_form(known[t.edition].table(t.key), t.rows)
        for t in case.tables
        if t.found and t.edition is not None and t.edition in known
    }


def gather(case: Case, forms: Mapping[str, Table], sums: Mapping[str, Sums]) -> Facts:
    """Index a case."""
    seen: dict[str, list[Observation]] = {}
    for observation in case.observations:
        seen.setdefault(observation.kind, []).append(observation)
    return Facts(
        case,
        editions().get(case.edition or ""),
        {t.key: t for t in case.tables if t.found},
        forms,
        {cell.key: cell for cell in case.cells},
        seen,
        sums,
        {key: explain_blanks(judged) for key, judged in sums.items()},
    )


# ---------------------------------------------------------------- words that messages share


def at(place: Place | None) -> str:
    """（表2 第27行第4列）, or nothing where no place is known."""
    return f"（{place.where}）" if place and place.where else ""


def cell_name(table: Table, row: str, column: str) -> str:
    """「（七）总计」行「自然人」列."""
    return f"「{table.row(row).label}」行「{table.column(column).label}」列"


def short_name(table: Table, row: str, column: str) -> str:
    """The same in short words, for lists of cells."""
    return f"「{table.row(row).short}」行「{table.column(column).short}」列"


def table_name(key: str, facts: Facts) -> str:
    """「第二十条第（一）项」表, named as the printed edition names it."""
    table = facts.forms.get(key) or (facts.edition.table(key) if facts.edition else None)
    return f"「{table.title}」表" if table else "该表"


def listed(names: Sequence[str], most: int = 6) -> str:
    """「甲」「乙」等 8 项: a list that stays short."""
    shown = "".join(f"「{name}」" for name in names[:most])
    return shown if len(names) <= most else f"{shown}等 {len(names)} 项"
