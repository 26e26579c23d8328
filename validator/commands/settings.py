"""What the user wants of a judgement: options, completed by the configuration file, and the baseline."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from validator.baseline_file import BadBaseline, Entry, decode
from validator.config import BadConfiguration, Configuration, find, read, unknown_codes


def settings_from(options: Mapping[str, Any]) -> Configuration:
    """The options of the command line, completed by the nearest configuration file. Raises UsageError."""
    lists = {name: _codes(options[name]) or None for name in ("select", "ignore")}
    given = Configuration(**{**options, **lists})
    try:
        path = find(Path.cwd())
        settings = given.over(read(path, _rules())) if path else given
    except BadConfiguration as error:
        raise click.UsageError(str(error)) from error
    for named in (*filter(None, (settings.previous,)), *(settings.parts or ())):
        if not Path(named).exists():
            raise click.UsageError(f"找不到 {named}（--previous、--parts 给出的文件或文件夹）。请检查路径。")
    return settings


def _codes(given: Sequence[str]) -> tuple[str, ...]:
    """A code that names no rule is a slip of the keyboard: obeying it would hide every finding."""
    codes = tuple(code.strip().upper() for text in given for code in text.split(",") if code.strip())
    if codes and (unknown := unknown_codes(codes, _rules())):
        raise click.UsageError(f"没有规则 {'、'.join(unknown)}。用 d711 rules 查看全部代码。")
    return codes


def _rules() -> Collection[str]:
    """Every code: whoever names none need not load the rules."""
    from validator.checks.registry import RULES

    return RULES


def baseline_entries(path: str | None, may_be_new: bool = False) -> tuple[Entry, ...]:
    """The entries of a baseline file; none without a path, or if a file that `may_be_new` is not there. Raises UsageError."""
    if path is None or (may_be_new and not Path(path).exists()):
        return ()
    try:
        return decode(Path(path).read_bytes(), path)
    except FileNotFoundError as error:
        raise click.UsageError(f"找不到基线文件 {path}。第一次使用请先用 --write-baseline 写一个。") from error
    except OSError as error:
        raise click.UsageError(f"读不了基线文件 {path}。请检查是不是文件、有没有权限。") from error
    except BadBaseline as error:
        raise click.UsageError(str(error)) from error
