"""HTML page or fragment → Document: paragraphs, every innermost data table, pictures, links to files."""

from __future__ import annotations

from validator.limits import MAX_BYTES
from validator.model import Document, Observation, Unreadable
from validator.read.encoding import declared_charset, decode_and_encode
from validator.read.html_bounds import refuse_bombs
from validator.read.html_script import text_comes_by_script
from validator.read.html_tables import assemble
from validator.read.html_tree import parse
from validator.read.pictures import data_in_address, taken_along

_HEAD = 4096
_BROKEN = "\ufffd"
_TOO_LARGE = f"网页文件超过 {MAX_BYTES // 1024 // 1024} MB，无法处理。请只保留年度报告的正文后再检查。"


def read(data: bytes, name: str) -> Document:
    """Read one page; `name` is the file's name, which no page needs.

    Observations: `undecodable` (number: how many characters), `spans_cut` (number: which table), `struck_text` and
    `hidden_text` (number: how many runs were left out; text and place: the first), `script_only`.
    Raises Unreadable: F001 no text, F002 empty, F004 beyond a limit.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable("F004", _TOO_LARGE)
    text, markup = decode_and_encode(data, declared_charset(data[:_HEAD]))
    broken = text.count(_BROKEN) if _BROKEN in text else 0  # to count costs more than to look
    del text  # twice the size of the file
    refuse_bombs(markup)
    page = parse(markup)
    blocks, observations = assemble(page.tokens)
    told: tuple[Observation, ...] = (Observation("undecodable", number=broken),) if broken else ()
    if text_comes_by_script(blocks, markup):
        told += (Observation("script_only"),)
    return Document("html", taken_along(blocks, data_in_address), page.meta, told + observations)
