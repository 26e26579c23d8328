"""The rule catalogue and each rule's manual page, drawn from the rule modules themselves."""

from __future__ import annotations

from validator.checks.registry import RULES
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


def catalogue() -> str:
    """One line a rule, under its family."""
    lines: list[str] = []
    for family, name in FAMILIES.items():
        lines += ["", f"{family} {name}"]
        lines += [
            f"  {code}  {SEVERITY_WORDS[rule.SEVERITY]}  {rule.TITLE}"
            for code, rule in RULES.items()
            if code[0] == family
        ]
    return "\n".join(lines).strip("\n")


def page(code: str) -> str | None:
    """The manual page of one rule; None if there is no such rule."""
    rule = RULES.get(code)
    if rule is None:
        return None
    head = f"{code} {rule.TITLE}（{SEVERITY_WORDS[rule.SEVERITY]}；按{rule.ITEM}计数）"
    text = (rule.__doc__ or "").strip().removeprefix(rule.TITLE + "\n").strip()
    return f"{head}\n\n{text}"
