"""The results of an earlier audit, and this one's, line by line, to be compared."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from validator.audit.judging import ALL, Settings
from validator.audit.store import Store
from validator.audit_outputs.since import Audit, Since, compared
from validator.audit_outputs.since_reports import Found, Told
from validator.unshown import shown

_FINDINGS, _REPORTS = "findings.jsonl", "reports.jsonl"
_NONE = "{place} 里没有上次的结果（findings.jsonl 和 reports.jsonl）。请给出上次核验的结果文件夹（--since）。"
_BROKEN = "{place}（--since）不是本程序写的，或已损坏。请给出上次核验的结果文件夹。"

Line = TypeVar("Line", Told, Found)


class BadLast(ValueError):
    """No results of an earlier audit; the text is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class LastTime:
    """The folder with the earlier results; `settings`, `quiet`: rules and fingerprints that are left out this time."""

    folder: Path
    settings: Settings = ALL
    quiet: Collection[str] = ()


def last_time(folder: str, settings: Settings, quiet: Iterable[str]) -> LastTime:
    """The results in `folder`, looked at before the work begins. Raises BadLast."""
    place = Path(folder).absolute()
    for name, kind in ((_REPORTS, Told), (_FINDINGS, Found)):
        if not (place / name).is_file():
            raise BadLast(_NONE.format(place=shown(folder)))
        first = next(_lines(place / name, kind), None)  # type: ignore[type-var]
        if first is None and kind is Told:  # without findings there may be an audit, without reports none
            raise BadLast(_BROKEN.format(place=shown(folder)))
    return LastTime(place, settings, frozenset(quiet))


def since(last: LastTime, store: Store) -> Since:
    """What changed. Raises BadLast."""
    reports, findings = last.folder / _REPORTS, last.folder / _FINDINGS
    before = Audit(lambda: _lines(reports, Told), lambda: _lines(findings, Found))
    return compared(before, Audit(lambda: _reports(store), lambda: _findings(store)), _asking(last))


def _asking(last: LastTime) -> Callable[[Found], bool]:
    """Whether a finding would be told this time, were it still there: a rule that is gone finds nothing."""
    from validator.checks.registry import RULES
    from validator.checks.selection import Selection

    wanted = Selection(last.settings.select, last.settings.ignore)
    return lambda one: one.rule in RULES and wanted.wants((one.rule,)) and one.fingerprint not in last.quiet


def _lines(path: Path, kind: type[Line]) -> Iterator[Line]:
    decoder = msgspec.json.Decoder(kind)
    try:
        with path.open("rb") as file:
            yield from map(decoder.decode, file)
    except (OSError, msgspec.DecodeError) as error:
        raise BadLast(_BROKEN.format(place=shown(str(path)))) from error


def _reports(store: Store) -> Iterator[Told]:
    decoder = msgspec.json.Decoder(Told)
    for report, unseen in store.verdicts("report", "unseen"):
        yield msgspec.structs.replace(decoder.decode(report), unseen=unseen)


def _findings(store: Store) -> Iterator[Found]:
    decoder = msgspec.json.Decoder(Found)
    for (stored,) in store.verdicts("findings"):
        yield from decoder.decode_lines(zlib.decompress(stored))
