"""`python -m tools.make_office_samples`: the one report of each edition as other programs save it.

Needs LibreOffice and Chromium. Unlike `make samples` the bytes differ from run to run (dates, ids), so the files are made once and kept.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from tools.forge.figures import Report
from tools.forge.layouts import LAYOUTS
from tools.forge.render_addin import EXPORTS
from tools.forge.render_pdf import chromium, libreoffice, paper
from tools.forge.render_pdf_canvas import drawn
from tools.forge.story import story
from tools.golden import ROOT
from tools.samples_base import YEARS, base

#: Source layout → formats that LibreOffice makes of it.
_CONVERTED = {"docx-plain": ("doc", "rtf", "odt", "fodt"), "xlsx-one-sheet": ("ods", "xls")}
#: The same bytes under the names that WPS gives them.
_RENAMED = {"report.doc": "report.wps", "report.xls": "report.et"}


def main() -> None:
    """Write samples/<edition>/office."""
    for edition in YEARS:
        folder = ROOT / edition / "office"
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in _files(base(edition)):
            (folder / name).write_bytes(data)


def _files(report: Report) -> Iterator[tuple[str, bytes]]:
    html, docx = (LAYOUTS[name].render(report) for name in ("html-plain", "docx-plain"))
    tale = story(report)
    yield "drawn.pdf", drawn(tale, paper(5))
    yield "writer.pdf", libreoffice([(tale, paper(6))])[0]
    yield "browser.pdf", chromium(tale, paper(7))
    yield "report.mht", _saved(html)
    yield "report.zip", _zipped({"年报/网页.html": html, "年报/文档.docx": docx, "年报/标志.png": b"\x89PNG\r\n\x1a\n"})
    yield "letter.eml", _letter(docx)
    for layout, formats in _CONVERTED.items():
        for suffix, data in _converted(LAYOUTS[layout].render(report), LAYOUTS[layout].extension, formats):
            yield f"report.{suffix}", data
            if renamed := _RENAMED.get(f"report.{suffix}"):
                yield renamed, data
    yield from exported(report)


def exported(report: Report) -> Iterator[tuple[str, bytes]]:
    """What an add-in exports, as open and older workbooks."""
    for suffix, data in _converted(EXPORTS["cover"].render((report,)), ".xlsx", ("ods", "xls")):
        yield f"addin.{'et' if suffix == 'xls' else suffix}", data


def _converted(data: bytes, extension: str, formats: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    program = shutil.which("soffice") or "soffice"
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"report{extension}"
        source.write_bytes(data)
        for suffix in formats:
            profile = f"-env:UserInstallation=file://{folder}/profile"
            command = [program, profile, "--headless", "--convert-to", suffix, "--outdir", folder, str(source)]
            subprocess.run(command, check=True, capture_output=True)
            yield suffix, source.with_suffix(f".{suffix}").read_bytes()


def _saved(html: bytes) -> bytes:
    """The page as browsers save it in one file."""
    letter = EmailMessage()
    letter["From"] = "<Saved by Blink>"
    letter["Subject"] = "report"
    letter.set_content(html.decode(), subtype="html", charset="utf-8", cte="quoted-printable")
    letter.make_related()
    return bytes(letter)


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _letter(docx: bytes) -> bytes:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "bureau@example.cn", "office@example.cn", "报送年度报告"
    letter.set_content("现报送年度报告，请查收。")
    letter.add_attachment(docx, maintype="application", subtype="octet-stream", filename="年度报告.docx")
    return bytes(letter)


if __name__ == "__main__":
    main()
