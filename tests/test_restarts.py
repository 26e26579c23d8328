"""Several reports in one text, broken off before their tables, are told apart; what comes again is no second one."""

from __future__ import annotations

import pytest

from validator.model import Report
from validator.partition.parts import split_parts
from validator.pipeline import extract, judge
from validator.read import read

PROSE = "{year}年，{organ}认真落实各项要求，主动公开信息{n}条，收到申请{n}件，全部按期答复。"
BODY = "一、总体情况\n（一）主动公开\n" + PROSE + "\n二、主动公开政府信息情况\n"
TABLE = (
    "第二十条第（一）项 | |||\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
    "规章 | 0 | 0 | 0 |\n行政规范性文件 | {n} | 0 | {n} |\n第二十条第（五）项 | |||\n信息内"
)


def titled(organ: str, year: int, n: int, table: str = TABLE) -> str:
    return f"{organ}{year}年政府信息公开工作年度报告\n" + (BODY + table).format(organ=organ, year=year, n=n) + "\n"


def published(organ: str, year: int, n: int) -> str:
    opening = f"根据条例要求，特向社会公布{organ}{year}年政府信息公开工作年度报告。\n"
    return opening + BODY.format(organ=organ, year=year, n=n) + "\n"


def bare(organ: str, year: int, n: int) -> str:
    return BODY.format(organ=organ, year=year, n=n)


def named(text: str) -> list[tuple[str | None, int | None]]:
    return [(part.organ, part.year) for part in split_parts(read(text.encode(), "x.txt", "text"), "x.txt")]


def judged(text: str) -> list[Report]:
    return judge(extract(text.encode(), "x.txt"))


EAST, WEST = ("临溪县统计局", 2022), ("柳河镇人民政府", 2023)


@pytest.mark.parametrize("first", [titled, published, bare])
@pytest.mark.parametrize("second", [titled, published, bare])
def test_broken_off_reports_are_cut_apart(first: object, second: object) -> None:
    assert callable(first) and callable(second)
    assert named(first(*EAST, 3) + second(*WEST, 5)) == [EAST, WEST]


def test_each_keeps_its_own_tables() -> None:
    found = judged(titled(*EAST, 3) + titled(*WEST, 5) + titled("安岭乡", 2021, 7))
    key = ("art20_1", "normative_documents", "issued")
    assert [[cell.raw for cell in r.case.cells if cell.key == key] for r in found] == [["3"], ["5"], ["7"]]
    assert [{f.rule for f in r.findings if f.severity != "notice"} for r in found] == [{"F022"}] * 3


def test_the_same_organ_in_two_years_are_two_reports() -> None:
    assert named(titled("柳河镇", 2022, 3) + titled("柳河镇", 2023, 5)) == [("柳河镇", 2022), ("柳河镇", 2023)]


def test_the_organ_on_the_line_above_its_title_goes_with_it() -> None:
    second = "柳河镇人民政府\n2023年政府信息公开工作年度报告\n" + bare(*WEST, 5)
    assert named(titled(*EAST, 3) + second) == [EAST, WEST]


def test_the_table_of_a_catalogue_goes_with_the_report_below_it() -> None:
    catalogue = "索 引 号 | 123/2024-1 | 分 类 | 报告 |\n标 题 | {}{}年政府信息公开工作年度报告 | ||\n".format(*WEST)
    first, second = judged(titled(*EAST, 3) + catalogue + bare(*WEST, 5))
    assert (first.case.organ, second.case.organ) == (EAST[0], WEST[0])
    assert "F022" in {f.rule for f in first.findings} and second.case.titled


def test_a_report_on_one_line_begins_anew() -> None:
    line = "现公布柳河镇人民政府2023年政府信息公开工作年度报告。一、总体情况" + PROSE.format(
        organ="柳河镇", year=2023, n=5
    )
    assert named(titled(*EAST, 3) + line + "\n") == [EAST, WEST]


@pytest.mark.parametrize(
    "again",
    [
        titled(*EAST, 3),
        bare(*EAST, 3),
        titled("统计局", 2022, 3),
        "上一篇：柳河镇人民政府2023年政府信息公开工作年度报告\n",
        "临溪县教育局2022年政府信息公开工作年度报告\n柳河镇2023年政府信息公开工作年度报告\n",
    ],
)
def test_a_copy_and_links_to_others_are_no_second_report(again: str) -> None:
    assert named(titled(*EAST, 3) + again) == [EAST]


