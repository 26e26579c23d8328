"""One clean sample for each reader, and what is judged of it when it is changed."""

from __future__ import annotations

from functools import cache

from tools.golden import ROOT
from validator.model import Report
from validator.pipeline import extract, judge

CLEAN = ROOT / "2021/clean"
#: One clean sample for each reader.
SAMPLES = {
    "html": "html-plain.html",
    "text": "text-cell-a-line-tabs.txt",
    "markdown": "text-markdown.md",
    "docx": "docx-plain.docx",
    "xlsx": "xlsx-one-sheet.xlsx",
    "xls": "xls-one-sheet.xls",
    "csv": "csv-gb18030.csv",
}


@cache
def clean(kind: str) -> bytes:
    return (CLEAN / SAMPLES[kind]).read_bytes()


def judged(data: bytes, name: str) -> list[Report]:
    reports = judge(extract(data, name))
    assert reports
    return reports
