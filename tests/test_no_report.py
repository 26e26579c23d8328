"""Papers that carry words, titles or a few rows of such reports, and are none; every organ here is invented."""

from __future__ import annotations

import pytest

from tools.forge.figures import sound
from tools.forge.layouts import LAYOUTS
from validator.model import Report
from validator.pipeline import extract, judge

NAME = "政府信息公开工作年度报告"
LAW = "云桥市2023年法治政府建设年度报告\n一、总体情况\n依法办理各类事项。\n"
ROWS = "信息内容 | 本年处理决定数量 |\n行政许可 | 312 |\n行政处罚 | 20 |\n行政强制 | 1 |\n"
HEADER = " | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n"
RECEIVED = (
    "一、本年新收政府信息公开申请数量 | 30 | 2 | 0 | 0 | 1 | 0 | 33 |\n"
    "二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
)
STATISTICS = "云桥市2023年统计年报\n指标 | 单位 | 2023年 | 2022年\n规章 | 件 | 0 | 0\n规范性文件 | 件 | 3 | 2\n总计 | 件 | 3 | 2\n"


def judged(text: str) -> Report:
    (report,) = judge(extract(text.encode(), "材料.txt"))
    return report


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (LAW + ROWS, "只有 3 行"),
        (STATISTICS, "只有 2 行"),
        ("云桥市政务简报\n全市收到的申请见下表。\n" + HEADER + RECEIVED, "只有 2 行"),
        ("2023年云桥市行政执法统计\n行政许可 | 312\n行政处罚 | 20\n行政强制 | 1\n", "只有"),
        ("".join(f"{organ}2023年{NAME}\n" for organ in ("云桥市教育局", "云桥市统计局", "柳河镇")), "列表"),
        ("".join(f"柳河镇{year}年{NAME} {year + 1}-01-20\n" for year in (2020, 2021, 2022)), "列表"),
        (
            "云桥学院2022-2023学年信息公开工作年度报告\n全文由概述、主动公开情况、依申请公开情况、复议和诉讼情况、存在的问题和改进措施等部分组成。"
            "统计期限自2022年9月1日至2023年8月31日。\n一、概述\n2023年，学院公开信息若干条。\n",
            "标题里没有",
        ),
        (
            f"第一条 各科室的{NAME}应当在年底前报办公室。\n第二条 内容\n各科室的{NAME}应涵盖全年工作,具体体现以下内容:\n",
            "标题里没有",
        ),
        (
            "目录\n第一部分 云桥市2023年度行政执法数据表\n一、行政许可实施情况统计表\n二、行政处罚实施情况统计表\n三、行政强制实施情况统计表\n"
            "表一\n云桥市行政处罚实施情况统计表\n行政处罚实施数量(宗) | |||\n警告 | 罚款 | 合计(宗) |\n12 | 30 | 42 |\n"
            "表二\n云桥市行政许可实施情况统计表\n申请数量 | 受理数量 | 许可数量 |\n26 | 26 | 25 |\n",
            "标题里没有",
        ),
        (
            "云桥市公开工作总结\n本年新收政府信息公开申请数量7件，上年结转政府信息公开申请数量0件，予以公开3件，部分公开2件，不予公开1件，无法提供1件，不予处理0件，其他处理0件，都已按时办结。\n",
            "标题里没有",
        ),
        (f"云桥市发布2023年{NAME}\n1月20日，云桥市发布了年度报告。\n", "标题里没有"),
        (f"《云桥市2023年{NAME}》解读\n一、编制依据\n按照规定编制。\n", "标题里没有"),
    ],
)
def test_other_papers_are_not_judged(text: str, says: str) -> None:
    found = judged(text)
    assert (found.status, [f.rule for f in found.findings]) == ("not_applicable", ["D001"])
    assert says in found.findings[0].message


def test_a_page_that_lists_reports_in_a_table() -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td><a href='{n}.html'>{organ}2023年{NAME}</a></td><td>2024-01-2{n}</td></tr>"
        for n, organ in enumerate(("云桥市教育局", "云桥市统计局", "柳河镇"))
    )
    page = f"<html><head><title>政府信息公开年报</title></head><body><p>政府信息公开年报</p><table>{rows}</table></body></html>"
    (found,) = judge(extract(page.encode(), "index.html"))
    assert (found.status, [f.rule for f in found.findings]) == ("not_applicable", ["D001"])


@pytest.mark.parametrize("above", [f"云桥市2023年{NAME}\n", "二、主动公开政府信息情况\n", "第二十条第（五）项\n"])
def test_the_same_rows_in_such_a_report_are_judged(above: str) -> None:
    assert "D001" not in {f.rule for f in judged(above + ROWS).findings}


@pytest.mark.parametrize("name", ["text-pipe-rows", "text-cell-a-line-tabs"])
def test_a_report_with_links_to_others_is_no_list(name: str) -> None:
    text = LAYOUTS[name].render(sound("list", "2021")).decode()
    links = "".join(f"{organ}2023年{NAME}\n" for organ in ("云桥市教育局", "云桥市统计局", "柳河镇"))
    assert "D001" not in {f.rule for f in judged(text + links).findings}
    head = f"云桥市水利局2023年{NAME}\n一、总体情况\n全年公开信息若干条。\n"
    assert [f.rule for f in judged(head + links).findings if f.severity == "error"] == ["S001"]


def test_a_title_with_nothing_below_it_may_be_a_page_that_was_not_saved_whole() -> None:
    found = judged(f"云桥市水利局2023年{NAME}\n打印 关闭\n")
    assert (found.status, [(f.rule, f.severity) for f in found.findings]) == ("incomplete", [("S001", "warning")])


@pytest.mark.parametrize(("year", "rules"), [(2016, ["D002"]), (2023, ["F007"])])
def test_pictures_hide_tables_only_in_years_that_have_them(year: int, rules: list[str]) -> None:
    page = (
        f"<html><body><p>云桥市水利局{year}年{NAME}</p><p><img src='1.png' width='900' height='1200'></p></body></html>"
    )
    (found,) = judge(extract(page.encode(), "年报.html"))
    assert [f.rule for f in found.findings] == rules
