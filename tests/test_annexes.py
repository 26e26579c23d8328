"""What stands behind a report, as an annex or as another paper, is no prose of it; every figure is invented."""

from __future__ import annotations

import pytest

from tests.test_document_rules import lines
from tools.forge.figures import sound
from tools.forge.prose import speaking
from tools.samples_base import WRITERS
from validator.pipeline import extract, judge
from validator.prose.outline import outline_of
from validator.words import TITLES

PAGE = WRITERS[".html"](speaking(sound(5, "2021", 2023))).decode()
OF_OTHERS = "全年收到政府信息公开申请99件，予以公开77件，结转下年度88件。"


def told_behind(*texts: str) -> list[str]:
    below = "".join(f"<p>{text}</p>" for text in texts)
    (report,) = judge(extract(PAGE.replace("</body>", f"{below}</body>").encode(), "a.html"))
    return [f.rule for f in report.findings if f.severity != "notice"]


@pytest.mark.parametrize(
    "above",
    [
        ("附件：", "2023年政务公开工作总结", "一、总体情况"),
        ("附：云桥市教育局所属学校情况", "一、总体情况"),
        ("附件1", "云桥市直属学校公开工作情况"),
        ("附录：所属单位情况",),
        ("2023年政务公开工作总结", "一、总体情况"),
    ],
)
def test_what_an_annex_says_is_held_against_no_table(above: tuple[str, ...]) -> None:
    assert told_behind(*above, OF_OTHERS) == []


def test_what_stands_in_the_last_section_is_prose_of_the_report() -> None:
    assert "C101" in told_behind("附带说明如下", OF_OTHERS)


def test_files_that_are_listed_before_the_signature_are_no_annex() -> None:
    prose = [line for title in TITLES for line in (title, "工作有序开展。")]
    last = outline_of(lines(*prose, "附件：年报.pdf", "云桥市教育局", "2024年1月20日")).sections[-1]
    assert [p.text for p in last.paragraphs] == ["工作有序开展。", "附件：年报.pdf", "云桥市教育局", "2024年1月20日"]


@pytest.mark.parametrize("above", [(), ("没有其他需要报告的事项。",)])
def test_what_only_the_part_behind_says_of_the_last_section_is_its_prose(above: tuple[str, ...]) -> None:
    """The fee under a file that is listed; any prose, where nothing stands above."""
    said = "本年度没有收取信息处理费，也没有减免的情况。" if above else "全年没有其他需要报告的事项，工作平稳有序。"
    prose = [line for title in TITLES[:5] for line in (title, "工作有序开展。")]
    last = outline_of(lines(*prose, TITLES[5], *above, "附件：统计表", said)).sections[-1]
    assert last.paragraphs[-1].text == said


def test_a_list_of_contents_with_its_own_headings_is_not_the_report() -> None:
    contents = [line for title in TITLES for line in (title, "（一）总的要求", "（二）工作进展", "（三）其他")]
    prose = [line for title in TITLES for line in (title, "工作有序开展。")]
    last = outline_of(lines(*contents, *prose)).sections[-1]
    assert (last.number, [p.text for p in last.paragraphs]) == (6, ["工作有序开展。"])


def test_sections_in_another_order_are_all_of_the_report() -> None:
    titles = [TITLES[5], *TITLES[:5]]
    found = outline_of(lines(*(line for title in titles for line in (title, "工作有序开展。"))))
    assert [s.number for s in found.sections] == [6, 1, 2, 3, 4, 5]
