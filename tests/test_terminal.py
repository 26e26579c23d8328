"""What `check` prints: long lists are cut and say by how much, and the last line names files that are no reports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tools.golden import reports
from validator.model import Report
from validator.report import page, terminal, xlsx

CLOSING = reports()["2021/broken/A101-closing.docx"]
STRAY = reports()["2021/broken/D001-work-summary.docx"]


def told(report: Report, **counts: int) -> str:
    """What is printed of a report of one finding, that (`findings`), its `identities` or its `repairs` so many times."""
    (finding,) = report.findings
    parts = {name: getattr(finding, name)[:1] * number for name, number in counts.items() if name != "findings"}
    return terminal.render([replace(report, findings=(replace(finding, **parts),) * counts.get("findings", 1))])


@pytest.mark.parametrize(
    ("part", "most", "shows", "rest"),
    [
        ("findings", 50, "[错误] A101", "另有 1 项"),
        ("identities", 8, "    · 「", "共 9 处不平"),
        ("repairs", 3, "  改法1：", "另有 1 种改法"),
    ],
)
def test_what_is_cut_off_is_counted(part: str, most: int, shows: str, rest: str) -> None:
    whole, cut = told(CLOSING, **{part: most}), told(CLOSING, **{part: most + 1})
    assert whole.count(shows) == cut.count(shows) == most
    assert rest not in whole and "……" not in whole and rest in cut


def test_a_page_counts_the_repairs_that_it_leaves_out() -> None:
    (finding,) = CLOSING.findings
    pages = [
        page.render([replace(CLOSING, findings=(replace(finding, repairs=finding.repairs * number),))]).decode()
        for number in (5, 6)
    ]
    assert [("另有 1 种改法" in text, text.count("<li>改法")) for text in pages] == [(False, 5), (True, 5)]


def test_of_a_batch_the_files_that_are_no_reports_are_named() -> None:
    strays = [replace(STRAY, case=replace(STRAY.case, path=f"{n}.docx")) for n in range(1, 5)]
    assert "不是政府信息公开工作年度报告" not in terminal.render([CLOSING, CLOSING]).splitlines()[-1]
    assert "其中「1.docx」、「2.docx」、「3.docx」不是" in terminal.render([CLOSING, *strays[:3]]).splitlines()[-1]
    assert "其中「1.docx」、「2.docx」、「3.docx」等 4 个文件不是" in terminal.render(strays).splitlines()[-1]


def test_of_many_reports_those_with_findings_are_drawn_first() -> None:
    sound = replace(CLOSING, findings=())
    every = [*[sound] * xlsx._MOST_DRAWN, CLOSING]
    assert xlsx._drawn(every[1:]) == list(range(xlsx._MOST_DRAWN))
    assert xlsx._drawn([STRAY, CLOSING]) == [1]
    assert xlsx._drawn(every) == [*range(xlsx._MOST_DRAWN - 1), xlsx._MOST_DRAWN]
