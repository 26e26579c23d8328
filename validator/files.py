"""Paths → bytes → cases, with what can go wrong on the way told as a case."""

from __future__ import annotations

import sys
from pathlib import Path

from validator.limits import MAX_BYTES
from validator.model import Case, Unreadable
from validator.pipeline import extract, unreadable

STANDARD_INPUT = "-"


def extract_file(path: str, reader: str | None = None, edition: str | None = None) -> tuple[Case, ...]:
    """The cases of the file at `path` (`-`: standard input). Never raises for what the file is or holds."""
    try:
        data = _bytes(path)
    except Unreadable as error:
        return (unreadable(path, error),)
    return extract(data, path, reader, edition)


def _bytes(path: str) -> bytes:
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        if Path(path).is_dir():
            raise Unreadable("F006", "这是文件夹，不是文件。请给出里面的文件，例如：d711 check 文件夹/*.docx")
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
