"""Files → those that were saved: polled, so that it works on every system, network drives included."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from validator.archives.archive_names import sort_of
from validator.commands.arguments import STANDARD_INPUT
from validator.commands.since_saved import Found, found_in, since_saved
from validator.commands.telling import notes_on, short, tell
from validator.config import FORMATS, Configuration
from validator.own_files import is_own_file, left_out
from validator.read.sniff import EXTENSIONS

if TYPE_CHECKING:
    from validator.baseline import Applied

#: Seconds between two looks.
_INTERVAL = 0.5
#: Files of folders; looking at more takes longer than the interval on a slow drive.
_MOST = 2000
#: Files of folders that are judged at the beginning.
_LISTED = 50

Stamp = tuple[int, int]  # time of the last change in nanoseconds, size


@dataclass(frozen=True, slots=True)
class Watched:
    """`known`: files as they were when they were last judged, or first seen; `last`: as they were at the last look."""

    known: Mapping[str, Stamp] = field(default_factory=dict)
    last: Mapping[str, Stamp] = field(default_factory=dict)

    def settled(self, now: Mapping[str, Stamp]) -> list[str]:
        """Files that were saved since they were judged and have stayed as they are from the last look to this."""
        return [path for path, stamp in now.items() if stamp == self.last.get(path) and stamp != self.known.get(path)]


def refuse_written(paths: Sequence[str], form: str | None, *files: str | None) -> None:
    """Raises UsageError for what cannot go with --watch: standard input, results in a file or in another format."""
    if form not in (None, FORMATS[0]) or any(files) or STANDARD_INPUT in paths:
        raise click.UsageError(
            "--watch 只在屏幕上显示，不能与 -o、--format、--write-baseline 或标准输入同用。请去掉其中一个。"
        )


def check_as_saved(paths: Sequence[str], reader: str | None, settings: Configuration) -> None:
    """List what lies in the folders, then judge each file as it is saved, until the user interrupts."""

    before: dict[str, Found | None] = {}

    def done(path: str) -> Applied:
        applied = _done(path, reader, settings)
        before[path] = found_in(applied)
        return applied

    def show(path: str) -> None:
        if path not in paths and is_own_file(path):
            click.echo(left_out([path]))
        else:
            was = before.get(path)
            _show(path, done, settings)
            if told := since_saved(was, before.get(path)):
                click.echo(f"\n{told}")

    try:
        watch(paths, show, lambda inside: _begin(inside, done))
    except KeyboardInterrupt:
        click.echo("\n已停止。")


def _show(path: str, done: Callable[[str], Applied], settings: Configuration) -> None:
    """All that is to be said of one file, on an empty screen."""
    click.clear()
    click.echo(f"\n━━ {time.strftime('%H:%M:%S')}  {short(path)}")
    try:
        applied = done(path)
    except click.UsageError as error:  # a baseline or a part that is being saved itself
        click.echo(error.format_message())
    else:
        tell(applied, notes_on(settings), replace(settings, format=None), None)


def _begin(inside: Sequence[str], done: Callable[[str], Applied]) -> None:
    """What lies in the folders: a line for each report."""
    own = dict.fromkeys(filter(is_own_file, inside))
    found = [path for path in inside if path not in own]
    click.echo("保存后自动重新核验。按 Ctrl-C 结束。")
    if own:
        click.echo(left_out(tuple(own)))
    if found:
        click.echo(f"文件夹里现有 {len(found)} 个文件：")
    for path in found[:_LISTED]:
        click.echo("\n".join(_lines(path, done(path))))
    if len(found) > _LISTED:
        click.echo(f"另有 {len(found) - _LISTED} 个没有列出，保存后再核验；要一次核验全部，请用 d711 audit。")
    if found:
        click.echo("正在等待保存。哪个文件保存了，就写出它的全部问题。")


def _done(path: str, reader: str | None, settings: Configuration) -> Applied:
    from validator.baseline import apply
    from validator.commands.judging import judged
    from validator.commands.settings import baseline_entries

    return apply(baseline_entries(settings.baseline), judged((path,), reader, settings))


def _lines(path: str, done: Applied) -> Iterator[str]:
    """A line a report: its verdict, its counts, where it is."""
    from validator.report.wording import VERDICT_SIGNS, VERDICTS, counts_words

    for report in done.reports:
        counts = counts_words([finding.severity for finding in report.findings])
        part = f"（第 {report.case.part} 份报告）" if report.case.part > 1 else ""
        yield f"  {VERDICT_SIGNS[report.status]} {short(path)}{part}  {VERDICTS[report.status]}（{counts}）"


def watch(paths: Sequence[str], judge: Callable[[str], None], begin: Callable[[Sequence[str]], None]) -> None:
    """Judge the files that are named at once, and every file, also those in the folders, whenever it is saved.

    `begin` is given what lies in the folders at first, in path order. Goes on until KeyboardInterrupt. Raises UsageError
    for a path that is not there, and for too large a folder.
    """
    for path in paths:
        if not Path(path).exists():
            raise click.UsageError(f"找不到 {path}。请检查路径。")
    now = _stamps(paths)
    named = {path for path in paths if path in now}
    begin(sorted(path for path in now if path not in named and is_readable(path)))
    watched = Watched({path: stamp for path, stamp in now.items() if path not in named}, now)
    while True:
        watched = _judged(watched, now, judge)
        time.sleep(_INTERVAL)
        now = _stamps(paths)


def _judged(watched: Watched, now: Mapping[str, Stamp], judge: Callable[[str], None]) -> Watched:
    """A file that another program still keeps for itself is left for the next look."""
    due = [path for path in watched.settled(now) if is_readable(path)]
    for path in due:
        judge(path)
    return Watched({**watched.known, **{path: now[path] for path in due}}, now)


def is_readable(path: str) -> bool:
    """Whether the file can be opened now: on Windows not while a program that saves it has it locked."""
    try:
        with Path(path).open("rb") as file:
            file.read(1)
    except OSError:
        return False
    return True


def _stamps(paths: Sequence[str]) -> dict[str, Stamp]:
    """The files that are there. Raises UsageError for too many."""
    found: dict[str, Stamp] = {}
    for path in _files(paths):
        try:
            state = Path(path).stat()
        except OSError:
            continue  # replaced at this very moment: it is there at the next look
        found[path] = (state.st_mtime_ns, state.st_size)
        if len(found) > _MOST + len(paths):
            raise click.UsageError(f"这个文件夹里的文件太多（超过 {_MOST} 个）。请给出更小的文件夹，或直接给出文件。")
    return found


def _files(paths: Sequence[str]) -> Iterator[str]:
    for path in paths:
        if Path(path).is_dir():
            inside = (str(Path(folder, name)) for folder, _, names in os.walk(path) for name in names)
            yield from filter(may_be_report, inside)
        else:
            yield path


def may_be_report(path: str) -> bool:
    """Whether a file in a folder is one that people save reports as: no lock file, no copy of a program's own."""
    file = Path(path)
    reader = EXTENSIONS.get(file.suffix.lower(), "cells")
    return reader != "cells" and not file.name.startswith((".", "~")) and sort_of(file.as_posix()) != "other"
