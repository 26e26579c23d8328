"""Names of archived files: decoded right, safe to print, each once, and whether such a file may be a report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from posixpath import splitext
from typing import Literal

Sort = Literal["report", "picture", "other"]

_PICTURES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff"))
_STYLES = (".css", ".js", ".map", ".svg", ".ico", ".cur", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".download")
_MEDIA = (".mp3", ".mp4", ".avi", ".mov", ".wmv", ".flv", ".wav", ".swf")
_SYSTEM = (".exe", ".dll", ".lnk", ".url", ".db", ".ini", ".tmp")
#: What this program writes or is told by, and what people keep beside it.
_OWN = (".toml", ".jsonl", ".parquet", ".sarif", ".py")
_OTHERS = frozenset((*_STYLES, *_MEDIA, *_SYSTEM, *_OWN))
#: What systems and office programs leave behind, and the folder of a page saved "complete".
_DEBRIS = re.compile(r"(^|/)(__MACOSX/|\._|~\$|\.DS_Store$|desktop\.ini$)|(_files|\.files)/", re.I)
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def sort_of(name: str) -> Sort:
    """What a member may be, by its name alone; whatever is not known to be no report may be one."""
    suffix = splitext(name)[1].lower()
    if suffix in _OTHERS or _DEBRIS.search(name):
        return "other"
    return "picture" if suffix in _PICTURES else "report"


def decode_names(raw: Sequence[bytes]) -> list[str]:
    """Names without a stated encoding: UTF-8 if all of one archive are, else as Chinese Windows writes them."""
    for codec in ("utf-8", "gb18030"):
        try:
            return [name.decode(codec) for name in raw]
        except UnicodeDecodeError:
            continue
    return [name.decode("gb18030", "replace") for name in raw]


def tidy_names(names: Iterable[str]) -> Iterator[str]:
    """The same names with / between folders, without control characters; the second of a name is told by `(2)`."""
    seen: Counter[str] = Counter()
    for name in names:
        tidied = _UNPRINTABLE.sub("_", name.replace("\\", "/")).lstrip("/") or "_"
        seen[tidied] += 1
        path = PurePosixPath(tidied)
        yield tidied if seen[tidied] == 1 else str(path.with_name(f"{path.stem} ({seen[tidied]}){path.suffix}"))
