"""What an audit adds up to, and its first steps, from the lines that are stored: no entry is decoded for them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec

from validator.audit.store import Store
from validator.audit_outputs.roster import Owed, Seen, held_against
from validator.audit_outputs.totals import Totals, totals_of
from validator.report.json import Entry, decode

#: Of these nobody knows whether they are the report of the organ that they name.
_UNSURE = ("unreadable", "not_applicable")


class _Line(msgspec.Struct):
    severity: str
    rule: str


_lines = msgspec.json.Decoder(_Line)


def totals_in(store: Store, owed: Sequence[Owed] = ()) -> Totals:
    """What its reports add up to: counted once, for all that tell it. `owed`: the list of those who owe a report."""
    totals = totals_of(_briefly(store))
    return replace(totals, roster=held_against(owed, _seen(store))) if owed else totals


def _seen(store: Store) -> Iterator[Seen]:
    for (report,) in store.verdicts("report"):
        line = decode(report)
        yield Seen(line["path"], line["organ"], line["year"], line["status"] not in _UNSURE)


def first_lines(totals: Totals) -> tuple[str, ...]:
    """What the workbook and the page say, a step a line under their heading; nothing where nothing is to be done."""
    from validator.audit_outputs.first_steps import TITLE, first_steps  # with all rules, whose titles it names

    steps = first_steps(totals)
    return (f"{TITLE}：", *(f"  {number}. {step.text}" for number, step in enumerate(steps, 1))) if steps else ()


def _briefly(store: Store) -> Iterator[Entry]:
    """Of every report what adds up."""
    for status, report, stored in store.verdicts("status", "report", "findings"):
        line = decode(report)
        found = [{"severity": one.severity, "rule": one.rule} for one in _lines.decode_lines(zlib.decompress(stored))]
        yield {"status": status, "organ": line["organ"], "report_year": line["year"], "findings": found}
