"""Reports that no title names: what their first lines say makes them known; every organ here is invented."""

from __future__ import annotations

import re

import pytest

from tools.forge.figures import sound
from tools.forge.prose import speaking
from tools.samples_base import WRITERS
from validator.identity.organ import as_organ, standing
from validator.model import Report
from validator.pipeline import extract, judge

BELOW = "一、总体情况\n2023年，全局共主动公开政府信息40条，比上年多出不少。\n"
COUNTED = "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。\n"
PARTS = "（一）主动公开。全年公开信息40条。\n（二）依申请公开。收到申请3件。\n"


def judged(text: str, name: str = "页面.txt") -> Report:
    (report,) = judge(extract(text.encode(), name))
    return report


def codes(text: str) -> list[str]:
    return [f.rule for f in judged(text).findings]


@pytest.mark.parametrize(
    "text",
    [
        "特向社会公布2023年国家税务总局临溪县税务局政府信息公开年度报告。\n" + BELOW,
        "根据有关要求，现公布临溪县统计局2023年政府信息公开工作年度报告。\n" + BELOW,
        "现将临溪县统计局2023年政府信息公开工作年度报告公布如下：\n" + BELOW,
        "按照条例要求向社会公布临溪县统计局2023年政府信息公开工作年度报告。\n" + BELOW,
        "兹将临溪县统计局2023年政府信息公开工作年度报告公布如下：\n" + BELOW,
        "《临溪县统计局2023年政府信息公开工作年度报告》已经局务会同意，现予公布。\n" + BELOW,
        "现发布《柳河镇2023年政府信息公开工作年度报告》。"
        + COUNTED.strip()
        + " 一、总体情况 2023年，我镇公开信息40条。\n",
        "本报告根据《中华人民共和国政府信息公开条例》编制。" + COUNTED + BELOW,
        "按照《中华人民共和国政府信息公开条例》要求编制。本报告中统计数据期限为2023年1月1日至2023年12月31日。\n"
        + BELOW,
        "本報告根據《中華人民共和國政府信息公開條例》編制。報告中所列數據的統計期限為2023年1月1日至12月31日。\n"
        + BELOW,
        BELOW + PARTS + "（三）政府信息管理。做好审核。\n",
    ],
)
def test_what_the_first_lines_say_makes_a_report_known(text: str) -> None:
    found = judged(text)
    assert [(f.rule, f.severity) for f in found.findings if f.rule in ("D001", "S001")] == [("S001", "warning")]
    assert (found.status, found.case.report_year) == ("incomplete", 2023)


@pytest.mark.parametrize(
    "text",
    [
        "临溪县近日向社会公布2023年政府信息公开工作年度报告格式。\n" + BELOW,
        "会议要求各单位1月31日前向社会公布本单位2023年政府信息公开工作年度报告。\n" + BELOW,
        "各部门应当向社会公开2023年政府信息公开工作年度报告。\n" + BELOW,
        "现发布临溪县统计局2023年政府信息公开工作年度报告解读，供公众了解。\n" + BELOW,
        "现公布临溪县统计局2023年政府信息公开工作年度报告的图解。\n" + BELOW,
        "全年实现规范编制2023年政府信息公开工作年度报告。\n" + BELOW,
        "关于编制年度报告的通知\n现公布临溪县统计局2023年政府信息公开工作年度报告。\n" + BELOW,
        "根据《中华人民共和国政府信息公开条例》《高等学校信息公开办法》编制。" + COUNTED + BELOW,
        "本报告根据《行政处罚法》编制。" + COUNTED + BELOW,
        "本报告根据《中华人民共和国政府信息公开条例》，由云桥市人民医院编制。" + COUNTED + BELOW,
        BELOW + PARTS,
        "现公布临溪县统计局2023年政府信息公开工作年度报告。\n2023年，全局认真开展工作，取得成效。\n",
    ],
)
def test_papers_that_only_speak_of_such_reports_are_none(text: str) -> None:
    assert codes(text) == ["D001"]


@pytest.mark.parametrize(
    "who", ["中心血站", "自来水集团", "社会福利院", "职业中专", "第一中学", "党校", "热力公司（本部）"]
)
def test_who_is_not_bound_by_the_form_needs_no_tables(who: str) -> None:
    text = "本报告根据《中华人民共和国政府信息公开条例》编制。" + COUNTED + "一、概述\n全年公开服务信息120条。\n"
    assert codes(f"云桥市{who}2023年信息公开工作年度报告\n{text}") == ["D001"]
    assert "S001" in codes(f"云桥市教育局网站\n{text}")


def test_the_parts_of_section_one_make_a_report_known_without_a_year() -> None:
    parts = PARTS + "（三）政府信息管理。做好审核。\n（四）平台建设。办好网站。\n"
    found = judged(f"依据条例规定，编制本报告。\n一、总体情况\n{parts}")
    assert found.case.report_year is None
    assert [(f.rule, f.severity) for f in found.findings if f.rule in ("D001", "S001")] == [("S001", "warning")]


def test_another_title_of_the_first_section_does_not_hide_the_report() -> None:
    text = "本报告根据《中华人民共和国政府信息公开条例》编制。" + COUNTED + "一、工作推进情况\n全年公开信息40条。\n"
    assert "D001" not in codes(text)


