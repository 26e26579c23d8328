"""Entries → the rows of a list of findings in a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile

from validator.report.json import Entry, decode, encode
from validator.report.links import file_of, link
from validator.report.sheet_cells import Graded, Linked, Value
from validator.report.sheets import Column
from validator.report.visible import one_line
from validator.report.wording import SEVERITY_WORDS, change_words, table_title, title_of
from validator.unshown import INSTEAD

#: The head of the links to the files.
LINKS = "打开"
COLUMNS = (
    Column("级别", 6),
    Column("规则", 6),
    Column("名称", 14),
    Column("机关", 14),
    Column("年度", 6),
    Column("文件", 20),
    Column(LINKS, 5),
    Column("位置", 12),
    Column("说明", 53),
    Column("改法", 16),
    Column("第几份", 7, printed=False),
    Column("依据", 26, printed=False),
)
#: Characters of a message.
_LONGEST = 4000
#: Bytes of less severe findings that wait in memory for those of later reports; more wait on the disk.
_WAITING = 1 << 24


def finding_rows(entries: Iterable[Entry], base: str = "") -> Iterator[tuple[Value, ...]]:
    """One row a finding: all errors in the order of `entries`, then all warnings, then all notices.

    `base`: the way from the workbook to the files.
    """
    first, *later = SEVERITY_WORDS
    with ExitStack() as stack:
        waiting = {severity: stack.enter_context(SpooledTemporaryFile(_WAITING)) for severity in later}
        for one in entries:
            head = {key: one[key] for key in ("path", "part", "organ", "report_year")}
            for found in one["findings"]:
                if found["severity"] == first:
                    yield _row(head, found, base)
                else:
                    waiting[found["severity"]].write(encode([head, found]) + b"\n")
        for file in waiting.values():
            file.seek(0)
            for line in file:
                head, found = decode(line)
                yield _row(head, found, base)


def opened(path: str, base: str) -> Linked | None:
    """A short link to a file: not every program breaks a linked text into lines, so its long name stands beside it.

    None where the name cannot be printed as it is: the link would lead nowhere.
    """
    return Linked("打开", link(path, base)) if path != "-" and INSTEAD not in file_of(path) else None


def _row(one: Entry, found: Entry, base: str) -> tuple[Value, ...]:
    return (
        Graded(SEVERITY_WORDS[found["severity"]], found["severity"]),
        found["rule"],
        title_of(found["rule"]),
        one["organ"],
        one["report_year"],
        one["path"],
        opened(one["path"], base),
        _places(found),
        one_line(found["message"], _LONGEST),
        _repair(found),
        one["part"],
        found["basis"],
    )


def _places(found: Entry) -> str | None:
    places = [cell["at"]["where"] for cell in found["cells"] if cell["at"] and cell["at"]["where"]]
    if not places:
        return place_said(found) or table_title(found["table"])
    return places[0] if len(places) == 1 else f"{places[0]} 等 {len(places)} 处"


def place_said(found: Entry) -> str:
    """Where the evidence of a finding stands; empty if that is not known."""
    at = (found["evidence"] or {}).get("at") or {}
    return str(at.get("where") or "")


def _repair(found: Entry) -> str | None:
    """The likeliest repair."""
    for repair in found["repairs"][:1]:
        changes = repair["changes"]
        return "；".join(change_words(c["table"], c["row"], c["column"], c["from"], c["to"]) for c in changes)
    return None
