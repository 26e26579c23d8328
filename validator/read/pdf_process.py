"""The process in which PDF files are read: requests on standard input, answers on standard output, until input ends."""

from __future__ import annotations

import os
import pickle
import sys
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO

from validator.limits import PDF_MEMORY
from validator.memory import bound_memory
from validator.model import Unreadable
from validator.read.pdf import read
from validator.read.pdf_apart import ANSWER, REQUEST, Answer

_TOO_MUCH = "「{name}」要占用的内存过多，未读取。请用 Word/WPS 原稿检查，或另存为只含年度报告的 PDF。"


def main() -> None:
    """Answer requests, one after the other. Does not return: the process ends with its input."""
    bound_memory(PDF_MEMORY, addresses=True)
    # What libraries print must not get among the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    waiting: SimpleQueue[tuple[str, bytes]] = SimpleQueue()
    Thread(target=_take, args=(sys.stdin.buffer, waiting), daemon=True).start()
    while True:
        found = pickle.dumps(_answer(*waiting.get()), pickle.HIGHEST_PROTOCOL)
        answers.write(ANSWER.pack(len(found)) + found)
        answers.flush()


def _take(requests: BinaryIO, waiting: SimpleQueue[tuple[str, bytes]]) -> None:
    """Hand requests over. Beside the work, so that the process ends with its parent even while a file hangs."""
    while len(head := requests.read(REQUEST.size)) == REQUEST.size:
        name, data = (requests.read(size) for size in REQUEST.unpack(head))
        waiting.put((name.decode("utf-8", "surrogatepass"), data))
    os._exit(0)


def _answer(name: str, data: bytes) -> Answer:
    try:
        return read(data, name)
    except Unreadable as error:
        return error.rule, error.message
    except MemoryError:
        return "F004", _TOO_MUCH.format(name=name)


if __name__ == "__main__":
    main()
