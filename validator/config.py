"""Configuration: d711.toml, or [tool.d711] of pyproject.toml, in the folder one works in or the nearest above it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Self, get_args

from validator.model import Severity
from validator.report.formats import FORMATS as RENDERED

OWN_FILE = "d711.toml"
SHARED_FILE = "pyproject.toml"
FORMATS = ("text", *RENDERED)
EDITIONS = ("auto", "2019", "2021")
#: Worst first.
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

#: Keys that hold one word of a few, rule codes, one path, several paths. All are options of `check` as well.
_CHOICES: Mapping[str, Sequence[str]] = {"format": FORMATS, "edition": EDITIONS, "fail-on": SEVERITIES}
_CODES = ("select", "ignore")
_PATHS = ("baseline", "previous")
_MANY_PATHS = ("parts",)
_TABLE = "severity"
_KEYS = (*_CHOICES, *_CODES, *_PATHS, *_MANY_PATHS, _TABLE)
_LINE = re.compile(r"line (\d+)")


class BadConfiguration(ValueError):
    """A configuration that cannot be obeyed; the text is a sentence for the user that names file and key."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a file or the command line sets; None: it says nothing. Paths are as they can be opened."""

    source: Path | None = None
    format: str | None = None
    edition: str | None = None
    fail_on: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    baseline: str | None = None
    previous: str | None = None
    parts: tuple[str, ...] | None = None
    severity: Mapping[str, Severity] = field(default_factory=dict)

    def over(self, other: Self) -> Self:
        """This configuration, completed by `other` where it says nothing."""
        mine = {f.name: getattr(self, f.name) for f in fields(self)}
        return type(self)(**{name: value or getattr(other, name) for name, value in mine.items()})


def find(folder: Path) -> Path | None:
    """The nearest configuration file from `folder` upward; a pyproject.toml without [tool.d711] is none.

    Raises BadConfiguration for a file that may be one and cannot be read.
    """
    candidates = (place / name for place in (folder, *folder.parents) for name in (OWN_FILE, SHARED_FILE))
    return next((path for path in candidates if _section(path) is not None), None)


def read(path: Path, rules: Collection[str]) -> Configuration:
    """The configuration in `path`; `rules`: every code there is. Raises BadConfiguration."""
    values: dict[str, Any] = {}
    for key, value in (_section(path) or {}).items():
        if key not in _KEYS:
            raise BadConfiguration(f"{path} 里没有「{key}」这个设置。可用的设置：{'、'.join(_KEYS)}。")
        try:
            values[key.replace("-", "_")] = _value(key, value, path.parent, rules)
        except ValueError as error:
            raise BadConfiguration(f"{path} 的「{key}」{error}") from error
    return Configuration(source=path, **values)


def unknown_codes(codes: Iterable[str], rules: Collection[str]) -> list[str]:
    """Those of `codes` that are the beginning of no rule's code."""
    return [code for code in codes if not any(rule.startswith(code) for rule in rules)]


def _section(path: Path) -> Mapping[str, Any] | None:
    """The table of settings in a file; None if there is no such file, or a pyproject.toml holds none."""
    data = _bytes(path)
    if data is None or (path.name == SHARED_FILE and b"d711" not in data):
        return None
    try:
        found = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # no UTF-8, no TOML, nested without end
        line = _LINE.search(str(error))
        where = f"（第 {line[1]} 行）" if line else ""
        raise BadConfiguration(f"配置文件 {path} 不是正确的 TOML{where}。请改正，并存为 UTF-8。") from error
    if path.name != SHARED_FILE:
        return found
    tools = found.get("tool")
    section = tools.get("d711") if isinstance(tools, dict) else None
    return section if isinstance(section, dict) else None


def _bytes(path: Path) -> bytes | None:
    """A pyproject.toml that cannot be read is somebody else's; a d711.toml is not passed over in silence."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        if path.name == SHARED_FILE:
            return None
        raise BadConfiguration(f"读不了配置文件 {path}。请检查文件权限。") from error


# ---------------------------------------------------------------- one value; ValueError: what is wrong with it


def _value(key: str, value: object, folder: Path, rules: Collection[str]) -> object:
    if key in _CHOICES:
        return _chosen(value, _CHOICES[key])
    if key in _CODES:
        return _codes(_texts(value), rules)
    if key in _PATHS:
        return str(folder / _text(value))
    if key in _MANY_PATHS:
        return tuple(str(folder / text) for text in _texts(value))
    return _severities(value, rules)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError('应是一段文字，例如 "基线.json"。')
    return value


def _texts(value: object) -> list[str]:
    """A list of texts; a single text stands for a list of one."""
    values = value if isinstance(value, list) else [value]
    texts = [one for one in values if isinstance(one, str) and one.strip()]
    if len(texts) < len(values):
        raise ValueError('应是一组文字，例如 ["A", "V101"]。')
    return texts


def _chosen(value: object, choices: Sequence[str]) -> str:
    if value not in choices:
        raise ValueError(f"应是 {_quoted(choices)} 之一。")
    return str(value)


def _quoted(words: Iterable[str]) -> str:
    return "、".join(f'"{word}"' for word in words)


def _codes(values: Iterable[str], rules: Collection[str]) -> tuple[str, ...]:
    codes = tuple(value.strip().upper() for value in values)
    if unknown := unknown_codes(codes, rules):
        raise ValueError(f"里没有规则 {'、'.join(unknown)}。用 d711 rules 查看全部代码。")
    return codes


def _severities(value: object, rules: Collection[str]) -> dict[str, Severity]:
    if not isinstance(value, dict):
        raise ValueError('应是一张表，每行一条规则，例如 D101 = "error"。')
    found: dict[str, Severity] = {}
    for code, wanted in value.items():
        if code.upper() not in rules:
            raise ValueError(f"里没有规则 {code}。用 d711 rules 查看全部代码；不想看的规则请用 ignore。")
        level = next((severity for severity in SEVERITIES if severity == wanted), None)
        if level is None:
            raise ValueError(f"里 {code} 应是 {_quoted(SEVERITIES)} 之一；不想看的规则请用 ignore。")
        found[code.upper()] = level
    return found
