"""What tells the findings on two sentences of one report apart: their words, not their figures and not their places."""

from __future__ import annotations

import re
import unicodedata
from hashlib import sha256

_NO_WORDS = re.compile(r"[\d〇零一二三四五六七八九十百千万亿两\W_]+")


def sentence_key(text: str) -> str:
    """Eight hexadecimal digits, the same however the sentence is spaced and whatever numbers it holds."""
    words = _NO_WORDS.sub("", unicodedata.normalize("NFKC", text))
    return sha256(words.encode(errors="replace")).hexdigest()[:8]
