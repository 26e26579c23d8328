"""What could not be judged is told once for each reason, whichever rules say so."""

from __future__ import annotations

from tests.test_excerpts import judged, printed
from validator.report.wording import examined, open_by_reason


def test_all_that_a_text_breaks_off_before_is_one_line() -> None:
    text = printed("text-pipe-rows", "2021")
    found = judged(text[: text.index("2.其他法律行政法规禁止公开")])
    reasons = open_by_reason(found)
    assert list(reasons) == ["文件不完整，没有读到那里"]
    assert {"S101", "S201", "A101", "A102", "A103", "A201"} <= reasons["文件不完整，没有读到那里"].keys()
    (line,) = (line for line in examined(found) if line.startswith("未判定"))
    assert line.startswith(
        f"未判定 {sum(reasons['文件不完整，没有读到那里'].values())} 项（文件不完整，没有读到那里）：S101 "
    )


def test_rows_with_several_cuts_are_named_together_for_all_tables() -> None:
    head = "二、主动公开政府信息情况第二十条第（一）项信息内容本年新制作数量本年新公开数量对外公开总数量"
    rows = "规章000规范性文件1123第二十条第（五）项信息内容上一年项目数量本年增/减处理决定数量行政许可1123其他对外管理服务事项000"
    found = judged(f"云桥市教育局2020年政府信息公开工作年度报告\n{head}{rows}\n三、收到和处理政府信息公开申请情况\n")
    (finding,) = (f for f in found.findings if f.rule == "F010")
    assert "「规范性文件」「行政许可」的数字有不止一种拆法。" in finding.message
