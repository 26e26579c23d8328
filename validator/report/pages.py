"""The rule catalogue and each rule's manual page, drawn from the rule modules themselves."""

from __future__ import annotations

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
        lines += [
            f"  {code}  {SEVERITY_WORDS[rule.SEVERITY]}  {rule.TITLE}{_otherwise(code)}"
            for code, rule in RULES.items()
            if code[0] == family
        ]
    return "\n".join([*lines, "", _NOTE]).strip("\n")


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
