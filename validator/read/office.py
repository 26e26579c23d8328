"""Old and foreign office files (.doc .wps .rtf .odt .ods .fodt .fods .et) → Document, by way of DOCX or XLSX."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from validator.model import Document, Unreadable
from validator.read import docx, office_doc, xls, xlsx
from validator.read.office_kinds import OfficeKind, compound_content, kind_of, refuse_unsafe
from validator.read.office_program import (
    BATCH,
    FILE_SECONDS,
    START_SECONDS,
    VARIABLE,
    Target,
    TimedOut,
    find_program,
    run_program,
)
from validator.read.package import refuse_unfit

#: Kind → what it becomes, and the extension under which LibreOffice knows it best.
_TARGETS: Mapping[OfficeKind, tuple[Target, str]] = {
    "doc": ("docx", ".doc"),
    "wps": ("docx", ".doc"),
    "rtf": ("docx", ".rtf"),
    "odt": ("docx", ".odt"),
    "ods": ("xlsx", ".ods"),
    "et": ("xlsx", ".xls"),
}
#: A WPS sheet is an Excel 97-2003 one under another name: our own reader takes it as it is.
_READERS: Mapping[OfficeKind, Callable[[bytes, str], Document]] = {
    **dict.fromkeys(("doc", "wps", "rtf", "odt"), docx.read),
    "ods": xlsx.read,
    "et": xls.read,
}
_INSTALL = (
    "读这种文件要先安装 LibreOffice（免费）：Windows 和 macOS 到 https://zh-cn.libreoffice.org 下载安装；"
    "Debian、统信、麒麟运行 sudo apt install libreoffice-writer libreoffice-calc。"
)
_EXTRA = '只读 .doc 也可以运行 pip install "decree711-validator[doc]"。'
_SAVE = "或用 Word/WPS 打开，另存为 .docx（表格另存为 .xlsx）后再检查。"
_MISPLACED = f"环境变量 {VARIABLE} 指的程序不存在，请改正或删去它。"
_SLOW = "LibreOffice 在 {seconds} 秒内没有打开「{name}」，已停止。请用 Word/WPS 打开，另存为 .docx 或 .xlsx 后再检查。"
_FAILED = "LibreOffice 打不开「{name}」，文件可能已损坏。请用 Word/WPS 打开，另存为 .docx 或 .xlsx 后再检查。"
_DAMAGED = "「{name}」已损坏，或不是 Word、WPS 文件，无法读取。请用原软件打开，另存为 .docx 或 .xlsx 后再检查。"
_UNKNOWN = "「{name}」不是可以识别的 Word、WPS、RTF 或 ODF 文件。请用原软件另存为 .docx 或 .xlsx 后再检查。"

Result = bytes | Unreadable


@dataclass(frozen=True, slots=True)
class _Job:
    """One file on its way through LibreOffice."""

    name: str
    data: bytes
    suffix: str


def read(data: bytes, name: str) -> Document:
    """Read one office file; the reader of the document is its kind. Raises Unreadable (F001, F002, F003, F004, F006)."""
    found = read_many({name: data})[name]
    if isinstance(found, Unreadable):
        raise found
    return found


def read_many(files: Mapping[str, bytes]) -> Mapping[str, Document | Unreadable]:
    """Read office files by name, with as few starts of LibreOffice as can be. Order is kept."""
    kinds = {name: kind_of(data, name) for name, data in files.items()}
    made = convert({name: data for name, data in files.items() if kinds[name] != "et"})
    return {name: _document(made.get(name, data), name, kinds[name]) for name, data in files.items()}


def _document(made: Result, name: str, kind: OfficeKind | None) -> Document | Unreadable:
    if isinstance(made, Unreadable):
        return made
    if kind is None:
        return Unreadable("F006", _UNKNOWN.format(name=name))
    try:
        return replace(_READERS[kind](made, name), reader=kind)
    except Unreadable as error:
        return error


def convert(files: Mapping[str, bytes]) -> Mapping[str, Result]:
    """Office files by name → .docx (text) or .xlsx (sheets), or why not (F001 to F004, F006). Order is kept."""
    program = find_program()
    fit = {name: _examined(data, name) for name, data in files.items()}
    jobs: dict[Target, list[_Job]] = {"docx": [], "xlsx": []}
    done: dict[str, Result] = {name: kind for name, kind in fit.items() if isinstance(kind, Unreadable)}
    for name, kind in fit.items():
        if isinstance(kind, Unreadable):
            continue
        if program is None:
            done[name] = _without_program(files[name], name, kind)
        else:
            target, suffix = _TARGETS[kind]
            jobs[target].append(_Job(name, files[name], suffix))
    if program is not None:
        done |= chain.from_iterable(_through(program, jobs[target], target) for target in jobs)
    return {name: done[name] for name in files}


def _examined(data: bytes, name: str) -> OfficeKind | Unreadable:
    try:
        refuse_unfit(data, name)
        kind = kind_of(data, name)
        if kind is None:
            return _unknown(data, name)
        refuse_unsafe(data, name, kind)
    except Unreadable as error:
        return error
    return kind


def _unknown(data: bytes, name: str) -> Unreadable:
    if compound_content(data) == "other":  # an office file whose directory of streams is lost
        return Unreadable("F001", _DAMAGED.format(name=name))
    return Unreadable("F006", _UNKNOWN.format(name=name))


def _without_program(data: bytes, name: str, kind: OfficeKind) -> Result:
    if kind not in ("doc", "wps") or not office_doc.is_there():
        return Unreadable("F006", _advice(kind))
    try:
        return office_doc.to_docx(data, name)
    except Unreadable as error:
        return error


def _advice(kind: OfficeKind) -> str:
    """What to install; a variable that points nowhere comes first, for LibreOffice may well be there."""
    misplaced = _MISPLACED if os.environ.get(VARIABLE) else ""
    return misplaced + _INSTALL + (_EXTRA if kind in ("doc", "wps") else "") + _SAVE


def _through(program: Path, jobs: Sequence[_Job], target: Target) -> Iterator[tuple[str, Result]]:
    for start in range(0, len(jobs), BATCH):
        yield from _batch(program, jobs[start : start + BATCH], target)


def _batch(program: Path, jobs: Sequence[_Job], target: Target) -> Iterator[tuple[str, Result]]:
    """One start; if it ends badly, one for each file: nobody knows which one it was, and the others go on."""
    try:
        made = run_program(program, [(job.suffix, job.data) for job in jobs], target)
    except (TimedOut, OSError) as error:
        if len(jobs) == 1:
            yield jobs[0].name, _why(error, jobs[0].name)
            return
        for job in jobs:
            yield from _batch(program, [job], target)
        return
    for job, data in zip(jobs, made, strict=True):
        yield job.name, data if data is not None else Unreadable("F001", _FAILED.format(name=job.name))


def _why(error: Exception, name: str) -> Unreadable:
    if isinstance(error, TimedOut):
        return Unreadable("F004", _SLOW.format(name=name, seconds=START_SECONDS + FILE_SECONDS), again=True)
    return Unreadable("F001", _FAILED.format(name=name))
