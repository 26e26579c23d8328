"""What a report says of itself: title, organ and year, however the lines are set; every organ here is invented."""

from __future__ import annotations

import pytest

from validator.identity.organ import sheet_organ
from validator.identity.title import as_title, identify, year_of

NAME = "政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("lines", "organ", "year"),
    [
        ([f"临溪县统计局2021年{NAME}"], "临溪县统计局", 2021),
        ([f"2021年临溪县统计局{NAME}"], "临溪县统计局", 2021),
        (["临溪县统计局2021年度政府信息公开年度报告"], "临溪县统计局", 2021),
        (["临溪县统计局2021年度政府信息公开工作报告"], "临溪县统计局", 2021),
        (["临溪县统计局2021年度政府信息公开情况年报"], "临溪县统计局", 2021),
        ([f"临溪县人民政府2023年{NAME}_政府信息公开_临溪网"], "临溪县人民政府", 2023),
        ([f"临溪县人民政府2023年{NAME} - 临溪网"], "临溪县人民政府", 2023),
        ([f"临溪县统计局二〇二三年{NAME}"], "临溪县统计局", 2023),
        ([f"临溪县统计局二○二三年度{NAME}"], "临溪县统计局", 2023),
        ([f"临溪县统计局二零二三年{NAME}"], "临溪县统计局", 2023),
        ([f"臨溪縣統計局2021年{'政府信息公開工作年度報告'}"], "临溪县统计局", 2021),
        ([" ".join(f"临溪县统计局2021年{NAME}")], "临溪县统计局", 2021),
        ([f"# 临溪县统计局2021年{NAME}"], "临溪县统计局", 2021),
        ([f"附件1：临溪县统计局2021年{NAME}"], "临溪县统计局", 2021),
        ([f"临溪经济技术开发区管理委员会2021年{NAME}"], "临溪经济技术开发区管理委员会", 2021),
        (["临溪县统计局", f"2021年{NAME}"], "临溪县统计局", 2021),
        (["临溪县统计局", NAME, "（2021年度）"], "临溪县统计局", 2021),
        (["临溪县统计局", "二〇二一年", NAME], "临溪县统计局", 2021),
        (["临溪县统计局2021年政府信息公开", "工作年度报告"], "临溪县统计局", 2021),
        (["临溪县统计局2021年政府", "信息公开工作年度报告"], "临溪县统计局", 2021),
        (["临溪县统计局政府信息公开", "工作年度报告", "（2021年度）"], "临溪县统计局", 2021),
        (["政府信息公开年报", "首页", f"临溪县统计局2021年{NAME}"], "临溪县统计局", 2021),
        ([f"临溪县经济和信息化局2021年{NAME}"], "临溪县经济和信息化局", 2021),
        (["临溪县工业信息化和科技局", f"2021年{NAME}"], "临溪县工业信息化和科技局", 2021),
        (["临溪县信息中心", f"2021年{NAME}"], "临溪县信息中心", 2021),
        (["信息化处", f"2021年{NAME}"], None, 2021),
        (["政务公开办公室", f"2021年{NAME}"], None, 2021),
        (["临溪县经济和信息化局", f"2021年{NAME}"], "临溪县经济和信息化局", 2021),
        (["临溪县机构编制委员会办公室", f"2021年{NAME}"], "临溪县机构编制委员会办公室", 2021),
        (["信息公开", "信息中心", f"2021年{NAME}"], None, 2021),
        ([f"名  称： 临溪县统计局2021年{NAME} 发布日期： 2022年01月21日", "文 号：无"], "临溪县统计局", 2021),
        ([f"• 标       题：临溪县信息化局2021年{NAME}", "临溪县信息化局", f"2021年{NAME}"], "临溪县信息化局", 2021),
        ([f"名  称 临溪县统计局2021年{NAME}"], "临溪县统计局", 2021),
        ([f"2021年{NAME}", "2022-01-12 08:00"], None, 2021),
        (["发布日期：2022-01-12 来源：临溪县统计局", f"2021年{NAME}"], None, 2021),
    ],
)
def test_titles(lines: list[str], organ: str | None, year: int) -> None:
    found = identify(lines, {}, "x.html")
    assert found.title is not None
    assert (found.organ, found.year, found.year_from) == (organ, year, "title")


@pytest.mark.parametrize(
    "line",
    [
        f"根据要求，现将2022年{NAME}公布如下",
        f"上一篇：临溪县2021年{NAME}",
        "下一篇：临溪县2021年政府信息公开年报",
        f"关于印发临溪县2022年{NAME}的通知",
        f"{NAME}下载",
        f"本年度编制了{NAME}。",
        "2021年政府工作报告",
        f"临溪县2021年{NAME}解读",
        f"一图读懂临溪县2021年{NAME}",
        f"临溪县集中发布2021年{NAME}",
        f"临溪县2021年{NAME}发布",
        f"各科室的{NAME}应当写明下列内容：",
        f"中华人民共和国{NAME}格式（试行）",
        "关于政府信息公开年度报告有关项目填报问题的解释",
        f"关于报送2021年{NAME}的函",
        f"{NAME}目录",
        f"{NAME}，" * 30,
        "",
    ],
)
def test_sentences_and_links_are_no_titles(line: str) -> None:
    assert as_title(line) is None
    assert identify([line], {}, "x.html").title is None


