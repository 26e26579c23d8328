"""Texts out of which whoever copied them dropped every line that had come before: of 0, 0, 0 one 0 is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from validator.identity.title_words import plain
from validator.model import Block, Observation, Stream
from validator.numerals import tidy

#: Each of these heads a table whose first column is 信息内容 again.
_BANNER = re.compile(r"第二十条第\([一五六八九]\)项")
_REPEATED = "信息内容"
_BANNERS = 3


def repeats_lost(blocks: Sequence[Block], seen: Sequence[Observation]) -> Iterator[Observation]:
    """`repeats_lost`, if several tables head their columns alike and yet no line of the text comes twice.

    `seen`: only where rows could not be counted off is anything lost.
    """
    if not any(o.kind == "row_uncounted" for o in seen) or not all(isinstance(block, Stream) for block in blocks):
        return
    tokens = [t for block in blocks if isinstance(block, Stream) for t in block.tokens if tidy(t.text)]
    lines = [plain(token.text) for token in tokens]
    if len(set(lines)) < len(lines) or _REPEATED not in lines:
        return
    if sum(_BANNER.fullmatch(line) is not None for line in lines) >= _BANNERS:
        yield Observation("repeats_lost", place=tokens[lines.index(_REPEATED)].place)
