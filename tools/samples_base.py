"""What all samples are made of: one sound report an edition, and the formats in which samples are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tools.forge import render_csv, render_docx, render_html, render_text, render_xls, render_xlsx
from tools.forge.figures import Report, Rows
from tools.forge.story import Story
from validator.form import Table
from validator.schema import editions

Spot = tuple[str, str, str]  # table, row, column

#: The report year of the samples of an edition.
YEARS: Mapping[str, int] = {"2019": 2020, "2021": 2023}
ORGAN = "云桥市教育局"

#: What each group of applicants asked for, and how it was answered; rows and columns left out are 0.
_REQUESTS: Mapping[str, Mapping[str, int]] = {
    "natural_person": {
        "carried_in": 7,
        "granted": 36,
        "partly_granted": 5,
        "denied.third_party": 2,
        "denied.internal_affairs": 1,
        "denied.process_information": 3,
        "unavailable.not_held": 12,
        "unavailable.needs_creation": 4,
        "not_processed.petition": 6,
        "not_processed.repeated": 2,
        "carried_out": 17,
    },
    "business": {"granted": 8, "partly_granted": 1, "unavailable.not_held": 3, "carried_out": 1},
    "research": {"granted": 1},
    "legal_services": {"carried_in": 1, "granted": 2, "unavailable.not_held": 1},
    "other_org": {"granted": 1},
}
#: upheld, corrected, other, pending
_DISPUTES: Mapping[str, tuple[int, int, int, int]] = {
    "review": (3, 1, 0, 1),
    "direct_suit": (1, 0, 0, 0),
    "suit_after_review": (0, 0, 0, 1),
}
_SECTION_TWO: Mapping[Spot, str] = {
    ("art20_1", "normative_documents", "created"): "4",
    ("art20_1", "normative_documents", "published"): "4",
    ("art20_1", "normative_documents", "public_total"): "31",
    ("art20_1", "normative_documents", "issued"): "4",
    ("art20_1", "normative_documents", "repealed"): "2",
    ("art20_1", "normative_documents", "in_force"): "33",
    ("art20_5", "licensing", "previous_items"): "9",
    ("art20_5", "licensing", "change"): "-1",
    ("art20_5", "licensing", "decisions"): "486",
    ("art20_5", "other_services", "previous_items"): "23",
    ("art20_5", "other_services", "change"): "+2",
    ("art20_5", "other_services", "decisions"): "1270",
    ("art20_6", "penalties", "previous_items"): "14",
    ("art20_6", "penalties", "decisions"): "6",
    ("art20_8", "fees", "previous_items"): "3",
    ("art20_8", "fees", "amount"): "25.1",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A broken file: the rule that must fire, a name for it, the extension with its dot, and its bytes."""

    code: str
    slug: str
    extension: str
    data: bytes

    @property
    def name(self) -> str:
        """The file's name."""
        return f"{self.code}-{self.slug}{self.extension}"


#: Plain renderings, one for each extension.
WRITERS: Mapping[str, Callable[[Story], bytes]] = {
    ".html": render_html.plain,
    ".docx": render_docx.plain,
    ".xlsx": render_xlsx.one_sheet,
    ".xls": render_xls.one_sheet,
    ".csv": render_csv.delimited,
    ".txt": render_text.pipe_rows,
}


def base(edition: str) -> Report:
    """The sound report of that edition, every identity kept. Raises KeyError for an unknown edition."""
    form = editions()[edition]
    return Report(ORGAN, YEARS[edition], edition, {table.key: _rows(table) for table in form.tables})


def blank(edition: str) -> Report:
    """The same report with every figure left out."""
    full = base(edition)
    tables = {t: {r: dict.fromkeys(line) for r, line in rows.items()} for t, rows in full.tables.items()}
    return Report(full.organ, full.year, edition, tables)


def sample(code: str, slug: str, extension: str, tale: Story) -> Sample:
    """A story in the plain rendering of an extension. Raises KeyError for an extension without one."""
    return Sample(code, slug, extension, WRITERS[extension](tale))


def _rows(table: Table) -> Rows:
    if table.key == "requests":
        return _requests(table)
    if table.key == "disputes":
        return {row: _dispute(table, _DISPUTES[row]) for row in table.row_keys}
    return {
        row: {column: _SECTION_TWO.get((table.key, row, column), "0") for column in table.column_keys}
        for row in table.row_keys
    }


def _dispute(table: Table, details: Iterable[int]) -> dict[str, str | None]:
    found = [*details]
    return {column: str(value) for column, value in zip(table.column_keys, [*found, sum(found)], strict=True)}


def _requests(table: Table) -> Rows:
    rows = {row: dict.fromkeys(table.column_keys, Decimal(0)) for row in table.row_keys}
    for column, figures in _REQUESTS.items():
        for row, figure in figures.items():
            rows[row][column] = Decimal(figure)
    for column in table.column_keys:
        results = (rows[row][column] for row in table.row_keys if row not in ("new", "carried_in", "carried_out"))
        rows["total"][column] = sum(results, Decimal(0))
        rows["new"][column] = rows["total"][column] + rows["carried_out"][column] - rows["carried_in"][column]
    for figures_of_row in rows.values():
        figures_of_row["total"] = sum(figures_of_row.values(), Decimal(0))
    return {row: {column: str(value) for column, value in line.items()} for row, line in rows.items()}
