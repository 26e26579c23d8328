"""Case → the year that it may be compared under: none where its own title and prose name different years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.identity.title_words import year_of
from validator.model import Case

if TYPE_CHECKING:
    from validator.prose.outline import Outline

#: `Case.year_from` of a case whose prose was left behind, but is known to contradict its title.
DISPUTED = "disputed"
#: What a person says is the last word; what only the file name says may be the year of publication.
_SAID, _LEAST = "manifest", "file name"


def comparable_year(case: Case, outline: Outline | None = None) -> int | None:
    """The report year; None if it is unknown, or if the title and the prose disagree on it.

    `outline`: of its paragraphs, where it is known already.
    """
    return None if is_disputed(case, outline) else case.report_year


def is_sure(case: Case) -> bool:
    """Whether a break between this report and another year's can be told as certain."""
    return case.year_from != _LEAST and comparable_year(case) is not None


def is_disputed(case: Case, outline: Outline | None = None) -> bool:
    """Whether the title names one year and the prose of section one another. `outline` as in `comparable_year`."""
    if case.year_from in (DISPUTED, _SAID):
        return case.year_from == DISPUTED
    if not case.title or not case.paragraphs or year_of(case.title) is None:
        return False
    from validator.prose.outline import outline_of  # where all prose was left behind, nothing of it is loaded
    from validator.prose.report_year import witnesses

    said = witnesses(case, outline or outline_of(case.paragraphs), ())  # periods are not asked for
    return len({witness.year for witness in said if witness.name in ("title", "prose")}) > 1
