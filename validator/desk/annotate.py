"""A copy of a report's file with its findings marked: the very file where its format takes marks, else drawn anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from validator.desk.annotate_docx import annotate as annotate_docx
from validator.desk.annotate_planned import Planned
from validator.desk.annotate_xlsx import annotate as annotate_xlsx
from validator.desk.package_draft import TYPES
from validator.model import Report
from validator.read.package import open_package, xml_part
from validator.report.formats import FORMATS

Annotator = Callable[[bytes, str, Sequence[Report], Sequence[Planned]], bytes]

#: Reader → what changes a copy of such a file.
ANNOTATORS: Mapping[str, Annotator] = {"xlsx": annotate_xlsx, "docx": annotate_docx}
#: Extension → the format in which the tables are drawn anew.
REDRAWN = {".xlsx": "xlsx", ".html": "html"}
#: What a package says that it is → the extension under which programs open it.
_EXTENSIONS = {
    "spreadsheetml.sheet.main": ".xlsx",
    "ms-excel.sheet.macroenabled.main": ".xlsm",
    "spreadsheetml.template.main": ".xltx",
    "ms-excel.template.macroenabled.main": ".xltm",
    "wordprocessingml.document.main": ".docx",
    "ms-word.document.macroenabled.main": ".docm",
    "wordprocessingml.template.main": ".dotx",
    "ms-word.template.macroenabledtemplate.main": ".dotm",
}


def extensions(data: bytes, name: str, reader: str | None) -> tuple[str, ...]:
    """Under which extensions a copy can be written, the file's own first if it takes marks. Raises Unreadable."""
    if reader not in ANNOTATORS:
        return tuple(REDRAWN)
    own = _extension(data, name) or f".{reader}"
    # A workbook is not drawn anew as a workbook: that would lose what is in it besides the tables.
    return (own, ".html") if reader == "xlsx" else (own, *REDRAWN)


def _extension(data: bytes, name: str) -> str | None:
    types = xml_part(open_package(data, name, "另存"), TYPES).iterchildren("{*}Override")
    said = (kind.get("ContentType", "").lower().removesuffix("+xml") for kind in types)
    return next((e for kind in said for end, e in _EXTENSIONS.items() if kind.endswith(end)), None)


def annotated(
    data: bytes, name: str, reports: Sequence[Report], extension: str, planned: Sequence[Planned] = ()
) -> bytes:
    """The copy. `extension`: one that `extensions` names for the file; `reports`: all of the file.

    What is `planned` is told in comments; a copy that is drawn anew says of each report how much that is.

    Raises Unreadable where the package is damaged in parts that only a copy needs.
    """
    reader = reports[0].case.reader or ""
    if extension == extensions(data, name, reader)[0] and reader in ANNOTATORS:
        return ANNOTATORS[reader](data, name, reports, planned)
    return FORMATS[REDRAWN[extension]].load().render([_noted(report, len(planned)) for report in reports])


def _noted(report: Report, planned: int) -> Report:
    if not planned:
        return report
    path = f"{report.case.path}（按原文件标注；网页上拟改的 {planned} 处没有写进来，见改动清单）"
    return replace(report, case=replace(report.case, path=path))
