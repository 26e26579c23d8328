"""Tables that were found and of which nothing could be read."""

from __future__ import annotations

from validator.checks.facts import Facts

#: Why rows and columns of such a table are not judged.
UNREAD = "这张表没有一行读得准，缺不缺行列不能判定"


def is_unread(key: str, facts: Facts) -> bool:
    """Whether not one row of a table that was found could be read: what else seems to be missing proves nothing."""
    found = facts.found.get(key)
    return found is not None and bool(found.open_rows) and not facts.by_table.get(key)
