"""Style sheets and scripts that pages carry inside them."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files


def asset(name: str) -> str:
    """The text of a file in `assets`. Raises FileNotFoundError if there is none."""
    return files("validator.report").joinpath("assets", name).read_text(encoding="utf-8")


def policy(script: str = "") -> str:
    """The page's own rule of what it may load: nothing at all but its style and, by its hash, its script."""
    allowed = f" script-src 'sha256-{b64encode(sha256(script.encode()).digest()).decode()}';" if script else ""
    return f"default-src 'none'; style-src 'unsafe-inline'; img-src data:;{allowed} base-uri 'none'; form-action 'none'"
