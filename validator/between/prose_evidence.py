"""What the prose of a report states of the cells of a table with identities: sums of cells, for the diagnosis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from validator.checks.arithmetic import Compiled, Sums
from validator.checks.claim_figures import rows_named
from validator.checks.claim_words import excerpt
from validator.checks.claimed import weighable
from validator.checks.facts import Facts, at
from validator.diagnose import Statement
from validator.model import Claim, Reading

_CLAUSE = re.compile(r"[^，；。：、（）,;]*")
#: A clause of more characters is shown as the excerpt around its number.
_LONGEST = 24


def statements(sums: Sums, facts: Facts) -> tuple[Statement, ...]:
    """Every different statement on the table of `sums`, in printed order: the same figure of the same cells once."""
    shape = sums.compiled
    found: dict[tuple[Reading, tuple[str, ...], int], Statement] = {}
    for claim in weighable(shape.table.key, facts):
        forms = tuple(_forms(claim, shape))
        if forms and claim.value == claim.value.to_integral_value():
            found.setdefault((claim.rows, claim.columns, int(claim.value)), _statement(claim, forms))
    return tuple(found.values())


def _forms(claim: Claim, shape: Compiled) -> Iterator[Mapping[int, int]]:
    """The sums that the claim may mean, the plainest first. 0 is 0 in every reading."""
    yield from _form(claim.rows, claim.columns, shape)
    for reading in claim.readings if claim.value else ():
        yield from _form(reading, claim.columns, shape)
    for column in claim.also:
        yield from _form(claim.rows, (column,), shape)


def _form(rows: Reading, columns: tuple[str, ...], shape: Compiled) -> Iterator[Mapping[int, int]]:
    """Coefficients by cell; nothing where the table lacks one of the rows."""
    form: dict[int, int] = {}
    for sign, name in rows:
        spots = [(row, column) for row in rows_named(shape.table, name) for column in columns]
        if not spots or any(spot not in shape.at for spot in spots):
            return
        for spot in spots:
            form[shape.at[spot]] = form.get(shape.at[spot], 0) + sign
    yield form


def _statement(claim: Claim, forms: tuple[Mapping[int, int], ...]) -> Statement:
    return Statement(forms, int(claim.value), int(claim.step), f"正文{at(claim.place)}", _quote(claim))


def _quote(claim: Claim) -> str:
    """“结转下年度继续办理2件”: the clause of the number."""
    start = max(claim.sentence.rfind(mark, 0, claim.start) for mark in "，；。：、（）,;") + 1
    behind = _CLAUSE.match(claim.sentence, claim.end)
    clause = claim.sentence[start : behind.end() if behind else claim.end].strip()
    return f"“{clause if len(clause) <= _LONGEST else excerpt(claim)}”"
