"""Entries → the rows of a list of findings in a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from validator.report.json import Entry
from validator.report.links import link
from validator.report.sheets import Column, Graded, Linked, Value
from validator.report.wording import SEVERITY_WORDS, change_words, title_of

COLUMNS = (
    Column("级别", 7),
    Column("规则", 7),
    Column("名称", 22),
    Column("机关", 22),
    Column("年度", 7),
    Column("文件", 32),
    Column("第几份", 7),
    Column("位置", 20),
    Column("说明", 70),
    Column("改法", 40),
    Column("依据", 34),
)


def finding_rows(entries: Iterable[Entry], base: str = "") -> Iterator[tuple[Value, ...]]:
    """One row a finding, in the order of `entries`; `base`: the way from the workbook to the files."""
    for one in entries:
        where = link(one["path"], base) if one["path"] != "-" else ""
        for found in one["findings"]:
            yield (
                Graded(SEVERITY_WORDS[found["severity"]], found["severity"]),
                found["rule"],
                title_of(found["rule"]),
                one["organ"],
                one["report_year"],
                Linked(one["path"], where),
                one["part"],
                _places(found),
                found["message"],
                _repair(found),
                found["basis"],
            )


def _places(found: Entry) -> str | None:
    places = [cell["at"]["where"] for cell in found["cells"] if cell["at"] and cell["at"]["where"]]
    return None if not places else places[0] if len(places) == 1 else f"{places[0]} 等 {len(places)} 处"


def _repair(found: Entry) -> str | None:
    """The likeliest repair."""
    for repair in found["repairs"][:1]:
        changes = repair["changes"]
        return "；".join(change_words(c["table"], c["row"], c["column"], c["from"], c["to"]) for c in changes)
    return None
