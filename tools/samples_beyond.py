"""Samples whose figures add up and still cannot all be right: rules C301 to C309."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tools.forge.figures import Report, rewritten
from tools.forge.story import Story, story
from tools.samples_base import Sample, Spot, base, sample

_TOWN = "云桥市南浦区青石镇人民政府"
_PERSON, _TOTAL = "natural_person", "total"


@dataclass(frozen=True, slots=True)
class Odd:
    """Cells of the sound report printed otherwise, so that every identity still holds."""

    code: str
    slug: str
    extension: str
    cells: Mapping[Spot, str | None]
    editions: tuple[str, ...]


def _row(table: str, row: str, **figures: str) -> dict[Spot, str | None]:
    return {(table, row, column): text for column, text in figures.items()}


_DOCUMENTS, _LICENCES = ("art20_1", "normative_documents"), ("art20_5", "licensing")
_PENALTIES, _OTHERS = ("art20_6", "penalties"), ("art20_5", "other_services")
_ODD = (
    Odd("C301", "stock-of-this-year", ".docx", _row(*_DOCUMENTS, issued="12", repealed="0", in_force="4"), ("2021",)),
    Odd("C302", "total-of-this-year", ".html", _row(*_DOCUMENTS, published="4", public_total="3"), ("2019",)),
    Odd("C303", "more-taken-than-there", ".xlsx", _row(*_LICENCES, previous_items="3", change="-5"), ("2019",)),
    Odd(
        "C304",
        "column-twice",
        ".docx",
        _row(*_LICENCES, change="486", decisions="486")
        | _row(*_OTHERS, change="1270", decisions="1270")
        | _row(*_PENALTIES, change="6", decisions="6"),
        ("2019",),
    ),
    Odd(
        "C305",
        "items-for-decisions",
        ".html",
        _row(*_LICENCES, decisions="8") | _row(*_OTHERS, decisions="25") | _row(*_PENALTIES, decisions="14"),
        ("2019",),
    ),
    Odd("C306", "one-figure", ".txt", _row(*_DOCUMENTS, issued="18", repealed="18", in_force="18"), ("2021",)),
    Odd("C306", "one-figure", ".txt", _row(*_LICENCES, previous_items="18", change="18", decisions="18"), ("2019",)),
)


def beyond_samples(edition: str) -> Iterator[Sample]:
    """Every sample of these rules in one edition."""
    report = base(edition)
    for odd in _ODD:
        if edition in odd.editions:
            yield sample(odd.code, odd.slug, odd.extension, story(rewritten(report, odd.cells.items())))
    yield sample("C307", "more-granted-than-received", ".html", story(_without_total(report)))
    if "other.fee_unpaid" in report.tables["requests"]:
        yield sample("C308", "no-word-of-fees", ".docx", _unpaid(report))
    town = rewritten(replace(report, organ=_TOWN), _regulations(report).items())
    yield sample("C309", "town", ".xlsx", story(town))


def _without_total(report: Report) -> Report:
    """The row of totals left out, and a result beyond all receipts."""
    wrong = rewritten(report, _row("requests", "granted", natural_person="360", total="372").items())
    rows = {row: line for row, line in wrong.tables["requests"].items() if row != "total"}
    return replace(wrong, tables={**wrong.tables, "requests": rows})


def _unpaid(report: Report) -> Story:
    """Two requests granted in the sound report were dropped instead because nobody paid; the prose is silent."""
    moved = _row("requests", "granted", natural_person="34", total="46")
    moved |= _row("requests", "other.fee_unpaid", natural_person="2", total="2")
    tale = story(rewritten(report, moved.items()))
    last = replace(tale.sections[-1], items=("没有其他需要报告的事项。",))
    return replace(tale, sections=(*tale.sections[:-1], last))


def _regulations(report: Report) -> Mapping[Spot, str | None]:
    columns = report.tables["art20_1"]["regulations"]
    return {("art20_1", "regulations", column): "0" for column in columns} | {
        ("art20_1", "regulations", [*columns][-1]): "5"
    }
