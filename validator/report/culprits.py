"""Of the cells that a finding names: which has to change, and which are only among those that the fault may lie in."""

from __future__ import annotations

from collections.abc import Iterable

from validator.model import Finding
from validator.report.json import Entry

Key = tuple[str, str, str]  # table, row, column

#: Families of rules that compare one figure with others, or with a sentence: alone they cannot tell which one is wrong.
_COMPARING = frozenset("ACRY")
#: Rules of these families that find the numbers of one sentence at odds: there the fault lies in that sentence.
_WITHIN = frozenset(("C201", "C202", "C205"))


def culprits(finding: Finding) -> frozenset[Key]:
    """The cells that the likeliest repair changes; without a repair all cells, or none where a rule only compares."""
    changed = [(c.table, c.row, c.column) for repair in finding.repairs[:1] for c in repair.changes]
    return _culprits(finding.rule, [cell.key for cell in finding.cells], changed)


def culprits_told(found: Entry) -> frozenset[Key]:
    """The same of a finding as it stands in a result."""
    changed = [_key(change) for repair in found["repairs"][:1] for change in repair["changes"]]
    return _culprits(found["rule"], map(_key, found["cells"]), changed)


def is_sentence_doubtful(finding: Finding) -> bool:
    """Whether the sentence that a finding quotes may well be right, and the table or another sentence wrong."""
    return finding.severity != "notice" and finding.rule[0] in _COMPARING and finding.rule not in _WITHIN


def _key(one: Entry) -> Key:
    return one["table"], one["row"], one["column"]


def _culprits(rule: str, cells: Iterable[Key], changed: Iterable[Key]) -> frozenset[Key]:
    return frozenset(changed) or frozenset(() if rule[0] in _COMPARING else cells)
