"""The workers: what hangs or crashes is ended and told, and the next job is done all the same."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore

import pytest

from validator.desk.serve_crew import Busy, Crashed, Crew, TooSlow, ask, dismiss, hire


def double(number: int) -> int:
    return 2 * number


def crash() -> None:
    os._exit(3)


def hang(seconds: float) -> str:
    time.sleep(seconds)
    return "done"


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
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(ask, full, "hang", 0.6)
        time.sleep(0.2)
        with pytest.raises(Busy):
            ask(full, "double", 1)
        assert first.result() == "done" and ask(full, "double", 1) == 2
