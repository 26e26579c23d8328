"""数字按等式还原

查什么：单元格边界丢失、数字连在一起的表，是否只有一种拆法能让每行、每列和收办结转的等式全部成立。只有一种的，按它还原并提示；数字之间有空格的，空格处就是分界；几种拆法里都一样的行，照样还原。其余的不猜（见 F010）。
为什么：规定的表格每格都受等式约束（国办公开办函〔2019〕60号、〔2021〕30号），约束足够时拆法是唯一的；还原不等于原稿，所以要说明。
错例：「一、本年新收政府信息公开申请数量713000074」，还原为 71、3、0、0、0、0、74。
正例：表格里每个数字各在一格。
怎么改：不必改；最好用带表格的原稿（.docx、.xlsx、.html）再检查一次。还原以等式成立为前提，原稿里的加总错误这样是查不出来的。
"""

from __future__ import annotations

from collections.abc import Sequence

from validator.checks.facts import Facts, Verdict, at, listed
from validator.model import Defect, Observation, Severity

CODE = "F013"
TITLE = "数字按等式还原"
SEVERITY: Severity = "notice"
ITEM = "表"


def examine(facts: Facts) -> Verdict:
    """Items: tables whose cells were recovered; told once."""
    seen = facts.seen.get("recovered", ())
    return Verdict((_defect(seen, facts),) if seen else (), len(facts.found) - len(seen), len(seen))


def _defect(seen: Sequence[Observation], facts: Facts) -> Defect:
    titles = [facts.forms[o.table or ""].title for o in seen]
    rows = sum(o.number for o in seen)
    text = (
        f"{listed(titles)}表的单元格边界丢失{at(seen[0].place)}，{rows} 行数字已按唯一可能的拆法还原；"
        "原稿的加总错误这样查不出来。请用带表格的原稿再检查一次。"
    )
    return Defect(text)
