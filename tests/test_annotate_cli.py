"""`d711 annotate` and `d711 template`: what they write, where, and what they refuse."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path
from unittest.mock import Mock

import docx
import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from tools.golden import ROOT
from validator.cli import main
from validator.files import extract_file
from validator.whole_file import write_whole

BROKEN = ROOT / "2021/broken"
BOOK, TEXT, PAGE = BROKEN / "A102-wrong-row.xlsx", BROKEN / "A101-closing.docx", BROKEN / "A102-granted.html"


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_a_workbook_and_a_document_are_marked_in_place(tmp_path: Path) -> None:
    for source in (BOOK, TEXT):
        before = source.read_bytes()
        done = run("annotate", source, "-o", tmp_path / source.name)
        assert done.exit_code == 0 and "错误 1 处" in done.stderr and "原文件没有改动" in done.stderr
        assert source.read_bytes() == before
    assert load_workbook(tmp_path / BOOK.name).sheetnames[0] == "问题清单"
    assert len(docx.Document(str(tmp_path / TEXT.name)).comments) == 1


@pytest.mark.parametrize(
    "name",
    [
        "A102-granted.html",
        "A102-granted-total-not-updated.xls",
        "A101-closing-total.csv",
        "A101-carried-in-off-by-one.txt",
    ],
)
def test_other_formats_are_drawn_anew(name: str, tmp_path: Path) -> None:
    for extension in (".xlsx", ".html"):
        out = tmp_path / f"副本{extension}"
        assert run("annotate", BROKEN / name, "-o", out).exit_code == 0
        assert out.stat().st_size > 4000
    book = load_workbook(tmp_path / "副本.xlsx")
    (case,) = extract_file(str(tmp_path / "副本.xlsx"))
    assert (case.organ, case.report_year) == ("云桥市教育局", 2023)
    comments = [c.comment.text for s in book for row in s.iter_rows() for c in row if c.comment]
    assert comments and all(text.startswith(name[:3]) for text in comments)
    assert "✗" in (tmp_path / "副本.html").read_text(encoding="utf-8")


def test_a_document_can_be_drawn_anew_too(tmp_path: Path) -> None:
    assert run("annotate", TEXT, "-o", tmp_path / "a.xlsx").exit_code == 0
    assert run("annotate", BOOK, "-o", tmp_path / "a.html").exit_code == 0


@pytest.mark.parametrize(
    ("source", "output", "said"),
    [
        (BOOK, "a.xlsm", ".xlsx、.html"),
        (BOOK, "a.docx", ".xlsx、.html"),
        (TEXT, "a.doc", ".docx、.xlsx、.html"),
        (PAGE, "a.docx", ".xlsx、.html"),
        (ROOT / "2021/office/report.zip", "a.xlsx", "压缩包"),
        (BROKEN / "F001-cut-off.docx", "a.docx", "已损坏"),
        (BOOK, "没有/a.xlsx", "不能写入"),
        ("-", "a.xlsx", "标准输入"),
    ],
)
def test_what_cannot_be_done_is_said(source: object, output: str, said: str, tmp_path: Path) -> None:
    done = run("annotate", source, "-o", tmp_path / output)
    assert done.exit_code == 2 and said in done.stderr and not list(tmp_path.iterdir())


@pytest.mark.parametrize(("source", "extension"), [(BOOK, ".xlsx"), (TEXT, ".docx"), (PAGE, ".xlsx")])
def test_without_a_name_the_copy_lies_beside_the_file_and_none_is_lost(
    source: Path, extension: str, tmp_path: Path
) -> None:
    own = Path(shutil.copy(source, tmp_path / f"年报{source.suffix}"))
    copy, next_one = (tmp_path / f"年报-批注{number}{extension}" for number in ("", 2))
    done = run("annotate", own)
    assert done.exit_code == 0 and f"已写入 {copy}" in done.stderr and own.read_bytes() == source.read_bytes()
    copy.write_bytes(b"edited")
    assert f"已写入 {next_one}" in run("annotate", own).stderr and copy.read_bytes() == b"edited"
    next_one.unlink()
    assert f"已写入 {copy}" in run("annotate", own, "--force").stderr and copy.read_bytes() != b"edited"
    assert sorted(tmp_path.iterdir()) == sorted([own, copy])


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be given there")
def test_the_copy_of_a_file_with_an_odd_name_has_a_name_too(tmp_path: Path) -> None:
    for name in ("长" * 83 + ".docx", "翻转\u202exslx.docx", "换\n行.docx"):
        shutil.copyfile(TEXT, tmp_path / name)
        done = run("annotate", tmp_path / name)
        assert done.exit_code == 0 and done.stderr.count("\n") == 1 and "\u202e" not in done.stderr
    copies = [path.name for path in tmp_path.iterdir() if path.name.endswith("-批注.docx")]
    assert len(copies) == 3 and all(len(name.encode()) <= 255 for name in copies)


def test_the_file_itself_is_never_written_to(tmp_path: Path) -> None:
    own = Path(shutil.copy(BOOK, tmp_path / "年报.xlsx"))
    done = run("annotate", own, "-o", own)
    assert done.exit_code == 2 and "另起一个文件名" in done.stderr and own.read_bytes() == BOOK.read_bytes()


def test_only_chosen_rules_are_marked(tmp_path: Path) -> None:
    done = run("annotate", BOOK, "-o", tmp_path / "a.xlsx", "--ignore", "A")
    assert done.exit_code == 0 and "没有发现问题" in done.stderr and "只标了所选的规则" in done.stderr


def test_last_years_report_is_taken_into_account(tmp_path: Path) -> None:
    clean = ROOT / "2021/clean/xlsx-one-sheet.xlsx"
    last = tmp_path / "上年.xlsx"
    book = load_workbook(clean)
    for row in book["年报"].iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = cell.value.replace("2023", "2022")
    book.save(last)
    assert "Y101" not in run("annotate", clean, "-o", tmp_path / "a.xlsx").stderr
    run("annotate", clean, "-o", tmp_path / "b.xlsx", "--previous", last)
    rules = [str(row[2].value)[:4] for row in load_workbook(tmp_path / "b.xlsx")["问题清单"].iter_rows(min_row=5)]
    assert "Y101" in rules


# ---------------------------------------------------------------- templates


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("extension", [".xlsx", ".docx", ".XLSX"])
def test_templates_are_written_and_read_in_their_edition(edition: str, extension: str, tmp_path: Path) -> None:
    out = tmp_path / f"模板{extension}"
    done = run("template", "--edition", edition, "-o", out)
    assert done.exit_code == 0 and "已写入" in done.stderr
    (case,) = extract_file(str(out))
    assert case.edition == edition and all(table.found for table in case.tables)


def test_the_newest_edition_is_the_usual_one(tmp_path: Path) -> None:
    run("template", "-o", tmp_path / "a.docx")
    assert extract_file(str(tmp_path / "a.docx"))[0].edition == "2021"


def test_a_filled_template_is_never_lost(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    out.write_bytes(b"filled")
    done = run("template", "-o", out)
    assert done.exit_code == 2 and "已经存在" in done.stderr and out.read_bytes() == b"filled"
    assert run("template", "-o", tmp_path / "a.pdf").exit_code == 2
    assert run("template", "-o", tmp_path / "没有/a.xlsx").exit_code == 2


# ---------------------------------------------------------------- files


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    out = tmp_path / "a.bin"
    out.write_bytes(b"old")
    out.chmod(0o600)
    write_whole(b"new", str(out))
    assert out.read_bytes() == b"new" and stat.S_IMODE(out.stat().st_mode) == 0o600
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):
        write_whole(b"new", str(tmp_path / "folder"))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.bin", "folder"]


def test_what_is_interrupted_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "基线.json"
    out.write_bytes(b"old")
    for error in (OSError(28, "No space left on device"), KeyboardInterrupt()):
        monkeypatch.setattr(Path, "replace", Mock(side_effect=error))
        with pytest.raises(type(error)):
            write_whole(b"new", str(out))
        assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("基线.json", b"old")]


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="needs links")
def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "a.json").symlink_to(tmp_path / "b.json")
    write_whole(b"new", str(tmp_path / "a.json"))
    assert (tmp_path / "a.json").is_symlink() and (tmp_path / "b.json").read_bytes() == b"new"
