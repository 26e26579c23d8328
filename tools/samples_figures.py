"""Samples with a wrong figure: families V and A. Which cells are printed how, as data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tools.forge.figures import rewritten
from tools.forge.render_xlsx import Style, one_sheet
from tools.forge.story import story
from tools.samples_base import Sample, Spot, base, sample
from tools.samples_package import repacked

_EVERY = ("2019", "2021")
_PERSON, _TOTAL = "natural_person", "total"


@dataclass(frozen=True, slots=True)
class Misprint:
    """Cells of the sound report printed otherwise (None: left empty)."""

    code: str
    slug: str
    extension: str
    cells: Mapping[Spot, str | None]
    editions: tuple[str, ...] = _EVERY


def _requests(row: str, column: str, text: str | None) -> dict[Spot, str | None]:
    return {("requests", row, column): text}


def _line(table: str, row: str, columns: str, texts: str) -> dict[Spot, str | None]:
    """Neighbouring cells of a row; `-` leaves one empty."""
    pairs = zip(columns.split(), texts.split(), strict=True)
    return {(table, row, column): None if text == "-" else text for column, text in pairs}


_DETAILS = "upheld corrected other pending"
_ORGANISATIONS = "business research public_welfare legal_services other_org"
_MISPRINTS = (
    Misprint("A101", "closing", ".docx", _requests("carried_out", _PERSON, "71")),
    Misprint("A101", "received-digit-dropped", ".xlsx", _requests("new", _PERSON, "8")),
    Misprint("A101", "carried-in-off-by-one", ".txt", _requests("carried_in", _PERSON, "8")),
    Misprint("A101", "closing-total", ".csv", _requests("carried_out", _TOTAL, "17")),
    Misprint("A102", "granted", ".html", _requests("granted", _PERSON, "63")),
    Misprint("A102", "granted-total-not-updated", ".xls", _requests("granted", _TOTAL, "47")),
    Misprint(
        "A102", "wrong-row", ".xlsx", _requests("partly_granted", _PERSON, "0") | _requests("granted", _PERSON, "5")
    ),
    Misprint("A101", "grand-total", ".html", _requests("total", _PERSON, "17")),
    Misprint(
        "A103", "between-rows", ".docx", _requests("granted", _PERSON, "37") | _requests("partly_granted", _PERSON, "4")
    ),
    Misprint("A201", "review-total", ".docx", {("disputes", "review", _TOTAL): "4"}),
    Misprint("A201", "suit-pending", ".txt", {("disputes", "suit_after_review", "pending"): "2"}),
    Misprint("V001", "some", ".html", _requests("granted", _PERSON, "若干")),
    Misprint("V001", "see-attachment", ".xlsx", {("art20_6", "penalties", "decisions"): "见附件"}),
    Misprint("V002", "fraction", ".xlsx", _requests("unavailable.not_held", _PERSON, "1.2")),
    Misprint("V003", "negative", ".csv", _requests("carried_out", "business", "-1")),
    Misprint("V004", "unit", ".docx", _requests("granted", _PERSON, "36件")),
    Misprint("V101", "blank", ".xls", _line("requests", "carried_in", _ORGANISATIONS, "- - - 1 -")),
    Misprint("V102", "slash", ".txt", _line("requests", "denied.state_secret", _ORGANISATIONS, "/ / / / /")),
    Misprint("V102", "none", ".html", _line("disputes", "suit_after_review", "upheld corrected", "无 —")),
    Misprint("V103", "full-width", ".html", _requests("granted", _PERSON, "３６")),
    Misprint("V104", "total-blank", ".xlsx", _requests("granted", _TOTAL, None)),
    Misprint("V105", "details-blank", ".docx", _line("disputes", "review", _DETAILS, "- - - -")),
    Misprint("V107", "word-sign", ".txt", {("art20_5", "licensing", "change"): "减1"}, ("2019",)),
    Misprint("V107", "word-sign", ".txt", {("art20_5", "licensing", "decisions"): "增486"}, ("2021",)),
    Misprint("V108", "unit-in-cell", ".docx", {("art20_9", "procurement", "amount"): "251000元"}, ("2019",)),
    Misprint("V108", "no-unit", ".html", {("art20_9", "procurement", "amount"): "52.15"}, ("2019",)),
    Misprint("V108", "yuan-not-ten-thousand", ".docx", {("art20_8", "fees", "amount"): "251000元"}, ("2021",)),
    Misprint("V108", "same-unit", ".html", {("art20_8", "fees", "amount"): "25.1万元"}, ("2021",)),
)


def figure_samples(edition: str) -> Iterator[Sample]:
    """Every sample of families V and A of one edition."""
    report = base(edition)
    for wrong in _MISPRINTS:
        if edition in wrong.editions:
            tale = story(rewritten(report, wrong.cells.items()))
            yield sample(wrong.code, wrong.slug, wrong.extension, tale)
    yield _unfilled(edition)
    yield _bare_formulas(edition)


def _unfilled(edition: str) -> Sample:
    """Section four is there, but nobody filled it in."""
    report = base(edition)
    cells = [(("disputes", row, c), None) for row, line in report.tables["disputes"].items() for c in line]
    return sample("V106", "disputes-unfilled", ".docx", story(rewritten(report, cells)))


def _bare_formulas(edition: str) -> Sample:
    """Totals are formulas, and the program that wrote them stored no values."""
    report = base(edition)
    sums = {("disputes", row, _TOTAL): [("disputes", row, c) for c in _DETAILS.split()] for row in ("review",)}
    data = one_sheet(story(report), style=Style(sums=sums))
    edited = repacked(data, {"xl/worksheets/sheet1.xml": lambda text: re.sub(r"(</f>)<v>\d+</v>", r"\1", text)})
    return Sample("V005", "formula-without-value", ".xlsx", edited)
