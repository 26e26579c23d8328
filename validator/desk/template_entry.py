"""What may be typed into the cells of a template, said in Chinese when a cell is chosen and when it is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

_MOST = 99_999_999_999

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of figure: the test that a spreadsheet makes, the least that it may be, what is said before and after."""

    test: Literal["whole", "decimal"]
    least: int
    prompt: str
    refusal: str


#: What a line of the form holds → what may be typed there; "total" for totals of any line.
KINDS: Mapping[str, Kind] = {
    "count": Kind("whole", 0, "填整数；没有的填 0。不写单位。", "这里只能填 0 或正整数，不写单位。"),
    "signed": Kind(
        "whole", -_MOST, "填比上年增减的数：增加填正数，减少填负数，没有变化填 0。", "这里只能填整数；减少填负数。"
    ),
    "amount": Kind(
        "decimal",
        0,
        "填金额，可以有小数；没有的填 0。表头没有写单位的，请在表外注明元或万元。",
        "这里只能填 0 或正数，不写单位。",
    ),
    "total": Kind(
        "whole", 0, "自动合计，不用填。可以改写成实际的数；与明细不符时变红。", "这里只能填 0 或正整数，不写单位。"
    ),
    "year": Kind("whole", 2019, "填报告年度，四位数字，例如 2025。", "请填四位数字的年度。"),
}


def restrict(sheet: Worksheet, kinds: Mapping[Spot, str]) -> None:
    """Restrict the cells of `kinds` (row and column from 1 → kind of figure), one rule for each kind."""
    for key, kind in KINDS.items():
        ranges = list(_ranges(sorted(spot for spot, found in kinds.items() if found == key)))
        if not ranges:
            continue
        rule = DataValidation(kind.test, str(kind.least), str(_MOST), operator="between", allow_blank=True)
        rule.promptTitle, rule.prompt, rule.showInputMessage = "填写说明", kind.prompt, True
        rule.errorTitle, rule.error, rule.showErrorMessage = "不能这样填", kind.refusal, True
        rule.sqref = MultiCellRange(" ".join(ranges))
        sheet.add_data_validation(rule)


def _ranges(spots: Sequence[Spot]) -> Iterator[str]:
    """Neighbours along a row as one range: programs bound how many ranges a rule may name."""
    for _, run in groupby(enumerate(spots), key=lambda at: (at[1][0], at[1][1] - at[0])):
        held = [spot for _, spot in run]
        (row, first), (_, last) = held[0], held[-1]
        yield f"{get_column_letter(first)}{row}:{get_column_letter(last)}{row}"
