"""A matched number → claims: the rows that its subject names, the columns of the edition."""

from __future__ import annotations

from collections.abc import Iterator

from validator.form import Edition
from validator.model import Claim, Reading
from validator.prose.claims_book import OF_SUBJECT, book
from validator.prose.claims_entries import Fact
from validator.prose.claims_match import Match
from validator.prose.claims_subject import Rows, first_subject_in, subject_in
from validator.prose.claims_window import CLAUSES, Window, windows
from validator.prose.numbers_in_text import Mention
from validator.prose.sentences import Sentence


def rows_of(match: Match, window: Window, said: str) -> tuple[Rows, ...]:
    """For each claim that the number makes, the rows that its subject names (none where the fact has no subject).

    Joined subjects (复议、诉讼 3 件) share a number, unless it is 0 or each has it.
    """
    kind = match.fact.subject
    if kind is None:
        return ((),)
    near = first_subject_in(kind, match.behind) or (subject_in(kind, window.left) if match.leads else ())
    found = near or _spoken_of(kind, said, window.prefix)
    each = window.mention.value == 0 or "各" in window.glue or "均" in window.glue
    return found if len(found) < 2 or each else (tuple(dict.fromkeys(row for rows in found for row in rows)),)


def _spoken_of(kind: str, said: str, prefix: str) -> tuple[Rows, ...]:
    """The subject named last; behind 其中 every one that the sentence counted before: 复议 5 件、诉讼 0 件，其中 2 件维持.

    What is named beside no number is not counted: 不服复议决定的诉讼 1 件.
    """
    counted, parted, since = prefix.partition("其中")
    joint = parted and not counted.endswith("（") and not first_subject_in(kind, since)
    return (_counted_in(kind, counted) if joint else ()) or subject_in(kind, said + prefix)


def _counted_in(kind: str, text: str) -> tuple[Rows, ...]:
    """The rows of every subject that has a number behind it, or right before it, each once, in order."""
    every = (subject_in(kind, w.left) or first_subject_in(kind, CLAUSES.split(w.right)[0]) for w in windows(text))
    return tuple(dict.fromkeys(rows for found in every for rows in found))


def claims_for(
    fact: Fact,
    rows: Rows,
    told: Mention,
    sentence: Sentence,
    edition: Edition,
    scope: str,
    named: bool = False,
    parent: Claim | None = None,
) -> Iterator[Claim]:
    """The claim that `told` makes, if the edition has its cells; `parent`: the number that one of applicants is a part of."""
    table = _table_of(fact, rows, edition)
    columns = fact.column.get(edition.key) or fact.column.get("")
    if table is None or columns is None or (parent is not None and parent.table != table):
        return
    cells = _filled(fact.cells, rows)
    readings = fact.readings
    if rows:  # both suits: no sum of a review
        readings = tuple(r for r in readings if set(rows) < {name for _, name in r}) + _of_one_of(fact, rows)
    if parent is not None and parent.rule == "C102":
        cells, readings, named = parent.rows, parent.readings, False
    yield Claim(
        fact.key, fact.rule, table, cells, columns, told.value, told.step, sentence.text, told.start, told.end,
        sentence.place, sentence.section, not told.approximate, named, scope, readings, fact.also,
    )  # fmt: skip


def _of_one_of(fact: Fact, rows: Rows) -> tuple[Reading, ...]:
    """Who tells 复议、诉讼 3 件 may mean their sum, or 3 cases of which some were of both kinds."""
    known = book().subjects[fact.subject].values() if fact.subject else ()
    if rows in known:
        return ()
    return tuple(tuple((1, row) for row in one) for one in dict.fromkeys(known) if set(one) < set(rows))


def _table_of(fact: Fact, rows: Rows, edition: Edition) -> str | None:
    if fact.table != OF_SUBJECT:
        return fact.table if fact.table in edition.table_keys else None
    return next((t.key for t in edition.tables if set(rows) <= set(t.row_keys)), None)


def _filled(cells: Reading, rows: Rows) -> Reading:
    """The sum with the rows of the subject in the place of *."""
    return tuple((sign, name) for sign, row in cells for name in (rows if row == "*" else (row,)))
