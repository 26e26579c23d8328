"""Samples of what spreadsheet add-ins export: sound files of one or several reports, and broken ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from tools.forge.addin_long import long_form
from tools.forge.addin_pieces import Cells, delimited
from tools.forge.figures import Report, rewritten, sound
from tools.forge.render_addin import EXPORTS, Export
from tools.samples_base import YEARS, Sample, Spot, base
from tools.samples_series import following

_ORGANS = ("云桥市民政局", "安岭区司法局")
_CLOSING: Spot = ("requests", "carried_out", "natural_person")


def held(export: Export, edition: str) -> tuple[Report, ...]:
    """The reports of an export in their order; the last or only year is the samples' own. KeyError: no such edition."""
    report, year = base(edition), YEARS[edition]
    if export.holds == "organs":
        return (report, *(replace(sound(n, edition, year), organ=organ) for n, organ in enumerate(_ORGANS, 2)))
    if export.holds == "years":
        before = replace(report, year=year - 1)
        return before, following(report, before)
    return (report,)


def export_samples(edition: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Every export, sound: path below samples/<edition>/, bytes."""
    for export in EXPORTS.values():
        yield PurePosixPath("addin", f"{export.name}{export.extension}"), export.render(held(export, edition))


def addin_samples(edition: str) -> Iterator[Sample]:
    """Broken exports; where a file holds several reports, each has the fault."""
    wrong = [rewritten(report, [(_CLOSING, "71")]) for report in held(EXPORTS["organs-pairs"], edition)]
    yield _sample("A101", "addin-organs", "organs-pairs", wrong)
    yield _sample("A101", "addin-sheets", "organs-three-sheets", wrong)
    yield _sample("A101", "addin-long", "organs-long-csv", wrong)
    yield _sample("F009", "addin-hidden-options", "hidden-options", [base(edition)])
    yield _sample("S203", "addin-subtotals", "subtotals", [base(edition)])
    yield Sample("S201", "addin-long-row", ".csv", _without_row(edition))
    yield Sample("S210", "addin-long-twice", ".csv", _stated_twice(edition))


def _sample(code: str, slug: str, name: str, reports: Sequence[Report]) -> Sample:
    export = EXPORTS[name]
    return Sample(code, slug, export.extension, export.render(reports))


def _without_row(edition: str) -> bytes:
    """Long form without the figures of one row."""
    return _delimited(row for row in long_form([base(edition)]) if "部分公开" not in row[3])


def _stated_twice(edition: str) -> bytes:
    """Long form in which one figure is stated twice, otherwise the second time."""
    rows = long_form([base(edition)])
    again = next(row for row in rows if "予以公开" in row[3])
    return _delimited((*rows, (*again[:-1], "63")))


def _delimited(rows: Iterable[Cells]) -> bytes:
    return delimited(rows, ",", "gb18030")
