"""What a file is, by its content first; what cannot be read is refused with what to do."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.forge.figures import sound
from tools.forge.layouts import LAYOUTS
from tools.forge.packing import zipped
from validator.files import extract_file, read_whole
from validator.limits import MAX_BYTES
from validator.model import Unreadable
from validator.pipeline import extract
from validator.read import READERS, read
from validator.read.sniff import EXTENSIONS, Sniffed, sniff

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
REPORT = sound(1, "2021")


def refused(data: bytes, name: str) -> tuple[str, str]:
    with pytest.raises(Unreadable) as error:
        sniff(data, name)
    return error.value.rule, error.value.message


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_is_recognised(name: str) -> None:
    layout = LAYOUTS[name]
    assert sniff(layout.render(REPORT), f"年报{layout.extension.upper()}") == Sniffed(EXTENSIONS[layout.extension])


@pytest.mark.parametrize("name", ["html-plain", "docx-plain", "xlsx-one-sheet", "xls-one-sheet"])
def test_what_has_marks_of_its_own_needs_no_extension(name: str) -> None:
    layout = LAYOUTS[name]
    assert sniff(layout.render(REPORT), "年报") == Sniffed(EXTENSIONS[layout.extension])


@pytest.mark.parametrize(
    ("layout", "name"),
    [
        ("html-plain", "年报.docx"),
        ("docx-plain", "年报.xlsx"),
        ("xls-one-sheet", "年报.xlsx"),
        ("text-tab-rows", "年报.docx"),
    ],
)
def test_a_wrong_extension_is_said_with_the_right_one(layout: str, name: str) -> None:
    rule, message = refused(LAYOUTS[layout].render(REPORT), name)
    assert rule == "F005"
    assert LAYOUTS[layout].extension in message and EXTENSIONS[LAYOUTS[layout].extension] in message


@pytest.mark.parametrize(
    ("layout", "name"), [("html-plain", "年报.xls"), ("html-plain", "年报.doc"), ("xlsx-one-sheet", "年报.xls")]
)
def test_what_office_programs_open_all_the_same_is_read_and_said(layout: str, name: str) -> None:
    data = LAYOUTS[layout].render(REPORT)
    assert sniff(data, name) == Sniffed(EXTENSIONS[LAYOUTS[layout].extension], odd=True)
    (case,) = extract(data, name)
    assert [o.kind for o in case.observations] == ["wrong_extension"]


@pytest.mark.parametrize("data", [b"", b"\0\0\0", b" \r\n\t", b"\xef\xbb\xbf"])
def test_empty_files(data: bytes) -> None:
    assert refused(data, "x.txt")[0] == "F002"


@pytest.mark.parametrize(
    ("data", "name", "word"),
    [
        (b"Rar!\x1a", "x.rar", "压缩包"),
        (b"7z\xbc\xaf", "x.7z", "压缩包"),
        (zipped({"a.txt": "1"}), "x.zip", "压缩包"),
        ("正文".encode(), "x.abc", ".abc"),
        ("正文".encode(), "无扩展名", "没有扩展名"),
    ],
)
def test_formats_that_are_not_read_say_what_to_do(data: bytes, name: str, word: str) -> None:
    rule, message = refused(data, name)
    assert rule == "F006"
    assert word in message and "请" in message


def test_encrypted_files() -> None:
    assert refused(OLE + "EncryptedPackage".encode("utf-16-le"), "x.docx")[0] == "F003"


def test_damaged_packages_go_to_their_reader_which_says_so() -> None:
    for name in ("x.docx", "x.xlsx", "x.xls"):
        data = LAYOUTS[{"x.docx": "docx-plain", "x.xlsx": "xlsx-one-sheet", "x.xls": "xls-one-sheet"}[name]].render(
            REPORT
        )
        with pytest.raises(Unreadable) as error:
            read(data[:900], name, sniff(data[:900], name).reader)
        assert error.value.rule == "F001"


def test_too_large_a_file_is_refused_before_it_is_read() -> None:
    with pytest.raises(Unreadable) as error:
        read(bytes(MAX_BYTES + 1), "x.txt", "text")
    assert error.value.rule == "F004"


def test_every_extension_has_a_reader() -> None:
    assert set(EXTENSIONS.values()) - {"cells"} == set(READERS)


@given(st.binary(max_size=300), st.sampled_from(["x", *(f"x{e}" for e in EXTENSIONS)]))
def test_any_bytes_are_recognised_or_refused(data: bytes, name: str) -> None:
    try:
        assert sniff(data, name).reader in {*READERS, "cells"}
    except Unreadable as error:
        assert error.rule.startswith("F") and error.message


# ---------------------------------------------------------------- paths


@pytest.mark.parametrize(
    ("path", "rule"), [("没有.docx", "F001"), ("", "F006"), ("a\0b.docx", "F001"), ("x" * 5000, "F001")]
)
def test_paths_that_cannot_be_read_are_told_as_a_case(tmp_path: Path, path: str, rule: str) -> None:
    (case,) = extract_file(str(tmp_path / path) if path != "" else str(tmp_path))
    (seen,) = case.observations
    assert (case.reader, seen.kind, seen.note) == (None, "unreadable", rule)
    assert "请" in seen.text


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LAYOUTS["html-plain"].render(REPORT))))
    (case,) = extract_file("-", "html")
    assert (case.path, case.organ, case.report_year) == ("-", REPORT.organ, REPORT.year)


@given(st.binary(max_size=60), st.integers(0, 80))
def test_a_file_is_read_whole_whatever_size_was_told(data: bytes, told: int) -> None:
    """A file may grow after it was looked at, and some tell no size."""
    assert read_whole(io.BytesIO(data), told) == data
