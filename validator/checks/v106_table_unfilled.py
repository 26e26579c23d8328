"""整张表未填写

查什么：一张表的每一格是否都空着，每张表报一次；全部表都空着的合成一次。第二部分各表常印成一张大表：其中别的表已填写的，这张表空白只作提示，按 0 计算。
为什么：没有发生的也应填 0（国办公开办函〔2019〕60号、〔2021〕30号）；整张表空着等于没有报告，有关等式不能判定。
错例：把空白的格式原样公布。
正例：每格都填了数，没有发生的填 0。
怎么改：填写这张表；确实全部没有发生的，每格填 0。
"""

from __future__ import annotations

from collections.abc import Mapping

from validator.checks.facts import Facts, Verdict, at, table_name
from validator.model import Cell, Defect, Severity

CODE = "V106"
TITLE = "整张表未填写"
SEVERITY: Severity = "error"
ITEM = "表"


def examine(facts: Facts) -> Verdict:
    """Items: tables of which cells were read."""
    read = {key: cells for key, cells in facts.by_table.items() if cells}
    blank = {key: cells for key, cells in read.items() if all(cell.kind == "blank" for cell in cells)}
    if len(blank) == len(read) > 1:
        return Verdict((_nothing(blank),), failed=len(blank))
    filled = {facts.forms[key].section for key in read.keys() - blank.keys()}
    defects = tuple(_defect(key, cells, facts, facts.forms[key].section in filled) for key, cells in blank.items())
    return Verdict(defects, len(read) - len(blank), len(blank))


def _nothing(blank: Mapping[str, tuple[Cell, ...]]) -> Defect:
    """One cause, one finding: it is the empty form."""
    cells = tuple(cell for of_table in blank.values() for cell in of_table)
    text = f"{len(blank)} 张表都没有填写，{len(cells)} 个单元格全部空白，像是空白模板。请选填好的年报；就是这一份的，请填写，没有发生的填 0。"
    return Defect(text, cells=cells, key="all")


def _defect(key: str, cells: tuple[Cell, ...], facts: Facts, partly: bool) -> Defect:
    """`partly`: other tables of its section, printed as one with it, are filled in."""
    name = f"{table_name(key, facts)}{at(facts.found[key].place)}"
    if partly:
        text = f"{name}的 {len(cells)} 个单元格全部空白，按 0 计算。没有发生的请填 0。"
        return Defect(text, key, cells, severity="notice", basis=facts.forms[key].basis)
    text = f"{name}未填写：{len(cells)} 个单元格全部空白。请填写；确实没有发生的，每格填 0。"
    return Defect(text, key, cells, basis=facts.forms[key].basis)
