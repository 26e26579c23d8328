"""Samples whose tables are sound and whose sections, years, dates or statements are not: family D from D102 on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tools.forge.figures import Report
from tools.forge.story import Section, Story, story
from tools.samples_base import WRITERS, Sample, base, sample

_OLDER = "全文包括概述、主动公开情况、依申请公开情况、咨询处理情况、行政复议和行政诉讼情况、收费及减免情况等。"
_LAST_SECTION = re.compile("<h2>六、.*?(?=</body>)", re.DOTALL)
_FIFTH_SECTION = re.compile("<h2>五、.*?(?=<h2>六、)", re.DOTALL)


def statement_samples(edition: str) -> Iterator[Sample]:
    """Every sample of these rules of one edition."""
    report = base(edition)
    tale = story(report)
    nothing = _with(tale, 5, "本年度没有收取信息处理费。")
    yield sample("D306", "charged-and-not", ".docx", _with(nothing, 0, "收取信息处理费3件，共计1200元。"))
    yield from _section_samples(tale)
    yield from _year_samples(tale, report)
    yield sample("D302", "to-be-filled-in", ".docx", _with(tale, 4, "存在的主要问题：XX科更新栏目不够及时。"))
    government = replace(report, organ="云桥市人民政府")
    yield sample("D305", "no-appraisal", ".html", _with(story(government), 0, "全市做好政府信息公开工作。"))
    if edition != "2019":
        yield sample("D301", "older-notice", ".docx", _opened(tale, "本报告按照国办公开办函〔2019〕60号的要求编制。"))
        yield sample("D303", "no-word-of-fees", ".html", _with(tale, 5, "没有其他需要报告的事项。"))
        yield sample("D304", "sum-only", ".docx", _with(tale, 5, "本年度收取信息处理费30元。"))


def _section_samples(tale: Story) -> Iterator[Sample]:
    html = WRITERS[".html"](tale).decode()
    yield Sample("D102", "no-section-six", ".html", _LAST_SECTION.sub("", html).encode())
    yield Sample("D102", "no-section-five", ".html", _FIFTH_SECTION.sub("", html).encode())
    yield sample("D103", "problems-none", ".docx", _with(tale, 4, "无。"))
    yield sample("D103", "overview-empty", ".html", _with(tale, 0))
    yield sample("D103", "problems-none-in-a-sentence", ".html", _with(tale, 4, "存在的主要问题：无。"))
    one, two, three, *rest = tale.sections
    yield sample("D104", "three-before-two", ".docx", replace(tale, sections=(one, three, two, *rest)))
    yield Sample("D105", "three-twice", ".html", html.replace("<h2>四、", "<h2>三、").encode())
    yield sample("D106", "five-announced", ".docx", _opened(tale, "本报告由五个部分组成。"))
    yield sample("D107", "older-outline", ".html", _opened(tale, _OLDER))


def _year_samples(tale: Story, report: Report) -> Iterator[Sample]:
    year, before = report.year, report.year - 1
    own = f"{year}年，本机关做好政府信息公开工作。"
    yield sample("D201", "half-a-year", ".txt", _opened(tale, f"统计期限为{year}年1月1日至{year}年6月30日。"))
    last = replace(_with(tale, 0, own), title=tale.title.replace(str(year), str(before)))
    yield sample("D202", "title-of-last-year", ".docx", last)
    slip = f"{before}年，本机关主动公开政府信息，及时答复申请人。"
    yield sample("D203", "last-year-in-prose", ".docx", _with(tale, 0, own, slip))
    yield sample("D204", "signed-in-december", ".docx", _signed(tale, report, f"{year}年12月20日"))
    elsewhere = replace(report, organ="云河市教育局")
    yield sample("D206", "signed-by-another", ".docx", _signed(tale, elsewhere, f"{year + 1}年1月20日"))
    yield sample("D207", "signed-on-the-32nd", ".docx", _signed(tale, report, f"{year + 1}年1月32日"))
    announced = f"现公布云河市教育局{year}年政府信息公开工作年度报告。"
    yield sample("D208", "announced-of-another", ".docx", _opened(tale, announced))
    yield sample("D205", "department-in-march", ".html", _signed(tale, report, f"{year + 1}年3月5日"))


def _with(tale: Story, section: int, *prose: str) -> Story:
    """Other prose in a section (0: the first) that has no tables."""
    sections = list(tale.sections)
    sections[section] = Section(sections[section].name, prose)
    return replace(tale, sections=tuple(sections))


def _opened(tale: Story, first: str) -> Story:
    return replace(tale, opening=(first, *tale.opening[1:]))


def _signed(tale: Story, report: Report, day: str) -> Story:
    last = tale.sections[-1]
    return replace(tale, sections=(*tale.sections[:-1], replace(last, items=(*last.items, report.organ, day))))
