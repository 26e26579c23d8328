"""What a shell offers after Tab: commands, options, choices, and file names where a file is due."""

from __future__ import annotations

import pytest
from click.shell_completion import BashComplete

from validator.cli import COMMANDS, main


def offered(*words: str) -> set[tuple[str, str]]:
    """(Kind, word) of what may stand in place of the last word."""
    found = BashComplete(main, {}, "d711", "_D711_COMPLETE").get_completions(list(words[:-1]), words[-1])
    return {(item.type, item.value) for item in found}


def test_commands_options_and_choices() -> None:
    assert offered("") == {("plain", name) for name in COMMANDS}
    assert offered("check", "--wa") == {("plain", "--watch")}
    assert offered("check", "--format", "j") == {("plain", "json")}


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("check", "--previous"),
        ("check", "--parts"),
        ("extract",),
        ("annotate",),
        ("audit",),
        ("check", "-o"),
    ],
)
def test_file_names_where_a_file_is_due(words: tuple[str, ...]) -> None:
    assert offered(*words, "年") == {("file", "年")}
