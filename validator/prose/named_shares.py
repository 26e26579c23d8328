"""Percentages told of a result or a kind of applicant by its name, without a count: 予以公开占 50.64%，办结率 96.4%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, structs

from validator.model import Paragraph, Place, Reading
from validator.prose.claims_book import anywhere, book
from validator.prose.claims_context import governs, scope_of
from validator.prose.claims_entries import Fact
from validator.prose.claims_match import match_at
from validator.prose.claims_window import Window, evened, windows
from validator.prose.claims_wordings import hints_in
from validator.prose.numbers_in_text import Mention
from validator.prose.outline import Outline
from validator.prose.shares import names_no_other_whole

_TELLS = re.compile(r"[占率][^，、；。]{0,8}\d")
_SHARE = re.compile("占[^占，、；]*$")
#: 征地类申请中，自然人占 95%: of a part of them.
_OF_A_PART = re.compile(r"[类项][^，。；0-9]{0,12}中，")
#: 按期办结率 tells how many of the answers were in time.
_RATE = re.compile("(?:^|[，、；（])(?P<named>办结|办复|答复|同意公开|予以公开)率$")


class NamedShare(Struct, frozen=True, gc=False):
    """The rows in `columns` of the table of applications that `percentage` is told of, `rate` if by 率.

    `readings`: other rows that may be meant.
    """

    rows: Reading
    readings: tuple[Reading, ...]
    columns: tuple[str, ...]
    percentage: Mention
    rate: bool
    scope: str
    sentence: str
    place: Place


def named_shares(outline: Outline, report_year: int | None) -> Iterator[NamedShare]:
    """Those of the sections; `report_year` None: no year is held against a sentence."""
    for section in outline.sections:
        for paragraph in section.paragraphs:
            if ("%" in paragraph.text or "％" in paragraph.text) and _TELLS.search(paragraph.text):
                yield from _of_paragraph(paragraph, section.number, report_year)


def _of_paragraph(paragraph: Paragraph, section: int, year: int | None) -> Iterator[NamedShare]:
    said = ""
    for text, even in evened(paragraph.text):
        hints = hints_in(even) if _TELLS.search(even) else ()
        for window in windows(text) if hints else ():
            named = _named(window)
            if named and governs(window.prefix, said, (), year) and not _of_a_part(window):
                match = match_at(_as_count(window, named), hints, said, section, year)
                if match is not None and match.leads and _is_of_all(match.fact):
                    yield _share(match.fact, window, paragraph.place)
        said += even


def _named(window: Window) -> str | None:
    """The words that the percentage is told of; a plain 办结率 of 100 % counts only what fell due."""
    mention, left = window.mention, window.left + window.glue.rstrip("为达到是")
    if mention.unit != "%" or mention.approximate:
        return None
    if rate := _RATE.search(left):
        return f"，{rate['named']}" if mention.value < 100 else None
    share = _SHARE.search(left)
    return left[: share.start()] if share and names_no_other_whole(share[0]) else None


def _of_a_part(window: Window) -> bool:
    return any(pattern.search(window.prefix) for pattern in (_OF_A_PART, anywhere(book().part)))


def _as_count(window: Window, named: str) -> Window:
    """The window of a count of the same words."""
    return structs.replace(window, mention=structs.replace(window.mention, unit="件"), left=named, right="")


def _is_of_all(fact: Fact) -> bool:
    """Whether it is a part of what was received or answered."""
    return fact.rule in ("C102", "C103") or fact.key == "handled"


def _share(fact: Fact, window: Window, place: Place) -> NamedShare:
    columns = fact.column.get("") or fact.column.get("2021") or ()
    told = (window.mention, "率" in window.left, scope_of(window.prefix), window.sentence, place)
    return NamedShare(fact.cells, fact.readings, columns, *told)
