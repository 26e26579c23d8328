"""`make samples`: writes samples/<edition>/clean and broken, and the blank form; the same bytes every time.

Samples are assertions: a clean file passes; a broken one makes the rule of its name fire, and no other error or warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from tools.forge.layouts import LAYOUTS
from tools.forge.story import story
from tools.samples_base import WRITERS, YEARS, base, blank
from tools.samples_figures import figure_samples
from tools.samples_files import document_samples, file_samples
from tools.samples_tables import table_samples

ROOT = Path(__file__).resolve().parent.parent / "samples"

#: Rules that no file of an edition can break.
CANNOT_FIRE: Mapping[str, Mapping[str, str]] = {
    "2019": {
        "F017": "needs an archive: samples/2019/office/report.zip",
        "F020": "needs a recognised page: tests/test_picture.py",
        "S104": "no table stands in a later edition only",
        "S209": "no group of the edition is refined into rows",
    },
    "2021": {
        "D002": "every year of the edition is bound by a form",
        "F017": "needs an archive: samples/2021/office/report.zip",
        "F020": "needs a recognised page: tests/test_picture.py",
    },
}

#: Errors and warnings that a broken sample cannot help to show besides its own.
MAY_ALSO: Mapping[str, frozenset[str]] = {}


def samples() -> Iterator[tuple[PurePosixPath, bytes]]:
    """Every made file: its path below samples/, and its bytes."""
    for edition in YEARS:
        for layout in LAYOUTS.values():
            if layout.reports == 1:
                name = f"{layout.name}{layout.extension}"
                yield PurePosixPath(edition, "clean", name), layout.render(base(edition))
        for made in (figure_samples, table_samples, file_samples, document_samples):
            for broken in made(edition):
                yield PurePosixPath(edition, "broken", broken.name), broken.data
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
