"""`python -m tools.make_doctor_reports`: the small reports on which `d711 doctor` tries its readers, in one archive.

They are samples of this project: a sound report in every format, without what other programs add to show it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from tools.golden import ROOT
from validator.doctor.trial import REPORTS

SOURCES: Mapping[str, str] = {
    "report.html": "clean/html-plain.html",
    "report.mht": "office/report.mht",
    "report.docx": "clean/docx-plain.docx",
    "report.xlsx": "clean/xlsx-one-sheet.xlsx",
    "report.xls": "clean/xls-one-sheet.xls",
    "report.pdf": "office/drawn.pdf",
    "report.csv": "clean/csv-utf8.csv",
    "report.txt": "clean/text-pipe-rows.txt",
    "report.doc": "office/report.doc",
    "report.rtf": "office/report.rtf",
    "report.ods": "office/report.ods",
}
_EDITION = "2021"
_DATE = (1980, 1, 1, 0, 0, 0)
_SHOWN_ONLY = ("Thumbnails/", "Configurations2/")


def archive() -> bytes:
    """The archive; the same bytes for the same samples and the same compressor."""
    return _zipped({name: _lean(name, (ROOT / _EDITION / source).read_bytes()) for name, source in SOURCES.items()})


def _lean(name: str, data: bytes) -> bytes:
    """An OpenDocument file without its picture of itself."""
    if not name.endswith(".ods"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return _zipped({n: packed.read(n) for n in packed.namelist() if not n.startswith(_SHOWN_ONLY)})


def _zipped(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, _DATE)
            packed.writestr(info, data, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


if __name__ == "__main__":
    REPORTS.write_bytes(archive())
