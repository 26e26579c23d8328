"""Tables that agree with a passage: the figures it names, and all the others from them, every identity kept."""

from __future__ import annotations

from collections.abc import Mapping

from tools.forge.figures import Rows
from validator.form import Table
from validator.schema import editions

Figures = dict[str, int | str]

#: Short names of rows; a group stands for one of its rows.
_ROWS = {
    "normative": "normative_documents",
    "coercive": "coercive_measures",
    "direct": "direct_suit",
    "suit": "direct_suit",
    "after": "suit_after_review",
}
_GROUPS = {
    "denied": "denied.process_information",
    "unavailable": "unavailable.not_held",
    "not_processed": "not_processed.petition",
}
_ENDS = ("new", "carried_in", "total", "carried_out")
#: Where what the passage does not tell is put: the first of these that it does not name.
_REST = ("granted", "unavailable.not_held", "other.misc", "other", "denied.third_party", "not_processed.repeated")
#: More documents than were issued are in force, where the passage does not say.
_OLDER = 10


def tables_of(edition: str, cells: str) -> Mapping[str, Rows]:
    """Every table; `cells`: row=figure, row@column=figure (applications), row.column=figure (others), blanks between.

    Raises ValueError where the figures contradict each other, KeyError for a name that the edition does not have.
    """
    named = {_spelled(key): value for key, _, value in (item.partition("=") for item in cells.split())}
    tables = editions()[edition].tables
    known = {f"{line.key}{suffix}" for t in tables for line in t.rows for suffix in _suffixes(t)}
    if unknown := named.keys() - known:
        raise KeyError(f"{edition}: {sorted(unknown)}")
    return {table.key: _rows(table, named) for table in tables}


def _spelled(key: str) -> str:
    """The key with the name of its row written out."""
    row, mark, rest = key.partition("@" if "@" in key else ".")
    return _GROUPS.get(key, f"{_ROWS.get(row, row)}{mark}{rest}")


def _suffixes(table: Table) -> tuple[str, ...]:
    mark = "@" if table.key == "requests" else "."
    return ("", *(f"{mark}{column.key}" for column in table.columns))


def _rows(table: Table, named: Mapping[str, str]) -> Rows:
    if table.key == "requests":
        return _requests(table, {key: int(value) for key, value in named.items() if _is_of(table, key, "@")})
    if table.key == "disputes":
        return {row: _dispute(table, row, named) for row in table.row_keys}
    return {row: _activity(table, row, named) for row in table.row_keys}


def _is_of(table: Table, key: str, mark: str) -> bool:
    return key.partition(mark)[0] in table.row_keys


def _dispute(table: Table, row: str, named: Mapping[str, str]) -> dict[str, str | None]:
    details = {c: int(named[f"{row}.{c}"]) for c in table.column_keys[:-1] if f"{row}.{c}" in named}
    total = int(named.get(row, sum(details.values())))
    rest = total - sum(details.values())
    free = next(c for c in ("other", "pending", "upheld", "corrected") if c not in details) if rest else "other"
    if rest < 0:
        raise ValueError(f"{row}: more outcomes than {total}")
    figures = {c: details.get(c, 0) + (rest if c == free else 0) for c in table.column_keys[:-1]}
    return {c: str(value) for c, value in (figures | {"total": total}).items()}


def _activity(table: Table, row: str, named: Mapping[str, str]) -> dict[str, str | None]:
    line: dict[str, str | None] = {c: named.get(f"{row}.{c}", "0") for c in table.column_keys}
    if row in named:
        line[table.column_keys[-1] if "decisions" in line else table.column_keys[0]] = named[row]
    for whole, part in (("in_force", "issued"), ("public_total", "published")):
        if whole in line and f"{row}.{whole}" not in named:
            line[whole] = str(int(line[part] or 0) + (_OLDER if line[part] != "0" else 0))
    return line


# ---------------------------------------------------------------- applications


def _requests(table: Table, named: Mapping[str, int]) -> Rows:
    """Results are dealt out over the applicants in printed order, so that rows and columns both add up."""
    columns = table.column_keys[:-1]
    rows = {row: dict.fromkeys(columns, 0) for row in table.row_keys}
    for row in ("new", "carried_in", "carried_out"):
        rows[row] = _ends(row, columns, named)
    if "carried_out" not in named and "total" in named:
        rows["carried_out"][columns[0]] = sum(rows["new"].values()) + sum(rows["carried_in"].values()) - named["total"]
    free = {c: rows["new"][c] + rows["carried_in"][c] - rows["carried_out"][c] for c in columns}
    for row, value in _results(table, named, sum(free.values())).items():
        for column in columns:
            rows[row][column] = min(value, free[column])
            value, free[column] = value - rows[row][column], free[column] - rows[row][column]
        if value:
            raise ValueError(f"{row}: more results than applications")
    for column in columns:
        rows["total"][column] = sum(line[column] for row, line in rows.items() if row not in _ENDS)
    return {
        row: {c: str(v) for c, v in (line | {table.column_keys[-1]: sum(line.values())}).items()}
        for row, line in rows.items()
    }


def _ends(row: str, columns: tuple[str, ...], named: Mapping[str, int]) -> dict[str, int]:
    """What is not told of other applicants is of natural persons."""
    line = {column: named.get(f"{row}@{column}", 0) for column in columns}
    if row in named and f"{row}@{columns[0]}" not in named:
        line[columns[0]] = named[row] - sum(line.values())
    return line


def _results(table: Table, named: Mapping[str, int], total: int) -> dict[str, int]:
    results = {row: named.get(row, 0) for row in table.row_keys if row not in _ENDS}
    free = next(row for row in _REST if row in results and row not in named)
    results[free] += total - sum(results.values())
    if results[free] < 0:
        raise ValueError(f"results beyond the {total} that were answered")
    return results
