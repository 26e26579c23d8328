"""Cell stream → segments: text without row breaks is cut at the labels that it carries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from validator.model import Stream, Token
from validator.numerals import read_figure, tidy
from validator.tables.form_lines import without_form_lines
from validator.tables.glued import is_no_label
from validator.tables.segment import Segment, Source, is_single_header
from validator.tables.shuffled import unshuffled
from validator.tables.stream_first import is_first_row
from validator.tables.stream_heads import single_heads, stream_heads
from validator.tables.stream_piece import Piece
from validator.tables.stream_rows import Row, bodies_of
from validator.tables.unfill import unfilled
from validator.tables.unfold import unfolded
from validator.words import Word, recognise, vocabulary

#: Between a row's label and its figures stand no more pads than this.
_PADS = 3
#: A list mark in a cell of its own, before its label.
_MARK = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）.、．]")
#: A label broken over lines is looked for in so many neighbouring cells.
_PIECES = 3


@dataclass(slots=True)
class _Open:
    """The segment being read. `pads` are the blank cells since the last header label."""

    heads: list[Piece] = field(default_factory=list)
    pads: list[Piece] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    path: tuple[str, ...] = ()
    before: int = 0


def stream_segments(stream: Stream, source: Source, whole: bool = False) -> list[Segment]:
    """Cut at labels: a header after rows begins a new segment; figures belong to the label before them.

    `whole`: the stream is known to end where its last cell does.
    """
    found: list[Segment] = []
    now = _Open()
    tokens = unshuffled(unfolded(list(without_form_lines(stream.tokens))))
    sizes = Counter(t.row or -(t.place.line or 0) for t in tokens)
    pieces = list(_pieces(list(unfilled(tokens))))
    for at, piece in enumerate(pieces):
        behind = pieces[at + 1] if at + 1 < len(pieces) else None
        if piece.kind != "label":
            _take(piece, now, behind)
            continue
        filled = next((p for p in pieces[at + 1 : at + 1 + _PADS] if not p.blank), None)
        if _is_row(piece.label, now, behind, filled):
            now.rows.append(Row(piece, now.path, now.before))
            now.before = 0
        elif _is_beside(piece.label, behind, pieces[at + 2 : at + 2 + _PADS], now):
            now.path = (piece.token.text,)
            now.before += 1
        else:
            if now.rows or piece.label in vocabulary().breaks:
                found += _close(now, sizes, source)
                now = _Open()
            now.heads.append(piece)
            now.pads.clear()
    end = None if whole else next((piece for piece in reversed(pieces) if not piece.blank), None)
    return found + _close(now, sizes, source, end)


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    """Tokens → pieces, joining the pieces of a label that was broken over cells or lines."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if _MARK.fullmatch(tidy(token.text)) and at + 1 < len(tokens) and recognise(tokens[at + 1].text):
            at += 1
            continue
        if read_figure(token.text).kind != "text":
            yield Piece("figure", token)
            at += 1
            continue
        size, word = _label(tokens, at)
        yield Piece("label", token, word.label) if word else Piece("text", token)
        at += size


def _label(tokens: Sequence[Token], at: int) -> tuple[int, Word | None]:
    word = recognise(tokens[at].text)
    if word:
        return 1, None if tokens[at].alone and not word.exact and is_no_label(tokens[at].text) else word
    for size in range(2, min(_PIECES, len(tokens) - at) + 1):
        texts = [t.text for t in tokens[at : at + size]]
        if read_figure(texts[-1]).kind != "text" or recognise(texts[-1]):
            break
        joined = recognise("".join(texts))
        if joined and joined.exact:
            return size, joined
    return 1, None


def _is_row(label: str, now: _Open, behind: Piece | None, filled: Piece | None) -> bool:
    """Columns come first: a label that can be either is a row once rows have begun, or where figures follow it.

    `behind` is the next piece, `filled` the next one in which something is printed.
    """
    words = vocabulary()
    followed = behind is not None and behind.kind == "figure"
    if label in words.breaks:
        return False
    if label in words.groups:
        return followed and not (behind is not None and behind.blank and not words.is_a(label, "row"))
    if not words.is_a(label, "row"):
        return False
    if words.is_a(label, "heading"):
        return followed and filled is not None and filled.kind == "figure"
    return bool(now.rows) or not words.is_a(label, "column")


def _is_beside(label: str, behind: Piece | None, after: Sequence[Piece], now: _Open) -> bool:
    """A heading left of rows; 行政诉讼 only where the next piece is certainly such a row."""
    words = vocabulary()
    if label in words.breaks or label not in words.before:
        return False
    if label in words.beside:
        return True
    filled = next((p for p in after if not p.blank), None)
    return behind is not None and _is_row(behind.label, now, after[0] if after else None, filled)


def _take(piece: Piece, now: _Open, behind: Piece | None) -> None:
    """A figure or text behind a label; between header and first label it is a pad, broken header text, or misspelt."""
    if now.rows:
        now.rows[-1].pieces.append(piece)
    elif is_first_row(piece, now.heads, behind):
        now.rows.append(Row(piece, now.path, now.before))
    elif piece.kind == "text":
        now.heads.append(piece)
        now.pads.clear()
    elif piece.blank or not _is_single(now.heads):
        now.pads.append(piece)
    else:
        now.rows.append(Row(None, (), 0, [*now.pads, piece]))


def _is_single(heads: Sequence[Piece]) -> bool:
    return is_single_header([p.token.text for p in heads])


def _close(now: _Open, sizes: Mapping[int, int], source: Source, end: Piece | None = None) -> list[Segment]:
    single = _is_single(now.heads)
    if single and not now.rows and now.pads:
        now.rows.append(Row(None, (), 0, now.pads))
    if not now.rows:
        return []
    if not single and (figures := _unnamed(now.pads, now.heads)):
        now.rows.insert(0, Row(None, (), 0, figures))
    heads = single_heads(now.heads) if single else stream_heads(now.heads)
    bodies = tuple(bodies_of(now.rows, len(heads), sizes, _header_size(now, sizes), end))
    return [Segment(heads, bodies, source, bodies[0].place if bodies else None)]


def _unnamed(pads: Sequence[Piece], heads: Sequence[Piece]) -> list[Piece]:
    """Figures between the header and the first label, one under each column: a row that lost its label."""
    filled = [at for at, piece in enumerate(pads) if not piece.blank]
    whole = bool(filled) and filled[-1] - filled[0] + 1 == len(filled) == len(stream_heads(heads))
    return list(pads[filled[0] : filled[-1] + 1]) if whole else []


def _header_size(now: _Open, sizes: Mapping[int, int]) -> int:
    """Cells in the last printed row of the header; where the text shows no rows, of all of it below its banner."""
    if not now.heads:
        return 0
    last = now.heads[-1].token
    if shown := sizes[last.row] if last.row else 0:
        return shown
    banner = max((i for i, p in enumerate(now.heads) if p.label in vocabulary().breaks), default=-1)
    line = sizes[-(last.place.line or 0)]
    return line if line > 1 else len(now.heads) - banner - 1 + len(now.pads)
