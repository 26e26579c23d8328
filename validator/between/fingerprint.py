"""Case → Sketch: the little of a report by which those that are nearly alike are found among many."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from hashlib import blake2b
from math import log2
from zlib import crc32

from validator.between.sketch import WIDTH, Sketch
from validator.between.sure_year import comparable_year
from validator.identity.scope import without_scope
from validator.identity.title_words import plain
from validator.model import Case, Cell
from validator.prose.outline import Outline, outline_of
from validator.prose.sentences import pieces
from validator.schema import editions

#: Sections in which offices write of themselves: 总体情况, 问题及改进, 其他事项. The others are tables.
_SECTIONS = (1, 5, 6)
#: Characters left of a sentence; shorter ones are headings and phrases that everybody uses.
_SHORTEST = 14
_NO_WORDS = re.compile(r"[\d〇零一二三四五六七八九十百千万亿两\W_]+")
#: What is no word in any form, and all else that stands in nearly every sentence: the rest is rare.
_SIGNS = re.compile(r"[\d〇零一二三四五六七八九十百千万亿两\s，。；：、（）《》〈〉【】“”‘’！？…—,.;:()%/-]+")
_RARE = re.compile("[^一-鿿\u01c0]+")
#: Between two sentences: a letter to every pattern here, and in no Chinese text.
_BETWEEN = "\u01c0"
#: What the form itself wants said, in much the same words.
_FORMAL = re.compile(
    r"信息处理费|收费通知|其[他它](?:需要|应当)?(?:报告|说明)的?(?:其[他它])?事项|本报告|统计(?:数据)?期限|联系(?:电话|地址|方式)"
)
#: How an organ speaks of itself and its place.
_OURSELVES = re.compile(r"[我本全](?:省|市|州|县|区|旗|镇|乡|街道|局|厅|委|办|院|处|机关|单位|部门|系统)")
_PIECE = re.compile(r"[一-鿿]{2,8}?(?:特别行政区|自治[区州县旗]|省|市|州|盟|县|区|旗|镇|乡|街道)")
#: Columns that go on from year to year by themselves: equal figures there say nothing.
_STOCKS = frozenset({"in_force", "public_total", "previous_items"})


def fingerprint(case: Case, compared: bool = True) -> Sketch:
    """The sketch of a report; of one that could not be read, nothing but its digest.

    Without `compared` only what linking asks for: organ, year and the digest of all figures.
    """
    if case.reader is None:
        return Sketch(None, None, case.sha256, b"", b"", 0, b"")
    outline = outline_of(case.paragraphs)
    year, (every, filled, read) = comparable_year(case, outline), _figures(case.cells)
    if not compared:
        return Sketch(case.organ, year, case.sha256, every, b"", 0, b"")
    found = set(map(_hash, _sentences(outline, case.organ)))
    sentences = b"".join(sorted(found))
    return Sketch(case.organ, year, case.sha256, every, filled, _weight(case.cells), sentences, read)


# ---------------------------------------------------------------- prose


def _sentences(outline: Outline, organ: str | None) -> list[str]:
    """The words of each sentence: without figures, years, signs and the names of the organ and its place.

    Patterns are run over all sentences at once.
    """
    told = [p.text for section in outline.sections if section.number in _SECTIONS for p in section.paragraphs]
    printed = _BETWEEN.join([piece for text in told for piece in pieces(text)])
    words = _OURSELVES.sub("", _own_names(organ or "").sub("", _words(printed)))
    formal = _FORMAL.search(words) is not None
    return [w for w in words.split(_BETWEEN) if len(w) >= _SHORTEST and not (formal and _FORMAL.search(w))]


def _words(text: str) -> str:
    """Words alone, full-width letters as plain ones: to do so with all characters takes longer than all the rest."""
    bare = _SIGNS.sub("", text)
    if _RARE.search(bare) is None:
        return bare
    return _NO_WORDS.sub("", _RARE.sub(lambda run: unicodedata.normalize("NFKC", run[0]), bare))


@lru_cache(maxsize=256)
def _own_names(organ: str) -> re.Pattern[str]:
    """The whole name, the places in it, with and without their rank, and the office; nothing without a name."""
    name = _NO_WORDS.sub("", plain(without_scope(organ)))
    pieces = [piece[0] for piece in _PIECE.finditer(name)]
    office = name.removeprefix("".join(pieces))
    stems = [piece.rstrip("省市州盟县区旗镇乡") for piece in pieces]
    names = {one for one in (name, office, *pieces, *stems) if len(one) >= 2}
    return re.compile("|".join(map(re.escape, sorted(names, key=lambda one: (-len(one), one)))) or r"(?!)")


def _hash(words: str) -> bytes:
    return blake2b(words.encode(errors="replace"), digest_size=WIDTH).digest()


# ---------------------------------------------------------------- figures


#: What is put where a cell was read without a number; spelled so, a cell holds nothing that tells.
_NONE = " "
_NOTHING = frozenset(("", _NONE, "0"))


def _figures(cells: Iterable[Cell]) -> tuple[bytes, bytes, bytes]:
    """Two digests and a byte for each cell of all editions.

    The first is equal where all figures are: 3 and 3.0 are; to the second so are 0, a blank and a cell that is not
    there; it is empty where there is nothing else. A byte is 0 where nothing was read; a blank and a dash are as a 0.
    """
    places, compared = _places()
    every, read = [""] * len(places), bytearray(len(places))
    for cell in cells:
        blank = cell.kind in ("blank", "dash")
        spelled, byte = (_NONE, _NOUGHT if blank else 0) if cell.value is None else _spelled(cell.value)
        place = places[cell.key]
        every[place], read[place] = spelled, byte
    filled = ["" if text in _NOTHING else text for text in every]
    return _digest(every), _digest(filled) if any(filled) else b"", bytes(read[:compared])


@lru_cache(maxsize=4096)  # most figures are 0 or small
def _spelled(value: Decimal) -> tuple[str, int]:
    """Equal for 3 and 3.0: its digits, and 1 to 255."""
    digits = f"{value.normalize() or Decimal(0):f}"
    return digits, 1 + crc32(digits.encode()) % 255


_NOUGHT = _spelled(Decimal(0))[1]


@cache
def _places() -> tuple[Mapping[tuple[str, str, str], int], int]:
    """Every cell of every edition, numbered, and how many are compared one by one: the rest are of headings.

    Headings may stand as rows where an office left out the rows below them.
    """
    tables = [table for edition in editions().values() for table in edition.tables]
    lines = dict.fromkeys((t.key, r, c) for t in tables for r in t.row_keys for c in t.column_keys)
    headings = dict.fromkeys((t.key, g.key, c) for t in tables for g in t.groups for c in t.column_keys)
    return {spot: number for number, spot in enumerate(lines | headings)}, len(lines)


def _digest(texts: Iterable[str]) -> bytes:
    return blake2b("\n".join(texts).encode(), digest_size=WIDTH).digest()


def _weight(cells: Iterable[Cell]) -> int:
    """Bits that tell the counts of this year from zeros; sums follow from the rest, stocks stay as they were."""
    sums = _sums()
    return int(
        sum(
            log2(1 + abs(float(cell.value)))
            for cell in cells
            if cell.value
            and cell.column not in _STOCKS
            and not {(cell.table, cell.row), (cell.table, cell.column)} & sums
        )
    )


@cache
def _sums() -> frozenset[tuple[str, str]]:
    """(Table, row or column) of every line that adds up others."""
    tables = [table for edition in editions().values() for table in edition.tables]
    return frozenset((t.key, line.key) for t in tables for line in (*t.rows, *t.columns) if line.sums)
