"""Samples that are wrong as files (family F) or as documents (family D)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape

from msgspec import structs

from tools.forge.figures import Report, rewritten
from tools.forge.layouts import LAYOUTS
from tools.forge.render_html import body, page, passage, table
from tools.forge.render_pdf import paper
from tools.forge.render_pdf_canvas import STRAY, drawn
from tools.forge.sheet import Sheet
from tools.forge.story import Passage, Section, Story, flow, story
from tools.samples_base import WRITERS, YEARS, Sample, base, sample
from tools.samples_package import repacked
from validator.cells_file import encode_cases
from validator.pipeline import extract

#: The first bytes of a PDF file and of an archive, and of the compound files of older office programs.
_PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type /Catalog>>\nendobj\n%%EOF\n"
_RAR = b"Rar!\x1a\x07\x01\x00"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SECTOR = 512
_TITLE_SLIP = ("公开行政复议、".encode(), "公开行政法复议、".encode())
_WIDE = '<table><tr><td colspan="100000">附注</td></tr><tr><td>甲</td><td>乙</td></tr></table>'.encode()
#: A label and the beginning of the cell behind it; a figure that browsers do not show.
_CELL = "规章</p></td><td><p>".encode()
_UNSEEN = b'<span style="display:none">7</span>'
_SHELL = '<script src="app.js"></script><p>首页</p><p>政务公开</p><div id="app"></div>'
#: Words of the prose; without its last byte the last character is lost.
_WHOLE = "政策解读".encode()


def file_samples(edition: str) -> Iterator[Sample]:
    """Every sample of family F of one edition."""
    tale = story(base(edition))
    docx, xlsx, html = (WRITERS[extension](tale) for extension in (".docx", ".xlsx", ".html"))
    yield Sample("F001", "cut-off", ".docx", docx[: len(docx) // 2])
    yield Sample("F001", "cut-off", ".xlsx", xlsx[: len(xlsx) * 2 // 3])
    yield Sample("F002", "no-bytes", ".docx", b"")
    yield Sample("F002", "only-blanks", ".txt", b"\r\n \r\n")
    yield Sample("F003", "password", ".xlsx", _compound("EncryptionInfo", "EncryptedPackage"))
    yield Sample("F003", "password", ".docx", _compound("EncryptionInfo", "EncryptedPackage"))
    yield Sample("F004", "unpacks-too-large", ".docx", _swollen(docx))
    yield Sample("F005", "page-named-xls", ".xls", html)
    yield Sample("F005", "page-named-docx", ".docx", html)
    yield Sample("F005", "error-page", ".pdf", "<html><title>404</title><p>您访问的页面不存在</p></html>".encode())
    yield Sample("F001", "cut-off", ".pdf", _PDF)
    yield Sample("F006", "packed", ".rar", _RAR)
    yield Sample("F007", "pictures", ".html", _pictures(tale))
    yield Sample("F008", "attachment", ".html", _attachment(tale))
    yield Sample("F009", "hidden-rows", ".xlsx", repacked(xlsx, {"xl/worksheets/sheet1.xml": _hidden}))
    yield Sample("F010", "glued", ".txt", _glued(tale))
    yield Sample("F013", "glued-but-unique", ".html", _partly_glued(tale))
    yield Sample("F011", "span-of-100000", ".html", html.replace(b"</body>", _WIDE + b"</body>"))
    yield Sample("F014", "old-figure-struck-out", ".html", html.replace(_CELL, _CELL + b"<s>7</s>"))
    yield Sample("F015", "old-figure-hidden", ".html", html.replace(_CELL, _CELL + _UNSEEN))
    yield Sample("F016", "figure-across-a-line", ".pdf", drawn(story(_astray(edition)), paper(5)))
    yield Sample("F018", "text-by-script", ".html", page((tale,), _SHELL).encode())
    yield Sample("S105", "copy-for-phones", ".html", page((tale,), body(tale) + body(tale)).encode())
    yield Sample("F012", "character-cut", ".html", html.replace(_WHOLE, _WHOLE[:-1]))
    yield Sample("F022", "cut-off", ".txt", _cut_off(edition))
    yield _misread(edition, docx)


def _cut_off(edition: str) -> bytes:
    """A text that ends in the middle of a row."""
    text = LAYOUTS["text-pipe-rows"].render(base(edition)).decode()
    row = text.index("属于行政执法案卷")
    return text[: text.index("|", text.index("|", row) + 1) + 1].encode()


def _astray(edition: str) -> Report:
    """A figure that is printed on the line between two cells."""
    spot = ("requests", "granted", "natural_person")
    return rewritten(base(edition), [(spot, f"{STRAY}{base(edition).tables['requests']['granted']['natural_person']}")])


def _misread(edition: str, docx: bytes) -> Sample:
    """What `extract` writes of a scan on which two figures were hard to read; no recogniser is needed to judge it."""
    (case,) = extract(docx, "scan.docx")
    faint = ("disputes", "review", "upheld"), ("art20_1", "normative_documents", case.cells[0].column)
    cells = (structs.replace(c, origin="recognised", confidence=0.4 if c.key in faint else 1.0) for c in case.cells)
    found = Sample("F020", "misread", ".json", b"")
    path = f"{edition}/broken/{found.name}"
    read = replace(case, path=path, sha256=None, reader="picture", cells=tuple(cells))
    return replace(found, data=encode_cases([read]))


def _compound(*streams: str) -> bytes:
    """The least of a compound file: a header and one directory sector that names its streams."""
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0").ljust(128, b"\0") for name in ("Root Entry", *streams)
    )
    return _COMPOUND.ljust(_SECTOR, b"\0") + directory.ljust(_SECTOR, b"\0")


def _swollen(docx: bytes) -> bytes:
    """A few kilobytes that unpack to megabytes."""
    blanks = " " * (3 * 1024 * 1024)
    return repacked(docx, {"word/document.xml": lambda text: text.replace("</w:body>", f"{blanks}</w:body>")})


def _pictures(tale: Story) -> bytes:
    """Every table is a picture."""
    pieces = (f"<h2>{x.text}</h2>" if isinstance(x, Passage) else '<p><img src="table.png"/></p>' for x in flow(tale))
    return page((tale,), "\n".join(pieces)).encode()


def _attachment(tale: Story) -> bytes:
    """The page is no more than a title and a link."""
    title = escape(tale.title)
    return page((tale,), f'<h1>{title}</h1>\n<p>附件：<a href="report.pdf">{title}.pdf</a></p>').encode()


def _hidden(sheet: str) -> str:
    return re.sub(r'<row r="(4[0-2])">', r'<row r="\1" hidden="1">', sheet)


def _glued(tale: Story) -> bytes:
    """Cell borders are lost: a table is one line of labels and figures."""
    lines = (x.text if isinstance(x, Passage) else _run_together(x) for x in flow(tale))
    return ("\n".join(lines) + "\n").encode()


def _partly_glued(tale: Story) -> bytes:
    """Section two as its tables, sections three and four as run-together lines, which the identities can part."""
    glued = (("requests",), ("disputes",))
    pieces = (
        passage(x) if isinstance(x, Passage) else f"<p>{_run_together(x)}</p>" if x.tables in glued else table(x)
        for x in flow(tale)
    )
    return page((tale,), "\n".join(pieces)).encode()


def _run_together(sheet: Sheet) -> str:
    return "".join(box.text for line in sheet.lines for box in line)


# ---------------------------------------------------------------- documents


def document_samples(edition: str) -> Iterator[Sample]:
    """Every sample of family D of one edition."""
    report = base(edition)
    tale = story(report)
    year = str(report.year)
    yield Sample("D001", "work-summary", ".docx", WRITERS[".docx"](_summary(report)))
    if edition == "2019":
        yield sample("D002", "recommended-year", ".html", _tableless(replace(report, year=2019)))
        yield sample("D002", "older-regulation", ".docx", _tableless(replace(report, year=2017)))
    yield Sample("D003", "no-year", ".xlsx", WRITERS[".xlsx"](_dateless(tale, year)))
    yield Sample("D003", f"year-in-file-name-{year}", ".html", WRITERS[".html"](_dateless(tale, year)))
    yield Sample("D101", "misspelt-title", ".html", WRITERS[".html"](tale).replace(*_TITLE_SLIP))
    yield sample("D004", "no-organ", ".docx", _nameless(tale, report))
    yield from _other_form(edition, report)


def _summary(report: Report) -> Story:
    """Another kind of document of the same organ."""
    names = ("总体情况", "重点任务", "制度建设", "队伍建设", "主要问题", "下一步打算")
    sections = tuple(Section(name, ("各项任务按计划完成。",)) for name in names)
    return Story(f"{report.organ}{report.year}年工作总结", (), sections)


def _tableless(report: Report) -> Story:
    return story(replace(report, tables={}))


def _dateless(tale: Story, year: str) -> Story:
    opening = tuple(line for line in tale.opening if year not in line)
    return replace(tale, title=tale.title.replace(f"{year}年", ""), opening=opening)


def _nameless(tale: Story, report: Report) -> Story:
    opening = tuple(line for line in tale.opening if report.organ not in line)
    return replace(tale, title=tale.title.replace(report.organ, ""), opening=opening)


def _other_form(edition: str, report: Report) -> Iterator[Sample]:
    """The whole report in the form of another edition than its year asks for."""
    for other in YEARS:
        if other != edition:
            slug = "newer-form" if other > edition else "older-form"
            yield sample("D005", slug, ".html", story(replace(base(other), year=report.year)))
            yield sample("D005", slug, ".xlsx", story(replace(base(other), year=report.year)))
