"""The form itself: a notice that gives it out, or a blank copy, which is nobody's report."""

from __future__ import annotations

import re
from collections.abc import Iterable

from validator.identity.title_words import plain
from validator.model import Cell, Part

#: 中华人民共和国政府信息公开工作年度报告格式（试行）, 关于印发…格式》的通知, at the end of a short line.
_FORM = re.compile(r"(?:报告|年报)(?:参考)?(?:格式|模板|样式|表样)(?:\(试行\))?(?:》的通知)?$")
_LONGEST = 120


def is_blank_form(part: Part, cells: Iterable[Cell]) -> bool:
    """Whether an untitled part says that it is the form, and no cell of its tables is filled with a number."""
    if part.titled or any(cell.kind == "number" for cell in cells):
        return False
    short = (p.text for p in part.paragraphs if len(p.text) <= _LONGEST and "公" in p.text)
    return any(_FORM.search(plain(text)) for text in short)
