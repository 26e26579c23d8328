"""The processes that do the work of the page: a file that hangs or crashes takes only its process along."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from threading import BoundedSemaphore, Timer
from time import monotonic
from typing import Any

from validator import limits
from validator.desk.serve_worker import OutOfMemory, work

#: Where the jobs are: a module of functions, imported by the workers alone, so that the page itself is there at once.
JOBS = "validator.desk.serve_jobs"
#: Seconds for a process to go once it was ended.
_GONE = 5.0


class Busy(Exception):
    """More requests wait than may."""


class TooSlow(Exception):
    """The work took longer than it may, and was ended."""


class TooMuch(Exception):
    """The work needed more memory than it may have, and was ended."""


class Crashed(Exception):
    """The process ended in the middle of its work."""


@dataclass(frozen=True, slots=True)
class Refused:
    """What a job answers if it cannot do what was asked: a sentence for the user."""

    message: str


@dataclass(slots=True)
class _Worker:
    """A process and the way to it, if it runs."""

    process: SpawnProcess | None = None
    pipe: Connection | None = None


@dataclass(frozen=True, slots=True)
class Crew:
    """The workers; `idle` holds those without work."""

    every: tuple[_Worker, ...]
    idle: SimpleQueue[_Worker]
    room: BoundedSemaphore
    seconds: float
    jobs: str = field(default=JOBS)


def hire(size: int = limits.SERVE_WORKERS, seconds: float = limits.SERVE_SECONDS, jobs: str = JOBS) -> Crew:
    """Start the workers at once: the first file need not wait for them. `seconds` for one job of the module `jobs`."""
    every = tuple(_Worker() for _ in range(size))
    crew = Crew(every, SimpleQueue(), BoundedSemaphore(size + limits.SERVE_WAITING), seconds, jobs)
    for worker in every:
        _pipe(worker, jobs)
        crew.idle.put(worker)
    return crew


@contextmanager
def admitted(crew: Crew) -> Iterator[None]:
    """A place among the requests that are answered or wait, taken before anything is received. Raises Busy."""
    if not crew.room.acquire(blocking=False):
        raise Busy
    try:
        yield
    finally:
        crew.room.release()


def ask(crew: Crew, job: str, *arguments: object) -> Any:
    """What the function `job` returns. Blocks: call it from a thread.

    The caller was `admitted`. Raises TooSlow, TooMuch and Crashed; a new process then takes the place of the old one.
    """
    worker = crew.idle.get()
    try:
        return _exchanged(worker, crew, (job, arguments))
    finally:
        crew.idle.put(worker)


def dismiss(crew: Crew) -> None:
    """End all workers, whatever they are doing."""
    for worker in crew.every:
        _end(worker)


def _exchanged(worker: _Worker, crew: Crew, request: tuple[str, Sequence[object]]) -> Any:
    due = monotonic() + crew.seconds
    timer = Timer(crew.seconds, _kill, (worker,))
    done = False
    try:
        pipe = _pipe(worker, crew.jobs)
        timer.start()
        pipe.send(request)
        answer = pipe.recv()
        if isinstance(answer, OutOfMemory):
            raise TooMuch
        done = monotonic() < due
        return answer
    except (EOFError, OSError) as error:
        raise (Crashed if monotonic() < due else TooSlow) from error
    finally:
        timer.cancel()
        if not done:  # also where the user interrupts: half an answer would meet the next request
            _end(worker)


def _pipe(worker: _Worker, jobs: str) -> Connection:
    """The way to the process, which is started if none runs."""
    if worker.pipe is not None and worker.process is not None and worker.process.is_alive():
        return worker.pipe
    _end(worker)
    spawn = get_context("spawn")
    ours, theirs = spawn.Pipe()
    worker.process = spawn.Process(target=work, args=(theirs, jobs), daemon=True)
    worker.process.start()
    worker.pipe = ours
    theirs.close()
    return ours


def _kill(worker: _Worker) -> None:
    """Whoever waits for the process, also in the middle of an answer, then meets the end of the pipe."""
    if process := worker.process:
        process.kill()


def _end(worker: _Worker) -> None:
    process, pipe = worker.process, worker.pipe
    worker.process = worker.pipe = None
    if process is not None:
        process.kill()
        process.join(_GONE)
    if pipe is not None:
        pipe.close()
