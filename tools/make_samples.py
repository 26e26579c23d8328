"""`make samples`: writes samples/<edition>/clean and broken, and the blank form; the same bytes every time.

Samples are assertions: a clean file passes; a broken one makes the rule of its name fire, and no other error or warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from tools.forge.layouts import LAYOUTS
from tools.forge.story import story
from tools.samples_addin import addin_samples, export_samples
from tools.samples_alike import alike_samples
from tools.samples_base import WRITERS, YEARS, base, blank
from tools.samples_beyond import beyond_samples
from tools.samples_claims import claims_samples
from tools.samples_document import statement_samples
from tools.samples_figures import figure_samples
from tools.samples_files import document_samples, file_samples
from tools.samples_series import parts_samples, series_samples
from tools.samples_tables import table_samples

ROOT = Path(__file__).resolve().parent.parent / "samples"

#: Rules that no file of an edition can break.
CANNOT_FIRE: Mapping[str, Mapping[str, str]] = {
    "2019": {
        "F017": "needs an archive: samples/2019/office/report.zip",
        "S104": "no table stands in a later edition only",
        "S209": "no group of the edition is refined into rows",
        "D301": "its notice is the one in force",
        "D303": "no statement of fees is due",
        "D304": "no statement of fees is due",
        "C301": "no column of what is in force",
        "C308": "no row of unpaid fees",
    },
    "2021": {
        "D002": "every year of the edition is bound by a form",
        "F017": "needs an archive: samples/2021/office/report.zip",
        "C302": "no column of the total made public",
        "C303": "no column of changes",
        "C304": "no column of changes",
        "C305": "no column of changes",
    },
}

#: Rules that need more than one report: samples/<edition>/series, parts and alike.
BETWEEN_REPORTS = ("Y", "R", "C4", "F019", "F021")

#: Errors and warnings that a broken sample cannot help to show besides its own.
MAY_ALSO: Mapping[str, frozenset[str]] = {
    "2019/broken/C203-two-numbers.docx": frozenset({"S101"}),
    "2019/broken/C204-balance.html": frozenset({"S101"}),
    "2021/broken/C203-two-numbers.docx": frozenset({"S101"}),
    "2021/broken/C204-balance.html": frozenset({"S101"}),
    "2019/broken/C307-more-granted-than-received.html": frozenset({"S201"}),
    "2021/broken/C307-more-granted-than-received.html": frozenset({"S201"}),
    "2021/broken/C308-no-word-of-fees.docx": frozenset({"D303"}),
}


def samples() -> Iterator[tuple[PurePosixPath, bytes]]:
    """Every made file: its path below samples/, and its bytes."""
    for edition in YEARS:
        for layout in LAYOUTS.values():
            if layout.reports == 1:
                name = f"{layout.name}{layout.extension}"
                yield PurePosixPath(edition, "clean", name), layout.render(base(edition))
        for made in (
            figure_samples,
            table_samples,
            file_samples,
            document_samples,
            statement_samples,
            beyond_samples,
            claims_samples,
            addin_samples,
        ):
            for broken in made(edition):
                yield PurePosixPath(edition, "broken", broken.name), broken.data
        for made_together in (series_samples, parts_samples, alike_samples, export_samples):
            yield from ((PurePosixPath(edition, path), data) for path, data in made_together(edition))
    yield PurePosixPath("2021", "real", "blank-form.docx"), WRITERS[".docx"](story(blank("2021")))


def main() -> None:
    """Write every file, and take away what is no longer made."""
    made = {ROOT / path: data for path, data in samples()}
    for folder in sorted({path.parent for path in made}):
        folder.mkdir(parents=True, exist_ok=True)
        if folder.name != "real":
            for old in folder.iterdir():
                if old not in made:
                    old.unlink()
    for path, data in made.items():
        path.write_bytes(data)
    print(f"{len(made)} files, {sum(map(len, made.values())) // 1024} KB")


if __name__ == "__main__":
    main()
