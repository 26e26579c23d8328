"""What a person says of the files: a CSV with path, organ, year, parent (the consolidated report a file is a part of)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from validator.audit.folders import whole
from validator.audit.listing import rows_of
from validator.audit.work import BadWork
from validator.unshown import shown

#: Columns, and what they may be called as well.
_COLUMNS: Mapping[str, str] = {
    **{name: name for name in ("path", "organ", "year", "parent")},
    "路径": "path",
    "文件": "path",
    "机关": "organ",
    "年度": "year",
    "汇总": "parent",
}

_HEAD = "列名应是：path、organ、year、parent。"
_YEAR = re.compile(r"20[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said of one file; None: nothing. `parent` is a path as it can be opened."""

    organ: str | None = None
    year: int | None = None
    parent: str | None = None


NOTHING = Statement()


def read_manifest(path: str) -> dict[str, Statement]:
    """Path as it can be opened → what is said of it. Paths in it are relative to its own folder. Raises BadWork."""
    rows = rows_of(path, "--manifest", _HEAD)
    _, head = next(rows, (1, []))
    names = [_COLUMNS.get(name.strip().lower(), "") for name in head]
    if "path" not in names:
        raise BadWork(f"{shown(path)} 的第一行没有「path」这一列。{_HEAD}")
    return _each_once(_statements(rows, names, path), path)


def _statements(
    rows: Iterator[tuple[int, list[str]]], names: list[str], path: str
) -> Iterator[tuple[int, str, Statement]]:
    for number, row in rows:
        said = {name: value.strip() for name, value in zip(names, row, strict=False) if name and value.strip()}
        if not said:
            continue
        if "path" not in said or not _YEAR.fullmatch(said.get("year", "2000")):
            raise BadWork(f"{shown(path)} 第 {number} 行写得不对：path 不能空，year 应是四位数字，如 2024。请改正。")
        year = int(said["year"]) if "year" in said else None
        parent = _openable(said["parent"], path) if "parent" in said else None
        yield number, _openable(said["path"], path), Statement(said.get("organ"), year, parent)


def _each_once(statements: Iterator[tuple[int, str, Statement]], path: str) -> dict[str, Statement]:
    """By path; of two statements on one file nobody knows which one holds."""
    found: dict[str, Statement] = {}
    lines: dict[str, int] = {}
    for number, file, statement in statements:
        before = lines.setdefault(os.path.normcase(file), number)
        if before != number:
            raise BadWork(f"{shown(path)} 第 {before} 行和第 {number} 行写的是同一个文件。请只留一行。")
        found[file] = statement
    return found


def _openable(path: str, manifest: str) -> str:
    return whole(path.replace("\\", os.sep), Path(manifest).parent)
