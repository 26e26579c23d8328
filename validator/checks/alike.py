"""What the rules on nearly identical reports share: which reports are meant, and how they are named in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from validator.between.links import Pair, Sort, named
from validator.checks.facts import Facts, Verdict
from validator.model import Defect

#: Names in one sentence.
_MOST = 3


def judge_alike(facts: Facts, sort: Sort, message: Callable[[Sequence[Pair]], str]) -> Verdict:
    """One defect for all pairs of that sort; nothing where like reports were not looked for."""
    if facts.links.similar is None:
        return Verdict()
    pairs = [pair for pair in facts.links.similar if pair.sort == sort]
    return Verdict((Defect(message(pairs)),), failed=1) if pairs else Verdict(passed=1)


def listed_files(pairs: Sequence[Pair]) -> str:
    """「a.html」、「b.html」等."""
    return _listed([f"「{named(*pair.other)}」" for pair in pairs])


def shares(pairs: Sequence[Pair]) -> str:
    """「a.html」（24 句里的 22 句，91%）等; percentages are cut, not rounded."""
    return _listed(
        [
            f"「{named(*pair.other)}」（{pair.sentences} 句里的 {pair.shared} 句，{100 * pair.shared // pair.sentences}%）"
            for pair in pairs
        ]
    )


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:_MOST]) + ("等" if len(names) > _MOST else "")
