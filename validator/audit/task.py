"""What workers are given to do: pieces of work that can be sent anywhere and done again one by one."""

from __future__ import annotations

import faulthandler
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from validator.model import Unreadable

#: Told before each file, so that it is known how long it takes, and which one it was.
Begin = Callable[[str], None]


class Task(Protocol):
    """A batch. Its results hold no trace of how the work was cut into batches."""

    @property
    def at_once(self) -> int | None:
        """How many files one step may take together: so many times as long it may take; None: as long as it does."""

    def run(self, begin: Begin) -> Sequence[Any]:
        """Do it: the results in order."""

    def alone(self) -> Sequence[Task]:
        """The same work in its smallest pieces."""

    def without(self, place: str, why: Unreadable) -> Task | None:
        """The same work, but what began as `place` is not tried again: it is told to be unreadable.

        None if nothing is left that could be given up.
        """


def perform(task: Task, seconds: float | None) -> Sequence[Any]:
    """Do a task in a worker process, which ends itself when one file takes longer than `seconds`.

    The watch is kept by native code: it works where a regular expression or a parser never returns.
    """
    limit = time_for(task, seconds)
    if limit is None:
        return task.run(_unwatched)
    try:
        return task.run(lambda _: faulthandler.dump_traceback_later(limit, exit=True))
    finally:
        faulthandler.cancel_dump_traceback_later()


def time_for(task: Task, seconds: float | None) -> float | None:
    """Seconds that one step may take, where one file may take `seconds`; None: no bound."""
    return None if seconds is None or task.at_once is None else seconds * task.at_once


def _unwatched(_: str) -> None:
    """In this process nothing can be ended."""
