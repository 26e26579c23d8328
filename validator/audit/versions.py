"""What a stored result depends on besides its file: the code that made it, and what is installed on this machine."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from validator.read.office_doc import is_there
from validator.read.office_program import find_program
from validator.schema import schema_folder
from validator.version import VERSION

_PACKAGE = Path(__file__).resolve().parents[1]
#: Folders of the package that take no part in reading.
_BEYOND_READING = frozenset(("checks", "diagnose", "report", "audit_outputs", "commands", "desk"))


@cache
def code_digest() -> str:
    """Of all the code, the rules with it, and of the schemas: what judged with another digest is judged again."""
    return _digest(_code())


@cache
def reading_digest(edition: str | None, compared: bool = True) -> str:
    """Of the code that reads and of the programs that it may call: what was read with another digest is read again.

    `compared` as in ReadTask.
    """
    files = (file for file in _code() if _BEYOND_READING.isdisjoint(file.parts))
    return _digest(files, str(edition), str(compared), *_abilities())


@cache
def _code() -> tuple[Path, ...]:
    return tuple(sorted(_PACKAGE.rglob("*.py")))


def _abilities() -> Iterator[str]:
    yield str(find_program() is not None)
    yield str(is_there())
    yield str(importlib.util.find_spec("rapidocr") is not None)


def _digest(files: Iterable[Path], *words: str) -> str:
    """A frozen program has no source files: there the version has to do."""
    digest = sha256("\0".join((VERSION, *words)).encode())
    for file in (*files, *sorted(schema_folder().glob("*.toml"))):
        digest.update(file.relative_to(file.parents[1]).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
