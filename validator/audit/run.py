"""An audit: what changed is read, everything is linked, what depends on a change is judged, the results are written."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import blake2b
from pathlib import Path

from validator.audit.batches import judge_tasks, read_tasks
from validator.audit.crew import Crew, Means
from validator.audit.judging import ALL, Settings
from validator.audit.linking import enter_alike, linked
from validator.audit.manifest import Statement
from validator.audit.progress import Progress, Stage
from validator.audit.reading import Job, Reading, ReadTask
from validator.audit.register import Register
from validator.audit.results import PRIVATE, USUAL, files_of, want_entries, write_results
from validator.audit.sources import Source, Sources
from validator.audit.store import FileRow, Store
from validator.audit.versions import code_digest, reading_digest
from validator.audit.where_to_begin import NOTHING, Asked
from validator.baseline_file import Entry
from validator.report.json import STATUSES

LOG = "errors.log"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be audited, and how. `said`: by name; `notes`: what is to be said of what is left out;

    `asked`: what the results are held against.
    """

    sources: Sources
    folder: Path
    said: Mapping[str, Statement] = field(default_factory=dict)
    edition: str | None = None
    settings: Settings = ALL
    baseline: Sequence[Entry] = ()
    outputs: Sequence[str] = USUAL
    fresh: bool = False
    notes: Sequence[str] = ()
    asked: Asked = NOTHING


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
    """Do it. Raises BadStore, BadCluster, BadResults, BadLast; KeyboardInterrupt leaves everything so that it can go on."""
    private = order.folder / PRIVATE
    with Store(private, order.fresh) as store:
        gone = store.keep_only(name for name, _ in order.sources.named())
        with Crew(means) as crew:
            read = _read(order, store, crew, progress)
            judged = _judge(order, store, crew, progress)
            progress.begin(Stage("write", "写出结果", len(files_of(order.outputs))))
            told = partial(progress.advance, 1, 0)
            place, base = order.folder, order.sources.base
            written = write_results(store, place, base, order.outputs, crew.run_here, told, order.asked)
        return Outcome(*_totals(store), read, judged, gone, store.sum("quiet"), written.files, written.notes)


def _read(order: Order, store: Store, crew: Crew, progress: Progress) -> int:
    """Read what changed since it was read last, and what failed then; how many files these were."""
    compared = order.settings.compared
    version, fullest = (reading_digest(order.edition, wanted) for wanted in (compared, True))
    pattern = ReadTask((), order.edition, compared)
    progress.begin(Stage("read", "读取", len(order.sources)))
    failed = store.failed()
    under_way = {source.name: source for source in order.sources.of(failed)} if failed else {}
    careful = [replace(pattern, jobs=(Job(one.name, one.path),)) for one in under_way.values()]

    def due() -> Iterator[tuple[Source, str | None]]:
        """Files to be read with others, each with the digest by which it may turn out to be what it was."""
        for source in order.sources:
            if source.name in failed:
                continue
            digest, changed = _known(source, store.file(source.name), {version, fullest})
            if changed:
                under_way[source.name] = source
                yield source, digest
            else:
                progress.advance(1, 0)

    count = 0
    for readings in crew.run(read_tasks(due(), pattern), careful):
        store.put(_stored(readings, under_way, version))
        count += sum(reading.cases is not None for reading in readings)
        progress.advance(len(readings), sum(reading.unread for reading in readings))
    return count


def _known(source: Source, known: FileRow | None, versions: Collection[str]) -> tuple[str | None, bool]:
    """The digest of a file as it was read by any of the `versions`, and whether it may have changed since."""
    digest = known.digest if known and known.reading in versions else None
    same = known is not None and (known.size, known.changed) == (source.size, source.changed)
    return digest, digest is None or not same


Stored = Iterator[tuple[FileRow, Sequence[tuple[bytes, bytes]] | None]]


def _stored(readings: Iterable[Reading], under_way: dict[str, Source], version: str) -> Stored:
    for reading in readings:
        source = under_way.pop(reading.name)
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
