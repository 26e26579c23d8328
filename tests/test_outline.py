"""The outline: which lines are titles of sections, what belongs to each, what belongs to none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validator.model import Paragraph, Place
from validator.prose.outline import Outline, outline_of
from validator.prose.sections import heading_of, titles_inside
from validator.words import TITLES


def of(*lines: str) -> Outline:
    return outline_of([Paragraph(line, Place(f"第{n}段")) for n, line in enumerate(lines, 1)])


def shape(outline: Outline) -> list[tuple[int, int, tuple[str, ...]]]:
    return [(s.number, s.mark, tuple(p.text for p in s.paragraphs)) for s in outline.sections]


def test_sections_hold_what_stands_below_their_titles() -> None:
    found = of("年度报告", TITLES[0], "甲。", "乙。", TITLES[1], TITLES[2], "丙。")
    assert [p.text for p in found.opening] == ["年度报告"]
    assert shape(found) == [(1, 1, ("甲。", "乙。")), (2, 2, ()), (3, 3, ("丙。",))]
    assert [(n, p.text) for n, p in found.prose()] == [(0, "年度报告"), (1, "甲。"), (1, "乙。"), (3, "丙。")]
    assert found.section(2) is found.sections[1] and found.section(6) is None


def test_a_report_without_titles_is_all_opening() -> None:
    assert of("甲。", "乙。") == Outline((Paragraph("甲。", Place("第1段")), Paragraph("乙。", Place("第2段"))), ())
    assert of() == Outline((), ())


@pytest.mark.parametrize("tail", ["", " 3", "……3", "...........12"])
def test_a_table_of_contents_is_no_section(tail: str) -> None:
    found = of("目录", *(title + tail for title in TITLES), TITLES[0], "甲。", *TITLES[1:], "乙。")
    assert [n for n, _, _ in shape(found)] == [1, 2, 3, 4, 5, 6]
    assert shape(found)[0][2] == ("甲。",)
    assert len(found.opening) == 7


def test_titles_that_come_once_are_sections_however_close() -> None:
    assert [n for n, _, _ in shape(of(*TITLES))] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "line",
    ["版权所有：云桥市教育局", "上一篇：2022年年报", "打印本页", "【关闭窗口】", "主办单位：云桥市人民政府办公室"],
)
def test_page_furniture_is_in_no_section(line: str) -> None:
    assert shape(of(TITLES[5], "无。", line, "某备12345号")) == [(6, 6, ("无。",))]


def test_lines_of_tables_are_no_prose() -> None:
    table = ("一、本年新收政府信息公开申请数量", "12", "0", "/", "（七）总计", "四、结转下年度继续办理", "3")
    assert shape(of(TITLES[2], *table, "以上为全年数据。", TITLES[3])) == [(3, 3, ("以上为全年数据。",)), (4, 4, ())]


def test_lists_inside_a_section_are_no_sections() -> None:
    found = of(*TITLES[:4], TITLES[4], "一、存在的问题", "甲。", "二、改进措施", "乙。", TITLES[5])
    assert [n for n, _, _ in shape(found)] == [1, 2, 3, 4, 5, 6]
    assert shape(found)[4][2] == ("一、存在的问题", "甲。", "二、改进措施", "乙。")


def test_text_on_the_line_of_a_title_belongs_to_its_section() -> None:
    (section,) = of("六、其他需要报告的事项：本年度没有收取信息处理费。").sections
    assert (section.number, section.title.text) == (6, "六、其他需要报告的事项")
    assert [p.text for p in section.paragraphs] == ["本年度没有收取信息处理费。"]


def test_other_headings_stand_for_no_section_or_for_that_of_their_subject() -> None:
    found = of("一、概述", "甲。", TITLES[1], "三、依申请公开政府信息情况", "四、咨询处理情况", "乙。")
    assert [(s.number, s.mark, s.sure) for s in found.sections] == [
        (1, 1, False),
        (2, 2, True),
        (3, 3, False),
        (0, 4, False),
    ]


def test_a_title_without_number_counts_only_where_no_numbered_one_is() -> None:
    assert [n for n, _, _ in shape(of(*(title[2:] for title in TITLES)))] == [1, 2, 3, 4, 5, 6]
    found = of(TITLES[0], "主动公开政府信息情况", "甲。", TITLES[1])
    assert shape(found) == [(1, 1, ("甲。",)), (2, 2, ())]


@pytest.mark.parametrize(
    ("number", "line", "mark"),
    [
        (6, "（六）其他需要报告的事项", 6),
        (6, "６、其他需要报告的事项", 6),
        (6, "六其他需要报告事项", 6),
        (5, "5.存在的主要问题和改进措施", 5),
        (2, "（二）主动公开政府信息情况", 2),
        (1, "1.总体情况", 1),
    ],
)
def test_a_missing_title_is_sought_under_other_marks(number: int, line: str, mark: int) -> None:
    found = of("年度报告", *TITLES[: number - 1], line, "甲。", *TITLES[number:])
    section = found.section(number)
    assert section is not None
    assert (section.title.text, section.mark, section.sure) == (line, mark, True)
    assert [s.number for s in found.sections] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(("number", "line"), [(1, "一、综述"), (5, "五、下一步工作打算"), (6, "六、其它")])
def test_a_heading_in_the_place_of_a_section_stands_for_it(number: int, line: str) -> None:
    found = of(*TITLES[: number - 1], line, "甲。", *TITLES[number:])
    section = found.section(number)
    assert section is not None
    assert (section.title.text, section.sure) == (line, False)


@pytest.mark.parametrize(
    ("number", "line"),
    [
        (6, "六、附件"),
        (6, "无其他需要报告的事项"),
        (6, "（五）其他需要报告的事项"),
        (6, "七、附则"),
        (4, "四、加强队伍建设"),
        (2, "（一）主动公开政府信息情况"),
    ],
)
def test_other_lines_stand_for_no_missing_section(number: int, line: str) -> None:
    assert of(*TITLES[: number - 1], line, "甲。", *TITLES[number:]).section(number) is None


def test_nothing_is_sought_where_few_titles_are() -> None:
    assert of(*TITLES[:3], "（四）政府信息公开行政复议、行政诉讼情况").section(4) is None


@pytest.mark.parametrize("word", ["无", "／", "—"])
def test_a_dash_is_text_where_no_table_belongs(word: str) -> None:
    sections = of(TITLES[1], word, TITLES[4], word).sections
    assert [tuple(p.text for p in s.paragraphs) for s in sections] == [(), (word,)]


@pytest.mark.parametrize("words", ["（无）", "(没有此类情况)"])
def test_nothing_in_brackets_behind_a_title_is_text(words: str) -> None:
    (section,) = of(TITLES[5] + words).sections
    assert (section.title.text, [p.text for p in section.paragraphs]) == (TITLES[5], [words])


def test_prose_in_traditional_characters_is_read_as_simplified() -> None:
    found = of("一、總體情況", "本年度沒有收取信息處理費。")
    assert shape(found) == [(1, 1, ("本年度没有收取信息处理费。",))]
    assert found.sections[0].title.text == "一、總體情況"


@pytest.mark.parametrize(
    ("line", "number", "mark"),
    [
        ("第三部分 收到和处理政府信息公开申请情况", 3, 3),
        ("七、其他需要报告的事项", 6, 7),
        ("四、政府信息公开行政法复议、行政诉讼情况", 4, 4),
        ("三．主动公开政府信息情况：", 2, 3),
        ("五、存在的主要问题和改进措施", 5, 5),
        ("十一、附件", 0, 11),
    ],
)
def test_headings(line: str, number: int, mark: int) -> None:
    found = heading_of(line)
    assert found is not None
    assert (found.number, found.mark) == (number, mark)


@pytest.mark.parametrize(
    "line",
    [
        "（一）主动公开政府信息情况",
        "1.总体情况",
        "一是总体情况良好",
        "二、上年结转政府信息公开申请数量",
        "一、全年收到申请120件。",
        "本机关的其他情况",
        "",
    ],
)
def test_no_headings(line: str) -> None:
    assert heading_of(line) is None


def test_titles_inside_a_line() -> None:
    assert titles_inside("已改正。六、其他需要报告的事项 无") == {6}
    assert titles_inside("没有其他需要报告的事项。") == set()


@given(st.lists(st.sampled_from([*TITLES, "甲。", "七、附件", "12", "总体情况", "版权所有", ""]), max_size=24))
def test_every_paragraph_is_in_one_place_at_most(lines: list[str]) -> None:
    found = of(*lines)
    places = [p.place.where for p in found.opening]
    for section in found.sections:
        places += [section.title.place.where, *(p.place.where for p in section.paragraphs)]
    numbers = [int(where[1:-1]) for where in places]
    assert numbers == sorted(set(numbers))
