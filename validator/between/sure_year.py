"""Case → the year that it may be compared under: none where its own title and prose name different years."""

from __future__ import annotations

from dataclasses import replace

from validator.identity.title_words import year_of
from validator.model import Case
from validator.prose.outline import outline_of
from validator.prose.report_year import witnesses

#: `Case.year_from` of a case whose prose was left behind, but is known to contradict its title.
_DISPUTED = "disputed"
#: What a person says is the last word; what only the file name says may be the year of publication.
_SAID, _LEAST = "manifest", "file name"


def comparable_year(case: Case) -> int | None:
    """The report year; None if it is unknown, or if the title and the prose disagree on it."""
    return None if is_disputed(case) else case.report_year


def is_sure(case: Case) -> bool:
    """Whether a break between this report and another year's can be told as certain."""
    return case.year_from != _LEAST and comparable_year(case) is not None


def is_disputed(case: Case) -> bool:
    """Whether the title names one year and the prose of section one another."""
    if case.year_from in (_DISPUTED, _SAID):
        return case.year_from == _DISPUTED
    if not case.title or not case.paragraphs or year_of(case.title) is None:
        return False
    said = witnesses(case, outline_of(case.paragraphs))
    return len({witness.year for witness in said if witness.name in ("title", "prose")}) > 1


def marked(case: Case) -> Case:
    """The case with a dispute noted in `year_from`, so that it is known without the prose."""
    return replace(case, year_from=_DISPUTED) if is_disputed(case) else case
