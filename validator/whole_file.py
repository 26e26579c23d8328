"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import mkstemp


def write_whole(data: bytes, path: str) -> None:
    """Write beside `path`, then put it in its place: nobody ever meets half a file. Raises OSError.

    A link stays one; a pipe or a device is written to as it is.
    """
    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    handle, name = mkstemp(dir=target.parent, prefix=f".{target.name[:60]}.")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        draft.chmod(_mode(target))
        draft.replace(target)
    finally:  # also where the disk is full or the user interrupts
        draft.unlink(missing_ok=True)


def _mode(target: Path) -> int:
    """The rights of the file that is replaced, or those of any new file."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
