"""What every rule may look at: one case, indexed once, and what several rules ask of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct

from validator.between.links import ALONE, Links
from validator.checks.arithmetic import Sums
from validator.checks.blanks import Blanks
from validator.checks.stated import Stated, figures_of
from validator.form import Edition, Line, Table
from validator.identity.title_words import named_otherwise
from validator.model import Case, Cell, Claim, Defect, Observation, Paragraph, Place, TableReading
from validator.prose.announcement import Announcement, announcement
from validator.prose.breakdowns import Breakdown, breakdowns
from validator.prose.claims import claims_of
from validator.prose.dates import Dated, Period, signature
from validator.prose.fee_statement import fee_sentences
from validator.prose.outline import Outline, outline_of
from validator.prose.report_year import Witness, stated_periods, witnesses
from validator.prose.sentences import Sentence
from validator.schema import editions, governing

Key = tuple[str, str, str]
#: A shorter paragraph is a heading or a lone cell.
_SHORTEST = 12


@dataclass(frozen=True)
class Facts:
    """`forms`: found table → its printed form; `unusual`: the cells that are not plainly a whole number;

    `seen`: observations by kind; `sums`: identities judged, by table, and `blanks` what blanks explain of those that failed;
    `previous`, `parts`: the facts of the reports that `links` name, gathered but not judged.

    What is read out of the prose is worked out when the first rule asks for it: where the rules that would are left out, it never is.
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
    links: Links = ALONE
    previous: Facts | None = None
    parts: tuple[Facts, ...] = ()

    def column(self, cell: Cell) -> Line:
        """The column that a cell stands in, as the form describes it."""
        return self.forms[cell.table].column(cell.column)

    def stated(self, key: str) -> Stated:
        """The figures of table `key`, as `figures_of` reads them; empty if the table was not found."""
        return self._figures.get(key, {})

    @cached_property
    def _figures(self) -> Mapping[str, Stated]:
        return figures_of(self.forms, self.by_table, self.blanks)

    @cached_property
    def outline(self) -> Outline:
        """The sections and their prose."""
        return outline_of(self.case.paragraphs)

    @cached_property
    def certain(self) -> bool:
        """Whether this is such a report for certain: it has its tables, and its title, or all its parts and no other title."""
        above = [paragraph.text for paragraph in self.outline.opening]
        return bool(self.found) and (self.case.titled or (self.outline.whole and not named_otherwise(above)))

    @cached_property
    def text(self) -> str:
        """All running text, a line a paragraph: enough to ask whether a word stands anywhere in it."""
        return "\n".join([paragraph.text for paragraph in self.case.paragraphs])

    @cached_property
    def spoken(self) -> tuple[Paragraph, ...]:
        """Paragraphs of the sections (of all the text where there are no sections), in such a report only."""
        if not (self.found or self.case.titled):
            return ()
        sections = self.outline.sections
        prose = [p for s in sections for p in s.paragraphs] if sections else self.outline.opening
        return tuple([p for p in prose if len(p.text) >= _SHORTEST])

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """What the prose states of the cells."""
        year = self.case.report_year
        return claims_of(self.outline, self.edition or _governing(year), year)

    def beside(self, claim: Claim) -> Sequence[Claim]:
        """The claims of the sentence of `claim`, itself too, in printed order."""
        return self.claims_in(claim.place, claim.sentence)

    def claims_in(self, place: Place, sentence: str) -> Sequence[Claim]:
        """The claims of a sentence of the paragraph at `place`, in printed order."""
        return self._by_sentence.get((place, sentence), ())

    @cached_property
    def _by_sentence(self) -> Mapping[tuple[Place, str], Sequence[Claim]]:
        found: dict[tuple[Place, str], list[Claim]] = {}
        for claim in self.claims:
            found.setdefault((claim.place, claim.sentence), []).append(claim)
        return found

    @cached_property
    def breakdowns(self) -> tuple[Breakdown, ...]:
        """Numbers that the prose takes apart."""
        return tuple([found for paragraph in self.spoken for found in breakdowns(paragraph)])

    @cached_property
    def fees(self) -> tuple[Sentence, ...]:
        """Every sentence on the 信息处理费, wherever it stands."""
        return fee_sentences([paragraph for _, paragraph in self.outline.prose()])

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Statements of the period that the figures cover."""
        return tuple(stated_periods(self.outline))

    @cached_property
    def announcement(self) -> Announcement | None:
        """What the report says of its own parts."""
        return announcement(self.outline)

    @cached_property
    def years(self) -> tuple[Witness, ...]:
        """Everything that says which year the report is about."""
        return witnesses(self.case, self.outline, self.periods)

    @cached_property
    def dated(self) -> Dated | None:
        """When a report that certainly is one was published, or else signed; None where neither is told."""
        case = self.case
        if case.published and self.certain:
            return Dated(case.published, case.published_from or "line", case.published_at or Place())
        return self.signed

    @cached_property
    def signed(self) -> Dated | None:
        """The day under the text of a report that certainly is one."""
        sections = self.outline.sections
        if not self.certain:
            return None
        return signature(sections[-1].paragraphs if sections else ())


class Verdict(Struct, frozen=True, gc=False):
    """What a rule found: defects, and how many items passed, failed, stayed open (and why)."""

    defects: tuple[Defect, ...] = ()
    passed: int = 0
    failed: int = 0
    open: int = 0
    why_open: str | None = None


def _governing(year: int | None) -> Edition:
    """The edition in whose terms prose without tables is read: that of its year, else the newest."""
    return governing(year) or list(editions().values())[-1]


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
