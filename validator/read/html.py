"""HTML page or fragment → Document: paragraphs, every innermost data table, pictures, links to files."""

from __future__ import annotations

from validator.limits import MAX_BYTES
from validator.model import Document, Observation, Unreadable
from validator.read.encoding import declared_charset, decode
from validator.read.html_bounds import refuse_bombs
from validator.read.html_tables import assemble
from validator.read.html_tree import parse

_HEAD = 4096
_TOO_LARGE = f"网页文件超过 {MAX_BYTES // 1024 // 1024} MB，无法处理。请只保留年度报告的正文后再检查。"


def read(data: bytes, name: str) -> Document:
    """Read one page; `name` is the file's name, which no page needs.

    Observations: `undecodable` (number: how many characters), `spans_cut` (number: which table), `struck_text` and
    `hidden_text` (number: how many runs were left out; text and place: the first).
    Raises Unreadable: F001 no text, F002 empty, F004 beyond a limit.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable("F004", _TOO_LARGE)
    text = decode(data, declared_charset(data[:_HEAD]))
    markup = text.encode()
    refuse_bombs(markup)
    page = parse(markup)
    blocks, observations = assemble(page.tokens)
    broken = text.count("\ufffd")
    told = (Observation("undecodable", number=broken),) if broken else ()
    return Document("html", blocks, page.meta, told + observations)
