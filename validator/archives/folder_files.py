"""The files of a folder: which may be reports."""

from __future__ import annotations

import re
from pathlib import Path

from validator.archives.archive_names import Sort, sort_of

#: How the cells that `extract` writes begin; any other JSON in a folder is of another program, or a baseline.
_CELLS = re.compile(rb'(\xef\xbb\xbf)?\s*\{\s*"format"\s*:\s*"decree711-cells/')
_HEAD = 256


def sort_in_folder(path: str, name: str) -> Sort:
    """As `sort_of` its `name` in the folder; a JSON file counts only if it begins as cells do."""
    sort = sort_of(name)
    return "other" if sort == "report" and name.lower().endswith(".json") and not _is_cells(path) else sort


def _is_cells(path: str) -> bool:
    """Also what cannot be opened: reading it tells the user why."""
    try:
        with Path(path).open("rb") as file:
            return _CELLS.match(file.read(_HEAD)) is not None
    except OSError:
        return True
