"""The file of a baseline: a JSON list of findings, made to be edited by people and compared by version control."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args

State = Literal["confirmed", "dismissed"]


class BadBaseline(ValueError):
    """A baseline file that cannot be used; the text is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding that is known. `organ`: the organ, or the file where the organ is unknown."""

    fingerprint: str
    rule: str
    organ: str
    year: int | None
    status: State
    reason: str
    figures: Mapping[str, Any]


def encode(entries: Iterable[Entry]) -> bytes:
    """The file: a JSON list, a line for each field, so that people can edit it and compare versions."""
    blocks = [
        "  {\n" + ",\n".join(f"    {as_json(k)}: {as_json(v)}" for k, v in asdict(e).items()) + "\n  }" for e in entries
    ]
    return ("[\n" + ",\n".join(blocks) + "\n]\n").encode(errors="replace") if blocks else b"[]\n"


def as_json(value: object) -> str:
    """One line, the same for equal values."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def decode(data: bytes, name: str) -> tuple[Entry, ...]:
    """The entries of a file called `name`. Raises BadBaseline."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # no UTF-8, no JSON, nested without end
        line = f"（第 {error.lineno} 行）" if isinstance(error, json.JSONDecodeError) else ""
        raise BadBaseline(f"基线文件 {name} 不是正确的 JSON{line}。请改正，或换一个文件名重新写。") from error
    if not isinstance(found, list):
        raise BadBaseline(f"{name} 不是基线文件。请给出 --write-baseline 写的文件。")
    return tuple(_decoded(number, item, name) for number, item in enumerate(found, 1))


def _decoded(number: int, item: object, name: str) -> Entry:
    keys = [f.name for f in fields(Entry)]
    if not isinstance(item, dict) or sorted(item) != sorted(keys):
        raise BadBaseline(f"基线文件 {name} 第 {number} 条应当正好有这些项：{'、'.join(keys)}。请改正。")
    kinds: Mapping[str, type | tuple[type, ...]] = {"year": (int, type(None)), "figures": dict}
    for key in keys:
        if not isinstance(item[key], kinds.get(key, str)):
            raise BadBaseline(f"基线文件 {name} 第 {number} 条的 {key} 写得不对。请改正。")
    if item["status"] not in get_args(State):
        raise BadBaseline(f'基线文件 {name} 第 {number} 条的 status 应是 "confirmed" 或 "dismissed"。请改正。')
    return Entry(**item)
