"""Pictures of an Excel 97-2003 workbook: found in the store of its drawings, told where a table is missing."""

from __future__ import annotations

import io
from pathlib import Path
from struct import pack, pack_into, unpack_from

import pytest
import xlrd
import xlwt  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from xlwt import CompoundDoc

from tests.test_pictures_elsewhere import SCAN
from tools.golden import ROOT
from validator.model import Image
from validator.pipeline import extract, judge
from validator.read import xls
from validator.read.picture import is_installed
from validator.read.xls_pictures import pictures

SOUND = ROOT / "2021/clean/xls-one-sheet.xls"
_MOST = 8224  # bytes of a record


def odraw(kind: int, body: bytes, number: int = 0) -> bytes:
    return pack("<HHI", number << 4, kind, len(body)) + body


def store(*shown: bytes, digests: int = 1) -> bytes:
    """The drawings of a workbook that stores these PNG pictures."""
    entries = b""
    for data in shown:
        blip = odraw(0xF01E, bytes(16 * digests + 1) + data, 0x6E0 + digests - 1)
        entries += odraw(0xF007, bytes(33) + b"\x04" + bytes(2) + b"name" + blip, 6)
    return odraw(0xF000, odraw(0xF006, bytes(24)) + odraw(0xF001, entries))


def records(data: bytes) -> bytes:
    """The same as records of a workbook: what does not fit goes on in further ones."""
    pieces = [data[at : at + _MOST] for at in range(0, len(data), _MOST)]
    return b"".join(pack("<HH", 0x003C if at else 0x00EB, len(piece)) + piece for at, piece in enumerate(pieces))


def with_pictures(path: Path, *shown: bytes) -> bytes:
    """The workbook with pictures in its store: sheets begin further on by what was put in."""
    book = xlrd.open_workbook(path, on_demand=True)
    stream, at = bytearray(book.mem[book.base : book.base + book.stream_len]), 0
    added = records(store(*shown))
    while (kind := unpack_from("<H", stream, at)[0]) != 0x000A:
        if kind == 0x0085:
            pack_into("<I", stream, at + 4, unpack_from("<I", stream, at + 4)[0] + len(added))
        at += 4 + unpack_from("<H", stream, at + 2)[0]
    out = io.BytesIO()
    CompoundDoc.XlsDoc().save(out, bytes(stream[:at] + added + stream[at:]))
    return out.getvalue()


def without_disputes(path: Path) -> Path:
    """The sheets of a sample, the last table left out."""
    made = xlwt.Workbook()
    for sheet in load_workbook(ROOT / "2021/clean/xlsx-sheets.xlsx"):
        page = made.add_sheet(sheet.title)
        for row in sheet.iter_rows(max_row=1 if sheet.title == "复议诉讼" else None):
            for cell in row:
                page.write(cell.row - 1, cell.column - 1, cell.value)
    made.save(path)
    return path


def images(data: bytes) -> list[tuple[str, bytes | None]]:
    return [(b.name, b.data) for b in xls.read(data, "年报.xls").blocks if isinstance(b, Image)]


def test_a_workbook_brings_its_pictures_and_its_cells_stay_what_they_were() -> None:
    data = with_pictures(SOUND, SCAN, SCAN[:900])
    assert images(data) == [("图片1", SCAN), ("图片2", None)], "a small one is no table"
    (before,), (after,) = extract(SOUND.read_bytes(), "年报.xls"), extract(data, "年报.xls")
    assert before.cells == after.cells and judge([after])[0].status == "passed"
    assert images(SOUND.read_bytes()) == []


@pytest.mark.skipif(is_installed(), reason="识别组件已安装")
def test_a_table_that_is_a_picture_is_told_as_unread(tmp_path: Path) -> None:
    lacking = without_disputes(tmp_path / "年报.xls")
    (bare,) = judge(extract(lacking.read_bytes(), "年报.xls"))
    (shown,) = judge(extract(with_pictures(lacking, SCAN), "年报.xls"))
    assert [f.rule for f in bare.findings] == ["S101"]
    assert shown.status == "incomplete" and [f.rule for f in shown.findings] == ["F007"]


@pytest.mark.parametrize("digests", [1, 2])
def test_what_stands_before_a_picture_is_left_out(digests: int) -> None:
    shown = SCAN, SCAN[::-1]
    found = pictures(records(store(*shown, digests=digests)))
    assert tuple(image.data for image in found if isinstance(image, Image)) == shown


@given(st.binary(max_size=200), st.integers(0, 400))
def test_nothing_damaged_is_a_reason_to_stop(noise: bytes, cut: int) -> None:
    whole = records(store(SCAN[:300]))
    for stream in (noise, whole[:cut], whole[:cut] + noise, b"\xeb\x00\xff\xff" + noise):
        assert all(isinstance(image, Image) for image in pictures(stream))


def test_a_store_that_holds_itself_thousands_of_times_is_walked_through() -> None:
    deep = b"".join(pack("<HHI", 15, 0xF000, len(SCAN) + 8 * left) for left in range(20_000, 0, -1))
    (found,) = pictures(records(deep + odraw(0xF01E, bytes(17) + SCAN, 0x6E0)))
    assert isinstance(found, Image) and found.data == SCAN
