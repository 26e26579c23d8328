"""Tables as read in the form of every edition → the edition that the report is printed in."""

from __future__ import annotations

from collections.abc import Mapping

from validator.form import Edition
from validator.model import Observation
from validator.schema import editions
from validator.tables.align import head_label
from validator.tables.alignment import Alignment
from validator.words import own_labels

#: Table key → how it reads in the form of one edition, and what else was seen of it.
Reading = Mapping[str, tuple[Alignment, tuple[Observation, ...]]]


def choose(readings: Mapping[str, Reading], year: int | None) -> Edition | None:
    """The year's own form, if a table is clearly printed in it: then those in an older form are left over.

    In a newer form more tables than in that of the year speak for another year. Else section two decides, then the
    other tables, then the year, then the newest.
    """
    known = editions()
    found = [key for key, reading in readings.items() if reading]
    if not found:
        return None

    clear = {key: sum(_is_clear(key, table, readings) for table in readings[key]) for key in found}

    def weight(key: str) -> tuple[bool, int, int, bool, int]:
        edition = known[key]
        due = year is not None and edition.governs(year)
        two = sum(a.score for k, (a, _) in readings[key].items() if edition.table(k).section == 2)
        rest = sum(_distinct(key, k, readings) for k in readings[key] if edition.table(k).section != 2)
        newer = (clear[other] for other in found if known[other].first > edition.first)
        mixed = due and clear[key] > 0 and clear[key] >= max(newer, default=0)
        return mixed, two, rest, due, edition.first

    return known[max(found, key=weight)]


def _is_clear(key: str, table: str, readings: Mapping[str, Reading]) -> bool:
    """Whether a table is printed in the form of this edition and in that of no other."""
    if editions()[key].table(table).section != 2:
        return _distinct(key, table, readings) > 0
    others = [printed_in(reading[table][0]) for e, reading in readings.items() if e != key and table in reading]
    return printed_in(readings[key][table][0]) > max(others, default=(False, 0))


def printed_in(found: Alignment) -> tuple[bool, int]:
    """How much speaks for the form that a table was read in: whether its columns are those of the form and no others,

    and how many are called as this edition calls them, aliases not counted. Without a head of its own it fits any form.
    """
    own = own_labels(found.table)[1]
    whole = set(found.columns) == set(found.table.column_keys)
    own_head = not any(seen.kind in ("extra_column", "header_missing") for seen in found.observations)
    return whole and own_head, sum(head_label(head, own) is not None for head in found.heads)


def _distinct(key: str, table: str, readings: Mapping[str, Reading]) -> int:
    """Rows printed that only this edition has; a lone 其他处理 row tells nothing."""
    others = {
        k for e, edition in editions().items() if e != key for t in edition.tables if t.key == table for k in t.row_keys
    }
    return sum(row not in others and "." in row for row in readings[key][table][0].rows)
