"""What `check` does before it speaks: cases, links, reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import click

from validator.archives.folder_files import sort_in_folder
from validator.between.linking import links_for
from validator.between.similar_cases import with_similar
from validator.checks.selection import Selection
from validator.commands.arguments import reader_key, with_reader_told
from validator.config import Configuration
from validator.files import extract_files
from validator.findings import reweighed
from validator.model import Case, Report
from validator.own_files import is_own_file
from validator.pipeline import judge

#: Reports judged together: fixed costs are shared, and no more is held than that.
_BATCH = 200


def judged(paths: Sequence[str], reader: str | None, settings: Configuration) -> list[Report]:
    """Every report of `paths`, linked, judged, with severities and selection as the settings want them."""
    edition = None if settings.edition in (None, "auto") else settings.edition
    cases = [with_reader_told(case, reader) for case in extract_files(paths, reader_key(reader), edition)]
    previous = _previous(settings)
    links = with_similar(links_for(cases, previous, _parts(settings)), cases, previous)
    selection = Selection(settings.select or (), settings.ignore or ())
    reports = (report for batch in _batches(cases) for report in judge(batch, links, selection))
    return [reweighed(report, settings.severity) for report in reports]


def without_own(paths: Sequence[str]) -> tuple[tuple[str, ...], Sequence[str]]:
    """Of several files (年报*.docx) those that the program did not write itself, and the others.

    Where there are no others than copies, these are wanted.
    """
    own = dict.fromkeys(filter(is_own_file, paths))
    kept = tuple(path for path in paths if path not in own)
    return (kept, tuple(own)) if kept else (tuple(paths), ())


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
            files = (str(p) for p in sorted(part.rglob("*")) if p.is_file())
            yield from (p for p in files if sort_in_folder(p, Path(p).as_posix()) == "report" and not is_own_file(p))
        else:
            yield str(part)


def _batches(cases: Iterable[Case]) -> Iterator[tuple[Case, ...]]:
    left = iter(cases)
    while batch := tuple(islice(left, _BATCH)):
        yield batch
