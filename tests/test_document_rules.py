"""Rules on sections, years, dates and statements: the labelled set, and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from bench.document_accuracy import Entry, document_scores, entries, judged
from tools.forge.figures import sound
from tools.forge.layouts import LAYOUTS
from tools.forge.prose import SPELLINGS, speaking
from tools.samples_base import WRITERS
from validator.cells_file import decode_cases, encode_cases
from validator.identity.organ import standing
from validator.model import Paragraph, Place
from validator.pipeline import extract, judge
from validator.prose.announcement import announcement
from validator.prose.dates import day_in, periods, publication, signature
from validator.prose.fee_statement import missing_parts
from validator.prose.outline import outline_of
from validator.schema import editions


def lines(*texts: str) -> list[Paragraph]:
    return [Paragraph(text, Place(f"第{n}段")) for n, text in enumerate(texts, 1)]


FOUND: Mapping[str, tuple[Entry, frozenset[str]]] = {entry.name: (entry, found) for entry, found in judged(entries())}


@pytest.mark.parametrize("name", FOUND)
def test_a_labelled_document_shows_its_codes_and_no_others(name: str) -> None:
    entry, found = FOUND[name]
    assert found == entry.expect


def test_the_labelled_set_is_large_and_has_no_name_twice() -> None:
    assert len(FOUND) == len(entries()) >= 120
    assert sum(not entry.expect for entry, _ in FOUND.values()) >= 40


def test_scores_count_every_rule() -> None:
    scores = {score.rule: score for score in document_scores()}
    assert {"D102", "D203", "D303"} <= scores.keys()
    assert all(score.precision >= 0.95 and score.recall >= 0.9 for score in scores.values())


# ---------------------------------------------------------------- honest prose is never blamed


@pytest.mark.parametrize("edition", editions())
@pytest.mark.parametrize("way", range(4))
def test_honest_prose_draws_no_error_or_warning(edition: str, way: int) -> None:
    for seed in range(6):
        report = sound(seed, edition)
        tale = speaking(report, SPELLINGS[way], way)
        (judgement,) = judge(extract(WRITERS[".html"](tale), "report.html"))
        told = [f for f in judgement.findings if f.severity != "notice" and f.rule.startswith("D")]
        assert told == []


@pytest.mark.parametrize("name", [name for name, layout in LAYOUTS.items() if layout.reports == 1][::4])
def test_layouts_do_not_change_what_is_said(name: str) -> None:
    layout = LAYOUTS[name]
    (judgement,) = judge(extract(layout.render(sound(1, "2021")), f"report{layout.extension}"))
    assert [f.message for f in judgement.findings if f.severity != "notice" and f.rule.startswith("D")] == []


# ---------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-01-31 10:00", date(2023, 1, 31)),
        ("2023年1月31日", date(2023, 1, 31)),
        ("２０２３／０１／３１", date(2023, 1, 31)),
        ("二〇二三年十二月三十一日", date(2023, 12, 31)),
        ("二○二三年十月二十日", date(2023, 10, 20)),
        ("2023年2月30日", None),
        ("2023年", None),
        ("", None),
    ],
)
def test_a_day_is_read(text: str, day: date | None) -> None:
    assert day_in(text) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("发布日期：2024-01-20", date(2024, 1, 20)),
        ("索引号：014/2024-01 公开日期: 2024年1月20日 发布机构：云桥市教育局", date(2024, 1, 20)),
        ("2024-01-20 16:51 来源：云桥市教育局", date(2024, 1, 20)),
        ("成文日期：2024-01-20", None),
        ("更新时间：2024-01-20", None),
        ("2024年1月20日，本机关发布公告。", None),
    ],
)
def test_the_day_of_publication(line: str, day: date | None) -> None:
    found = publication({}, lines("标题", line))
    assert (found.day if found else None) == day


def test_a_line_goes_before_metadata() -> None:
    meta = {"published": "2024-03-01"}
    assert publication(meta, lines("发布日期：2024-01-20")) == publication({}, lines("发布日期：2024-01-20"))
    found = publication(meta, lines("无"))
    assert found is not None and (found.day, found.witness) == (date(2024, 3, 1), "meta")


def test_the_day_of_publication_survives_the_file_of_cells() -> None:
    page = "<html><head><title>年报</title><meta name='PubDate' content='2024-01-20 09:00'></head><body><p>一</p></body></html>"
    cases = extract(page.encode(), "report.html")
    assert (cases[0].published, cases[0].published_from) == (date(2024, 1, 20), "meta")
    assert decode_cases(encode_cases(cases)) == cases


@pytest.mark.parametrize(
    "last", ["2024年1月20日", "云桥市教育局 2024年1月20日", "（2024年1月20日）", "二〇二四年一月二十日"]
)
def test_the_day_of_signature(last: str) -> None:
    found = signature(lines("无。", "云桥市教育局", last))
    assert found is not None and found.day == date(2024, 1, 20)


@pytest.mark.parametrize("last", ["截至2024年1月20日", "统计日期：2024年1月20日", "2024年1月20日，召开会议。"])
def test_other_days_are_no_signature(last: str) -> None:
    assert signature(lines("无。", last)) is None


def test_periods_need_to_be_of_the_figures() -> None:
    said = lines("统计期限从2023年1月1日到12月31日止。", "2023年5月1日至5月7日开展宣传。", "2023年1月至6月统计数据")
    said += lines("电子版下载期限为2024年1月1日至12月31日。", "公示期限：2024年1月31日至2024年2月5日")
    assert [(p.first, p.last) for p in periods(said)] == [(date(2023, 1, 1), date(2023, 12, 31))]


# ---------------------------------------------------------------- organs, parts, fees


@pytest.mark.parametrize(
    ("organ", "rank"),
    [
        ("云桥市人民政府", "government"),
        ("安岭区政府", "government"),
        ("镇江市人民政府", "government"),
        ("云桥市教育局", "department"),
        ("某省发展和改革委员会", "department"),
        ("景德镇市教育局", "department"),
        ("长亭县清水镇人民政府", None),
        ("云桥市人民政府办公室", None),
        ("云桥经济开发区管委会", None),
        ("云桥市公安局安岭分局", None),
        ("国家税务总局云桥市税务局", None),
        ("教育局", None),
        (None, None),
    ],
)
def test_the_standing_of_an_organ(organ: str | None, rank: str | None) -> None:
    assert standing(organ) == rank


@pytest.mark.parametrize(
    ("sentence", "count", "named"),
    [
        ("本报告由六个部分组成。", 6, ()),
        ("全文共分7部分。", 7, ()),
        ("全文包括总体情况、主动公开、申请公开、行政复议、问题及改进。", None, (1, 2, 3, 4, 5)),
        ("报告由办公室编制。", None, None),
        ("报告内容包括正文和附件两部分。", None, None),
        ("本报告包括正文及三个附表，正文由六部分组成。", 6, ()),
    ],
)
def test_announcements(sentence: str, count: int | None, named: tuple[int, ...] | None) -> None:
    found = announcement(outline_of(lines(sentence, "一、总体情况")))
    assert (found and found.count, found and found.named) == (count, named)


@pytest.mark.parametrize(
    ("said", "absent"),
    [
        ("本年度未收取信息处理费。", ()),
        ("信息处理费：0元。", ()),
        ("无收取信息处理费情况。", ()),
        ("收取信息处理费3件，总金额120元，实际收取80元。", ()),
        ("收取信息处理费3940元。", ("件数", "总金额")),
        ("发出收费通知3件。", ("总金额", "实际收取金额")),
    ],
)
def test_parts_of_the_fee_statement(said: str, absent: tuple[str, ...]) -> None:
    assert missing_parts(lines(said)) == absent


FOUR = "全文包括总体情况、主动公开、依申请公开、行政复议。"


@pytest.mark.parametrize(
    ("texts", "named"),
    [
        ((FOUR, "一、总体情况"), (1, 2, 3, 4)),
        ((FOUR.replace("、行政复议", ""), "一、总体情况"), None),  # too few to be all
        (("一、总体情况", "做好公开。", FOUR), (1, 2, 3, 4)),
        (("一、总体情况", "做好公开。", "加强管理。", FOUR), None),
    ],
)
def test_the_parts_are_announced_at_the_head_and_at_least_four(
    texts: tuple[str, ...], named: tuple[int, ...] | None
) -> None:
    found = announcement(outline_of(lines(*texts)))
    assert (found and found.named) == named
