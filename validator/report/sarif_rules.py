"""The rules as SARIF describes a tool: titles, levels, and the manual pages as help."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from validator.checks.registry import RULES
from validator.checks.rule import Rule
from validator.report.pages import FAMILIES, page
from validator.ruleset import ruleset_digest
from validator.version import TOOL, VERSION

LEVELS: Mapping[str, str] = {"error": "error", "warning": "warning", "notice": "note"}
#: Rule code → its position in the driver's rules.
INDEX: Mapping[str, int] = {code: number for number, code in enumerate(RULES)}

_LEAD = re.compile(r"^([\u4e00-\u9fff]{2,6})：", re.M)


def driver() -> dict[str, Any]:
    """The `tool` object: name, version, every rule with its help."""
    return {
        "driver": {
            "name": TOOL,
            "version": VERSION,
            "semanticVersion": VERSION,
            "language": "zh-CN",
            "properties": {"ruleset": ruleset_digest()},
            "rules": [_rule(code, rule) for code, rule in RULES.items()],
        }
    }


def _rule(code: str, rule: Rule) -> dict[str, Any]:
    manual = (rule.__doc__ or "").strip()
    return {
        "id": code,
        "name": rule.TITLE,
        "shortDescription": {"text": rule.TITLE},
        "fullDescription": {"text": manual.partition("\n")[0] or rule.TITLE},
        "help": {"text": page(code) or rule.TITLE, "markdown": _markdown(code, rule.TITLE, manual)},
        "defaultConfiguration": {"level": LEVELS[rule.SEVERITY]},
        "properties": {"tags": [FAMILIES.get(code[0], code[0])], "counts": rule.ITEM},
    }


def _markdown(code: str, title: str, manual: str) -> str:
    """Each line of a manual page begins with what it is about: set in bold, a paragraph a line."""
    paragraphs = [_LEAD.sub(r"**\1**：", line) for line in manual.splitlines() if line.strip()]
    return "\n\n".join((f"### {code} {title}", *paragraphs))
