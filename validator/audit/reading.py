"""What is to be read, and what comes of it: the task for a worker. Here no reader is loaded: the process that gives out work needs none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from validator.audit.task import Begin
from validator.model import Unreadable
from validator.read import OLD_OFFICE
from validator.unshown import shown

_OLD_SUFFIXES = frozenset(f".{name}" for name in OLD_OFFICE)


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be read. `digest`: of its content when it was last read; then it is read only if that has changed.

    `refused`: (what is not to be tried, F rule, message); the path itself or one inside an archive.
    """

    name: str
    path: str
    digest: str | None = None
    refused: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read: `cases` as (summary, case); None: its content is what it was. `unread`: some of it could not be read."""

    name: str
    digest: str | None
    failed: bool
    cases: tuple[tuple[bytes, bytes], ...] | None
    unread: bool = False


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A batch of files, and the edition that the user named; `compared`: reports are to be compared by what they are like."""

    jobs: tuple[Job, ...]
    edition: str | None = None
    compared: bool = True

    @property
    def at_once(self) -> int:
        """Files that an office program has to open are converted together."""
        return sum(is_old(job.path) for job in self.jobs) or 1

    def run(self, begin: Begin) -> Sequence[Reading]:
        """Read them: in order, archives opened."""
        from validator.audit.read_batch import readings

        return readings(self, begin)

    def alone(self) -> Sequence[ReadTask]:
        """A task for each file."""
        return [replace(self, jobs=(job,)) for job in self.jobs]

    def without(self, place: str, why: Unreadable) -> ReadTask | None:
        """`place` is a path as it was begun; what failed twice takes the whole file with it."""
        (job,) = self.jobs
        if is_refused(job):
            return None
        gone = shown(job.path) if not place or place in {refused for refused, _, _ in job.refused} else place
        return replace(self, jobs=(replace(job, refused=(*job.refused, (gone, why.rule, why.message))),))


def is_old(path: str) -> bool:
    """Whether the name is that of a file for an office program."""
    return PurePath(path).suffix.lower() in _OLD_SUFFIXES


def is_refused(job: Job) -> bool:
    """Whether nothing of the file is to be touched any more."""
    return shown(job.path) in {place for place, _, _ in job.refused}
