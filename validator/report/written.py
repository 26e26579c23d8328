"""Whether a file is one that this program wrote as a result before: such a one may be replaced, nobody's own file may."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

#: Format → what every file of it holds near its beginning; of a workbook, among the names of its sheets.
_MARKS: Mapping[str, str] = {
    "text": "结论：",
    "json": '"schema_version"',
    "sarif": "sarif",
    "html": "<title>政府信息公开工作年度报告核验结果</title>",
    "xlsx": "报告清单",
    "markdown": "结论：",
}
_BEGINNING = 64 * 1024
_SHEETS = "xl/workbook.xml"


def may_be_replaced(path: str, form: str) -> bool:
    """Whether nothing of the user's is lost if a result of the format `form` is written to `path`. Raises OSError."""
    file = Path(path)
    if not file.is_file() or file.stat().st_size == 0:  # a pipe or a device is written to as it is
        return True
    begins = _sheets(file) if form == "xlsx" else _beginning(file)
    return _MARKS[form] in begins


def _beginning(file: Path) -> str:
    with file.open("rb") as opened:
        return opened.read(_BEGINNING).decode("utf-8", "replace")


def _sheets(file: Path) -> str:
    try:
        with zipfile.ZipFile(file) as package, package.open(_SHEETS) as part:
            return part.read(_BEGINNING).decode("utf-8", "replace")
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError):
        return ""
