"""A CSV that a person gives: its rows with their numbers, in any encoding that Excel and WPS write."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from validator.audit.work import BadWork
from validator.model import Unreadable
from validator.read.encoding import decode
from validator.unshown import shown

#: Excel writes semicolons in some countries, and tabs as "Unicode text"; the first where none of them is there.
_DELIMITERS = ",;\t"
#: Lines by which it is told.
_FIRST = 5


def rows_of(path: str, option: str, advice: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of its last line. `option`: by which the file was given; `advice`: what it should hold.

    Raises BadWork.
    """
    try:
        text = decode(Path(path).read_bytes())
    except OSError as error:
        raise BadWork(f"读不了 {shown(path)}（{option}）。请检查路径和权限。") from error
    except Unreadable as error:
        raise BadWork(f"{shown(path)}（{option}）是空的，或不是文本文件。{advice}") from error
    begin = "\n".join(text.splitlines()[:_FIRST])
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=begin.count))
    try:
        for row in rows:
            yield rows.line_num, row
    except csv.Error as error:
        raise BadWork(f"{shown(path)} 第 {rows.line_num} 行不是正确的 CSV（{option}）。请改正。") from error
