"""The name and version of this program."""

from __future__ import annotations

TOOL = "decree711-validator"
VERSION = "0.1.0"
