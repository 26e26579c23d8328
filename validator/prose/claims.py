"""Prose → claims: which sentences state a figure that a table holds too, and in which cells it should be found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from validator.form import Edition
from validator.model import Claim, Paragraph
from validator.prose.claims_context import is_about, scope_of
from validator.prose.claims_loose import loosely
from validator.prose.claims_made import claims_for, rows_of
from validator.prose.claims_match import Match, match_at
from validator.prose.claims_otherwise import Around, is_meant_otherwise
from validator.prose.claims_silent import may_be_silent, wholes_in, zeros_in
from validator.prose.claims_sums import sums_in
from validator.prose.claims_window import evened, plain, windows
from validator.prose.claims_wordings import hints_in
from validator.prose.outline import Outline
from validator.prose.sentences import Sentence

#: Section five tells of problems and plans, and of figures only what went wrong.
_OF_PROBLEMS: Mapping[int, frozenset[str]] = {5: frozenset({"corrected"})}
_SPEAKS = re.compile("申请|公开|复议|诉讼|规范性文件|规章|许可|处罚|强制|收费|结转|办结")
#: A short line is a heading: what it names holds for the paragraphs below it.
_HEADING = 30
#: So much of what was said before is kept in mind.
_MEMORY = 1_500


@dataclass(slots=True)
class Speech:
    """How far a paragraph has been read: the heading above it, its text so far, the claims made so far."""

    edition: Edition
    year: int | None
    section: int
    heading: str = ""
    said: str = ""
    claims: list[Claim] = field(default_factory=list)


def claims_of(outline: Outline, edition: Edition, report_year: int | None) -> tuple[Claim, ...]:
    """Every claim of the prose, in printed order; `report_year` None: no year is held against a sentence.

    A text without sections is read from its opening.
    """
    found: list[Claim] = []
    parts = [(s.number, s.paragraphs) for s in outline.sections]
    if all(section in _OF_PROBLEMS for section, _ in parts):
        parts.insert(0, (0, outline.opening))
    for section, paragraphs in parts:
        heading = ""
        for paragraph in paragraphs:
            if len(paragraph.text) <= _HEADING:
                heading = plain(paragraph.text)
            if _SPEAKS.search(paragraph.text):
                told = _of_paragraph(paragraph, Speech(edition, report_year, section, heading))
                found += [claim for claim in told if claim.fact in _OF_PROBLEMS.get(section, (claim.fact,))]
    return tuple(found)


def _of_paragraph(paragraph: Paragraph, speech: Speech) -> list[Claim]:
    for text, even in evened(paragraph.text):
        hints, silent = hints_in(even), may_be_silent(even)
        if hints or silent:
            speech.claims += _of_sentence(Sentence(text, paragraph.place, speech.section), hints, silent, speech)
        speech.said = (speech.said + even)[-_MEMORY:]
    return speech.claims


def _of_sentence(sentence: Sentence, hints: Sequence[str], silent: bool, speech: Speech) -> list[Claim]:
    """`hints`: those of facts in the sentence; `silent`: whether it can say that there was none of something."""
    found: list[Claim] = []
    said = f"{speech.heading}\n{speech.said}"
    before = speech.claims if speech.claims and speech.said.endswith(plain(speech.claims[-1].sentence)) else []
    for window in windows(sentence.text) if hints else ():
        match = match_at(window, hints, said, sentence.section, speech.year, loosely(window, found or before))
        if match is not None:
            told = found or speech.claims
            around = Around(window, sentence, speech.said, speech.year, found, told[-1] if told else None)
            if not is_meant_otherwise(match, around):
                found += _claims(match, around, speech.edition)
    found += sums_in(sentence, found, speech.edition)
    if silent:
        found += zeros_in(sentence, said, speech.edition, speech.year)
    found += wholes_in(sentence, found, speech.edition)
    return found


def _claims(match: Match, around: Around, edition: Edition) -> Iterator[Claim]:
    """The claims that a matched number makes: one for each of the subjects that it is told of."""
    fact, window, last = match.fact, around.window, around.last
    scope = scope_of(window.prefix) or (last.scope if last else "")
    parent = last if fact.rule == "C103" else None
    words = match.label + match.behind
    named = not match.loose and any(word in words for word in fact.named)
    own = fact.about != "dispute" or is_about("dispute", plain(around.sentence.text), around.sentence.section)
    for rows in rows_of(match, window, around.said):
        yield from claims_for(fact, rows, window.mention, around.sentence, edition, scope, named and own, parent)
