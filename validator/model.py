"""The nouns of the program. Every stage is a pure function from one of them to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct, structs

#: The mark of a figure that a formula came to.
COMPUTED = "computed"
#: The kind of observation of a report that was pasted, and may be only a piece of one.
EXCERPT = "excerpt"
#: Why rows of a PDF are doubted that go on beside them on another page: such a table is read in pieces.
BESIDE = "表格横着分在几页上：请把打印设置改为“将所有列打印在一页”，重新导出"

Kind = Literal["number", "blank", "dash", "unit", "text", "formula"]
Severity = Literal["error", "warning", "notice"]
Status = Literal["passed", "failed", "incomplete", "not_applicable", "unreadable"]


class Place(Struct, frozen=True, gc=False, omit_defaults=True):
    """Where a person finds something. Readers fill what they know; `where` is spelled once, by `spell`.

    Written out, it names what it knows (`omit_defaults`): a report has hundreds of places, and each knows two of eight.
    """

    where: str = ""
    sheet: str | None = None
    ref: str | None = None
    page: int | None = None
    line: int | None = None
    box: tuple[float, float, float, float] | None = None
    column: int | None = None
    offset: int | None = None

    def spell(self, where: str) -> Place:
        """The same place under the words a person goes by."""
        return structs.replace(self, where=where)


# ---------------------------------------------------------------- what readers return


class GridCell(Struct, frozen=True, gc=False):
    """One source cell of a grid: 0-based origin, spans, its text and (sheets, lines) its own place."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str
    place: Place | None = None
    formula: bool = False  # a formula whose value was never stored; `text` is the formula
    confidence: float | None = None  # of a recognised cell, 0 to 1; None: printed
    readings: tuple[str, ...] = ()  # where two readings of a recognised cell differ
    unproved: bool = False  # stands in a row whose figures cannot be told apart for certain
    computed: bool = False  # what a formula came to

    @property
    def right(self) -> int:
        """The first grid column to the right of the cell."""
        return self.column + self.colspan


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as rows and columns; `index[r][c]` is the position in `cells` of what covers (r, c), or -1."""

    cells: tuple[GridCell, ...]
    index: tuple[tuple[int, ...], ...]
    width: int
    sheet: str | None = None  # a sheet, or lines of a text file, is no numbered table

    @staticmethod
    def of(cells: Iterable[GridCell], sheet: str | None = None) -> Grid:
        """Build the index. A place that two cells claim belongs to the first; spans are cut at the last row."""
        kept = tuple(cells)
        height = max((c.row + 1 for c in kept), default=0)
        width = max((c.right for c in kept), default=0)
        index = [[-1] * width for _ in range(height)]
        for number, cell in enumerate(kept):
            for r in range(cell.row, min(height, cell.row + cell.rowspan)):
                line = index[r]
                for c in range(cell.column, cell.right):
                    if line[c] < 0:
                        line[c] = number
        return Grid(kept, tuple(map(tuple, index)), width, sheet)

    def row(self, number: int) -> tuple[GridCell, ...]:
        """The distinct cells that cover row `number`, from left to right."""
        seen = dict.fromkeys(i for i in self.index[number] if i >= 0)
        return tuple(self.cells[i] for i in seen)


class Token(Struct, frozen=True, gc=False):
    """One cell of a text. `row` numbers the printed row where the text shows it (0: it does not).

    `alone` says that nothing else stands on its line.
    """

    text: str
    place: Place
    row: int = 0
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Stream:
    """Text as an ordered run of cells; a cell ends at its separator, whatever the line breaks."""

    tokens: tuple[Token, ...]


class Paragraph(Struct, frozen=True, gc=False):
    """Running text outside tables."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, which may hide a table.

    `source`: what its document finds it by; `data`: its bytes, where the document holds it and nobody looked into it yet
    (empty: it does, but they were not taken along).
    """

    place: Place
    name: str = ""
    source: str = ""
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A link to, or an embedding of, another file."""

    place: Place
    name: str


Block = Paragraph | Grid | Stream | Image | Attachment


@dataclass(frozen=True, slots=True)
class Observation:
    """A fact that reading or aligning came upon; a rule of the same `kind` judges it."""

    kind: str
    table: str | None = None
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    text: str = ""  # what is printed there
    note: str = ""  # what it was taken for, or why
    number: int = 0
    place: Place | None = None
    tables: tuple[str, ...] = ()  # others that it is about, beside `table`


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: ordered blocks, the metadata it carries (`title`, `organ`, `published`), and what the reader saw."""

    reader: str
    blocks: tuple[Block, ...]
    meta: Mapping[str, str] = field(default_factory=dict)
    observations: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One report of a document, and what its text says of itself."""

    number: int
    blocks: tuple[Block, ...]
    titled: bool  # its title names it as such a report
    title: str | None
    organ: str | None
    year: int | None
    year_from: str | None  # title | field | sheet | meta | period | prose | file name
    paragraphs: tuple[Paragraph, ...] = ()  # every line of running text, wherever the file keeps it


