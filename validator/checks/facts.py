"""What every rule may look at: one case, indexed once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from validator.between.links import ALONE, Links
from validator.checks.arithmetic import Sums
from validator.checks.blanks import Blanks, explain_blanks
from validator.form import Edition, Line, Table
from validator.model import Case, Cell, Claim, Defect, Observation, Place, TableReading
from validator.prose.claims import claims_of
from validator.prose.outline import Outline, outline_of
from validator.schema import editions
from validator.tables.structure import printed_form

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """`forms`: found table → its printed form; `unusual`: the cells that are not plainly a whole number;

    `seen`: observations by kind; `sums`: identities judged, by table,

    and `blanks` what blanks explain of those that failed; `outline`: the sections and their prose;
    `previous`, `parts`: the facts of the reports that `links` name, gathered but not judged; `claims`: what the prose states of the cells.
    """

    case: Case
    edition: Edition | None
    found: Mapping[str, TableReading]
    forms: Mapping[str, Table]
    cells: Mapping[Key, Cell]
    by_table: Mapping[str, tuple[Cell, ...]]
    unusual: tuple[Cell, ...]
    seen: Mapping[str, Sequence[Observation]]
    sums: Mapping[str, Sums]
    blanks: Mapping[str, Blanks]
    outline: Outline
    links: Links = ALONE
    previous: Facts | None = None
    parts: tuple[Facts, ...] = ()
    claims: tuple[Claim, ...] = ()

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
    edition, outline = editions().get(case.edition or ""), outline_of(case.paragraphs)
    return Facts(
        case,
        edition,
        {t.key: t for t in case.tables if t.found},
        forms,
        {cell.key: cell for cell in case.cells},
        _by_table(case, forms),
        tuple([cell for cell in case.cells if not _is_plain(cell)]),
        seen,
        sums,
        {key: explain_blanks(judged) for key, judged in sums.items()},
        outline,
        claims=claims_of(outline, edition or _governing(case.report_year), case.report_year),
    )


def _by_table(case: Case, forms: Iterable[str]) -> dict[str, tuple[Cell, ...]]:
    found: dict[str, list[Cell]] = {key: [] for key in forms}
    for cell in case.cells:
        found.setdefault(cell.table, []).append(cell)
    return {key: tuple(cells) for key, cells in found.items()}


def _is_plain(cell: Cell) -> bool:
    """Digits only: nearly every cell is so, and most rules have nothing to say of it."""
    return cell.kind == "number" and cell.raw.isdigit() and cell.raw.isascii() and not cell.marks


def _governing(year: int | None) -> Edition:
    """The edition in whose terms prose without tables is read: that of its year, else the newest."""
    known = list(editions().values())
    return next((e for e in known if year is not None and e.governs(year)), known[-1])


UNREAD = "这张表没有一行读得准，缺不缺行列不能判定"


def is_unread(key: str, facts: Facts) -> bool:
    """Whether not one row of a table that was found could be read: what else seems to be missing proves nothing."""
    found = facts.found.get(key)
    return found is not None and bool(found.open_rows) and not facts.by_table.get(key)


# ---------------------------------------------------------------- words that messages share


def at(place: Place | None) -> str:
    """（表2 第27行第4列）, or nothing where no place is known."""
    return f"（{place.where}）" if place and place.where else ""


def cell_name(table: Table, row: str, column: str) -> str:
    """「（七）总计」行「自然人」列."""
    return f"「{table.row(row).label}」行「{table.column(column).short}」列"


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
