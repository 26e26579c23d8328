"""乡镇、街道有规章

查什么：乡镇人民政府、街道办事处的报告里，第二十条第（一）项「规章」一行是否不全是 0。
为什么：规章由国务院部门、省级和设区的市级政府制定（《立法法》），乡镇、街道不制定规章；填的多半是规范性文件或内部制度。这只是提示。
错例：某镇人民政府，规章现行有效 5 件。
正例：某镇人民政府，规章各栏填 0。
怎么改：规章改填 0；是规范性文件的，填到行政规范性文件一行。
"""

from __future__ import annotations

import re

from validator.checks.facts import Facts, Verdict, at
from validator.identity.same_organ import organ_key
from validator.identity.scope import without_scope
from validator.model import Defect, Severity

CODE = "C309"
TITLE = "乡镇、街道有规章"
SEVERITY: Severity = "notice"
ITEM = "报告"

_TABLE, _ROW = "art20_1", "regulations"
_TOWN = re.compile(
    r"[省市县区旗盟州][一-鿿]{1,6}(?:镇|乡|街道)(?:政府)?(?:办公室|党政办公室|综合办公室)?$|(?:镇|乡)政府$|街道$"
)


def examine(facts: Facts) -> Verdict:
    """Items: the report, if its table has the row."""
    form = facts.forms.get(_TABLE)
    if form is None or _ROW not in form.row_keys:
        return Verdict()
    filled = [spot for spot, value in facts.stated(_TABLE).items() if spot[0] == _ROW and value]
    organ = facts.case.organ
    if not filled or not organ or not _TOWN.search(organ_key(without_scope(organ))):
        return Verdict(passed=1)
    cells = tuple(facts.cells[_TABLE, row, column] for row, column in filled)
    named = "、".join(f"{form.column(cell.column).label} {cell.value}{at(cell.place)}" for cell in cells)
    text = f"「规章」一行填了{named}。乡镇、街道不制定规章，请核对；是规范性文件的，填到规范性文件一行。"
    return Verdict((Defect(text, _TABLE, cells, basis=form.basis, key=_ROW),), failed=1)