@pytest.mark.parametrize(
    ("line", "organ", "year"),
    [
        ("2021年柳河街道办事处信息公开年报", "柳河街道办事处", 2021),
        ("柳河镇政府2022年信息公开工作年度报告", "柳河镇政府", 2022),
        ("临溪县统计局2022年度政务公开工作总结", "临溪县统计局", 2022),
        ("临溪大学2020-2021学年信息公开工作年度报告", None, None),
        ("柳河镇2022年重点工作信息公开情况和工作年度报告的说明", None, None),
    ],
)
def test_informal_titles_name_organ_and_year_and_make_no_report(line: str, organ: str | None, year: int | None) -> None:
    found = identify(["首页", line, "正文"], {}, "x.html")
    assert (found.title, found.organ, found.year) == (None, organ, year)


def test_a_district_named_for_its_industries_is_an_organ() -> None:
    assert identify([f"临溪产业集中区管委会2021年{NAME}"], {}, "").organ == "临溪产业集中区管委会"


@pytest.mark.parametrize(
    ("lines", "meta", "name", "year", "witness"),
    [
        ([f"2021年{NAME}"], {"title": f"2020年{NAME}"}, "2019.html", 2021, "title"),
        ([NAME], {"title": f"2020年{NAME}"}, "2019.html", 2020, "meta"),
        ([NAME], {"page_title": f"2020年{NAME}_网站"}, "2019.html", 2020, "meta"),
        ([NAME, "统计期限自2022年1月1日起至2022年12月31日止。"], {}, "2019.html", 2022, "period"),
        ([NAME, "数据统计期限为2022年01月01日至12月31日。"], {}, "2019.html", 2022, "period"),
        ([NAME, "正文", "2022年，一。", "2021年，二。", "2022年，三。"], {}, "2019.html", 2022, "prose"),
        (["正文"], {}, "临溪县统计局2022年度报告.docx", 2022, "file name"),
        (["正文"], {}, "报告.docx", None, None),
        (
            ["现公布2023年" + NAME + "。统计期限自2022年1月1日起至2022年12月31日止。", "2023年，一。"],
            {},
            "",
            2023,
            "prose",
        ),
        (
            ["现公布2023年" + NAME + "。统计期限自2022年1月1日起至2022年12月31日止。", "2022年，一。"],
            {},
            "",
            2022,
            "period",
        ),
    ],
)
def test_the_year_has_witnesses_in_order(
    lines: list[str], meta: dict[str, str], name: str, year: int | None, witness: str | None
) -> None:
    found = identify(lines, meta, name)
    assert (found.year, found.year_from) == (year, witness)


def test_the_organ_may_come_from_the_metadata_only_where_no_line_names_it() -> None:
    assert identify([f"2021年{NAME}"], {"organ": "临溪县统计局"}, "").organ == "临溪县统计局"
    assert identify([f"安岭区教育局2021年{NAME}"], {"organ": "临溪县统计局"}, "").organ == "安岭区教育局"
    assert identify([f"2021年{NAME}"], {}, "").organ is None


def test_links_to_other_years_at_the_end_do_not_name_the_year() -> None:
    lines = [NAME, *["正文"] * 20, f"临溪县统计局2019年{NAME}"]
    assert identify(lines, {}, "x.html").year is None


@pytest.mark.parametrize(
    ("text", "year"), [("2020年度", 2020), ("二○一九年", 2019), ("２０２１年", 2021), ("第1999号", None)]
)
def test_years(text: str, year: int | None) -> None:
    assert year_of(text) == year


@pytest.mark.parametrize("day", ["31日", "31⽇", "31㊐", "㏾", "3 1 日", "３１日"])
def test_the_end_of_the_period_is_seen_however_it_is_written(day: str) -> None:
    found = identify([NAME, f"统计期限自2020年1月1日至12月{day}。"], {}, "x.html")
    assert (found.year, found.year_from) == (2020, "period")


@pytest.mark.parametrize(
    ("name", "organ"),
    [
        ("03云桥市教育局", "云桥市教育局"),
        ("教育局-申请 2023", "教育局"),
        ("数据区", None),  # ends as a district does
        ("汇总区-南浦区民政局", "南浦区民政局"),
        ("各乡镇", None),
        ("Sheet1", None),
    ],
)
def test_the_organ_that_a_sheet_is_named_by(name: str, organ: str | None) -> None:
    assert sheet_organ(name) == organ
