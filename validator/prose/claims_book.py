"""schemas/claims.toml → the book of claims: which words before or behind a number name which cells."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from validator.form import SchemaError
from validator.model import Reading
from validator.prose.claims_entries import Book, Fact, Loose, Sum, Whole, Zero
from validator.schema import schema_folder

#: The table of facts whose subject names the table too.
OF_SUBJECT = "SUBJECT"
_MACRO = re.compile(r"@([a-z]+)")
_TERM = re.compile(r"([+-]?)\s*([a-z_.*0-9]+)")


@cache
def book() -> Book:
    """The book, read once. Raises SchemaError if the file is unsound."""
    return parse_book((schema_folder() / "claims.toml").read_text(encoding="utf-8"))


def parse_book(text: str) -> Book:
    """A book from the text of its file. Raises SchemaError naming the entry that is unsound."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SchemaError(f"claims.toml: {error}") from error
    words = {name: _either(entries) for name, entries in raw["words"].items()} | {"none": _either(raw["none"]["words"])}
    facts = [_fact(_spelled(_completed(entry, raw), raw), words, raw["subjects"]) for entry in raw["facts"]]
    known = {fact.key: fact for fact in facts}
    if len(known) != len(facts):
        raise SchemaError("claims.toml: a fact twice")
    zeros = tuple(Zero(**_filled(_spelled(entry, raw), words)) for entry in raw["zeros"])
    wholes = tuple(Whole(**_filled(entry, words)) for entry in raw["wholes"])
    sums = Sum(**_filled(raw["sums"], words))
    named = (
        {sums.fact, sums.beside, *sums.of}
        | {key for zero in zeros for key in zero.facts}
        | {key for w in wholes for key in (w.fact, *w.of)}
        | set(raw["loose"]["facts"])
    )
    if unknown := named - set(known):
        raise SchemaError(f"claims.toml: no fact {sorted(unknown)}")
    subjects = {kind: {p: tuple(rows) for p, rows in entry.items()} for kind, entry in raw["subjects"].items()}
    sure, loose = (_words_only(_expanded(entry, words)) for entry in (raw["sure"], raw["loose"]["words"]))
    told = (raw["documents"], raw["part"], raw["kind"], sure)
    return Book(known, zeros, wholes, sums, Loose(loose, raw["loose"]["facts"]), subjects, *told)


def _completed(entry: Mapping[str, Any], raw: Mapping[str, Any]) -> dict[str, Any]:
    """The entry with what is usual of a fact of its rule, and with the patterns of its reason."""
    whole: dict[str, Any] = (
        {"cells": entry["key"]} | raw["usual"]["every"] | raw["usual"].get(entry["rule"], {}) | entry
    )
    if (name := whole.pop("reason", None)) is None:
        return whole
    usual = raw["reason"]
    patterns = {side: [usual[side].replace("@name", name)] for side in ("before", "after")}
    return {"unless": usual["unless"], "readings": [entry["key"].partition(".")[0]]} | patterns | whole


def _spelled(entry: Mapping[str, Any], raw: Mapping[str, Any]) -> dict[str, Any]:
    """The entry with the words of every list that its own lists of words name."""
    listed = {key: entry[key] for key in ("unless", "astray", "units") if key in entry}
    return {**entry} | {key: [w for name in names for w in _named(name, raw)] for key, names in listed.items()}


def _named(name: str, raw: Mapping[str, Any]) -> Sequence[str]:
    if not name.startswith("@"):
        return (name,)
    if name[1:] not in raw["words"]:
        raise SchemaError(f"claims.toml: no list {name}")
    return tuple(raw["words"][name[1:]])


def _fact(entry: Mapping[str, Any], words: Mapping[str, str], subjects: Mapping[str, object]) -> Fact:
    raw = _filled(entry, words)
    if raw.get("subject") not in (None, *subjects):
        raise SchemaError(f"claims.toml: {entry['key']}: no subject {raw['subject']}")
    column = entry["column"]
    by_edition = column if isinstance(column, dict) else {"": column}
    raw["column"] = {key: (c,) if isinstance(c, str) else tuple(c) for key, c in by_edition.items()}
    raw["cells"] = _sum(entry["cells"])
    raw |= {key: tuple(map(_sum, entry.get(key, ()))) for key in ("readings", "alone")}
    try:
        return Fact(**raw)
    except TypeError as error:
        raise SchemaError(f"claims.toml: {entry['key']}: {error}") from error


def _filled(entry: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    """The entry with every @name written out and every list a tuple."""
    return {key: _expanded(value, words) for key, value in entry.items()}


def _expanded(value: Any, words: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return tuple(_expanded(item, words) for item in value)
    return _written_out(value, words) if isinstance(value, str) else value


def _written_out(pattern: str, words: Mapping[str, str]) -> str:
    while (match := _MACRO.search(pattern)) is not None:
        if match[1] not in words:
            raise SchemaError(f"claims.toml: no word @{match[1]} in {pattern}")
        pattern = pattern.replace(match[0], words[match[1]])
    return pattern


def _words_only(entries: Sequence[str]) -> str:
    """A text of nothing else; a word once taken is not tried again."""
    return f"{_either(entries)}*+"


def _either(entries: Sequence[str]) -> str:
    return f"(?:{'|'.join(entries)})"


def _sum(text: str) -> Reading:
    return tuple((-1 if sign == "-" else 1, row) for sign, row in _TERM.findall(text))


@lru_cache(maxsize=1024)
def ending(pattern: str) -> re.Pattern[str]:
    """`pattern` at the end of a text."""
    return re.compile(f"(?:{pattern})$")


@lru_cache(maxsize=1024)
def anywhere(pattern: str) -> re.Pattern[str]:
    """`pattern`, to be matched at the beginning of a text or searched in it."""
    return re.compile(pattern)
