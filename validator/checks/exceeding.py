"""What the rules share that hold one column of a table against another: which rows have more than they can have."""

from __future__ import annotations

from collections.abc import Callable

from validator.checks.facts import Facts, Verdict
from validator.checks.stated import Stated
from validator.model import Defect


def judge_exceeding(
    facts: Facts, table: str, part: str, whole: str, defect: Callable[[str, Stated, Facts], Defect]
) -> Verdict:
    """Rows whose `part` is more than their `whole`. Items: rows, where the form has both columns and both are known.

    `defect` is made of the row, what the table states, and the facts.
    """
    form = facts.forms.get(table)
    if form is None or whole not in form.column_keys:
        return Verdict()
    figures = facts.stated(table)
    rows = [(row, figures.get((row, part)), figures.get((row, whole))) for row in form.row_keys]
    known = [(row, less, more) for row, less, more in rows if less is not None and more is not None]
    wrong = [row for row, less, more in known if less > more]
    return Verdict(tuple(defect(row, figures, facts) for row in wrong), len(known) - len(wrong), len(wrong))