Reading = tuple[tuple[int, str], ...]  # rows, or groups of rows, that are added (+1) or taken off (-1)


class Claim(Struct, frozen=True, gc=False):
    """A figure that a sentence states, and the cells that it should be found in.

    `fact`: its key in schemas/claims.toml; `rows` in `columns` (added up) are what the words name, `readings` and the
    columns `also` what a careful author may mean instead. `exact`: not 约 or 余; `named`: the words are the mandated label
    of one cell; `scope`: words that say whose figures these are, or which part of them ("" for none).
    `sentence[start:end]` is the number; an amount of money is in yuan; `step` is one unit of its last printed digit.
    """

    fact: str
    rule: str
    table: str
    rows: Reading
    columns: tuple[str, ...]
    value: Decimal
    step: Decimal
    sentence: str
    start: int
    end: int
    place: Place
    section: int
    exact: bool
    named: bool
    scope: str = ""
    readings: tuple[Reading, ...] = ()
    also: tuple[str, ...] = ()


# ---------------------------------------------------------------- what judging works on


class Cell(Struct, frozen=True, gc=False, omit_defaults=True):
    """One mandated figure as printed. `value` is exact; blank and dash have none and count as 0 in sums."""

    table: str
    row: str
    column: str
    raw: str
    kind: Kind
    value: Decimal | None
    place: Place
    unit: str | None = None
    marks: tuple[
        str, ...
    ] = ()  # how it was written: full_width, separator, space, gap, word_sign; computed: by a formula
    origin: Literal["printed", "recovered", "recognised"] = "printed"
    confidence: float | None = None
    readings: tuple[str, ...] = ()  # where two readings of a recognised cell differ

    @property
    def key(self) -> tuple[str, str, str]:
        """(table, row, column)."""
        return (self.table, self.row, self.column)


@dataclass(frozen=True, slots=True)
class TableReading:
    """Whether a mandated table was found, where, and in the form of which edition it is printed."""

    key: str
    found: bool
    place: Place | None = None
    edition: str | None = None
    rows: tuple[str, ...] = ()  # keys of the rows that are printed
    open_rows: tuple[str, ...] = ()  # printed, but their cells could not be told apart


@dataclass(frozen=True, slots=True)
class Case:
    """One report between extraction and judgement: all that judging needs, serialisable."""

    path: str
    part: int
    sha256: str | None
    reader: str | None
    edition: str | None
    report_year: int | None
    year_from: str | None
    organ: str | None
    title: str | None
    titled: bool
    tables: tuple[TableReading, ...] = ()
    cells: tuple[Cell, ...] = ()
    observations: tuple[Observation, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    published: date | None = None  # when the page says that it went online
    published_from: str | None = None  # line | meta
    published_at: Place | None = None
    edition_forced: bool = False  # the user named the edition


# ---------------------------------------------------------------- what judging says


@dataclass(frozen=True, slots=True)
class Broken:
    """An identity that does not hold: `difference` = left - right; `spelled` names every filled term."""

    rule: str
    text: str
    left: int | Decimal
    right: int | Decimal
    difference: int | Decimal
    spelled: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One cell of a repair."""

    table: str
    row: str
    column: str
    was: Decimal | str | None
    to: Decimal


@dataclass(frozen=True, slots=True)
class Repair:
    """A set of changes after which every broken identity of the cause holds; rank 1 is the likeliest."""

    rank: int
    why: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that a rule found wrong, not yet weighed."""

    message: str
    table: str | None = None
    cells: tuple[Cell, ...] = ()
    identities: tuple[Broken, ...] = ()
    repairs: tuple[Repair, ...] = ()
    repairs_truncated: bool = False
    severity: Severity | None = None  # None: the rule's own
    basis: str | None = None
    evidence: str | None = None
    place: Place | None = None  # where the evidence stands; cells have places of their own
    key: str = ""  # what the fingerprint tells this defect apart by


class Tally(Struct, frozen=True, gc=False):
    """What one rule examined."""

    passed: int = 0
    failed: int = 0
    open: int = 0
    why_open: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A defect under its rule, weighed, with an identity that survives re-runs."""

    rule: str
    severity: Severity
    table: str | None
    message: str
    basis: str | None
    cells: tuple[Cell, ...]
    identities: tuple[Broken, ...]
    repairs: tuple[Repair, ...]
    repairs_truncated: bool
    evidence: str | None
    place: Place | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Report:
    """The judgement of one case; `left_out`: the rules that were not run, as the user wanted it."""

    case: Case
    status: Status
    findings: tuple[Finding, ...]
    tallies: Mapping[str, Tally]
    left_out: frozenset[str] = frozenset()


class Unreadable(Exception):
    """A file that cannot be read: the F rule it falls under and a sentence for the user."""

    def __init__(self, rule: str, message: str, again: bool = False) -> None:
        """`rule` is a code of family F; `message` says what to do.

        `again`: another time it may be read: it took too long, or ended the process that read it.
        """
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.again = again
