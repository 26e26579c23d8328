"""Identities in words: 自然人：新收 6 + 上年结转 1 = 总计 5 + 结转下年度 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from validator.checks.arithmetic import Sums
from validator.form import Identity, Table, Term
from validator.model import Broken

#: A label up to so many characters is printed whole; a longer one in its short form.
_SHORT = 12
#: A side with more terms is named, and only its filled terms are spelled out.
_FEW_TERMS = 2


def place_name(table: Table, identity: Identity) -> str:
    """The column or row in which the identity holds."""
    if identity.axis == "rows":
        return table.column(identity.at).short
    line = table.row(identity.at)
    return line.label if len(line.label) <= _SHORT else line.short


def broken(sums: Sums, i: int) -> Broken:
    """Identity number `i` with its figures: once short, once with every filled term of a long sum."""
    identity = sums.compiled.identities[i]
    spots = {term[1:] for term in identity.terms}
    values = {spot: sums.values[sums.compiled.at[spot]] for spot in spots}
    left = sum(k * values[row, column] for k, row, column in identity.left)
    right = sum(k * values[row, column] for k, row, column in identity.right)
    where = place_name(sums.compiled.table, identity)
    line = f"「{where}」{'列' if identity.axis == 'rows' else '行'}"
    first = _terms(sums.compiled.table, identity, identity.left, values)
    second = _terms(sums.compiled.table, identity, identity.right, values)
    named = f"{identity.right_name} {right}" if identity.right_name and len(identity.right) > _FEW_TERMS else second
    filled = _terms(sums.compiled.table, identity, [t for t in identity.right if values[t[1:]]], values)
    detail = f"{named}（{filled}）" if named != second and filled else named
    text, spelled = f"{where}：{first} = {named}", f"{line}：{first} ≠ {detail}，相差 {abs(left - right)}"
    return Broken(identity.rule, text, left, right, left - right, spelled)


def _terms(table: Table, identity: Identity, terms: Sequence[Term], values: Mapping[tuple[str, str], int]) -> str:
    return " + ".join(f"{_term(table, identity, term, len(terms) == 1)} {values[term[1:]]}" for term in terms)


def _term(table: Table, identity: Identity, term: Term, alone: bool) -> str:
    """A cell's name inside an identity: its row in a column's identity, its column in a row's."""
    line = table.row(term[1]) if identity.axis == "rows" else table.column(term[2])
    return line.label if alone and len(line.label) <= _SHORT else line.short
