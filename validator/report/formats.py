"""The formats of `check` besides text: each one is a module, imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from validator.model import Report


class Renderer(Protocol):
    """A module of this package that turns reports into a file."""

    def render(self, reports: Sequence[Report]) -> bytes:
        """The whole file."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is made, the extension of its files with the dot, and whether it is for no terminal."""

    load: Callable[[], Renderer]
    extension: str
    binary: bool = False


def _json() -> Renderer:
    from validator.report import json

    return json


def _sarif() -> Renderer:
    from validator.report import sarif

    return sarif


def _html() -> Renderer:
    from validator.report import page

    return page


def _xlsx() -> Renderer:
    from validator.report import xlsx

    return xlsx


def _markdown() -> Renderer:
    from validator.report import markdown

    return markdown


#: One new format is one loader and one line here.
FORMATS: Mapping[str, Format] = {
    "json": Format(_json, ".json"),
    "sarif": Format(_sarif, ".sarif"),
    "html": Format(_html, ".html"),
    "xlsx": Format(_xlsx, ".xlsx", binary=True),
    "markdown": Format(_markdown, ".md"),
}
