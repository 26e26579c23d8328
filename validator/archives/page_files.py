"""Which files belong to a page, by their names alone: those in the folder that was saved with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

#: Extensions of pages, and what is added to the name of a page for the folder saved with it.
PAGES = (".html", ".htm", ".xhtml", ".shtml")
FOLDERS = ("_files", ".files")


def without_page_files(paths: Iterable[str]) -> tuple[Sequence[str], Counter[str]]:
    """The paths without those that belong to a page among them, and how many these are by page."""
    given = tuple(paths)
    if not any(ending in path for path in given for ending in FOLDERS):
        return given, Counter()
    own = {_plain(page.with_name(page.stem + ending)): path for path, page in _pages(given) for ending in FOLDERS}
    owners = [_owner(path, own) if own else None for path in given]
    kept = [path for path, owner in zip(given, owners, strict=True) if owner is None]
    return kept, Counter(owner for owner in owners if owner is not None)


def _pages(paths: Sequence[str]) -> list[tuple[str, Path]]:
    return [(path, Path(path)) for path in paths if path.lower().endswith(PAGES)]


def _owner(path: str, own: dict[str, str]) -> str | None:
    """The page to whose folder the path belongs."""
    whole = Path(path)
    return next((own[name] for folder in (whole, *whole.parents) if (name := _plain(folder)) in own), None)


def _plain(path: Path) -> str:
    return path.as_posix()
