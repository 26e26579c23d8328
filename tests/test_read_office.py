"""Old and foreign office files give the same cells as the DOCX or XLSX that they were made from."""

from __future__ import annotations

import importlib.util
import io
import os
import stat
import struct
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from tools.forge.figures import sound, values
from tools.forge.layouts import LAYOUTS
from validator.model import Document, Unreadable
from validator.partition.parts import split_parts
from validator.read import office, office_program
from validator.read.office_kinds import compound_content, kind_of
from validator.tables.locate import locate
from validator.tables.melt import melt

PROGRAM = office_program.find_program()
needs_office = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed")
needs_extra = pytest.mark.skipif(
    importlib.util.find_spec("doc2docx") is None, reason="the extra [doc] is not installed"
)

TEXTS = tuple(name for name in LAYOUTS if name.startswith("docx"))
SHEETS = tuple(name for name in LAYOUTS if name.startswith("xlsx"))
#: LibreOffice writes no table of a text box into RTF: there is nothing to be read.
LOST = {("rtf", "docx-textbox")}
LAYOUTS_OF = {**dict.fromkeys(("doc", "rtf", "odt"), TEXTS), **dict.fromkeys(("ods", "xls"), SHEETS)}
LAYOUTS_OF |= {"fodt": TEXTS[:1], "fods": SHEETS[:1]}
FILTERS = {
    "doc": "doc:MS Word 97",
    "rtf": "rtf",
    "odt": "odt",
    "fodt": "fodt",
    "ods": "ods",
    "xls": "xls",
    "fods": "fods",
}


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(office_program.VARIABLE, str(tmp_path / "nowhere"))


@pytest.fixture(scope="module")
def made() -> Mapping[str, bytes]:
    """Every report in every old format, by `layout-edition.extension`: one start for each format."""
    found: dict[str, bytes] = {}
    for extension in FILTERS:
        layouts = LAYOUTS_OF[extension]
        names = [(layouts[0], "2019"), *((name, "2021") for name in layouts if (extension, name) not in LOST)]
        sources = [(LAYOUTS[n].extension, LAYOUTS[n].render(sound(n, e))) for n, e in names]
        for (name, edition), data in zip(names, written(sources, extension), strict=True):
            found[f"{name}-{edition}.{extension}"] = data
    return found


def written(sources: Sequence[tuple[str, bytes]], extension: str) -> Iterator[bytes]:
    assert PROGRAM is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(office_program._FILTERS, extension, FILTERS[extension])  # type: ignore[arg-type]
        for data in office_program.run_program(PROGRAM, sources, extension):  # type: ignore[arg-type]
            assert data is not None
            yield data


def cells(document: Document) -> dict[tuple[str, str, str], Decimal | None]:
    (part,) = split_parts(document, "")
    _, found = melt(locate(part.blocks, part.year))
    return {cell.key: cell.value for cell in found}


def truth(layout: str, edition: str) -> dict[tuple[str, str, str], Decimal | None]:
    tables = values(sound(layout, edition))
    return {(t, r, c): value for t, rows in tables.items() for r, line in rows.items() for c, value in line.items()}


def wrong(read: Mapping[str, Document | Unreadable]) -> list[str]:
    return [
        name
        for name, document in read.items()
        if isinstance(document, Unreadable) or cells(document) != truth(*name.partition(".")[0].rsplit("-", 1))
    ]


@needs_office
def test_every_format_holds_the_cells_of_the_original(made: Mapping[str, bytes]) -> None:
    read = office.read_many({name: data for name, data in made.items() if not name.endswith(".xls")})
    assert wrong(read) == []
    kinds = {Path(name).suffix: d.reader for name, d in read.items() if isinstance(d, Document)}
    assert kinds == {".doc": "doc", ".rtf": "rtf", ".odt": "odt", ".fodt": "odt", ".ods": "ods", ".fods": "ods"}


@needs_office
def test_old_workbooks_hold_them_under_either_name_without_any_program(
    made: Mapping[str, bytes], no_office: None
) -> None:
    books = {name.replace(".xls", ".et"): data for name, data in made.items() if name.endswith(".xls")}
    read = office.read_many(books)
    assert wrong(read) == []
    assert {d.reader for d in read.values() if isinstance(d, Document)} == {"et"}


@needs_office
@needs_extra
def test_old_word_files_hold_them_without_any_program(made: Mapping[str, bytes], no_office: None) -> None:
    read = office.read_many({name: data for name, data in made.items() if name.endswith(".doc")})
    assert wrong(read) == []


