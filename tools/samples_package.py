"""Edits to the files of a finished package, so that a sample differs from a sound file in one thing only."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from tools.forge.packing import zipped


def repacked(data: bytes, edits: Mapping[str, Callable[[str], str]]) -> bytes:
    """The ZIP file `data` of UTF-8 texts with the members in `edits` changed; raises KeyError for an unknown one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    return zipped(members | {name: edit(members[name]) for name, edit in edits.items()})
