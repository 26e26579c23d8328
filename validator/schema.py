"""schemas/*.toml → Editions: the mandated form is data, and what contradicts itself is refused."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

from validator.form import Edition, Group, Identity, Line, SchemaError, Sentence, Table, Term, identities
from validator.linear import rank

_PACKAGED = Path(__file__).with_name("schemas")
_CHECKOUT = Path(__file__).parent.parent / "schemas"


def _line(raw: Mapping[str, Any]) -> Line:
    known = {"key", "label", "short", "aliases", "under", "holds", "unit", "sums"}
    _refuse_unknown(raw, known, f"line {raw.get('key')}")
    return Line(
        raw["key"],
        raw["label"],
        raw.get("short", raw["label"]),
        tuple(raw.get("aliases", ())),
        tuple(raw.get("under", ())),
        raw.get("holds", "count"),
        raw.get("unit"),
        raw.get("sums", False),
    )


def _group(raw: Mapping[str, Any]) -> Group:
    _refuse_unknown(raw, {"key", "label", "may_stand_alone"}, f"group {raw.get('key')}")
    return Group(raw["key"], raw["label"], raw.get("may_stand_alone", False))


def _sentence(raw: Mapping[str, Any]) -> Sentence:
    _refuse_unknown(raw, {"rule", "rows", "columns", "right"}, f"identity {raw.get('rule')}")
    if ("rows" in raw) == ("columns" in raw):
        raise SchemaError(f"identity {raw.get('rule')}: adds up either rows or columns")
    axis: Literal["rows", "columns"] = "rows" if "rows" in raw else "columns"
    return Sentence(raw["rule"], axis, raw[axis], raw.get("right"))


def _table(raw: Mapping[str, Any]) -> Table:
    known = {"key", "title", "section", "basis", "columns", "rows", "groups", "identities", "layout"}
    _refuse_unknown(raw, known, f"table {raw.get('key')}")
    return Table(
        raw["key"],
        raw["title"],
        raw["section"],
        raw["basis"],
        tuple(map(_line, raw["rows"])),
        tuple(map(_line, raw["columns"])),
        tuple(map(_group, raw.get("groups", ()))),
        tuple(map(_sentence, raw.get("identities", ()))),
        raw.get("layout", "matrix"),
    )


def parse_edition(text: str) -> Edition:
    """TOML text → Edition. Raises SchemaError on an unknown or missing key, duplicates, or bad identities."""
    try:
        raw = tomllib.loads(text)
        _refuse_unknown(
            raw, {"edition", "name", "notice", "issued", "years", "rank", "statements", "tables"}, "edition"
        )
        years = raw["years"]
        _refuse_unknown(years, {"first", "last", "optional"}, "years")
        tables = tuple(map(_table, raw["tables"]))
        edition = Edition(
            raw["edition"],
            raw["name"],
            raw["notice"],
            years["first"],
            years.get("last"),
            tuple(years.get("optional", ())),
            tables,
            tuple(raw.get("statements", ())),
        )
        ranks = raw["rank"]
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise SchemaError(f"not a form description: {error}") from error
    _refuse_duplicates([t.key for t in tables], "tables")
    for table in tables:
        _check_table(table, ranks)
    return edition


def _check_table(table: Table, ranks: Mapping[str, int]) -> None:
    _refuse_duplicates(table.row_keys, f"{table.key}.rows")
    _refuse_duplicates(table.column_keys, f"{table.key}.columns")
    for lines in (table.rows, table.columns):
        paths = [(*line.under, name) for line in lines for name in (line.label, *line.aliases)]
        _refuse_duplicates(paths, f"{table.key} label paths")
    for group in table.groups:
        if not any(key.startswith(f"{group.key}.") for key in table.row_keys):
            raise SchemaError(f"{table.key}: group {group.key!r} has no rows")
    _check_identities(table, ranks)


def _check_identities(table: Table, ranks: Mapping[str, int]) -> None:
    """Duplicate, void and contradictory identities are refused, so is a rank other than the declared one."""
    every = identities(table)
    canonical = [_canonical(identity) for identity in every]
    for identity, sums in zip(every, canonical, strict=True):
        if not sums or not any(k > 0 for k, *_ in sums) or not any(k < 0 for k, *_ in sums):
            raise SchemaError(f"{table.key}: {identity.rule} at {identity.at} cannot hold for any figures")
    _refuse_duplicates(list(map(frozenset, canonical)), f"{table.key} identities")
    used = {(r, c) for i in every for _, r, c in i.terms}
    unused = {(r, c) for r in table.row_keys for c in table.column_keys} - used
    if every and unused:
        raise SchemaError(f"{table.key}: no identity examines {sorted(unused)[:3]}")
    cells = sorted(used)
    rows = [{(r, c): k for k, r, c in sums} for sums in canonical]
    matrix = [[row.get(cell, 0) for cell in cells] for row in rows]
    if every and rank(matrix) != ranks.get(table.key):
        raise SchemaError(f"{table.key}: rank {rank(matrix)} is not the declared {ranks.get(table.key)}")
    if not every and table.key in ranks:
        raise SchemaError(f"{table.key}: a rank is declared but no identity")


def _canonical(identity: Identity) -> list[Term]:
    """Terms added up, zero ones dropped, the first one positive: equal identities look equal."""
    total: dict[tuple[str, str], int] = {}
    for k, r, c in identity.terms:
        total[r, c] = total.get((r, c), 0) + k
    terms = sorted((r, c, k) for (r, c), k in total.items() if k)
    sign = 1 if not terms or terms[0][2] > 0 else -1
    return [(sign * k, r, c) for r, c, k in terms]


def _refuse_unknown(raw: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := set(raw) - known:
        raise SchemaError(f"{where}: unknown key {sorted(unknown)}")


def _refuse_duplicates(keys: Sequence[object], where: str) -> None:
    if len(set(keys)) != len(keys):
        twice = next(k for k in keys if list(keys).count(k) > 1)
        raise SchemaError(f"{where}: {twice!r} twice")


def schema_folder() -> Path:
    """The folder of the TOML files: inside the installed package, or beside it in a checkout."""
    return _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT


@cache
def editions() -> Mapping[str, Edition]:
    """Every edition by its key, oldest first. Raises SchemaError if a file is unsound."""
    files = sorted(schema_folder().glob("[0-9]*.toml"))
    loaded = [parse_edition(file.read_text(encoding="utf-8")) for file in files]
    _refuse_duplicates([e.key for e in loaded], "editions")
    return {edition.key: edition for edition in loaded}


def governing(year: int | None) -> Edition | None:
    """The edition that governs a report year; None before the first one, and for a year that is not known."""
    return next((e for e in editions().values() if year is not None and e.governs(year)), None)


def binding(year: int | None) -> Edition | None:
    """The edition that governs a report year; None where offices may still use another form, too."""
    edition = governing(year)
    return edition if edition and year not in edition.optional else None
