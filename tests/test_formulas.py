"""Cells that hold what a formula came to: marked as read, and named as such where a repair would change them."""

from __future__ import annotations

import io
import zipfile

from tools.forge.layouts import LAYOUTS
from tools.samples_base import base
from validator.model import COMPUTED, Report
from validator.pipeline import extract, judge

COLUMNS = ("natural_person", "business", "research", "public_welfare", "legal_services", "other_org")
SOUND = LAYOUTS["xlsx-formulas-cached"].render(base("2021"))


def judged(data: bytes) -> Report:
    (report,) = judge(extract(data, "年报.xlsx"))
    return report


def stored(changes: dict[str, str]) -> bytes:
    """The workbook with other figures stored at some places of its cells' XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SOUND)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            for old, new in changes.items() if name.startswith("xl/worksheets/") else ():
                assert text.count(old.encode()) == 1
                text = text.replace(old.encode(), new.encode())
            target.writestr(name, text)
    return out.getvalue()


def test_totals_are_marked_and_typed_figures_are_not() -> None:
    cells = {cell.key: cell.marks for cell in judged(SOUND).case.cells}
    assert cells["requests", "new", "total"] == (COMPUTED,)
    assert cells["requests", "carried_out", "natural_person"] == ()
    assert judged(SOUND).findings == ()


def test_a_sum_that_follows_is_not_to_be_typed_over() -> None:
    ref = {(c.row, c.column): c.place.ref for c in judged(SOUND).case.cells if c.table == "requests"}
    typed, total = ref["carried_out", "natural_person"], ref["carried_out", "total"]
    formula = "+".join(str(ref["carried_out", key]) for key in COLUMNS)
    wrong = {
        f'<c r="{typed}"><v>17</v></c>': f'<c r="{typed}"><v>20</v></c>',
        f"<f>{formula}</f><v>18</v>": f"<f>{formula}</f><v>21</v>",
    }
    (followed,) = judged(stored(wrong)).findings
    best = followed.repairs[0].changes
    assert sorted(change.column for change in best) == ["natural_person", "total"]
    assert "是公式算出的数，改了明细会自动更新，不用改写。" in followed.message
    (alone,) = judged(stored({f"<f>{formula}</f><v>18</v>": f"<f>{formula}</f><v>81</v>"})).findings
    assert f"!{total}）" in alone.message
    assert alone.message.endswith("这一格是公式算出的数，请检查公式加了哪些格，不要直接改写。")
    (bare,) = judged(stored({f'<c r="{typed}"><v>17</v></c>': f'<c r="{typed}"><v>71</v></c>'})).findings
    assert "公式" not in bare.message
