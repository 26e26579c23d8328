"""An audit: what changed is read, everything is linked, what depends on a change is judged, the results are written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from pathlib import Path

from validator.audit.batches import judge_tasks, read_tasks
from validator.audit.crew import Crew, Means
from validator.audit.judging import ALL, Settings
from validator.audit.linking import enter_alike, linked
from validator.audit.manifest import Statement
from validator.audit.progress import Progress, Stage
from validator.audit.reading import Reading, ReadTask
from validator.audit.register import Register
from validator.audit.results import PRIVATE, USUAL, files_of, want_entries, write_results
from validator.audit.store import FileRow, Store
from validator.audit.versions import code_digest, reading_digest
from validator.audit.work import Source
from validator.baseline_file import Entry
from validator.report.json import STATUSES

LOG = "errors.log"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be audited, and how. `base`: the folder that names are relative to; `said`: by name;

    `notes`: what is to be said of what is left out.
    """

    sources: Sequence[Source]
    base: str
    folder: Path
    said: Mapping[str, Statement] = field(default_factory=dict)
    edition: str | None = None
    settings: Settings = ALL
    baseline: Sequence[Entry] = ()
    outputs: Sequence[str] = USUAL
    fresh: bool = False
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: reports by status and findings by severity; how many files were read and reports judged this time,

    files that are gone, findings that the baseline kept back; `files`: what was written, `notes`: what is to be said of it.
    """

    statuses: Mapping[str, int]
    findings: Mapping[str, int]
    read: int
    judged: int
    gone: int
    quiet: int
    files: Sequence[str]
    notes: Sequence[str]


def audit(order: Order, means: Means, progress: Progress) -> Outcome:
    """Do it. Raises BadStore, BadCluster, BadResults; KeyboardInterrupt leaves everything so that it can go on."""
    private = order.folder / PRIVATE
    with Store(private, order.fresh) as store:
        gone = store.keep_only({source.name for source in order.sources})
        with Crew(means) as crew:
            read = _read(order, store, crew, progress)
            judged = _judge(order, store, crew, progress)
        progress.begin(Stage("write", "写出结果", len(files_of(order.outputs))))
        told = partial(progress.advance, 1, 0)
        written = write_results(store, order.folder, order.base, order.outputs, told)
        return Outcome(*_totals(store), read, judged, gone, store.sum("quiet"), written.files, written.notes)


def _read(order: Order, store: Store, crew: Crew, progress: Progress) -> int:
    """Read what changed since it was read last, and what failed then; how many files these were."""
    compared = order.settings.compared
    version, fullest = (reading_digest(order.edition, wanted) for wanted in (compared, True))
    sources = {source.name: source for source in order.sources}
    progress.begin(Stage("read", "读取", len(sources)))
    tasks, careful, unchanged = read_tasks(
        order.sources, store, {version, fullest}, ReadTask((), order.edition, compared)
    )
    progress.advance(unchanged, 0)
    count = 0
    for readings in crew.run(tasks, careful):
        store.put(_stored(readings, sources, version))
        count += sum(reading.cases is not None for reading in readings)
        progress.advance(len(readings), sum(reading.unread for reading in readings))
    return count


Stored = Iterator[tuple[FileRow, Sequence[tuple[bytes, bytes]] | None]]


def _stored(readings: Iterable[Reading], sources: Mapping[str, Source], version: str) -> Stored:
    for reading in readings:
        source = sources[reading.name]
        row = FileRow(source.name, source.size, source.changed, reading.digest, version, reading.failed)
        yield row, reading.cases


def _judge(order: Order, store: Store, crew: Crew, progress: Progress) -> int:
    """Judge what changed, or is compared with what changed, since it was judged last; how many reports these were."""
    private, number = order.folder / PRIVATE, store.reports()
    compared = order.settings.compared and number > 1
    progress.begin(Stage("judge", "核验", number))
    terms = blake2b(repr((code_digest(), order.settings)).encode(), digest_size=16).digest()
    by_organ: dict[str, list[Entry]] = {}
    for entry in order.baseline:
        by_organ.setdefault(entry.organ, []).append(entry)
    count = 0
    with Register(private, store) as register:
        if compared:
            enter_alike(register, order.said, private)
        else:
            register.enter(order.said)
        found = linked(register, order.said, compared)
        tasks = judge_tasks(found, store, order.said, order.settings, terms, by_organ, want_entries(order.outputs))
        for rows in crew.run(tasks):
            store.put_verdicts(rows)
            count += len(rows)
            progress.advance(len(rows), 0)
    progress.advance(number - count, 0)
    return count


def _totals(store: Store) -> tuple[Mapping[str, int], Mapping[str, int]]:
    found = store.statuses()
    statuses: dict[str, int] = {status: found.get(status, 0) for status in STATUSES}
    severities = {"error": "errors", "warning": "warnings", "notice": "notices"}
    return statuses, {severity: store.sum(column) for severity, column in severities.items()}


def log_file(folder: Path) -> str:
    """Where worker processes write what they complain of; the folder is made."""
    private = folder / PRIVATE
    private.mkdir(parents=True, exist_ok=True)
    return os.fspath(private / LOG)
