"""单元格空白

查什么：单元格是否空着。空白按 0 计算，每张表只报一次并说明格数。整张表空白、总计空白、只有总计没有明细的，另有专条，这里不重复。
为什么：没有发生的也应填 0（国办公开办函〔2019〕60号、〔2021〕30号）；空着看不出是没有发生还是漏填。
错例：「二、上年结转政府信息公开申请数量」行「商业企业」列空着。
正例：填 0。
怎么改：没有发生的填 0；漏填的补上数字。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, table_name
from validator.checks.odd_cells import cells_listed
from validator.model import Cell, Defect, Severity

CODE = "V101"
TITLE = "单元格空白"
SEVERITY: Severity = "notice"
ITEM = "单元格"


def examine(facts: Facts) -> Verdict:
    """Items: cells of the tables found."""
    defects = tuple(_defect(key, cells, facts) for key in facts.forms if (cells := _blanks(key, facts)))
    failed = sum(len(d.cells) for d in defects)
    return Verdict(defects, len(facts.cells) - failed, failed)


def _defect(key: str, cells: tuple[Cell, ...], facts: Facts) -> Defect:
    text = (
        f"{table_name(key, facts)}有 {len(cells)} 个空白单元格，按 0 计算；按规定应填 0：{cells_listed(cells, facts)}。"
    )
    return Defect(text, key, cells, basis=facts.forms[key].basis)


def _blanks(key: str, facts: Facts) -> tuple[Cell, ...]:
    """The blank cells of a table; none if it is blank throughout, without those that V104 and V105 tell of."""
    blank = [cell for cell in facts.unusual if cell.kind == "blank" and cell.table == key]
    if not blank or len(blank) == len(facts.by_table[key]):
        return ()
    told = _told_elsewhere(key, facts)
    return tuple(cell for cell in blank if (cell.row, cell.column) not in told)


def _told_elsewhere(key: str, facts: Facts) -> set[tuple[str, str]]:
    """Blank totals beside a sum, and blank details under a bare total."""
    if key not in facts.sums:
        return set()
    shape, found = facts.sums[key].compiled, facts.blanks[key]
    totals = {shape.cells[i] for i, _ in found.due}
    return totals | {(row, column) for i in found.bare for _, row, column in shape.identities[i].right}
