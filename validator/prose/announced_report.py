"""现公布某局2023年政府信息公开工作年度报告: which report a text says that it is itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from validator.identity.organ import as_organ
from validator.model import Place
from validator.prose.outline import Outline

_ANNOUNCED = re.compile(
    r"(?:现|特|兹)(?:[^。；《]{0,12}?(?:公布|发布|公开)+|将)《?(?P<whose>[^。；，,]{0,40}?)(?P<year>20\d\d)年度?的?"
    r"(?:政府|政务)信息公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)"
)
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
        if match := _ANNOUNCED.search(paragraph.text):
            whose = match["whose"].strip()
            organ = None if _NO_NAME.search(whose) else as_organ(f"{whose}{match['year']}年政府信息公开工作年度报告")
            return Announced(organ, int(match["year"]), paragraph.text, paragraph.place)
    return None
