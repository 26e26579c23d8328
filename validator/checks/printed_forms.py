"""The forms in which the tables of a case are printed."""

from __future__ import annotations

from validator.form import Table
from validator.model import Case
from validator.schema import editions
from validator.tables.structure import printed_form


def forms_of(case: Case) -> dict[str, Table]:
    """Every found table in the form in which it is printed: its edition, groups as rows where they stand so."""
    known = editions()
    return {
        t.key: printed_form(known[t.edition].table(t.key), t.rows)
        for t in case.tables
        if t.found and t.edition is not None and t.edition in known
    }
