"""Word 97-2003 → DOCX without LibreOffice, by the pure-Python converter of the extra [doc]."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from tempfile import TemporaryDirectory

from validator.model import Unreadable
from validator.read.package import TRUSTING

_BROKEN = "「{name}」读不出来，可能已损坏。请用 Word 或 WPS 打开，另存为 .docx 后再检查；安装 LibreOffice 也可以读更多旧文件。"


def is_there() -> bool:
    """Whether the extra [doc] is installed."""
    return importlib.util.find_spec("doc2docx") is not None


def to_docx(data: bytes, name: str) -> bytes:
    """The same document as .docx; `name` is for messages. Raises Unreadable F001, ImportError without the extra."""
    from doc2docx import convert
    from doc2docx.errors import Doc2DocxError

    with TemporaryDirectory(prefix="d711-", ignore_cleanup_errors=True) as place:
        source, made = Path(place) / "0.doc", Path(place) / "0.docx"
        source.write_bytes(data)
        try:
            convert(source, made)
            return made.read_bytes()
        except (Doc2DocxError, OSError, *TRUSTING) as error:
            raise Unreadable("F001", _BROKEN.format(name=name)) from error
