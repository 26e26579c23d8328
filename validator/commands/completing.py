"""What a shell offers after Tab where a rule is due: its code, with its title beside it where the shell shows that."""

from __future__ import annotations

from collections.abc import Iterator

import click
from click.shell_completion import CompletionItem, FishComplete, add_completion_class


def rule_code(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The codes of single rules that begin so, in capitals or small letters as they were begun."""
    return [_item("", code, title, incomplete) for code, title in _titles() if code.startswith(incomplete.upper())]


def rule_codes(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The same for lists (A101,C1): the last code is completed, also to a whole family; none is offered twice."""
    before, comma, begun = incomplete.rpartition(",")
    given = {code.strip().upper() for code in before.split(",")}
    every = ((code, title) for code, title in (*_families(), *_titles()) if code not in given)
    return [_item(before + comma, code, title, begun) for code, title in every if code.startswith(begun.upper())]


def teach_fish() -> None:
    """Let the script for fish cut an answer at its first comma only: click's own loses what is behind the second code."""
    script = FishComplete.source_template.replace('string split ","', 'string split --max 1 ","')
    add_completion_class(type("FishOfLists", (FishComplete,), {"source_template": script}), "fish")


def _item(before: str, code: str, title: str, begun: str) -> CompletionItem:
    return CompletionItem(before + (code.lower() if begun.islower() else code), help=title)


def _titles() -> Iterator[tuple[str, str]]:
    from validator.checks.registry import RULES

    return ((code, rule.TITLE) for code, rule in RULES.items())


def _families() -> Iterator[tuple[str, str]]:
    from validator.report.pages import FAMILIES

    return ((letter, f"{name}，全部") for letter, name in FAMILIES.items())
