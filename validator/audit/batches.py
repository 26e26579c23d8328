"""What is due, cut into batches: small enough to lose, large enough that fixed costs are paid once for many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

from validator.audit.judging import Item, JudgeTask, Settings
from validator.audit.linking import Linked
from validator.audit.manifest import NOTHING, Statement
from validator.audit.reading import Job, ReadTask, is_old
from validator.audit.register import Slot
from validator.audit.sources import Source
from validator.audit.store import Store
from validator.baseline_file import Entry
from validator.unshown import shown

#: Files of a batch, and their bytes.
FILES = 32
BYTES = 16 * 1024 * 1024
#: Files of a batch that go through an office program, which starts once for them.
OLD_FILES = 20


def read_tasks(due: Iterable[tuple[Source, str | None]], pattern: ReadTask) -> Iterator[ReadTask]:
    """Batches of what is to be read: files, and the digest of those that may be what they were. `pattern`: a task without files."""
    jobs = ((source, Job(source.name, source.path, digest)) for source, digest in due)
    return (replace(pattern, jobs=batch) for batch in _cut(jobs))


def _cut(due: Iterable[tuple[Source, Job]]) -> Iterator[tuple[Job, ...]]:
    """Files for an office program apart, and by themselves those whose names cannot be printed as they are."""
    batch: list[Job] = []
    old: list[Job] = []
    size = 0
    for source, job in due:
        if shown(job.path) != job.path:
            yield (job,)
        elif is_old(job.path):
            old.append(job)
        else:
            batch.append(job)
            size += source.size
        if len(batch) >= FILES or size >= BYTES:
            yield tuple(batch)
            batch, size = [], 0
        if len(old) >= OLD_FILES:
            yield tuple(old)
            old = []
    yield from (tuple(rest) for rest in (batch, old) if rest)


def judge_tasks(
    found: Iterable[Linked],
    store: Store,
    said: Mapping[str, Statement],
    settings: Settings,
    terms: bytes,
    baseline: Mapping[str, Sequence[Entry]],
    entries: bool,
) -> Iterator[JudgeTask]:
    """Batches of the reports that were not judged yet on what they are to be judged on now, with the cases they need.

    `entries` as in JudgeTask.
    """
    items: list[Item] = []
    places: dict[Slot, int] = {}
    for one in found:
        item = _item(one, said.get(one.slot.name, NOTHING), terms, baseline.get(one.slot.reporter, ()))
        if store.verdict_key(item.name, item.number, entries) == item.key:
            continue
        items.append(_placed(item, [places.setdefault(slot, len(places)) for slot in (one.slot, *one.others)]))
        if len(items) >= FILES or len(places) >= 2 * FILES:
            yield _task(items, places, store, settings, entries)
            items, places = [], {}
    if items:
        yield _task(items, places, store, settings, entries)


def _item(one: Linked, statement: Statement, terms: bytes, entries: Sequence[Entry]) -> Item:
    """The report, with a key that tells all that its verdict depends on."""
    slot, links = one.slot, one.links
    bare = replace(links, previous=None, parts=())
    marks = [(slot.name, slot.mark) for slot in (slot, *one.others)]
    on = repr((marks, links.previous is None, bare, statement.organ, statement.year, tuple(entries))).encode()
    key = blake2b(terms + on, digest_size=16).digest()
    previous = None if links.previous is None else 0
    return Item(slot.name, slot.number, key, 0, previous, (), bare, statement.organ, statement.year, tuple(entries))


def _placed(item: Item, at: Sequence[int]) -> Item:
    own, *others = at
    if item.previous is None:
        return replace(item, own=own, parts=tuple(others))
    return replace(item, own=own, previous=others[0], parts=tuple(others[1:]))


def _task(
    items: Sequence[Item], places: Mapping[Slot, int], store: Store, settings: Settings, entries: bool
) -> JudgeTask:
    cases = tuple((slot.name, store.case(slot.name, slot.number)) for slot in places)
    return JudgeTask(tuple(items), cases, settings, entries)
