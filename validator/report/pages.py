"""The rule catalogue and each rule's manual page, drawn from the rule modules themselves."""

from __future__ import annotations

from collections.abc import Sequence

from validator.checks.facts import listed
from validator.checks.prose import even
from validator.checks.registry import RULES
from validator.checks.severities import OTHERWISE, severities
from validator.report.wording import SEVERITY_WORDS

FAMILIES = {
    "F": "文件",
    "D": "文档",
    "S": "表格结构",
    "V": "单元格的值",
    "A": "表内勾稽",
    "C": "文字与表格、表格之间",
    "Y": "与上年衔接",
    "R": "汇总与分报",
}

_NOTE = """表中是一般的级别；什么时候不同，见 d711 explain 代码。
另外：从图片识别、或从没有框线的 PDF 读出，先要核对读数的，为疑似；2019年度的表格结构问题为疑似（格式试行）。"""


def catalogue() -> str:
    """One line a rule, under its family."""
    lines: list[str] = []
    for family, name in FAMILIES.items():
        lines += ["", f"{family} {name}"]
        lines += [_line(code) for code in RULES if code[0] == family]
    return "\n".join([*lines, "", _NOTE]).strip("\n")


def searched(words: Sequence[str]) -> str | None:
    """One line for each rule whose code, title, family or page holds all of `words`; None where none does.

    Those that have them in their titles come first.
    """
    wanted = [even(word).casefold() for word in words if word.strip()]
    named = {code: even(f"{code} {FAMILIES[code[0]]} {rule.TITLE}").casefold() for code, rule in RULES.items()}
    first = [code for code, name in named.items() if all(word in name for word in wanted)]
    text = {code: named[code] + even(page(code) or "").casefold() for code in RULES}
    others = [code for code in RULES if code not in first and all(word in text[code] for word in wanted)]
    if not wanted or not (first or others):
        return None
    lines = [f"说到{listed(words)}的规则 {len(first) + len(others)} 条，用 d711 explain 代码 看其中一条："]
    return "\n".join([*lines, "", *map(_line, (*first, *others))])


def _line(code: str) -> str:
    rule = RULES[code]
    return f"  {code}  {SEVERITY_WORDS[rule.SEVERITY]}  {rule.TITLE}{_otherwise(code)}"


def _otherwise(code: str) -> str:
    """（有时为错误）, where a severity is the rule's own matter."""
    words = "、".join(SEVERITY_WORDS[severity] for severity in OTHERWISE.get(code, ()))
    return f"（有时为{words}）" if words else ""


def _levels(code: str) -> str:
    """级别：一般为疑似；各项互不重叠的，为错误。"""
    own, *others = severities(code).items()
    usual = f"级别：{'一般为' if others else ''}{SEVERITY_WORDS[own[0]]}"
    return f"{'。'.join([usual, *(f'{when}，为{SEVERITY_WORDS[severity]}' for severity, when in others)])}。"


def page(code: str) -> str | None:
    """The manual page of one rule; None if there is no such rule."""
    rule = RULES.get(code)
    if rule is None:
        return None
    head = f"{code} {rule.TITLE}（按{rule.ITEM}计数）"
    text = (rule.__doc__ or "").strip().removeprefix(rule.TITLE + "\n").strip()
    return f"{head}\n\n{_levels(code)}\n{text}"
