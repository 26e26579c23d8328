"""Files → cases, in a worker: the first half of the sentence over a batch."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from hashlib import file_digest, sha256
from pathlib import Path

from validator.archives.archive import SEPARATOR
from validator.audit.codec import encode_case
from validator.audit.reading import Job, Reading, ReadTask, is_refused
from validator.audit.sources import shown_by, state_of
from validator.audit.task import Begin
from validator.files import extract_files
from validator.model import Case, Unreadable
from validator.pipeline import unreadable
from validator.unshown import shown


def readings(task: ReadTask, begin: Begin) -> Sequence[Reading]:
    """Read the files of a task, those first that are what they were; `begin` is told of each."""
    unchanged = {job.name for job in task.jobs if job.digest is not None and _digest(job.path) == job.digest}
    due = [job for job in task.jobs if job.name not in unchanged]
    before = {job.name: state_of(job.path) for job in due}
    return [
        *(Reading(job.name, job.digest, False, None) for job in task.jobs if job.name in unchanged),
        *(_reading(job, cases, before[job.name], task.compared) for job, cases in _read(due, task.edition, begin)),
    ]


def _read(jobs: Sequence[Job], edition: str | None, begin: Begin) -> Iterator[tuple[Job, list[tuple[str, Case]]]]:
    """The cases of each file, each with the path inside the file under which it goes."""
    refused = {place: Unreadable(rule, text) for job in jobs for place, rule, text in job.refused}
    whole = {shown(job.path): job for job in jobs}
    found: dict[str, list[tuple[str, Case]]] = {path: [] for path in whole}
    begun = [""]

    def refusal(path: str) -> Unreadable | None:
        begun[0] = path
        begin(path)
        return refused.get(path)

    begin("")
    for case in extract_files([job.path for path, job in whole.items() if path not in refused], None, edition, refusal):
        path = begun[0] if begun[0] in whole else max(p for p in whole if begun[0].startswith(p + SEPARATOR))
        found[path].append((_within(path, begun[0], case), case))
    for path, job in whole.items():
        yield job, found[path] if path not in refused else [("", unreadable(path, refused[path]))]


def _within(path: str, begun: str, case: Case) -> str:
    """What `extract` wrote keeps the paths that it was read from, as an archive does."""
    written = "" if case.path == begun else SEPARATOR + case.path
    return begun.removeprefix(path) + written


def _reading(job: Job, found: Sequence[tuple[str, Case]], before: tuple[int, int], compared: bool) -> Reading:
    cases = sorted(found, key=lambda one: (one[0], one[1].part))
    digest = None if is_refused(job) else _known_digest(job.path, cases) or _digest_since(job.path, before)
    failed = bool(job.refused) or any(map(_again, (case for _, case in cases)))
    unread = any(case.reader is None for _, case in cases)
    stored = tuple(encode_case(case, within, compared) for within, case in cases)
    return Reading(job.name, digest, failed, stored, unread)


def _again(case: Case) -> bool:
    """Whether it may be read another time: a reader that bounds itself ran out of time, or its process ended."""
    return any(seen.kind == "unreadable" and seen.number for seen in case.observations)


def _known_digest(path: str, cases: Sequence[tuple[str, Case]]) -> str | None:
    """Reading took the digest already, where the file is one report and nothing else."""
    return cases[0][1].sha256 if cases and cases[0][0] == "" and not shown_by(path) else None


def _digest_since(path: str, before: tuple[int, int]) -> str | None:
    """Of the content, which was read already; None if it may have changed since: what was read would pass for what is there."""
    digest = _digest(path)
    return digest if state_of(path) == before else None


def _digest(path: str) -> str | None:
    """Of the content, with what a page shows and under which names; None if it cannot be opened, or is no file."""
    found = sha256()
    try:
        if not Path(path).is_file():
            return None
        for one in (path, *shown_by(path)):
            if one != path:
                found.update(b"\0" + os.fsencode(Path(one).relative_to(Path(path).parent)) + b"\0")
            with Path(one).open("rb") as file:
                file_digest(file, lambda: found)
    except (OSError, ValueError):
        return None
    return found.hexdigest()