@needs_office
def test_a_bad_file_stops_no_other(made: Mapping[str, bytes]) -> None:
    good = made["docx-plain-2021.doc"]
    read = office.read_many({"坏.doc": good[:9000], "好.doc": good, "-x.wps": good, "空.doc": b"", "什么.doc": b"abc"})
    assert {name: d.rule if isinstance(d, Unreadable) else d.reader for name, d in read.items()} == {
        "坏.doc": "F001",
        "好.doc": "doc",
        "-x.wps": "wps",
        "空.doc": "F002",
        "什么.doc": "F006",
    }


@needs_office
def test_no_trace_is_left(made: Mapping[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    office.read(made["docx-plain-2021.doc"], "年报.doc")
    with pytest.raises(Unreadable):
        office.read(b"{\\rtf", "年报.rtf")
    assert list(tmp_path.iterdir()) == []


@needs_office
def test_a_locked_file_is_told(made: Mapping[str, bytes]) -> None:
    data = bytearray(made["docx-plain-2021.doc"])
    header = next(at for at in range(512, len(data), 512) if data[at : at + 2] == b"\xec\xa5")
    flags = struct.unpack_from("<H", data, header + 10)[0]
    struct.pack_into("<H", data, header + 10, flags | 0x0100)
    assert refused(bytes(data), "年报.doc").rule == "F003"


def test_a_locked_text_of_libreoffice_is_told() -> None:
    manifest = "<manifest:encryption-data/>"
    assert (
        refused(packed({"mimetype": ODT, "META-INF/manifest.xml": manifest, "content.xml": "x"}), "a.odt").rule
        == "F003"
    )


def test_bombs_are_not_handed_on() -> None:
    bomb = packed({"mimetype": ODT, "META-INF/manifest.xml": "", "content.xml": " " * 40_000_000})
    assert refused(bomb, "a.odt").rule == "F004"
    flat = f'<!DOCTYPE x [<!ENTITY a "b">]><office:document office:mimetype="{ODT}"/>'.encode()
    assert refused(flat, "a.fodt").rule == "F001"


@pytest.mark.parametrize("name", ["年报.rtf", "年报.odt", "年报.doc"])
def test_without_the_program_it_is_said_what_to_install(
    name: str, no_office: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office.office_doc, "is_there", lambda: False)
    error = refused(SAMPLES[name], name)
    assert error.rule == "F006"
    assert all(word in error.message for word in ("Windows", "macOS", "apt install", office_program.VARIABLE))
    assert ("[doc]" in error.message) == name.endswith(".doc")


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
@pytest.mark.parametrize(("does", "rule"), [("sleep 60 & sleep 60", "F004"), ("exit 77", "F001"), ("exit 0", "F001")])
def test_a_program_that_hangs_or_fails_is_ended_and_told(
    does: str, rule: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv(office_program.VARIABLE, str(program))
    monkeypatch.setattr(office_program, "START_SECONDS", 0.2)
    monkeypatch.setattr(office_program, "FILE_SECONDS", 0.1)
    read = office.read_many({"a.rtf": SAMPLES["年报.rtf"], "b.rtf": SAMPLES["年报.rtf"]})
    assert [error.rule for error in read.values() if isinstance(error, Unreadable)] == [rule, rule]


def test_kinds_are_told_by_content() -> None:
    for name, data in SAMPLES.items():
        assert kind_of(data, "x") == name.rpartition(".")[2]
    assert kind_of(SAMPLES["年报.doc"], "年报.WPS") == "wps"
    assert kind_of(b"<html>", "a.doc") is None
    assert kind_of(LAYOUTS["docx-plain"].render(sound(1, "2021")), "a.odt") is None


def test_an_old_workbook_is_no_word_file() -> None:
    book = LAYOUTS["xls-one-sheet"].render(sound(1, "2021"))
    assert compound_content(book) == "excel"
    assert compound_content(book + "WordDocument".encode("utf-16-le")) == "excel"
    assert (kind_of(book, "a.xls"), kind_of(book, "a.et")) == (None, "et")


ODT = "application/vnd.oasis.opendocument.text"


def packed(members: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


def refused(data: bytes, name: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        office.read(data, name)
    return caught.value


SAMPLES = {
    "年报.rtf": b"{\\rtf1\\ansi x\\par}",
    "年报.odt": packed({"mimetype": ODT, "META-INF/manifest.xml": "", "content.xml": "x"}),
    "年报.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le"),
}
