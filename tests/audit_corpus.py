"""Folders of made reports for the tests of audits: kinds, years, archives and broken files mixed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner, Result

from tools.forge.figures import Report, rewritten, sound
from tools.forge.layouts import LAYOUTS
from validator.cli import main

#: Small and quick layouts of several readers.
_LAYOUTS = ("html-plain", "text-tab-rows", "csv-utf8", "xlsx-one-sheet", "docx-plain", "html-two-reports")
_NAMES = "山河湖海川林泉石松柏"
_BROKEN: Mapping[str, bytes] = {
    "坏/空.docx": b"",
    "坏/截断.xlsx": b"PK\x03\x04" + b"\0" * 40,
    "坏/不是年报.txt": "今天天气很好。\n".encode(),
    "坏/乱码.bin": bytes(range(256)) * 8,
}


def organ_of(number: int) -> str:
    """An organ of its own for each number below 1000."""
    return "".join(_NAMES[int(digit)] for digit in f"{number:03}") + "县教育局"


def made(number: int, organ: str | None = None, year: int | None = None) -> Report:
    """A sound report of an organ of its own; every seventh with a wrong figure."""
    report = replace(sound(number, "2021", year), organ=organ or organ_of(number))
    wrong = [(("requests", "total", "total"), "98765")] if number % 7 == 3 else []
    return rewritten(report, wrong)


def reports(many: int) -> Iterator[tuple[str, bytes]]:
    """Relative path and bytes of `many` reports and some files that are none."""
    for number in range(many):
        layout = LAYOUTS[_LAYOUTS[number % len(_LAYOUTS)]]
        yield f"县{number % 5}/{number:03}{layout.extension}", layout.render(made(number))
    for year in (2021, 2022, 2024):
        yield f"多年/{year}.html", LAYOUTS["html-plain"].render(made(year, "云桥市民政局", year))
    inside = [(f"包内/{n}.html", LAYOUTS["html-plain"].render(made(900 + n))) for n in range(3)]
    yield "压缩.zip", zipped([*inside, ("坏.xlsx", b"PK\x03\x04no")])
    yield from _BROKEN.items()


def zipped(members: list[tuple[str, bytes]]) -> bytes:
    """A ZIP archive of (name, bytes)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def written(folder: Path, many: int) -> Path:
    """The corpus in a folder."""
    for name, data in reports(many):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def audit(*arguments: object) -> Result:
    """The command in this process; an error of its own is one of the test."""
    result = CliRunner().invoke(main, ["audit", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def jsonl(folder: Path) -> tuple[bytes, bytes]:
    """Findings and reports as they were written."""
    return (folder / "findings.jsonl").read_bytes(), (folder / "reports.jsonl").read_bytes()
