"""What an audit adds up to, and its first steps, from the lines that are stored: no entry is decoded for them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec

from validator.audit.last_time import LastTime, since
from validator.audit.store import Store
from validator.audit_outputs.roster import Owed, held_against
from validator.audit_outputs.roster_hints import Seen
from validator.audit_outputs.totals import Totals, totals_of
from validator.report.json import Entry, decode

#: Of these nobody knows whether they are the report of the organ that they name.
_UNSURE = ("unreadable", "not_applicable")


class _Line(msgspec.Struct):
    severity: str
    rule: str


_lines = msgspec.json.Decoder(_Line)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the results are held against: the list of those who owe a report, and the results of an earlier audit."""

    owed: Sequence[Owed] = ()
    last: LastTime | None = None


#: Nobody asked.
NOTHING = Asked()


def totals_in(store: Store, asked: Asked = NOTHING) -> Totals:
    """What its reports add up to, and what was asked: counted once, for all that tell it. Raises BadLast."""
    roster = held_against(asked.owed, _seen(store)) if asked.owed else None
    return replace(totals_of(_briefly(store)), roster=roster, since=since(asked.last, store) if asked.last else None)


def _seen(store: Store) -> Iterator[Seen]:
    for (report,) in store.verdicts("report"):
        line = decode(report)
        yield Seen(line["path"], line["organ"], line["year"], line["status"] not in _UNSURE)


def first_lines(totals: Totals) -> tuple[str, ...]:
    """What the workbook and the page say: what changed, then a step a line under their heading, if anything is to be done."""
    from validator.audit_outputs.first_steps import TITLE, first_steps  # with all rules, whose titles it names
    from validator.audit_outputs.since_words import since_words

    changed = tuple(since_words(totals.since)) if totals.since else ()
    steps = first_steps(totals)
    numbered = (f"  {number}. {step.text}" for number, step in enumerate(steps, 1))
    return (*changed, f"{TITLE}：", *numbered) if steps else changed


def _briefly(store: Store) -> Iterator[Entry]:
    """Of every report what adds up."""
    for status, report, stored in store.verdicts("status", "report", "findings"):
        line = decode(report)
        found = [{"severity": one.severity, "rule": one.rule} for one in _lines.decode_lines(zlib.decompress(stored))]
        yield {"status": status, "organ": line["organ"], "report_year": line["year"], "findings": found}
