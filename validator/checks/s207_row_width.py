"""一行的格数与表头对不上

查什么：每一行的数字格数是否与表头的列数相同。格数不同的为错误；从文字里读出、分不清一行到哪里为止的为疑似，记为“未判定”。每张表每种情形只报一次。
为什么：少一格，后面的数字就全部错位，不能按位置猜（表格统一规定到单元格，国办公开办函〔2019〕60号、〔2021〕30号）。这些行所在的等式都不能判定。
错例：「（一）予以公开」行只有 6 个格，表头有 7 列。
正例：每行 7 个格，没有发生的填 0。
怎么改：补上缺的格或拆开误合并的格；文字版请改用带表格的原稿检查。
"""

from __future__ import annotations

from collections.abc import Sequence

from validator.checks.facts import Facts, Verdict, at, listed, table_name
from validator.checks.reasons import ROWS_UNCLEAR
from validator.model import Defect, Observation, Severity

CODE = "S207"
TITLE = "一行的格数与表头对不上"
SEVERITY: Severity = "error"
ITEM = "行"

_NAMED = 4


def examine(facts: Facts) -> Verdict:
    """Items: printed rows of the tables found; rows that could not be told apart stay open."""
    wrong, unsure = facts.seen.get("row_width", ()), facts.seen.get("row_uncounted", ())
    bare = [o for o in unsure if o.table in facts.forms and not (o.number or o.text)]
    told = "repeats_lost" not in facts.seen
    together = len({o.table for o in bare}) > 1
    defects: list[Defect] = [_bare(bare, facts)] if together and told else []
    for key in facts.forms:
        if rows := [o for o in wrong if o.table == key]:
            defects.append(_wrong(key, rows, facts))
        rows = [o for o in unsure if o.table == key and not (together and o in bare)]
        if rows and told:
            defects.append(_unsure(key, rows, facts))
    failed, opened = (sum(len(o.rows) for o in seen) for seen in (wrong, unsure))
    printed = sum(len(table.rows) for table in facts.found.values())
    why = ROWS_UNCLEAR if opened else None
    return Verdict(tuple(defects), max(printed - failed - opened, 0), failed, opened, why)


def _wrong(key: str, seen: Sequence[Observation], facts: Facts) -> Defect:
    keys, labels = _rows(key, seen, facts)
    counts = "、".join(dict.fromkeys(str(o.number) for o in seen[:_NAMED]))
    text = (
        f"{table_name(key, facts)}有 {len(labels)} 行的格数（{counts}）与表头的列数对不上，不能确定各格的数字："
        f"{listed(labels, _NAMED)}{at(seen[0].place or facts.found[key].place)}。有关等式未判定；请补齐单元格，或拆开误合并的格。"
    )
    return Defect(text, key, basis=facts.forms[key].basis, key=",".join(keys))


def _unsure(key: str, seen: Sequence[Observation], facts: Facts) -> Defect:
    keys, labels = _rows(key, seen, facts)
    text = (
        f"{table_name(key, facts)}有 {len(labels)} 行在文字中分不清起止，不能确定各格的数字："
        f"{listed(labels, _NAMED)}{at(seen[0].place or facts.found[key].place)}。有关等式未判定；请用带表格的原稿再检查一次。"
    )
    return Defect(text, key, severity="warning", basis=facts.forms[key].basis, key=",".join(keys))


def _bare(seen: Sequence[Observation], facts: Facts) -> Defect:
    """Names of rows of several tables with nothing behind them have one cause, and are told once."""
    tables = list(dict.fromkeys(o.table for o in seen if o.table))
    names = "".join(table_name(key, facts).removesuffix("表") for key in tables[:_NAMED])
    text = (
        f"{names}等 {len(tables)} 张表有 {sum(len(o.rows) for o in seen)} 行只有名称，后面一个数字也没有{at(seen[0].place)}："
        "没有填写，或者整理成文字时丢了空白格。有关等式未判定；请用带表格的原稿再检查一次，没有填写的请填写（没有发生的填 0）。"
    )
    return Defect(text, severity="warning", key=",".join(tables))


def _rows(key: str, seen: Sequence[Observation], facts: Facts) -> tuple[list[str], list[str]]:
    """Keys and labels of the rows concerned."""
    keys = [row for o in seen for row in o.rows]
    return keys, [facts.forms[key].row(row).label for row in keys]
