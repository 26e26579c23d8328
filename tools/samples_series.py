"""Samples of several reports that belong together: years of one organ, and a government with its parts.

A folder is one sample: `passed-…` all pass; `A101-…`, `Y102-…`, `R101-…`: the last year, or the whole, breaks that rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import PurePosixPath

from tools.forge.figures import Report, Rows, number, rewritten, sound
from tools.forge.story import story
from tools.samples_base import WRITERS, YEARS, Spot, base

Cells = Mapping[Spot, str | None]
_PERSON, _TOTAL = "natural_person", "total"
_GOVERNMENT = "云桥市人民政府"
_OFFICES = ("人民政府办公室", "民政局", "司法局", "水利局", "统计局")


@dataclass(frozen=True, slots=True)
class Series:
    """Years of one organ, each following on the one before, with cells of the last year printed otherwise."""

    name: str
    editions: tuple[str, ...]  # of each year
    first: int
    cells: Cells
    lost: int | None = None  # the year of which there is no report


def _requests(row: str, **figures: str) -> dict[Spot, str | None]:
    return {("requests", row, column): text for column, text in figures.items()}


_VANISHED: Cells = {
    ("disputes", row, column): "0"
    for row in ("review", "direct_suit", "suit_after_review")
    for column in ("upheld", "corrected", "other", "pending", "total")
}
_SERIES = (
    Series("passed-three-years", ("2021",) * 3, 2022, {}),
    Series("passed-edition-changes", ("2019", "2021"), 2020, {}),
    Series("passed-first-years", ("2019", "2019"), 2019, {}),
    Series(
        "Y101-opening-of-another-year",
        ("2021",) * 3,
        2022,
        _requests("carried_in", natural_person="7", total="8") | _requests("new", natural_person="81", total="98"),
    ),
    Series("A101-opening-mistyped", ("2021",) * 2, 2022, _requests("carried_in", natural_person="71", total="72")),
    Series("Y102-ten-times", ("2021",) * 2, 2022, {("art20_1", "normative_documents", "in_force"): "350"}),
    Series("Y103-last-year-repeated", ("2019",) * 2, 2019, {("art20_5", "licensing", "previous_items"): "9"}),
    Series("Y104-pending-vanished", ("2021",) * 2, 2022, _VANISHED),
    Series("Y201-year-lost", ("2021",) * 3, 2022, {}, lost=2023),
)


def series_samples(edition: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Every series whose last year is in `edition`: path below samples/<edition>/, bytes."""
    for made in _SERIES:
        if made.editions[-1] == edition:
            for report, suffix in zip(years(made), (".html", ".docx", ".xlsx"), strict=False):
                if report.year == made.lost:
                    continue
                path = PurePosixPath("series", made.name, f"{report.year}{suffix}")
                yield path, WRITERS[suffix](story(report))


def years(made: Series) -> tuple[Report, ...]:
    """The reports of a series, oldest first."""
    reports: list[Report] = []
    for step, edition in enumerate(made.editions):
        report = replace(base(edition), year=made.first + step)
        reports.append(following(report, reports[-1]) if reports else report)
    return (*reports[:-1], rewritten(reports[-1], made.cells.items()))


def following(report: Report, before: Report) -> Report:
    """The report with openings and stocks as the year before left them; its receipts keep the balance."""
    requests = report.tables["requests"]
    cells: dict[Spot, str | None] = {}
    for column, opening in before.tables["requests"]["carried_out"].items():
        new = _n(requests["total"][column]) + _n(requests["carried_out"][column]) - _n(opening)
        cells |= {("requests", "carried_in", column): opening, ("requests", "new", column): str(new)}
    for table, rows in report.tables.items():
        for row, line in rows.items():
            old = before.tables.get(table, {}).get(row, {})
            cells |= {(table, row, column): text for column, text in _stocks(line, old)}
    return rewritten(report, cells.items())


def _stocks(line: Mapping[str, str | None], old: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    if "in_force" in line and "in_force" in old:
        yield "in_force", str(_n(old["in_force"]) + _n(line["issued"]) - _n(line["repealed"]))
    if "previous_items" in line and "previous_items" in old:
        yield "previous_items", str(_n(old["previous_items"]) + _n(old["change"]))


def _n(text: str | None) -> Decimal:
    return number(text) or Decimal(0)


# ---------------------------------------------------------------- a government and its parts


def parts_samples(edition: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Every roll-up of `edition`: 汇总.html is the whole, the other files are its parts."""
    parts = offices(edition)
    whole = consolidated(parts)
    granted = {("requests", row, c): "1" for row in ("granted", "new", "total") for c in (_PERSON, _TOTAL)}
    less = rewritten(whole, [(spot, str(_at(whole, spot) - 1)) for spot in granted])
    other_year = (*parts[:-1], replace(parts[-1], year=parts[-1].year - 1))
    yield from _files("passed-five-parts", whole, parts)
    yield from _files("R101-part-left-out", consolidated(parts[:-1]), parts)
    yield from _files("R101-part-twice", consolidated((*parts, parts[0])), parts)
    yield from _files("R101-one-less", less, parts)
    yield from _files("R001-part-of-another-year", whole, other_year)


def offices(edition: str) -> tuple[Report, ...]:
    """Five sound reports of one year, each of another office."""
    year = YEARS[edition]
    return tuple(replace(sound(name, edition, year), organ=f"云桥市{name}") for name in _OFFICES)


def consolidated(parts: Sequence[Report]) -> Report:
    """The report whose every cell is the sum of the parts. Raises IndexError without parts."""
    first = parts[0]
    tables = {table: _sums([part.tables[table] for part in parts]) for table in first.tables}
    return Report(_GOVERNMENT, first.year, first.edition, tables)


def _sums(tables: Sequence[Rows]) -> Rows:
    return {
        row: {column: str(sum(_n(table[row][column]) for table in tables)) for column in line}
        for row, line in tables[0].items()
    }


def _at(report: Report, spot: Spot) -> Decimal:
    table, row, column = spot
    return _n(report.tables[table][row][column])


def _files(name: str, whole: Report, parts: Sequence[Report]) -> Iterator[tuple[PurePosixPath, bytes]]:
    folder = PurePosixPath("parts", name)
    yield folder / "汇总.html", WRITERS[".html"](story(whole))
    for at, part in enumerate(parts, 1):
        yield folder / f"分报{at}.txt", WRITERS[".txt"](story(part))
