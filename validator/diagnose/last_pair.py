"""The last two cells of a set: whether a second one can follow a first, told without making the branch between them.

Nearly every pair is out here. What is left is searched like everything else, so that this may say yes too often.
"""

from __future__ import annotations

from collections.abc import Collection

from validator.diagnose.branch import Branch, Task, pivot_of, touched


def may_lead(work: Task, branch: Branch, cell: int, barred: Collection[int]) -> bool:
    """Whether one more cell may settle what is violated once `cell` is freed, judged by one equation of that."""
    about = touched(work, branch, cell)
    if not about:
        return True
    at, pivot = pivot_of(about)
    there = pivot.terms[cell]
    for i, one in about.items():
        here = one.terms[cell]
        due = there * one.due - here * pivot.due
        if i != at and due:
            changed = branch.changed.keys() | about.keys()
            calm, unchanged = work.calm, ~bits(changed)
            for c in [c for terms in (one.terms, pivot.terms) for c in terms if not calm[c] & unchanged]:
                factor = there * one.terms.get(c, 0) - here * pivot.terms.get(c, 0)
                if factor and not due % factor and c not in barred and agrees(work, c, due // factor, changed):
                    return True
            return False
    return True


def bits(places: Collection[int]) -> int:
    """The places as bits of one number."""
    return sum([1 << place for place in places])


def agrees(work: Task, cell: int, step: int, changed: Collection[int]) -> bool:
    """Whether all equations of `cell` that are not `changed` are due this step of it."""
    return not [i for i, own in work.steps[cell] if own != step and i not in changed]
