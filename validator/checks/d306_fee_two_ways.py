"""信息处理费前后说法不一

查什么：正文一处说收取了信息处理费（多少元），另一处又说没有收取；或者说收取了，而第二十条第（八）项表「行政事业性收费」是 0（后者为提示）。说的是别的年度、别的机关的不算。
为什么：是否收费只能有一种说法；信息处理费列入行政事业性收费科目（财办库〔2020〕254号），收取了的一般也在第（八）项收费金额之内。
错例：总体情况写“收取信息处理费3件共计1200元”，第六部分写“没有收取信息处理费”。
正例：两处都写“收取信息处理费3件，总金额1200元，实际收取1200元”。
怎么改：核对台账，改正写错的一处；按本地规定不计入行政事业性收费的，表格不用改。
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from validator.checks.facts import Facts, Verdict, at, cell_name
from validator.checks.prose import quoted
from validator.checks.scopes import counts_others
from validator.checks.stated import YUAN
from validator.model import Defect, Severity
from validator.prose.claims_context import scope_of
from validator.prose.claims_window import plain
from validator.prose.fee_statement import charged, uncharged
from validator.prose.sentences import Sentence

CODE = "D306"
TITLE = "信息处理费前后说法不一"
SEVERITY: Severity = "warning"
ITEM = "信息处理费说明"

_TABLE, _SPOT = "art20_8", ("fees", "amount")
_BASIS = "国办函〔2020〕109号；财办库〔2020〕254号"


def examine(facts: Facts) -> Verdict:
    """Items: sentences on the fee that say whether it was charged."""
    if "处理费" not in facts.text or not facts.certain:
        return Verdict()
    year = facts.case.report_year
    own = [s for s in facts.fees if not _is_of_others(s, facts)]
    sums = [(s, amount) for s in own if (amount := charged(s, year))]
    denied = [s for s in own if uncharged(s, year)]
    defect = _contradicted(sums, denied) or _untabled(sums, facts)
    return Verdict((defect,) if defect else (), len(sums) + len(denied) - bool(defect), int(bool(defect)))


def _is_of_others(sentence: Sentence, facts: Facts) -> bool:
    return counts_others(scope_of(plain(sentence.text)), facts.case.organ)


def _contradicted(sums: Sequence[tuple[Sentence, Decimal]], denied: Sequence[Sentence]) -> Defect | None:
    if not sums or not denied:
        return None
    first, other = sums[0][0], denied[0]
    text = (
        f"信息处理费有两种说法：{quoted(first.text)}{at(first.place)}和{quoted(other.text)}{at(other.place)}。"
        "请核对后改正写错的一处。"
    )
    return Defect(text, basis=_BASIS, evidence=f"{first.text}／{other.text}", place=first.place, key="words")


def _untabled(sums: Sequence[tuple[Sentence, Decimal]], facts: Facts) -> Defect | None:
    """Money that was taken, and a row of charges that holds none."""
    form = facts.forms.get(_TABLE)
    if not sums or form is None or facts.stated(_TABLE).get(_SPOT) != 0:
        return None
    sentence, amount = sums[0]
    cell = next(c for c in facts.by_table[_TABLE] if (c.row, c.column) == _SPOT)
    unit = form.column(cell.column).unit or "元"
    due = (amount / YUAN[unit]).normalize()
    text = (
        f"正文写{quoted(sentence.text)}{at(sentence.place)}，而{cell_name(form, *_SPOT)}{at(cell.place)}是 0。"
        f"{amount.normalize():f} 元 = {due:f} {unit}，请核对是否漏填；按本地规定不计入的，不用改。"
    )
    return Defect(
        text,
        _TABLE,
        (cell,),
        severity="notice",
        basis=_BASIS,
        evidence=sentence.text,
        place=sentence.place,
        key="table",
    )
