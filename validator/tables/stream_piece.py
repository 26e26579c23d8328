"""What a text is made of: labels, figures and other text, each with its token."""

from __future__ import annotations

from dataclasses import dataclass

from validator.model import Token
from validator.numerals import tidy


@dataclass(frozen=True, slots=True)
class Piece:
    """A label, a figure (or blank), or other text."""

    kind: str  # label | figure | text
    token: Token
    label: str = ""

    @property
    def blank(self) -> bool:
        """Whether it is a cell in which nothing is printed."""
        return self.kind == "figure" and not tidy(self.token.text)