ANNEX = "一、总体情况\n2023年，共承办市人大代表建议12件、政协提案20件，均在规定时限内办结，代表和委员都表示满意。\n"
LATER = "五、存在的主要问题及改进情况\n人手不足。\n六、其他需要报告的事项\n没有其他需要报告的事项。\n"


@pytest.mark.parametrize(
    "again",
    [
        "要点落实情况如下：\n" + ANNEX + "二、主要做法\n加强领导。\n",
        "附件：\n2023年建议提案办理情况\n" + ANNEX + "二、主要做法\n加强领导。\n",
        ANNEX,
        ANNEX + ANNEX.replace("建议", "议案") + titled(*EAST, 3),
    ],
)
def test_another_paper_in_or_behind_the_last_section_is_no_second_report(again: str) -> None:
    text = titled(*EAST, 3) + LATER + again
    assert named(text) == [EAST]
    assert "D104" not in {f.rule for f in judged(text)[0].findings}


def test_a_copy_with_other_blanks_or_more_words_is_none() -> None:
    text = PROSE.format(organ=EAST[0], year=EAST[1], n=3)
    head = f"{EAST[0]}{EAST[1]}年政府信息公开工作年度报告\n一、总体情况\n{text}\n"
    for again in (text.replace("，", "， "), "\u3000\u3000" + text, "根据条例要求编制。" + text):
        assert named(f"{head}一、总体情况\n{again}\n") == [EAST]
    assert len(named(f"{head}一、总体情况\n{text.replace('3', '7')}\n")) == 2


@pytest.mark.parametrize("head", ["（一）总体情况", "(一)总体情况", "1.总体情况", "总体情况"])
def test_a_part_called_so_begins_no_report(head: str) -> None:
    part = (
        f"三、收到和处理政府信息公开申请情况\n{head}\n全年收到的申请都按照规定的期限和格式作了答复，没有超过期限的。\n"
    )
    assert named(titled(*EAST, 3) + part) == [EAST]


def test_a_table_of_contents_is_no_report() -> None:
    contents = "目录\n一、总体情况\n（一）主动公开\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
    assert named(f"{EAST[0]}{EAST[1]}年政府信息公开工作年度报告\n{contents}" + titled(*EAST, 3)) == [EAST]


@pytest.mark.parametrize(
    "end",
    [
        "（一）做好主动公开。本年度",
        "（二）依",
        "（三）政府信息管",
        "一是加强领导。二是落实责任",
        "三是做好重点工作和执法",
    ],
)
def test_texts_that_end_in_the_middle_of_a_part_are_broken_off(end: str) -> None:
    (found,) = judged(f"临溪县统计局2022年政府信息公开工作年度报告\n一、总体情况\n全年公开信息40条。\n{end}")
    assert [f.rule for f in found.findings] == ["F022"]


@pytest.mark.parametrize(
    "end", ["（三）其他无", "做好各项工作。临溪县统计局", "做好各项工作。2023年1月5日", "（三）加强培训。"]
)
def test_texts_that_end_with_a_part_are_not(end: str) -> None:
    (found,) = judged(f"临溪县统计局2022年政府信息公开工作年度报告\n一、总体情况\n全年公开信息40条。\n{end}")
    assert "F022" not in [f.rule for f in found.findings]


def test_reports_of_years_without_the_form_lack_no_tables() -> None:
    (found,) = judged("临溪县统计局2017年政府信息公开工作年度报告\n一、概述\n全年公开信息，其中网站公开140")
    assert ([f.rule for f in found.findings], found.status) == (["D002"], "not_applicable")


def test_a_page_behind_the_name_of_its_site_keeps_its_organ() -> None:
    text = "云桥市政府门户网站-2022年云桥市教育局政府信息公开工作年度报告\n" + bare("云桥市教育局", 2022, 3)
    assert named(text) == [("云桥市教育局", 2022)]


def test_a_period_that_ends_early_names_its_year() -> None:
    opening = "本报告所列数据的统计期限自2022年1月1日起至2022年12月20日止。\n"
    assert named(opening + "一、总体情况\n做好各项工作。\n") == [(None, 2022)]
