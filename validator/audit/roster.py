"""Who owes a report, as a person lists them: a CSV with the names of the organs, and the year where it is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from validator.audit.listing import rows_of
from validator.audit.work import BadWork
from validator.audit_outputs.roster import Owed
from validator.unshown import shown

#: What the columns may be called.
_COLUMNS: Mapping[str, str] = {
    **dict.fromkeys(("organ", "机关", "机关名称", "机关全称", "单位", "单位名称", "单位全称", "名称"), "organ"),
    **dict.fromkeys(("year", "年度", "年份", "报告年度"), "year"),
}
_YEAR = re.compile(r"(20[0-9]{2})年?度?")
#: A list that was made for people has a title and notes above its head.
_ABOVE = 5
_OPTION = "--organs"
_HEAD = "名单应是 CSV 文件（Excel 请另存为 CSV），第一行写列名：有「机关」一列，可以有「年度」一列。"


def read_roster(path: str) -> tuple[Owed, ...]:
    """Every organ that is listed, once a year, in the order of the list. Raises BadWork."""
    rows = rows_of(path, _OPTION, _HEAD)
    heads = ([_COLUMNS.get(name.strip().lower(), "") for name in row] for _, row in islice(rows, _ABOVE))
    head = next((names for names in heads if "organ" in names), None)
    if head is None:
        raise BadWork(f"{shown(path)}（{_OPTION}）的前 {_ABOVE} 行里没有「机关」这一列。{_HEAD}")
    owed = tuple(dict.fromkeys(_owed(rows, head, path)))
    if not owed:
        raise BadWork(f"{shown(path)}（{_OPTION}）里没有机关。{_HEAD}")
    return owed


def _owed(rows: Iterator[tuple[int, list[str]]], head: Sequence[str], path: str) -> Iterator[Owed]:
    for number, row in rows:
        said = {name: value.strip() for name, value in zip(head, row, strict=False) if name and value.strip()}
        year = _YEAR.fullmatch(said.get("year", ""))
        if "year" in said and (year is None or "organ" not in said):
            raise BadWork(f"{shown(path)} 第 {number} 行写得不对：机关不能空，年度应是四位数字，如 2024。请改正。")
        if "organ" in said:
            yield Owed(said["organ"], int(year[1]) if year else None)
