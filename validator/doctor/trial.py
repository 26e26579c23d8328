"""Which formats work: each reader is tried on a small sound report that comes with the program."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from validator.doctor.inventory import Item

REPORTS = Path(__file__).with_name("assets") / "reports.zip"
_STEM = "report"
#: What every one of the reports holds.
_CELLS = 200
#: Seconds for one line of text; loading the models on a slow disk takes most of it.
_PATIENCE = 120


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, its extensions, the first of which a report is tried in, and the components of which one is needed."""

    name: str
    extensions: tuple[str, ...]
    needs: tuple[str, ...] = ()


PICTURES = Format("图片、扫描件", (".png", ".jpg", ".tif", ".bmp"), ("ocr",))
FORMATS = (
    Format("网页", (".html", ".htm")),
    Format("单个文件的网页", (".mht", ".mhtml")),
    Format("Word", (".docx", ".docm")),
    Format("Excel", (".xlsx", ".xlsm")),
    Format("旧版 Excel、WPS 表格", (".xls", ".et")),
    Format("有文字的 PDF", (".pdf",)),
    Format("CSV", (".csv", ".tsv")),
    Format("文本", (".txt", ".md")),
    Format("旧版 Word", (".doc",), ("libreoffice", "doc")),
    Format("WPS 文字、RTF、ODF 文字", (".rtf", ".wps", ".odt"), ("libreoffice",)),
    Format("ODF 表格", (".ods",), ("libreoffice",)),
    PICTURES,
)
_NAMES = {"libreoffice": "LibreOffice", "doc": "[doc]", "ocr": "[ocr]"}
_AGAIN = "请重新安装程序；还不行，请把这一行报告给我们。"


def formats(working: Collection[str]) -> Iterator[Item]:
    """Try every format; `working`: the keys of the components that are there. Takes some seconds with LibreOffice."""
    for form in FORMATS:
        shown = f"{form.name} {' '.join(form.extensions)}"
        key = form.extensions[0].lstrip(".")
        if form.needs and not set(form.needs) & set(working):
            yield Item(key, shown, "absent", f"缺 {' 或 '.join(_NAMES[need] for need in form.needs)}")
            continue
        wrong = _recogniser_wrong() if form is PICTURES else _wrong(form.extensions[0])
        yield Item(key, shown, "broken" if wrong else "ok", wrong or "试读正确", _AGAIN if wrong else "")


def _wrong(extension: str) -> str:
    """What is wrong with the reading of the report in a format; "" if nothing is."""
    from validator.pipeline import extract, judge

    name = f"{_STEM}{extension}"
    with zipfile.ZipFile(REPORTS) as archive:
        data = archive.read(name)
    try:
        reports = judge(extract(data, name))
    except (ImportError, OSError) as error:  # a component that is there in part, or does not fit this system
        return f"组件不能用（{error}）"
    case = reports[0].case
    if case.reader is None:
        return case.observations[0].text
    read = [(report.status, len(report.case.cells)) for report in reports]
    return "" if read == [("passed", _CELLS)] else "试读的结果不对"


def _recogniser_wrong() -> str:
    """In a process of its own: what does not fit the processor may end it."""
    command = [sys.executable, "-m", "validator.doctor.recogniser"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return f"{_PATIENCE} 秒内没有结果"
    if done.returncode == 0:
        return ""
    last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    return f"试读失败（{last or f'退出码 {done.returncode}'}）"
