"""What runs in a process that works for the page: jobs one after the other, in bounded memory."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from types import ModuleType

from validator import limits
from validator.memory import bound_memory


@dataclass(frozen=True, slots=True)
class OutOfMemory:
    """What a worker answers where its memory did not suffice."""


def work(pipe: Connection, jobs: str) -> None:
    """Answer (job, arguments) with what the function of the module `jobs` returns, until the page's process is gone. An error of ours ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the page's process, which ends this one
    bound_memory(limits.SERVE_MEMORY)
    module = import_module(jobs)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            job, arguments = pipe.recv()
            pipe.send(_answer(module, job, arguments))


def _answer(module: ModuleType, job: str, arguments: Sequence[object]) -> object:
    try:
        return getattr(module, job)(*arguments)
    except MemoryError:
        return OutOfMemory()
