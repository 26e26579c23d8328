"""Lines of running text → paragraphs: a line goes on in the next where the next would have found no room on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from validator.read.pdf_lines import Line
from validator.read.pdf_measure import Measure
from validator.read.pdf_wrap import first_word

#: The next line of a paragraph stands no farther below, in sizes, or than so many times the usual distance of lines.
_FARTHEST, _STRETCHED = 1.6, 1.25
#: Behind the end of a sentence, less tells a paragraph from a line.
_SPACED = 1.07
#: Sizes by which a line may begin beside the left side, and by which its distances from both sides may differ if it is centred.
_BESIDE, _CENTRED = 0.8, 0.7
#: What a line may lack to be full, in sizes, beyond what the next word needs; and in justified text.
_SLACK, _FLUSH = 0.3, 0.35
#: A title of a section: it ends where its words end.
_TITLE = re.compile(r"[一二三四五六七八九十]+、.{2,28}(?:情况|事项)")
#: What begins a paragraph where paragraphs are not indented, if the line above ended a sentence.
_MARK = re.compile(r"[(（]?[一二三四五六七八九十]+[)）、]|[(（]?\d{1,2}[)）、．.](?!\d)|[一二三四五六七八九十]是")
_ENDED = re.compile("[。；：！？.;:!?”]$")


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs that follow each other on one page, and how the text is set there."""

    paragraphs: tuple[tuple[Line, ...], ...]
    measure: Measure


def is_title(line: Line) -> bool:
    """Whether the line is the title of a section."""
    return _TITLE.fullmatch(line.text.strip()) is not None


def text(found: Sequence[Line], measure: Measure) -> Text:
    """Lines that follow each other on one page → their paragraphs."""
    whole: list[list[Line]] = []
    for line in found:
        if whole and _is_near(whole[-1][-1], line, measure) and _runs_on(whole[-1], line, measure):
            whole[-1].append(line)
        else:
            whole.append([line])
    return Text(tuple(map(tuple, whole)), measure)


def over_page(above: Text, below: Text) -> tuple[Text, Text]:
    """Two texts with a page break between: the paragraph that goes on below it is whole above it."""
    last, first = above.paragraphs[-1], below.paragraphs[0]
    if not _runs_on(last, first[0], above.measure):
        return above, below
    whole = replace(above, paragraphs=(*above.paragraphs[:-1], (*last, *first)))
    return whole, replace(below, paragraphs=below.paragraphs[1:])


def _is_near(line: Line, following: Line, measure: Measure) -> bool:
    if measure.pitch == 0:
        return following.box[1] - line.box[3] <= _FARTHEST * line.size
    step = (following.glyphs[0].base[1] - line.glyphs[0].base[1]) / line.size
    return step <= measure.pitch * (_SPACED if _ENDED.search(line.text) else _STRETCHED)


def _runs_on(paragraph: Sequence[Line], following: Line, measure: Measure) -> bool:
    line = paragraph[-1]
    if abs(following.size - line.size) > 0.15 * line.size or _ends(paragraph, following, measure):
        return False
    margin = measure.left + _BESIDE * line.size
    if _is_centred(line, following, measure) and following.box[0] > margin:
        room = measure.right - measure.left - (line.box[2] - line.box[0])
        return room < first_word(following) + _SLACK * line.size
    if following.box[0] > margin:
        return False
    return measure.right - line.box[2] < first_word(following) + _SLACK * line.size


def _ends(paragraph: Sequence[Line], following: Line, measure: Measure) -> bool:
    """Whether a paragraph ends here by its words: a whole title, or a sentence that looks like the last one."""
    above, line = "".join(line.text for line in paragraph).strip(), paragraph[-1]
    if _TITLE.fullmatch(above) or is_title(following):
        return True
    if _ENDED.search(above) is None:
        return False
    short = measure.justified and measure.right - line.box[2] > _FLUSH * line.size
    return short or (not measure.indented and _MARK.match(following.text) is not None)


def _is_centred(line: Line, following: Line, measure: Measure) -> bool:
    """Whether both lines stand as far from one side as from the other, as a title's do, which ends no sentence."""
    off = (abs(part.box[0] - measure.left - (measure.right - part.box[2])) for part in (line, following))
    return _ENDED.search(line.text) is None and max(off) <= _CENTRED * line.size
