"""Who reports and for which year, where only sentences tell it; every organ here is invented."""

from __future__ import annotations

import pytest

from validator.identity.title import identify


@pytest.mark.parametrize(
    ("line", "organ"),
    [
        ("根据《条例》规定，现公布临溪县统计局2021年政府信息公开工作年度报告。", "临溪县统计局"),
        ("现向社会公布2021年临溪县人民政府政府信息公开工作年度报告。", "临溪县人民政府"),
        (
            "特向社会公布国家税务总局临溪县税务局（以下简称“县局”）2021年政府信息公开工作年度报告。",
            "国家税务总局临溪县税务局",
        ),
        ("本报告由临溪县统计局编制，全文包括总体情况等六个部分。", "临溪县统计局"),
        ("按要求，由柳河镇人民政府党政办公室编制。", "柳河镇人民政府"),
        ("2021年，柳河镇严格按照上级要求，做好各项工作。", "柳河镇"),
        ("2021年以来，临溪县统计局在县委县政府的领导下开展工作。", "临溪县统计局"),
        ("現公布臨溪縣統計局2021年政府信息公開工作年度報告。", "临溪县统计局"),
        ("现面向社会公开《临溪县统计局2021年度政府信息公开年度报告》。", "临溪县统计局"),
        ("2021年，在县委的正确领导下，柳河镇认真落实各项要求。", "柳河镇"),
        ("2021年度，临溪县统计局未发生行政复议。", "临溪县统计局"),
        ("2021年柳河镇人民政府按照要求开展政府信息公开工作。", "柳河镇人民政府"),
        ("对政府信息公开年报有疑问，请与临溪县统计局办公室联系。", "临溪县统计局"),
        ("对政府信息公开年报有疑问，请与临溪县人民政府办公室联系。", None),
        ("对政府信息公开年报有疑问，请与临溪县政务服务中心联系。", None),
        ("2021年，柳河镇加强和规范政府信息公开工作。", "柳河镇"),
        ("2021年，临溪经济技术开发区（安岭区）教育局政府信息公开工作在上级指导下开展。", "临溪经济技术开发区教育局"),
        ("临溪县教育局2021年为深入推进政府信息公开工作，做了以下工作。", "临溪县教育局"),
        ("临溪县教育局2021年度收到的申请都已答复。", "临溪县教育局"),
        ("2021年街道未收到政府信息公开申请。", None),
        ("2021年度街道办事处主动公开政府信息40条。", None),
        ("主动公开方面2021年加强了政府信息公开工作。", None),
        ("2021年，各部门通过网站公开政府信息。", None),
        ("现公布我局2021年政府信息公开工作年度报告。", None),
        ("2021年，我镇认真落实各项要求。", None),
        ("2021年，县委县政府高度重视这项工作。", None),
        ("2021年，市政府认真落实各项要求。", None),
        ("2021年，在县人民政府网站坚持公开。", None),
        ("本报告由总体情况等六个部分组成，按照县政府办公室关于年报编制工作的通知编写。", None),
        ("如有疑问，请与临溪县大数据中心联系。", None),
    ],
)
def test_organs_in_sentences(line: str, organ: str | None) -> None:
    assert identify([line], {}, "x.txt").organ == organ


def test_an_organ_before_the_year_is_the_author_only_in_the_first_lines() -> None:
    line = "临溪县教育局2021年为深入推进政府信息公开工作，做了以下工作。"
    assert identify(["工作持续开展。"] * 10 + [line], {}, "x.txt").organ is None


def test_a_title_and_a_signature_are_surer_than_a_sentence() -> None:
    said = "现公布临溪县统计局2021年政府信息公开工作年度报告。"
    assert identify(["安岭区教育局2021年政府信息公开工作年度报告", said], {}, "x.txt").organ == "安岭区教育局"
    assert identify([said, "安岭区教育局", "2022年1月20日"], {}, "x.txt").organ == "安岭区教育局"


def test_a_page_that_names_the_organ_with_its_place_and_without() -> None:
    lines = [
        "临溪县财政局2021年政府信息公开工作年度报告",
        "来源：财政局",
        "2021年财政局政府信息公开工作年度报告",
        "一、总体情况",
    ]
    assert identify(lines, {}, "x.txt", body=3).organ == "临溪县财政局"


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("现公布我局2021年政府信息公开工作年度报告。", 2021),
        ("从六个方面汇报我镇2021年度政府信息公开工作。", 2021),
        ("截止2021年12月31日，网站发布信息34条。", 2021),
        ("2021 年，各项工作有序推进。", 2021),
        ("截至2021年6月30日，网站发布信息34条。", None),
        ("按照《临溪县2020年政府信息公开工作要点》编制。", None),
    ],
)
def test_years_in_sentences(line: str, year: int | None) -> None:
    found = identify([line], {}, "x.txt")
    assert (found.year, found.year_from) == (year, "prose" if year else None)
