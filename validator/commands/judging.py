"""What `check` does before it speaks: settings, cases, links, reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import click

from validator.archives.folder_files import sort_in_folder
from validator.baseline_file import BadBaseline, Entry, decode
from validator.between.linking import links_for
from validator.between.similar import with_similar
from validator.checks.registry import RULES
from validator.checks.selection import Selection
from validator.commands.arguments import reader_key, with_reader_told
from validator.config import BadConfiguration, Configuration, find, read, unknown_codes
from validator.files import extract_files
from validator.findings import reweighed
from validator.model import Case, Report
from validator.pipeline import judge

#: Reports judged together: fixed costs are shared, and no more is held than that.
_BATCH = 200


def settings_from(options: Mapping[str, Any]) -> Configuration:
    """The options of the command line, completed by the nearest configuration file. Raises UsageError."""
    lists = {name: _codes(options[name]) or None for name in ("select", "ignore")}
    given = Configuration(**{**options, **lists})
    try:
        path = find(Path.cwd())
        settings = given.over(read(path, RULES)) if path else given
    except BadConfiguration as error:
        raise click.UsageError(str(error)) from error
    for named in (*filter(None, (settings.previous,)), *(settings.parts or ())):
        if not Path(named).exists():
            raise click.UsageError(f"找不到 {named}（--previous、--parts 给出的文件或文件夹）。请检查路径。")
    return settings


def _codes(given: Sequence[str]) -> tuple[str, ...]:
    """A code that names no rule is a slip of the keyboard: obeying it would hide every finding."""
    codes = tuple(code.strip().upper() for text in given for code in text.split(",") if code.strip())
    if unknown := unknown_codes(codes, RULES):
        raise click.UsageError(f"没有规则 {'、'.join(unknown)}。用 d711 rules 查看全部代码。")
    return codes


def baseline_entries(path: str | None, may_be_new: bool = False) -> tuple[Entry, ...]:
    """The entries of a baseline file; none without a path, or if a file that `may_be_new` is not there. Raises UsageError."""
    if path is None or (may_be_new and not Path(path).exists()):
        return ()
    try:
        return decode(Path(path).read_bytes(), path)
    except FileNotFoundError as error:
        raise click.UsageError(f"找不到基线文件 {path}。第一次使用请先用 --write-baseline 写一个。") from error
    except OSError as error:
        raise click.UsageError(f"读不了基线文件 {path}。请检查是不是文件、有没有权限。") from error
    except BadBaseline as error:
        raise click.UsageError(str(error)) from error


def judged(paths: Sequence[str], reader: str | None, settings: Configuration) -> list[Report]:
    """Every report of `paths`, linked, judged, with severities and selection as the settings want them."""
    edition = None if settings.edition in (None, "auto") else settings.edition
    cases = [with_reader_told(case, reader) for case in extract_files(paths, reader_key(reader), edition)]
    previous = _previous(settings)
    links = with_similar(links_for(cases, previous, _parts(settings)), cases, previous)
    selection = Selection(settings.select or (), settings.ignore or ())
    reports = (report for batch in _batches(cases) for report in judge(batch, links, selection))
    return [reweighed(report, settings.severity) for report in reports]


def _previous(settings: Configuration) -> tuple[Case, ...]:
    return tuple(extract_files((settings.previous,))) if settings.previous else ()


def _parts(settings: Configuration) -> tuple[Case, ...]:
    files = tuple(_part_files(settings.parts or ()))
    if settings.parts and not files:
        raise click.UsageError(f"{'、'.join(settings.parts)} 里没有可以读的年报（--parts）。请检查路径。")
    return tuple(extract_files(files))


def _part_files(parts: Iterable[str]) -> Iterator[str]:
    """The files that are named, and those in folders that may be reports, in path order."""
    for part in map(Path, parts):
        if part.is_dir():
            files = (p for p in sorted(part.rglob("*")) if p.is_file())
            yield from (str(p) for p in files if sort_in_folder(str(p), p.as_posix()) == "report")
        else:
            yield str(part)


def _batches(cases: Iterable[Case]) -> Iterator[tuple[Case, ...]]:
    left = iter(cases)
    while batch := tuple(islice(left, _BATCH)):
        yield batch
