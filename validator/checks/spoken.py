"""The prose of a report that rules on the text itself go through."""

from __future__ import annotations

from validator.checks.facts import Facts
from validator.model import Paragraph

#: A shorter paragraph is a heading or a lone cell.
_SHORTEST = 12


def paragraphs_of(facts: Facts) -> tuple[Paragraph, ...]:
    """Paragraphs of the sections (of all the text where there are no sections), in such a report only."""
    if not (facts.found or facts.case.titled):
        return ()
    sections = facts.outline.sections
    prose = [p for s in sections for p in s.paragraphs] if sections else facts.outline.opening
    return tuple(p for p in prose if len(p.text) >= _SHORTEST)
