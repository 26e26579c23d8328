"""What the commands share in what they are given: readers, editions, output files."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import click
from click.shell_completion import CompletionItem

from validator.model import Case
from validator.whole_file import write_whole

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
#: What files are called that another reader may read.
_MISTAKEN = ("F001", "F006")
_DROP = "已按 --reader {reader} 读取；类型可能不对，请去掉 --reader 再检查。"
_CHANGE = "已按 --reader {reader} 读取；请检查类型对不对。"

Number = TypeVar("Number", int, float)


def file_names(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """What a shell offers for an argument that is a path: its own completion of file names."""
    return [CompletionItem(incomplete, type="file")]


def reader_key(name: str | None) -> str | None:
    """The reader that users call `name`: `json` is the cells that `extract` wrote."""
    return "cells" if name == "json" else name


def with_reader_told(case: Case, reader: str | None) -> Case:
    """A case that could not be read says so of what the user named: standard input, and the reader that was forced."""
    if case.reader is not None:
        return case
    seen, told = case.observations[0], ""
    if reader is not None and seen.note in _MISTAKEN:
        told = _CHANGE if case.path == STANDARD_INPUT else _DROP
    text = seen.text.replace("「-」", "标准输入") if case.path == STANDARD_INPUT else seen.text
    return replace(case, observations=(replace(seen, text=text + told.format(reader=reader)),))


def need_reader(paths: Iterable[str], reader: str | None) -> None:
    """Raises UsageError where standard input is read and nobody says what it holds."""
    if reader is None and STANDARD_INPUT in paths:
        raise click.UsageError("从标准输入读取时，请用 --reader 说明文件类型。")


def number(kind: type[Number], least: Number, most: Number | None = None) -> Callable[[str], Number]:
    """What reads the number of an option, from `least` to `most`; for any other text it raises BadParameter."""
    bounds = f"不小于 {least}" if most is None else f"{least} 到 {most}"
    wanted = f"请给出{'整数' if kind is int else '数'}，{bounds}。"

    def reading(text: str) -> Number:
        try:
            value = kind(text)
        except ValueError as error:
            raise click.BadParameter(wanted) from error
        if value >= least and (most is None or value <= most):
            return value
        raise click.BadParameter(wanted)

    return reading


def refuse_overwriting(output: str | None, paths: Iterable[str]) -> None:
    """Raises UsageError where a file that is read is also named as the output: the user's file is never written to."""
    if output is not None and any(is_same_file(path, output) for path in paths if path != STANDARD_INPUT):
        raise click.UsageError(f"不能写进要读的文件 {output}。请另起一个文件名。")


def is_same_file(path: str, other: str) -> bool:
    """Whether both paths lead to one file, which need not be there."""
    first, second = Path(path), Path(other)
    if first.exists() and second.exists():
        return first.samefile(second)
    return first.absolute() == second.absolute()


def write_output(data: bytes, output: str | None) -> None:
    """To the file `output`, whole or not at all, or to the screen. Raises UsageError where the file cannot be written."""
    if output is None:
        click.echo(data, nl=False)
        return
    try:
        write_whole(data, output)
    except OSError as error:
        raise click.UsageError(f"不能写入 {output}。请检查文件夹是否存在、文件是否正被打开、磁盘是否已满。") from error


def tell_written(output: str | None) -> None:
    """Say where the result is; on standard error, so that what others read stays as it was."""
    if output is not None:
        click.echo(f"已写入 {output}。", err=True)
