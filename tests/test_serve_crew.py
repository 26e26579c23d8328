"""The workers: what hangs or crashes is ended and told, and the next job is done all the same."""

from __future__ import annotations

import gc
import os
import struct
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from threading import BoundedSemaphore

import pytest

from validator import limits
from validator.desk.serve_crew import Busy, Crashed, Crew, TooMuch, TooSlow, admitted, ask, dismiss, hire


def double(number: int) -> int:
    return 2 * number


def crash() -> None:
    os._exit(3)


def hang(seconds: float) -> str:
    time.sleep(seconds)
    return "done"


def swell(size: int) -> int:
    return len(bytearray(size))


def half_an_answer() -> None:
    """The length of an answer, and nothing behind it."""
    (pipe,) = (found for found in gc.get_objects() if isinstance(found, Connection))
    os.write(pipe.fileno(), struct.pack("!i", 1000))
    time.sleep(60.0)


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    found = hire(2, seconds=30.0, jobs=__name__)
    yield found
    dismiss(found)


def test_jobs_are_done_side_by_side(crew: Crew) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda n: ask(crew, "double", n), range(8))) == [0, 2, 4, 6, 8, 10, 12, 14]


def test_a_crash_takes_only_its_process_along(crew: Crew) -> None:
    for _ in range(3):
        with pytest.raises(Crashed):
            ask(crew, "crash")
        assert ask(crew, "double", 4) == 8


@pytest.mark.skipif(sys.platform != "linux", reason="this system has no such bound")
def test_what_needs_too_much_memory_is_ended(crew: Crew) -> None:
    with pytest.raises(TooMuch):
        ask(crew, "swell", 2 * limits.SERVE_MEMORY)
    assert ask(crew, "swell", 1000) == 1000


def test_what_takes_too_long_is_ended() -> None:
    quick = hire(1, seconds=10.0, jobs=__name__)
    assert ask(quick, "double", 1) == 2  # it is there by now
    hasty = Crew(quick.every, quick.idle, quick.room, 0.2, __name__)
    begun = time.monotonic()
    with pytest.raises(TooSlow):
        ask(hasty, "hang", 60.0)
    assert time.monotonic() - begun < 10 and ask(quick, "double", 2) == 4
    dismiss(quick)


def test_more_than_may_wait_are_sent_away(crew: Crew) -> None:
    full = Crew(crew.every, crew.idle, BoundedSemaphore(1), crew.seconds, crew.jobs)
    with admitted(full):
        with pytest.raises(Busy), admitted(full):
            pass
        assert ask(full, "double", 1) == 2
    with admitted(full):
        assert ask(full, "double", 2) == 4


def test_an_answer_that_never_ends_is_ended() -> None:
    crew = hire(1, seconds=10.0, jobs=__name__)
    assert ask(crew, "double", 1) == 2
    hasty = Crew(crew.every, crew.idle, crew.room, 0.5, __name__)
    begun = time.monotonic()
    with pytest.raises(TooSlow):
        ask(hasty, "half_an_answer")
    assert time.monotonic() - begun < 10 and ask(crew, "double", 2) == 4
    dismiss(crew)
