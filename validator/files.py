"""Paths → bytes → cases, with what can go wrong on the way told as a case."""

from __future__ import annotations

import stat
import sys
import unicodedata
from pathlib import Path

from validator.archive import is_archive, members
from validator.limits import MAX_BYTES
from validator.model import Case, Unreadable
from validator.pipeline import extract, unreadable

STANDARD_INPUT = "-"

#: Characters that a terminal obeys or cannot take: controls, halves of pairs, line ends, and marks that turn text round.
_UNSHOWN = frozenset(("Cc", "Cs", "Zl", "Zp"))
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def extract_file(path: str, reader: str | None = None, edition: str | None = None) -> tuple[Case, ...]:
    """The cases of the file at `path` (`-`: standard input). Never raises for what the file is or holds."""
    try:
        data = _bytes(path)
    except Unreadable as error:
        return (unreadable(shown(path), error),)
    if reader is None and is_archive(data, path):
        return tuple(case for found, content in members(path, data) for case in _cases(content, shown(found), edition))
    return extract(data, shown(path), reader, edition)


def _cases(content: bytes | Unreadable, path: str, edition: str | None) -> tuple[Case, ...]:
    if isinstance(content, Unreadable):
        return (unreadable(path, content),)
    return extract(content, path, None, edition)


def _bytes(path: str) -> bytes:
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        _refuse_other(Path(path).stat().st_mode)
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise Unreadable("F001", "找不到这个文件。请检查路径和文件名。") from error
    except PermissionError as error:
        raise Unreadable("F001", "没有权限读取，或文件正被其他程序独占。请关闭后重试。") from error
    except OSError as error:
        raise Unreadable(
            "F001", f"读取失败（{error.strerror or '系统错误'}）。请把文件复制到本机硬盘后重试。"
        ) from error
    except ValueError as error:  # an embedded NUL
        raise Unreadable("F001", "路径里有不能用的字符。请检查文件名。") from error


def _refuse_other(mode: int) -> None:
    """Refuse what is no file before it is opened: opening a pipe waits for a writer that may never come."""
    if stat.S_ISDIR(mode):
        raise Unreadable("F006", "这是文件夹，不是文件。请给出里面的文件，例如：d711 check 文件夹/*.docx")
    if not stat.S_ISREG(mode):
        raise Unreadable(
            "F006", "这是管道、设备或套接字，不是文件。请给出文件的路径；要读取标准输入，请用「-」并加 --reader。"
        )


def shown(path: str) -> str:
    """`path` as it can be printed: each control character and each byte that is no UTF-8 becomes U+FFFD."""
    if path.isprintable():
        return path
    return "".join("\ufffd" if c in _TURNS or unicodedata.category(c) in _UNSHOWN else c for c in path)
