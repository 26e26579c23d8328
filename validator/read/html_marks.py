"""What single elements of a page come to: cells, pictures and links to files, from their attributes alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from urllib.parse import unquote

from validator.limits import MAX_CELLS, MAX_COLSPAN, MAX_ROWSPAN
from validator.model import Attachment, Image, Observation, Place, Unreadable
from validator.read.html_names import BUTTONS
from validator.read.spans import Source


class Mark(Enum):
    """The bones of a table."""

    TABLE = "table"
    TABLE_END = "/table"
    ROW = "tr"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class CellStart:
    """A td or th begins; spans as HTML reads them (rowspan 0: to the end of the table)."""

    rowspan: int
    colspan: int


#: A row begins, and its first cells, which hold nothing but short text, are there at once.
Row = tuple[Source, ...]
Token = str | Mark | CellStart | Row | Image | Attachment | Observation
Attributes = Mapping[str, str | None]

#: A file at the end of the path or of a value of the query (`down.jsp?name=a.docx`, `viewer.html?file=a.pdf`), or of
#: the link's words, where the address is a number.
_ENDINGS = r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|ceb|rtf|odt|ods|zip|rar|7z)"
_FILES = re.compile(rf"{_ENDINGS}(?=$|[?&#;])", re.I)
_FILES_IN_WORDS = re.compile(rf"{_ENDINGS}(?![a-z0-9])", re.I)
_FRAMED = re.compile(r"\.(?:s?html?|mht)$", re.I)
_DECORATION = re.compile(
    r"logo|icon|qr_?code|ewm|erweima|weixin|wechat|weibo|share|arrow|button|btn|banner|spacer|blank|print"
    r"|jiucuo|beian|gongan|wzag|dzjg|jubao|loading|lazy",
    re.I,
)
_SMALLEST_PICTURE = 60  # pixels, either side
_SMALLEST_TABLE = 150  # pixels, both sides: badges and codes in the foot of a page are smaller
_MEND_SPAN = "请改正合并单元格，或将正文另存为 .docx 后再检查。"
_NUMBER = re.compile(r"[ \t\n\f\r]*\+?(\d{1,9})")


@lru_cache(maxsize=256)
def cell_start(rowspan: str | None, colspan: str | None) -> CellStart:
    """The start of a cell from its two attributes as written. Raises Unreadable("F004") if it claims too many places."""
    start = CellStart(_span(rowspan, 0), _span(colspan, 1))
    if min(start.rowspan, MAX_ROWSPAN) * min(start.colspan, MAX_COLSPAN) > MAX_CELLS:
        raise Unreadable("F004", f"网页中有跨 {start.rowspan} 行 {start.colspan} 列的单元格，无法处理。{_MEND_SPAN}")
    return start


def _span(raw: str | None, least: int) -> int:
    """The number that `raw` begins with; 1 for none and for one below `least`."""
    found = _NUMBER.match(raw or "")
    number = int(found[1]) if found else 1
    return number if number >= least else 1


def image(attributes: Attributes) -> Image | None:
    """The picture, named by its alternative text or file; None if it is plainly decoration."""
    delayed = attributes.get("data-src") or attributes.get("data-original")  # shown once the reader scrolls there
    source, words = delayed or attributes.get("src") or "", attributes.get("alt") or ""
    file = "" if source.startswith("data:") else source.rpartition("/")[2]
    sides = [_NUMBER.match(attributes.get(side) or "") for side in ("width", "height")]
    known = [int(side[1]) for side in sides if side]
    small = any(side < _SMALLEST_PICTURE for side in known) or (len(known) == 2 and max(known) < _SMALLEST_TABLE)
    if small or _DECORATION.search(file):
        return None
    return Image(Place(), words.strip() or file, source)


def field_value(attributes: Attributes) -> str:
    """What a one-line form field shows; nothing for a button or a box to tick."""
    unseen = (attributes.get("type") or "").strip().lower() in BUTTONS
    return "" if unseen else attributes.get("value") or ""


def is_file(attributes: Attributes, text: str = "") -> bool:
    """Whether a link or frame leads to a document or an archive rather than to a page; `text`: the link's words."""
    words = (_address(attributes), text.strip(), (attributes.get("title") or "").strip())
    return any(map(_FILES.search, words))


def may_name_file(words: str) -> bool:
    """Whether any link can lead to a file, given its markup and, on a line of their own, its words."""
    return _FILES_IN_WORDS.search(unquote(words)) is not None


def is_page(attributes: Attributes) -> bool:
    """Whether a frame shows a page that lies beside this one."""
    address = _address(attributes)
    return _FRAMED.search(_target(attributes)) is not None and "//" not in address


def attachment(attributes: Attributes, text: str) -> Attachment:
    """The file that a link leads to, named by the link's text, or as the file is."""
    words, title = " ".join(text.split()), (attributes.get("title") or "").strip()
    return Attachment(Place(), title if _FILES.search(title) else words or _file(attributes))


def embedded(attributes: Attributes) -> Attachment:
    """The file or page that a frame shows in this page."""
    return Attachment(Place(), f"嵌入的 {_file(attributes)}")


def _file(attributes: Attributes) -> str:
    address = _address(attributes)
    end = next((found.end() for found in _FILES.finditer(address)), None)
    return re.split("[/=]", address[:end] if end else _target(attributes))[-1]


def _address(attributes: Attributes) -> str:
    return unquote(attributes.get("href") or attributes.get("src") or attributes.get("data") or "")


def _target(attributes: Attributes) -> str:
    target = attributes.get("href") or attributes.get("src") or attributes.get("data") or ""
    return target.partition("?")[0].partition("#")[0]
