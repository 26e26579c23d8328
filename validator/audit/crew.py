"""Who does the work: this process, processes of this machine, or a Dask cluster, all as concurrent.futures.Executor."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ThreadPoolExecutor, wait
from concurrent.futures.process import ProcessPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from multiprocessing import active_children
from typing import Any

from validator.audit.isolated import complain_into, end_with_parent, run_alone, starting
from validator.audit.task import Task, perform

#: Tasks under way for each worker: the next one is there when one is done.
_AHEAD = 2
#: Seconds beyond the limit of the user: readers that bound themselves say more of what was wrong.
_GRACE = 1.1
#: Bytes. glibc hands memory back to the system above bounds that follow the largest block that was freed. A page takes
#: some megabytes, and to fetch them anew for each of thousands is a fifth of the work; elsewhere this does nothing.
_KEPT = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Means:
    """How the work is done. `jobs`: processes (0: in this one, where nothing can be ended); `seconds`: for one file;

    `scheduler`: address of a Dask cluster instead; `log`: file for what worker processes complain of.
    """

    jobs: int
    seconds: float
    log: str
    scheduler: str | None = None


class Crew(AbstractContextManager["Crew"]):
    """Workers. A batch that brings its worker down is done again piece by piece in a process of its own."""

    def __init__(self, means: Means) -> None:
        """Start them. Raises BadCluster if there is no such cluster."""
        self._means = means
        self._hands = hands(means)
        self._executor = self._hands.open()
        self._careful = ThreadPoolExecutor(max(1, means.jobs))
        self._limit = means.seconds * _GRACE if means.jobs or means.scheduler else None
        self._width = _AHEAD * self._hands.width

    def run(self, tasks: Iterable[Task], careful: Iterable[Task] = ()) -> Iterator[Sequence[Any]]:
        """The results of each task as they come; `careful`: those that are known to bring workers down."""
        waiting = iter(tasks)
        under_way: dict[Future[Sequence[Any]], Task | None] = {self._isolate(task): None for task in careful}
        while True:
            while len(under_way) < self._width and (task := next(waiting, None)) is not None:
                under_way[self._submit(task)] = task
            if not under_way:
                return
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                task = under_way.pop(future)
                if task is None or future.exception() is None:
                    yield future.result()
                else:
                    under_way[self._isolate(task)] = None

    def run_here(self, tasks: Iterable[Task]) -> Iterator[Sequence[Any]]:
        """The same on this machine, as a cluster may not reach what is here; without processes by the caller, who can be stopped."""
        ours = self._means.jobs and self._means.scheduler is None
        return self.run(tasks) if ours else (perform(task, None) for task in tasks)

    def _submit(self, task: Task) -> Future[Sequence[Any]]:
        try:
            return self._executor.submit(perform, task, self._limit)
        except BrokenExecutor:
            self._executor.shutdown(wait=False)
            self._executor = self._hands.open()
            return self._executor.submit(perform, task, self._limit)

    def _isolate(self, task: Task) -> Future[Sequence[Any]]:
        return self._careful.submit(run_alone, task, self._means.seconds * _GRACE, self._means.log)

    def __exit__(self, kind: object, *_: object) -> None:
        """Let the workers go; after an error or an interruption at once."""
        if kind is not None:
            for child in active_children():
                child.kill()
        self._careful.shutdown(wait=kind is None, cancel_futures=True)
        self._executor.shutdown(wait=kind is None)
        self._hands.close()


@dataclass(frozen=True, slots=True)
class Hands:
    """What opens the workers (anew, when they broke), how many there are, and what lets go of them."""

    open: Callable[[], Executor]
    width: int
    close: Callable[[], object]


def hands(means: Means) -> Hands:
    """The workers that are wanted. Raises BadCluster."""
    if means.scheduler is not None:
        from validator.audit.cluster import connect

        client = connect(means.scheduler)
        return Hands(lambda: client.get_executor(pure=False), sum(client.nthreads().values()), client.close)
    if not means.jobs:
        return Hands(lambda: ThreadPoolExecutor(1), 1, bool)
    return Hands(lambda: _processes(means), means.jobs, bool)


def _processes(means: Means) -> Executor:
    context = starting()
    return ProcessPoolExecutor(means.jobs, context, initializer=begin_worker, initargs=(means.log,))


def begin_worker(log: str) -> None:
    """Ends with its parent; leaves Ctrl-C to it; keeps its memory; collects garbage seldom: nearly nothing here is circular."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    complain_into(log)
    end_with_parent()
    bytes(_KEPT)  # freed at once, and never touched
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
