"""What a person says of the files: a CSV with path, organ, year, parent (the consolidated report a file is a part of)."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from validator.audit.work import BadWork, whole
from validator.files import shown
from validator.read.encoding import decode

#: Columns, and what they may be called as well.
_COLUMNS: Mapping[str, str] = {
    **{name: name for name in ("path", "organ", "year", "parent")},
    "路径": "path",
    "文件": "path",
    "机关": "organ",
    "年度": "year",
    "汇总": "parent",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said of one file; None: nothing. `parent` is a path as it can be opened."""

    organ: str | None = None
    year: int | None = None
    parent: str | None = None


NOTHING = Statement()


def read_manifest(path: str) -> dict[str, Statement]:
    """Path as it can be opened → what is said of it. Paths in it are relative to its own folder. Raises BadWork."""
    try:
        text = decode(Path(path).read_bytes())
    except OSError as error:
        raise BadWork(f"读不了 {shown(path)}（--manifest）。请检查路径和权限。") from error
    rows = csv.reader(text.splitlines())
    names = [_COLUMNS.get(name.strip().lower(), "") for name in next(rows, [])]
    if "path" not in names:
        raise BadWork(f"{shown(path)} 的第一行没有「path」这一列。列名应是：path、organ、year、parent。")
    return dict(_statements(rows, names, path))


def _statements(rows: Iterator[list[str]], names: list[str], path: str) -> Iterator[tuple[str, Statement]]:
    for number, row in enumerate(rows, 2):
        said = {name: value.strip() for name, value in zip(names, row, strict=False) if name and value.strip()}
        if not said:
            continue
        if "path" not in said or not said.get("year", "2000").isdecimal():
            raise BadWork(f"{shown(path)} 第 {number} 行写得不对：path 不能空，year 应是四位数字。请改正。")
        year = int(said["year"]) if "year" in said else None
        parent = _openable(said["parent"], path) if "parent" in said else None
        yield _openable(said["path"], path), Statement(said.get("organ"), year, parent)


def _openable(path: str, manifest: str) -> str:
    return whole(path.replace("\\", os.sep), Path(manifest).parent)
