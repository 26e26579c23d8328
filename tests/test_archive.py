"""Archives and letters: one member a report, names right, nothing lost without a word, nothing hostile unpacked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from email import message_from_bytes
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.forge.figures import sound
from tools.forge.layouts import LAYOUTS
from validator import limits
from validator.archives import archive
from validator.archives.archive import Member, is_archive, members
from validator.archives.archive_mail import may_begin_header
from validator.model import Unreadable

DOCX = LAYOUTS["docx-plain"].render(sound(1, "2021"))
XLSX = LAYOUTS["xlsx-sheets"].render(sound(1, "2021"))


def packed(files: Mapping[str, bytes], codec: str = "utf-8", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file; any codec but UTF-8 writes the names as old Windows programs do, without the flag."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for number, (name, data) in enumerate(files.items()):
            made.writestr(name if codec == "utf-8" else f"{number:0{len(name.encode(codec))}}", data)
    found = out.getvalue()
    for number, name in enumerate(files) if codec != "utf-8" else ():
        raw = name.encode(codec)
        found = found.replace(f"{number:0{len(raw)}}".encode(), raw)
    return found


def taken(path: str, data: bytes) -> tuple[list[Member], int]:
    """All members, and how many were passed over."""
    found, walk = list[Member](), members(path, data)
    while True:
        try:
            found.append(next(walk))
        except StopIteration as end:
            return found, end.value


def rules(data: bytes) -> dict[str, str | None]:
    return {name: m.rule if isinstance(m, Unreadable) else None for name, m in taken("a.zip", data)[0]}


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_members_under_their_names(codec: str) -> None:
    files = {"二〇二四/统计局年报.docx": DOCX, "二〇二四/联通.xlsx": XLSX}
    found, skipped = taken("归档.zip", packed(files, codec))
    assert found == [("归档.zip!/二〇二四/统计局年报.docx", DOCX), ("归档.zip!/二〇二四/联通.xlsx", XLSX)]
    assert skipped == 0


def test_utf8_names_without_the_flag() -> None:
    data = packed({"年报.docx": DOCX})
    unflagged = data.replace(b"\x14\x00\x00\x08", b"\x14\x00\x00\x00")
    assert unflagged != data
    assert taken("a.zip", unflagged)[0] == [("a.zip!/年报.docx", DOCX)]


def test_names_whose_bytes_hold_a_backslash() -> None:
    rare = "乗俓.csv"
    assert b"\\" in rare.encode("gb18030")
    assert [n for n, _ in taken("a.zip", packed({rare: b"x"}, "gb18030"))[0]] == [f"a.zip!/{rare}"]


def test_what_is_no_report_is_counted_not_checked() -> None:
    debris = ["a.css", "a_files/logo.htm", "图.png", "__MACOSX/._年报.docx", "~$年报.docx", "Thumbs.db"]
    found, skipped = taken("a.zip", packed({**dict.fromkeys(debris, b"x"), "年报.htm": b"<p>", "说明.pptx": b"x"}))
    assert [name for name, _ in found] == ["a.zip!/年报.htm", "a.zip!/说明.pptx"]
    assert skipped == len(debris)


def test_pictures_alone_may_be_scans() -> None:
    found, skipped = taken("a.zip", packed({"1.jpg": b"x", "2.jpg": b"x", "a.css": b""}))
    assert ([name for name, _ in found], skipped) == (["a.zip!/1.jpg", "a.zip!/2.jpg"], 1)


@pytest.mark.parametrize("files", [{}, {"a.css": b"x"}, {"夹/": b""}])
def test_an_archive_without_reports_says_so(files: Mapping[str, bytes]) -> None:
    assert rules(packed(files)) == {"a.zip": "F002"}


def test_nested_once_and_no_more() -> None:
    inner = packed({"丙.docx": DOCX, "丁.zip": packed({"戊.docx": DOCX})})
    found = rules(packed({"甲.docx": DOCX, "乙.zip": inner}))
    assert found == {"a.zip!/甲.docx": None, "a.zip!/乙.zip!/丙.docx": None, "a.zip!/乙.zip!/丁.zip": "F006"}


def test_office_documents_are_no_archives() -> None:
    assert not is_archive(DOCX, "a.docx") and not is_archive(XLSX, "a.zip")
    assert not is_archive(packed({"mimetype": b"x"}), "a.odt") and not is_archive(packed({"OFD.xml": b"x"}), "a.ofd")
    assert is_archive(packed({"年报.docx": DOCX}), "a.zip")
    stored = packed({"word/年报.docx": DOCX}, method=zipfile.ZIP_STORED)
    assert b"word/document.xml" in stored and is_archive(stored, "a.zip")


def test_hostile_names_are_only_names() -> None:
    data = packed({"../../etc/x.docx": DOCX, "/root/y.docx": DOCX, "a\x1b[31m.docx": DOCX, "c:\\z.docx": DOCX})
    names = [name for name, _ in taken("a.zip", data)[0]]
    assert names == ["a.zip!/../../etc/x.docx", "a.zip!/root/y.docx", "a.zip!/a_[31m.docx", "a.zip!/c:/z.docx"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_second_file_of_a_name_is_told_apart() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("甲/a.docx", b"1")
        made.writestr("甲/a.docx", b"2")
    assert taken("a.zip", out.getvalue())[0] == [("a.zip!/甲/a.docx", b"1"), ("a.zip!/甲/a (2).docx", b"2")]


def test_bombs_are_told_and_the_others_go_on() -> None:
    data = packed({"大.docx": bytes(limits.MAX_BYTES + 1), "肿.docx": bytes(limits.RATIO_FLOOR * 2), "好.docx": DOCX})
    assert rules(data) == {"a.zip!/大.docx": "F004", "a.zip!/肿.docx": "F004", "a.zip!/好.docx": None}


def test_too_many_and_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_MEMBERS", 5)
    assert rules(packed({f"{n}.docx": b"x" for n in range(6)})) == {"a.zip": "F004"}
    inner = packed({f"{n}.docx": b"x" for n in range(3)})
    assert rules(packed({"a.zip": inner, "b.zip": inner}, method=zipfile.ZIP_DEFLATED))["a.zip"] == "F004"
    monkeypatch.setattr(archive, "_MAX_TOTAL", len(DOCX) + 1)
    found = rules(packed({"a.docx": DOCX, "b.docx": DOCX}))
    assert found == {"a.zip!/a.docx": None, "a.zip": "F004"}


def test_locked_foreign_and_broken_members() -> None:
    good = packed({"a.txt": b"x" * 99}, method=zipfile.ZIP_STORED)
    locked = good.replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00")
    locked = locked.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    assert rules(locked) == {"a.zip!/a.txt": "F003"}
    assert rules(packed({"a.txt": b"x"}, method=zipfile.ZIP_LZMA)) == {"a.zip!/a.txt": "F006"}
    assert rules(good.replace(b"xxxx", b"xxyx", 1)) == {"a.zip!/a.txt": "F001"}
    assert rules(good[:-30]) == {"a.zip": "F001"}
    assert is_archive(good[:-30], "a.zip")


def test_members_are_unpacked_one_at_a_time() -> None:
    data = bytearray(packed({"a.txt": b"x" * 99, "b.txt": b"y" * 99}, method=zipfile.ZIP_STORED))
    data[data.index(b"yyyy")] ^= 1
    walk = members("a.zip", bytes(data))
    assert next(walk) == ("a.zip!/a.txt", b"x" * 99)
    assert isinstance(next(walk)[1], Unreadable)


# ---------------------------------------------------------------- letters


def letter(*attached: tuple[str, bytes], body: str = "见附件。") -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "a@example.gov.cn", "b@example.gov.cn", "年报"
    made.set_content(body)
    made.add_alternative(f"<p>{body}</p>", subtype="html")
    for name, data in attached:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def test_attachments_are_members() -> None:
    data = letter(("统计局年报.docx", DOCX), ("打包.zip", packed({"甲.xlsx": XLSX})), ("签名.png", b"x"))
    assert is_archive(data, "mail.eml") and is_archive(data, "mail")
    found, skipped = taken("mail.eml", data)
    assert found == [("mail.eml!/统计局年报.docx", DOCX), ("mail.eml!/打包.zip!/甲.xlsx", XLSX)]
    assert skipped == 1


NAMES = {
    "2231": b"filename*=GB18030''%C4%EA%B1%A8.docx",
    "2231 in pieces": b"filename*0*=UTF-8''%E5%B9%B4;\r\n filename*1*=%E6%8A%A5.docx",
    "2047": b'filename="=?GB2312?B?xOqxqC5kb2N4?="',
    "2047 in pieces": b'filename="=?GB2312?B?xOo=?=\r\n =?GB2312?B?saguZG9jeA==?="',
    "bare gbk": b'filename="\xc4\xea\xb1\xa8.docx"',
    "bare utf-8": 'filename="年报.docx"'.encode(),
}


@pytest.mark.parametrize("way", NAMES)
def test_chinese_names_however_written(way: str) -> None:
    head = b"MIME-Version: 1.0\r\nFrom: a\r\nTo: b\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
    part = (
        b"Content-Type: application/msword\r\nContent-Disposition: attachment;\r\n "
        + NAMES[way]
        + b"\r\n\r\nx\r\n--x--"
    )
    assert taken("m.eml", head + part)[0] == [("m.eml!/年报.docx", b"x")]


def test_the_text_of_a_letter_counts_where_nothing_is_attached() -> None:
    assert [name for name, _ in taken("m.eml", letter(("签名.png", b"x")))[0]] == ["m.eml!/正文.html"]


HEADS = [
    b"From ",
    b"From",
    b"To: a\n",
    b"Subject: b\n",
    b"Received: c\n",
    b"MIME-Version: 1.0\n",
    b"\n",
    b"\r\n",
    b" ",
    b"\t",
]
HEADS += [
    b"<html",
    b"<o:p>",
    b":",
    b"<!doctype html>",
    b"\xef\xbb\xbf",
    b"\xe6\x94\xbf",
    b"x",
    b"\r",
    b"\x0b",
    b"\x7f",
    b"-",
]


@given(st.lists(st.sampled_from(HEADS), max_size=9).map(b"".join))
def test_what_begins_as_no_header_has_none(data: bytes) -> None:
    """Such a file is not given to the parser of letters, which would find no field in it."""
    assert may_begin_header(data) or not BytesHeaderParser().parsebytes(data).keys()


def test_a_letter_in_a_letter() -> None:
    outer = EmailMessage()
    outer["From"], outer["To"], outer["Subject"] = "a@example.gov.cn", "b@example.gov.cn", "转发"
    outer.set_content("转发")
    outer.add_attachment(message_from_bytes(letter(("年报.docx", DOCX)), policy=default), filename="原件.eml")
    assert [name for name, _ in taken("m.eml", outer.as_bytes())[0]] == ["m.eml!/原件.eml!/年报.docx"]


def test_hostile_letters_end() -> None:
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(3000))
    assert [m.rule for _, m in taken("m.eml", b"MIME-Version: 1.0\r\n" + deep)[0] if isinstance(m, Unreadable)]
    assert taken("m.eml", b"\xff" * 5000)[0]
