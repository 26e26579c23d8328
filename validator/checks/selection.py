"""Which rules the user wants to hear of, and which are run at all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from validator.checks.registry import RULES
from validator.checks.rule import Rule

#: Families that also count what was examined and what could not be: the status of a report, and what is said of its
#: coverage, rest on them whatever is selected. They cost little; what the others go through (prose above all) does not.
_COUNTED = frozenset("FSAYR")
#: Blanks explain broken identities of the A rules: whoever wants these hears of those.
_ARITHMETIC = frozenset({"V104", "V105"})


@dataclass(frozen=True, slots=True)
class Selection:
    """Codes of rules, or how they begin. `chosen`: only these (none: all); `ignored`: these not."""

    chosen: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()

    def wants(self, rules: Collection[str]) -> bool:
        """Whether a finding is kept that falls under all of `rules`: any that is wanted keeps it."""
        named = not self.chosen or any(rule.startswith(self.chosen) for rule in rules)
        return named and not (self.ignored and all(rule.startswith(self.ignored) for rule in rules))


#: Nothing is left out.
ALL = Selection()


@lru_cache(maxsize=64)
def rules_run(selection: Selection) -> Mapping[str, Rule]:
    """The rules that are run, by code, in the order of the catalogue: those wanted, and those that always count."""
    always = {code for code in RULES if code[0] in _COUNTED} | _ARITHMETIC
    return {code: rule for code, rule in RULES.items() if code in always or selection.wants((code,))}


@lru_cache(maxsize=64)
def left_out(selection: Selection) -> frozenset[str]:
    """The codes of the rules that are not run."""
    return frozenset(RULES.keys() - rules_run(selection).keys())
