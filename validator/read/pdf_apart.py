"""PDF → Document in a process of its own: the native code that opens PDF files may hang or crash, and takes only that along.

A request is the lengths of name and data and then both; an answer is its length and a pickled Document or (rule, message).
"""

from __future__ import annotations

import atexit
import os
import pickle
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Timer
from time import monotonic
from typing import cast

from validator.limits import PDF_SECONDS
from validator.model import Document, Unreadable

REQUEST = struct.Struct(">QQ")
ANSWER = struct.Struct(">Q")

Answer = Document | tuple[str, str]  # or the F rule and the sentence of an unreadable file

_NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0
#: Exit status of Python after an error of its own; native code that crashes ends otherwise.
_PYTHON_ERROR = 1

_SLOW = "「{name}」在 {seconds:g} 秒内没有读完，已停止。请用 Word/WPS 原稿检查，或用原稿重新另存为 PDF。"
_CRASHED = (
    "读取「{name}」时组件崩溃，已跳过；文件可能已损坏，或内容过多。请用 Word/WPS 原稿检查，或用原稿重新另存为 PDF。"
)


@dataclass(slots=True)
class _Worker:
    """The reading process, if it runs, and whose turn it is to use it."""

    turn: Lock = field(default_factory=Lock)
    process: subprocess.Popen[bytes] | None = None


#: By process: after a fork, the reading process of the parent answers the parent alone.
_WORKERS: dict[int, _Worker] = {}


def read(data: bytes, name: str, seconds: float = PDF_SECONDS) -> Document:
    """Read a PDF; `name` is for messages. Raises Unreadable as `pdf.read` does.

    Also F004 for a file that takes longer than `seconds` or too much memory, F001 for one that crashes the reader.
    """
    if not sys.executable or getattr(sys, "frozen", False):  # there is no Python to start
        return _read_here(data, name)
    worker = _WORKERS.setdefault(os.getpid(), _Worker())
    with worker.turn:
        used = worker.process is not None
        found = _asked(worker, data, name, seconds)
        if isinstance(found, int) and used:  # in a new process: what earlier files left behind is not this one's fault
            found = _asked(worker, data, name, seconds)
    if isinstance(found, Document):
        return found
    if found == _PYTHON_ERROR:  # our own fault, which is met again here, where it can be seen
        return _read_here(data, name)
    raise Unreadable(*found) if isinstance(found, tuple) else Unreadable("F001", _CRASHED.format(name=name), again=True)


def _read_here(data: bytes, name: str) -> Document:
    from validator.read import pdf

    return pdf.read(data, name)


def _asked(worker: _Worker, data: bytes, name: str, seconds: float) -> Answer | int:
    """The answer, or the exit status of a reading process that ended instead. Raises Unreadable F004 if it takes too long."""
    process = _running(worker)
    found: Answer | int = 0
    begun = monotonic()
    timer = Timer(seconds, process.kill)
    timer.start()
    try:
        found = _exchanged(process, data, name)
    finally:
        timer.cancel()
        if isinstance(found, int):  # also where the user interrupts: half an answer would meet the next request
            _end(worker)
    if isinstance(found, int) and monotonic() - begun >= seconds:
        raise Unreadable("F004", _SLOW.format(name=name, seconds=seconds), again=True)
    return found


def _exchanged(process: subprocess.Popen[bytes], data: bytes, name: str) -> Answer | int:
    assert process.stdin and process.stdout
    encoded = name.encode("utf-8", "surrogatepass")
    with suppress(OSError):  # it ended before it took the request
        process.stdin.write(REQUEST.pack(len(encoded), len(data)) + encoded)
        process.stdin.write(data)
        process.stdin.flush()
    head = process.stdout.read(ANSWER.size)
    if len(head) == ANSWER.size:
        (size,) = ANSWER.unpack(head)
        body = process.stdout.read(size)
        if len(body) == size:
            return cast(Answer, pickle.loads(body))
    return process.wait()


def _running(worker: _Worker) -> subprocess.Popen[bytes]:
    """The reading process, started if none runs."""
    if worker.process is not None and worker.process.poll() is None:
        return worker.process
    _end(worker)
    worker.process = subprocess.Popen(
        (sys.executable, "-P", "-m", "validator.read.pdf_process"),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(_places())},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=_NO_WINDOW,
        start_new_session=True,
    )
    return worker.process


def _places() -> Iterator[str]:
    """Where modules come from: as here, with the package's own folder for "", whatever folder the user is in.

    A working folder that Python itself put in front is gone by then: `__main__` takes it out.
    """
    for place in sys.path:
        yield str(Path(place).absolute() if place else Path(__file__).absolute().parents[2])


def _end(worker: _Worker) -> None:
    """End the reading process, if there is one; nothing in it is worth keeping."""
    process, worker.process = worker.process, None
    if process is None:
        return
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with suppress(OSError):  # what it did not take any more
                pipe.close()


@atexit.register
def _end_own() -> None:
    if worker := _WORKERS.get(os.getpid()):
        _end(worker)
