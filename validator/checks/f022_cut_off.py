"""文字到一半就断了

查什么：文本文件是不是只有年度报告的一段：到表格或句子中间就断了，或者从中间开始。读到的照常核验，没有读到的表和行记为“未判定”，不算缺。
为什么：从网页复制、下载没有完成、程序只截取开头，都会丢掉后面的内容；没有读到的，不能说成没有填（规定的表格见国办公开办函〔2019〕60号、〔2021〕30号）。
错例：文件到「3.危及“三安全一稳定”」这一行就结束了，后面没有别的表，也没有第四至第六部分。
正例：文件从总体情况到其他需要报告的事项都在。
怎么改：找到完整的文件，再检查一次；原稿就到这里的，按规定格式补全。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at, listed
from validator.model import Defect, Observation, Severity
from validator.schema import editions

CODE = "F022"
TITLE = "文字到一半就断了"
SEVERITY: Severity = "warning"
ITEM = "文件"

#: So much is quoted of the last words.
_QUOTED = 20


def examine(facts: Facts) -> Verdict:
    """Items: the file."""
    seen = facts.seen.get("cut_off", ())
    return Verdict(tuple(_defect(o, facts) for o in seen), 0 if seen else 1, 1 if seen else 0)


def _defect(seen: Observation, facts: Facts) -> Defect:
    if seen.note == "start":
        first = _title(seen.table or "")
        text = f"文件从{listed([first])}表{at(seen.place)}开始，前面的没有读到：{_tables(seen)}。"
    elif seen.table or seen.tables:
        text = f"文件到“{seen.text[-_QUOTED:]}”{at(seen.place)}就断了，后面的没有读到：{'，'.join(_left(seen))}。"
    else:
        left = "后面的没有读到" if facts.found else "还没有到规定的表格"
        text = f"文件到“{seen.text[-_QUOTED:]}”{at(seen.place)}就断了，{left}。"
    told = f"{text}这些未判定，不算缺。请用完整的文件再检查一次；原稿就是这样的，请补全。"
    return Defect(told, place=seen.place, key=seen.note)


def _left(seen: Observation) -> list[str]:
    rows = [f"{listed([_title(seen.table)])}表的后 {seen.number} 行"] if seen.table else []
    return rows + ([_tables(seen)] if seen.tables else [])


def _tables(seen: Observation) -> str:
    return f"{listed([_title(key) for key in seen.tables])}表"


def _title(key: str) -> str:
    return next(e.table(key).title for e in editions().values() if key in e.table_keys)
