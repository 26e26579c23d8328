"""一行各栏填了同一个数

查什么：第二十条各表里有三栏的行，三栏是否是同一个不为 0 的数。2019年版第（一）项除外：新制作、新公开、公开总数可以相同。只有个位数的可能是巧合，不报。
为什么：三栏说的是三件事（制发、废止、现行有效；上一年项目、增减、处理决定），同是一个数的很少，多半是一个数填满了一行。
错例：行政规范性文件：制发 18、废止 18、现行有效 18。
正例：行政规范性文件：制发 18、废止 2、现行有效 64。
怎么改：逐栏核对；确实相同的，可以不改。
"""

from __future__ import annotations

from collections.abc import Iterator

from validator.checks.facts import Facts, Verdict, at
from validator.model import Defect, Severity

CODE = "C306"
TITLE = "一行各栏填了同一个数"
SEVERITY: Severity = "notice"
ITEM = "行"

_COLUMNS = 3
#: Rows in which all columns may well be equal, by one of their columns.
_MAY_BE_EQUAL = "public_total"
#: Smaller figures agree by chance.
_LEAST = 10


def examine(facts: Facts) -> Verdict:
    """Items: rows of tables without identities that have three columns and more."""
    rows = list(_rows(facts))
    wrong = [(key, row) for key, row, figures in rows if len(set(figures)) == 1 and figures[0] >= _LEAST]
    return Verdict(tuple(_defect(*one, facts) for one in wrong), len(rows) - len(wrong), len(wrong))


def _rows(facts: Facts) -> Iterator[tuple[str, str, list[int]]]:
    for key, form in facts.forms.items():
        if form.sentences or len(form.columns) < _COLUMNS or _MAY_BE_EQUAL in form.column_keys:
            continue
        figures = facts.stated(key)
        for row in form.row_keys:
            known = [figures.get((row, column)) for column in form.column_keys]
            if None not in known:
                yield key, row, [int(value) for value in known if value is not None]


def _defect(key: str, row: str, facts: Facts) -> Defect:
    form = facts.forms[key]
    cells = tuple(facts.cells[key, row, column] for column in form.column_keys)
    names = "、".join(line.label for line in form.columns)
    text = f"「{form.row(row).label}」的{names}都是 {cells[0].value}{at(cells[0].place)}，像是一个数填满了一行。请逐栏核对；确实相同的，可以不改。"
    return Defect(text, key, cells, basis=form.basis, key=row)
