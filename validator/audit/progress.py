"""How far the audit is: a bar for people, lines of JSON for machines, nothing where nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from time import monotonic
from types import TracebackType
from typing import Any, Protocol

from validator.report.json import encode

#: Seconds between two lines for machines.
_EVERY = 1.0
#: What is counted in a second, by stage; without it no rate is shown: of a few files of results it says nothing.
_UNITS: Mapping[str, str] = {"read": "个文件", "judge": "份"}


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of work: its name for machines and for people, and how much of it there is."""

    key: str
    title: str
    total: int


class Progress(Protocol):
    """What is told of the work."""

    def begin(self, stage: Stage) -> None:
        """A stage begins."""

    def advance(self, done: int, failed: int) -> None:
        """So much more of it is done; of that, so much could not be read."""

    def end(self, outcome: dict[str, Any]) -> None:
        """All is done."""


def progress(log_json: bool) -> AbstractContextManager[Progress]:
    """The way in which progress is told here."""
    return _Told(_Lines() if log_json else _Bar() if sys.stderr.isatty() else _Nothing())


class _Told(AbstractContextManager[Progress]):
    """Closes what shows progress, whatever happened."""

    def __init__(self, told: _Lines | _Bar | _Nothing) -> None:
        self._told = told

    def __enter__(self) -> Progress:
        return self._told

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._told.close()


class _Nothing:
    def begin(self, stage: Stage) -> None:
        """Nothing is shown."""

    def advance(self, done: int, failed: int) -> None:
        """Nothing is shown."""

    def end(self, outcome: dict[str, Any]) -> None:
        """Nothing is shown."""

    def close(self) -> None:
        """Nothing was opened."""


class _Lines:
    """One JSON object a line on standard error."""

    def __init__(self) -> None:
        self._stage = Stage("", "", 0)
        self._begun = self._told = 0.0
        self._done = self._failed = 0

    def begin(self, stage: Stage) -> None:
        """A line that a stage begins, and how much of it there is."""
        self._stage, self._begun, self._done = stage, monotonic(), 0
        _say({"event": "begin", "stage": stage.key, "total": stage.total})

    def advance(self, done: int, failed: int) -> None:
        """A line a second at most, and one when the stage is done: rate, and seconds that remain."""
        self._done += done
        self._failed += failed
        now = monotonic()
        if now - self._told < _EVERY and self._done < self._stage.total:
            return
        self._told = now
        spent = max(now - self._begun, 1e-6)
        left = (self._stage.total - self._done) * spent / max(self._done, 1)
        figures = {"done": self._done, "total": self._stage.total, "failed": self._failed}
        times = {"rate": round(self._done / spent, 1), "remaining": round(left, 1)}
        _say({"event": "progress", "stage": self._stage.key, **figures, **times})

    def end(self, outcome: dict[str, Any]) -> None:
        """The last line: what came of it."""
        _say({"event": "end", **outcome})

    def close(self) -> None:
        """Nothing was opened."""


def _say(told: dict[str, Any]) -> None:
    sys.stderr.buffer.write(encode(told) + b"\n")
    sys.stderr.buffer.flush()


class _Bar:
    """A line that is drawn over and over: rate, remaining time, failures so far."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Drawn

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TextColumn("剩余"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[failed]}"),
        )
        self._drawn = Drawn(*columns, console=Console(stderr=True), refresh_per_second=4)
        self._task = self._drawn.add_task("", rate="", failed="")
        self._begun, self._unit = 0.0, ""
        self._failed = 0
        self._drawn.start()

    def begin(self, stage: Stage) -> None:
        """Draw the line anew, under the title of the stage; what became of the one before is drawn first, however short it was."""
        self._drawn.refresh()
        self._begun, self._unit = monotonic(), _UNITS.get(stage.key, "")
        self._drawn.reset(self._task, total=stage.total, description=stage.title, rate="", failed=self._told_failed())

    def advance(self, done: int, failed: int) -> None:
        """Move the line on: rate, and what could not be read so far."""
        self._failed += failed
        self._drawn.advance(self._task, done)
        finished = self._drawn.tasks[0].completed
        spent = max(monotonic() - self._begun, 1e-6)
        rate = f"每秒 {finished / spent:.0f} {self._unit}" if self._unit else ""
        self._drawn.update(self._task, rate=rate, failed=self._told_failed())

    def _told_failed(self) -> str:
        return f"读不出 {self._failed} 个" if self._failed else ""

    def end(self, outcome: dict[str, Any]) -> None:
        """The line stays as it is: what came of it is printed below."""

    def close(self) -> None:
        """Leave the line as it is drawn last."""
        self._drawn.stop()
