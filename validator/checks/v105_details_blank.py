"""只有总计，没有明细

查什么：总计不是 0，而它所合计的各格全部空白。
为什么：空白按 0 计算时等式不成立，但更可能是明细没有填。等式因此不能判定（记为“未判定”），请补填明细。
错例：「（一）予以公开」行总计 5，六类申请人全部空白。
正例：自然人 5，其余填 0，总计 5。
怎么改：把明细填上；确无发生的格填 0。
"""

from __future__ import annotations

from validator.checks.facts import Facts, Verdict, at, listed, table_name
from validator.checks.spelling import place_name
from validator.model import Defect, Severity

CODE = "V105"
TITLE = "只有总计没有明细"
SEVERITY: Severity = "warning"
ITEM = "合计"


def examine(facts: Facts) -> Verdict:
    """Items: identities that sum details into one total."""
    defects: list[Defect] = []
    examined = failed = 0
    for key, sums in facts.sums.items():
        bare = facts.blanks[key].bare
        examined += sum(len(identity.left) == 1 for identity in sums.compiled.identities)
        failed += len(bare)
        if bare:
            form = facts.forms[key]
            terms = [sums.compiled.identities[i].left[0] for i in bare]
            cells = tuple(facts.cells[key, row, column] for _, row, column in terms)
            lines = [place_name(form, sums.compiled.identities[i]) for i in bare]
            text = (
                f"{table_name(key, facts)}有 {len(bare)} 处只填了总计，明细全部空白：{listed(lines)}"
                f"{at(cells[0].place)}。请补填明细，确无发生的填 0；这些等式暂未判定。"
            )
            defects.append(Defect(text, key, cells, basis=form.basis, key="bare_totals"))
    return Verdict(tuple(defects), examined - failed, failed)
