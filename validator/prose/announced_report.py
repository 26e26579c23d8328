"""现公布某局2023年政府信息公开工作年度报告: which report a text says that it is itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from validator.identity.organ import as_organ
from validator.identity.title_words import year_of
from validator.identity.told import title_of_itself
from validator.model import Place
from validator.prose.outline import Outline

#: 本机关, 我局: no name; 本级, 所属: of those below it.
_NO_NAME = re.compile("^[本我全该各]|本级|所属|有关")


@dataclass(frozen=True, slots=True)
class Announced:
    """The year of the report and the `organ` whose it is, where one is named; `text` of the paragraph that says so."""

    organ: str | None
    year: int
    text: str
    place: Place


def announced_report(outline: Outline) -> Announced | None:
    """What the text above the first section, or its first paragraph, says."""
    first = outline.section(1)
    for paragraph in (*outline.opening, *(first.paragraphs[:1] if first else ())):
        title = title_of_itself(paragraph.text)
        if title is not None and (year := year_of(title)) is not None:
            organ = as_organ(title)
            named = organ is not None and not _NO_NAME.search(organ)
            return Announced(organ if named else None, year, paragraph.text, paragraph.place)
    return None