def test_an_untitled_report_of_a_year_without_the_form_is_told_as_such() -> None:
    text = "根据条例规定，现公布云桥市人民政府2017年政府信息公开工作年度报告。\n一、主要工作概述\n（一）健全制度。\n"
    assert codes(text) == ["D002"]
    assert codes(f"一、概述\n{text.partition('一、')[0]}二、主动公开政府信息情况\n公开信息40条。\n") == ["D002"]


CATALOGUE = "索 引 号 | 123456/2024-00049 | 分 类 | 综合政务 |\n标 题 | {title} | ||\n文 号 | 无号 | 主 题 词 | |\n"
TITLE = "临溪经济技术开发区管理委员会2023年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    "page",
    [
        CATALOGUE.format(title=TITLE),
        f"<table><tr><td>索引号</td><td>123</td><td>分类</td><td>综合</td></tr><tr><td>标　题：</td><td>{TITLE}</td>"
        "<td>文号</td><td></td></tr></table><p>",
    ],
)
def test_the_table_of_a_catalogue_names_the_report(page: str) -> None:
    found = judged(page + "\n本报告由开发区政务公开办公室编制。\n" + BELOW, "a.html" if "<" in page else "a.txt")
    assert (found.case.titled, found.case.organ) == (True, "临溪经济技术开发区管理委员会")


def test_other_titles_in_a_catalogue_are_none_of_the_report() -> None:
    found = judged(CATALOGUE.format(title="关于报送2023年政府信息公开工作年度报告的通知") + BELOW)
    assert not found.case.titled


@pytest.mark.parametrize("scope", ["(本级机关)", "（机关本级）", "（不含直属机构）", "（全市系统）", "（云桥口岸办）"])
def test_the_part_of_an_organ_that_reports_goes_with_its_name(scope: str) -> None:
    found = judged(f"云桥海关{scope}2023年政府信息公开工作年度报告\n{BELOW}\n云桥海关\n2024年1月20日\n")
    assert found.case.organ == f"云桥海关{scope}".replace("（", "(").replace("）", ")")
    assert not {f.rule for f in found.findings} & {"D206", "D208"}


def test_a_government_with_a_scope_is_one_all_the_same() -> None:
    assert standing("云桥市人民政府(本级)") == "government"
    assert as_organ("云桥市教育局（本级）") == "云桥市教育局(本级)"


def test_converted_to_the_words_of_taiwan_the_row_of_documents_is_no_other() -> None:
    text = (
        "臨溪縣統計局2020年政府信息公開工作年度報告\n二、主動公開政府信息情況\n第二十條第(一)項 | |||\n"
        "信息內容 | 本年新製作數量 | 本年新公開數量 | 對外公開總數量 |\n規章 | 0 | 0 | 0 |\n規範性檔案 | 2 | 2 | 19 |\n"
    )
    cells = {cell.key: cell.value for cell in judged(text).case.cells}
    assert cells["art20_1", "normative_documents", "public_total"] == 19


NAMES = (
    "第二十条第(一)项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n规章\n行政规范性文件\n"
    "第二十条第(五)项\n信息内容\n本年处理决定数量\n行政许可\n第二十条第(六)项\n信息内容\n本年处理决定数量\n行政处罚\n行政强制\n"
    "第二十条第(八)项\n信息内容\n本年收费金额(单位:万元)\n行政事业性收费\n"
)


def test_names_of_rows_without_any_figure_are_told_once() -> None:
    found = judged(f"临溪县统计局2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n{NAMES}")
    (told,) = [f for f in found.findings if f.rule == "S207"]
    assert "等 3 张表有 5 行只有名称，后面一个数字也没有" in told.message
    assert found.tallies["S207"].open == 5


# ---------------------------------------------------------------- what is judged of a whole report without its title

WHOLE = WRITERS[".txt"](speaking(sound(5, "2021", 2023))).decode()


def rules_of(first: str, *, signed: str = "", drop: str = "") -> set[str]:
    """Rules that tell of a report under `first` instead of its title, without the lines that match `drop`."""
    text = re.sub("(?m)^.*政府信息公开工作年度报告$\n", "", WHOLE)
    text = re.sub(f"(?m)^.*(?:{drop}).*$\n", "", text) if drop else text
    return set(codes(f"{first}\n{text}\n{signed}\n"))


def test_a_whole_report_is_judged_without_its_title_but_not_under_the_title_of_another_kind() -> None:
    assert "D103" in rules_of("", drop="处理费") & rules_of("信息公开年报", drop="处理费")
    for title in ("云桥大学2023年信息公开年度报告", "云桥市人民医院2023年信息公开工作年度报告"):
        assert "D103" not in rules_of(title, drop="处理费")


def test_the_day_of_a_signature_is_not_the_year_of_the_report() -> None:
    assert "D204" not in rules_of("", signed="云桥市教育局\n2024年1月20日", drop="统计期限|2023")


@pytest.mark.parametrize(("year", "day", "late"), [("2023", "2月20日", True), ("2022", "1月20日", False)])
def test_a_period_left_in_from_the_year_before_makes_no_report_late(year: str, day: str, late: bool) -> None:
    text = re.sub("(?m)^.*政府信息公开工作年度报告$\n", "", WHOLE).replace("2023年", f"{year}年")
    assert ("D205" in codes(f"{text}\n云桥市教育局\n2024年{day}\n")) == late
