"""Text whose cell borders are lost, as one run of labels and figures: where a table stands in it, and its rows' figures.

Blanks are kept between two figures only: " " where one is printed (there a cell ends), a line's end where the line does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from validator.form import Edition, Line, Table
from validator.model import Block
from validator.partition.lines import text_lines
from validator.words import normal, unmarked

#: Where a line ended between two figures: it may have been broken anywhere, so that parts nothing for certain.
LINE_END = "\n"

_MARK = re.compile(r"^(\d{1,2})[.、)]|^(\([一二三四五六七八九十]+\))|^([一二三四五六七八九十]{1,3})、")
_BETWEEN_FIGURES = re.compile(r"(?<=[\d元])\s+(?=[\d+\-])")
#: What follows the last table.
_AFTERWARDS = ("五、存在的主要问题", "五、政府信息公开工作", "六、其他需要报告")
#: Everything behind a label that may belong to its figures: signs, dashes and units too.
_FIGURES = re.compile(r"[\d.,+\-/—−%元万亿件项个增减无 \n]+")


def run_together(blocks: Sequence[Block]) -> str:
    """The lines of running text in the normal form of labels, blanks kept between figures."""
    text = LINE_END.join(line.text for line in text_lines(blocks) if line.text)
    pieces: list[str] = []
    at = 0
    for gap in _BETWEEN_FIGURES.finditer(text):
        pieces += [normal(text[at : gap.start()]), LINE_END if LINE_END in gap[0] else " "]
        at = gap.end()
    return "".join([*pieces, normal(text[at:])])


def window(table: Table, edition: Edition, text: str) -> str:
    """From the table's first row to where the next table or section begins: prose may use the same words."""
    starts = sorted(start for other in edition.tables if (start := start_of(other, text)) >= 0)
    begin = start_of(table, text)
    if begin < 0:
        return ""
    sections = [at for title in _AFTERWARDS if (at := text.find(title, begin)) >= 0]
    end = min((at for at in (*starts, *sections) if at > begin), default=len(text))
    return text[begin:end]


def start_of(table: Table, text: str) -> int:
    """Where the first row's label follows the last column's: that is the table, not a sentence. -1: nowhere.

    一、本年新收… is enough; a row whose label has no such mark is no more than a heading there: 一、行政处罚实施情况.
    """
    row, column = re.escape(unmarked(table.rows[0].label)), re.escape(unmarked(table.columns[-1].label))
    if table.layout == "single_row":
        found = re.search(rf"{re.escape(unmarked(table.rows[-1].label))}(?={unmarked(table.columns[0].label)})", text)
    else:
        found = re.search(rf"(?<={column})(?:[一二三四五六七八九十]+、|\d[.、])?{row}", text)
        if found is None and _MARK.match(normal(table.rows[0].label)):
            found = re.search(rf"[一二三四五六七八九十]、{row}", text)
    return found.start() if found else -1


def figures_of(table: Table, text: str) -> Mapping[str, str]:
    """Row key → the run of figures behind its label, labels taken in printed order."""
    found: dict[str, str] = {}
    lines = list(_printed_lines(table, text))
    followers = [start for _, start, _ in lines[1:]]
    for (key, _, stop), follower in zip_longest(lines, followers):
        figures = _FIGURES.match(text[stop : len(text) if follower is None else follower])
        if figures and any(c.isdigit() for c in figures[0]):
            found[key] = figures[0].strip()
    return found


def _printed_lines(table: Table, text: str) -> Iterator[tuple[str, int, int]]:
    """(key, where the label with its mark begins, where it ends) of every row found, from top to bottom."""
    at = 0
    groups = [Line(g.key, g.label, g.label) for g in table.groups if g.may_stand_alone]
    for line in _in_order(table, groups):
        place = _find(line, text, at)
        if place is None:
            continue
        start, stop = place
        yield line.key, start, stop
        at = stop


def _in_order(table: Table, groups: Sequence[Line]) -> Iterator[Line]:
    """Rows, and before the members of a group that may stand alone its heading."""
    told: set[str] = set()
    for line in table.rows:
        for group in groups:
            if line.key.startswith(f"{group.key}.") and group.key not in told:
                told.add(group.key)
                yield group
        yield line


def _find(line: Line, text: str, at: int) -> tuple[int, int] | None:
    """The label with the mark that the form gives it; short labels are taken only with their mark."""
    label = unmarked(line.label)
    mark = _MARK.match(normal(line.label))
    for name in (label, *map(unmarked, line.aliases)):
        start = text.find(name, at)
        while start >= 0:
            begin = _mark_start(text, start, mark[0][:-1] if mark and mark[1] else (mark[0] if mark else ""))
            if begin < start or len(name) > 3 or not mark:
                return begin, start + len(name)
            start = text.find(name, start + 1)
    return None


def _mark_start(text: str, start: int, mark: str) -> int:
    """Where the label's own mark begins: the digit of 2. belongs to the label, not to the figures before it."""
    if not mark:
        return start
    bare = mark.rstrip("、.")
    for shown in (f"{bare}.", f"{bare}、", f"{bare})", bare):
        if text.endswith(shown, 0, start) and (shown != bare or bare.startswith("(")):
            return start - len(shown)
    return start
