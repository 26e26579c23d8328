"""What the commands share in what they are given: readers, editions, output files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

READERS = (
    "html",
    "mht",
    "text",
    "docx",
    "doc",
    "wps",
    "rtf",
    "odt",
    "xlsx",
    "xls",
    "ods",
    "et",
    "csv",
    "pdf",
    "json",
)
EDITIONS = ("auto", "2019", "2021")
STANDARD_INPUT = "-"


def file_names(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What a shell offers for an argument that is a path: its own completion of file names."""
    return [CompletionItem(incomplete, type="file")]


def reader_key(name: str | None) -> str | None:
    """The reader that users call `name`: `json` is the cells that `extract` wrote."""
    return "cells" if name == "json" else name


def need_reader(paths: Iterable[str], reader: str | None) -> None:
    """Raises UsageError where standard input is read and nobody says what it holds."""
    if reader is None and STANDARD_INPUT in paths:
        raise click.UsageError("从标准输入读取时，请用 --reader 说明文件类型。")


def refuse_overwriting(output: str | None, paths: Iterable[str]) -> None:
    """Raises UsageError where a file that is read is also named as the output: the user's file is never written to."""
    if output is not None and any(_is_same(path, output) for path in paths if path != STANDARD_INPUT):
        raise click.UsageError(f"不能写进要读的文件 {output}。请另起一个文件名。")


def _is_same(path: str, other: str) -> bool:
    first, second = Path(path), Path(other)
    if first.exists() and second.exists():
        return first.samefile(second)
    return first.absolute() == second.absolute()


def write_output(data: bytes, output: str | None) -> None:
    """To the file `output`, or to the screen. Raises UsageError where the file cannot be written."""
    if output is None:
        click.echo(data, nl=False)
        return
    try:
        Path(output).write_bytes(data)
    except OSError as error:
        raise click.UsageError(f"不能写入 {output}。请检查文件夹是否存在、文件是否正被打开。") from error
