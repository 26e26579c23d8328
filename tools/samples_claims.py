"""Samples whose prose contradicts the tables, or itself: families C101 and C201; and one whose prose is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tools.forge.figures import rewritten
from tools.forge.story import Section, Story, story
from tools.samples_base import Sample, base, sample


def claims_samples(edition: str) -> Iterator[Sample]:
    """Every sample of these rules of one edition."""
    report = base(edition)
    tale, year = story(report), report.year
    yield sample("C101", "received", ".docx", _saying(tale, f"{year}年新收政府信息公开申请117件。"))
    yield sample("C101", "none-received", ".html", _saying(tale, f"{year}年未收到政府信息公开申请。"))
    yield sample("C102", "granted", ".html", _saying(tale, "依申请公开中，予以公开36件，部分公开6件。"))
    yield sample("C103", "applicants", ".docx", _saying(tale, "新收政府信息公开申请中，自然人申请69件。"))
    yield sample("C104", "all-upheld", ".txt", _saying(tale, "因政府信息公开引起的行政复议5件，均获维持。"))
    yield sample("C105", "licences", ".xlsx", _saying(tale, "作出行政许可决定468件。"))
    yield sample("C201", "parts-beyond", ".docx", _saying(tale, "全年公开信息80条，其中工作动态60条，公告25条。"))
    yield sample("C202", "parts-short", ".html", _saying(tale, "全年公开信息80条，其中工作动态50条，其他信息20条。"))
    yield sample("C205", "share", ".docx", _saying(tale, _SHARES))
    yield sample("C205", "share-of-the-whole", ".html", _saying(tale, "全年公开信息54条，其中工作动态46条，占82.5%。"))
    yield sample("C206", "change", ".docx", _saying(tale, "全年公开信息54条，上年48条，同比增长21.5%。"))
    wrong = rewritten(report, [(("requests", "granted", "total"), "84")])
    yield sample(
        "A102", "granted-told-in-prose", ".txt", _saying(story(wrong), "依申请公开中，予以公开48件，部分公开6件。")
    )
    rest = {key: rows for key, rows in report.tables.items() if key != "requests"}
    untold = story(replace(report, tables=rest))
    twice = (f"{year}年共收到政府信息公开申请20件。", "全年收到政府信息公开申请16件，均已答复。")
    yield sample("C203", "two-numbers", ".docx", _saying(untold, *twice))
    four = "新收政府信息公开申请30件，上年结转2件，办结28件，结转下年度3件。"
    yield sample("C204", "balance", ".html", _saying(untold, four))


_SHARES = "公开信息400条，其中动态200条，占50%；公告120条，占30%；政策40条，占10%；其他40条，占15%。"


def _saying(tale: Story, *prose: str) -> Story:
    """The report with more to say in its first section."""
    first, *rest = tale.sections
    return replace(tale, sections=(Section(first.name, (*first.items, *prose)), *rest))
