"""Work that brought its process down, done again: one file at a time, in a process that may be ended.

What brings it down again is found out and told; everything else gets its result.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import Pipe, get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import DefaultContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread
from typing import Any, cast

from validator.audit.task import Task, time_for
from validator.model import Unreadable

_PRELOADED = ["validator.audit.judge_batch", "validator.audit.read_batch", "validator.read.html", "validator.read.docx"]
_SILENT = "ignore::UserWarning:multiprocessing.resource_tracker"
_SLOW = "在 {seconds:g} 秒内没有处理完，已停止。请单独核验这个文件，或用 --timeout 放宽时限后重新运行。"
_HOPELESS = "程序反复中断，无法继续。请把 {log} 发给开发者；已完成的部分保留，升级后用同一条命令继续。"
_CRASHED = "处理这个文件时程序中断（可能文件已损坏，或程序有错），已跳过。请用 Word/WPS 另存一份后再核验。"


class BadWorker(RuntimeError):
    """Work that ends every process, whatever is left out of it; the text is a sentence for the user."""


def run_alone(task: Task, seconds: float, log: str) -> Sequence[Any]:
    """Do a task piece by piece; no file may take longer than `seconds`. `log`: the file for what processes complain of.

    Raises BadWorker.
    """
    results: list[Any] = []
    process: _Process | None = None
    for piece in task.alone():
        left: Task | None = piece
        while left is not None:
            process, fresh = (process, False) if process else (_Process(log), True)
            answer = process.ask(left, seconds)
            if not isinstance(answer, _Ended):
                results += answer
                break
            process.end()
            process = None
            if fresh or answer.late:  # otherwise it may be what earlier files left behind
                left = left.without(answer.place, _why(answer.late, seconds))
        else:
            raise BadWorker(_HOPELESS.format(log=log))
    if process:
        process.end()
    return results


def _why(late: bool, seconds: float) -> Unreadable:
    return Unreadable("F004", _SLOW.format(seconds=seconds)) if late else Unreadable("F001", _CRASHED)


def starting() -> DefaultContext:
    """How processes are made: by a server that has everything loaded, or from nothing where the system has no such."""
    if sys.platform == "win32":
        return cast(DefaultContext, get_context("spawn"))
    context = get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return cast(DefaultContext, context)


def start_server() -> None:
    """Let the server of `starting` load what it needs while this process loads the same; nothing where there is none.

    Call it in the main thread. Ctrl-C is for this process alone: the server is born deaf to it, as it becomes when it has
    loaded everything; and the cleaner beside it tidies up in silence after a process that did not wait for its workers.
    """
    if sys.platform != "win32":
        from multiprocessing.forkserver import ensure_running

        starting()
        os.environ.setdefault("PYTHONWARNINGS", _SILENT)
        heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            ensure_running()
        finally:
            signal.signal(signal.SIGINT, heard)


@dataclass(frozen=True, slots=True)
class _Ended:
    """A process that had to be ended, or ended by itself, at `place`."""

    place: str
    late: bool


class _Process:
    """One process, which tells where it is before it begins."""

    def __init__(self, log: str) -> None:
        self._here, there = Pipe()
        self._process: BaseProcess = starting().Process(target=serve, args=(there, log), daemon=True)
        self._process.start()
        there.close()
        try:
            self._here.recv()  # started: that takes no file's time
        except EOFError as error:
            raise BadWorker(_HOPELESS.format(log=log)) from error

    def ask(self, piece: Task, seconds: float) -> Sequence[Any] | _Ended:
        """The results of a piece of work, or how it ended."""
        place = ""
        try:
            self._here.send(piece)
            while self._here.poll(time_for(piece, seconds)):
                answer = self._here.recv()
                if not isinstance(answer, str):
                    return list(answer)
                place = answer or place
        except (EOFError, OSError):
            return _Ended(place, late=False)
        return _Ended(place, late=True)

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.join()
        self._here.close()


def serve(connection: Connection, log: str) -> None:
    """Answer pieces of work until the other end is gone; ends with an error of its own like with any other end."""
    complain_into(log)
    end_with_parent()
    connection.send("")
    while True:
        try:
            piece = connection.recv()
        except (EOFError, ConnectionError):
            return
        connection.send(piece.run(connection.send))


def end_with_parent() -> None:
    """Have this process end when the one that started it does, whatever is under way here."""
    Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def complain_into(log: str) -> None:
    """What this process and native code in it say of their errors goes into a file: users cannot mend it."""
    with Path(log).open("a", encoding="utf-8") as file:
        os.dup2(file.fileno(), 2)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)
