"""The page itself and the files that it loads, all from inside the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from validator import limits

#: What the page loads, and of which type it is.
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
#: Shared with the reports that are written as pages.
_SHARED = "page.css"


@cache
def _templates() -> Environment:
    return Environment(loader=PackageLoader("validator.desk", "pages"), autoescape=True, undefined=StrictUndefined)


def page(template: str, **values: Any) -> str:
    """The template of that name with `values`; whatever is put in is escaped, unless it is Markup.

    Raises jinja2.UndefinedError where the template names a value that is not given.
    """
    return _templates().get_template(template).render(**values)


def desk_page() -> str:
    """The page before any file is chosen."""
    most = {"files": limits.SERVE_FILES, "bytes": limits.MAX_BYTES, "typed": limits.SERVE_TYPED}
    return page("desk.html", most=most)


def refusal_page(message: str) -> str:
    """What a browser without the cookie gets."""
    return page("refused.html", message=message)


@cache
def assets() -> dict[str, tuple[bytes, str]]:
    """Name → content and type of every file that the page may load."""
    own = {file.name: file.read_bytes() for file in files("validator.desk").joinpath("assets").iterdir()}
    own[_SHARED] = files("validator.report").joinpath("assets", _SHARED).read_bytes()
    return {name: (data, kind) for name, data in own.items() if (kind := _TYPES.get(PurePosixPath(name).suffix))}
