"""Accuracy of claims: labelled sentences against what is read from them, per fact; paragraphs against the C2 rules.

`python -m bench.prose_accuracy [-v]` prints the measured half and the half that the patterns were developed on, the rules
on documents (bench/document_accuracy.py), and passages with their contradictions (bench/passages.py).
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from bench.document_accuracy import document_scores
from bench.passages import passage_scores
from bench.scores import Measured, Score, table
from validator.checks.gathering import gather
from validator.checks.registry import RULES
from validator.model import Case, Claim, Paragraph, Place
from validator.prose.claims import claims_of
from validator.prose.outline import Outline, Section
from validator.schema import editions

LABELLED = Path(__file__).with_name("labelled") / "claims.toml"
HALVES = ("held", "develop")
YEARS: Mapping[str, int] = {"2019": 2020, "2021": 2023}
#: Sets of keys that one short name stands for.
_SHORT = {
    "business+research+public_welfare+legal_services+other_org": "organisations",
    "direct_suit+suit_after_review": "suit",
    "direct_suit": "direct",
    "suit_after_review": "after",
    "normative_documents": "normative",
    "coercive_measures": "coercive",
}
#: What labels begin with, by the rule that compares them; all others are results (C102).
_SUBJECTS = {
    "C101": ("new", "carried_in", "total", "carried_out"),
    "C104": ("review", "suit", "direct", "after"),
    "C105": ("normative", "regulations", "licensing", "penalties", "coercive", "fees"),
}


@cache
def _labelled() -> Mapping[str, Any]:
    return tomllib.loads(LABELLED.read_text(encoding="utf-8"))


def claim_scores(half: str) -> Measured:
    """Sentences of `half` ("held" or "develop"): exact claims by fact."""
    measured = Measured()
    for text, labels, *edition in _labelled()[half]:
        found = Counter(_named(claim) for claim in claims_in(text, *edition) if claim.exact)
        due = Counter(_label(label) for label in labels.split())
        measured.count(found, due, text)
    return measured


def claims_in(text: str, edition: str = "2021") -> tuple[Claim, ...]:
    """The claims of a paragraph of section one, in the report year that the labels are written for."""
    return claims_of(_outline(text), editions()[edition], YEARS[edition])


def _outline(text: str) -> Outline:
    paragraphs = tuple(Paragraph(line, Place(f"第{n}段")) for n, line in enumerate(text.split("\n"), 1))
    return Outline((), (Section(1, Paragraph("一、总体情况", Place()), paragraphs),))


def _named(claim: Claim) -> tuple[str, str]:
    rows = "+".join(name for _, name in claim.rows)
    columns = "+".join(claim.columns)
    row, column = _SHORT.get(rows, rows), _SHORT.get(columns, columns)
    if claim.table == "requests":
        name = row if column == "total" else f"{row}@{column}"
    else:
        name = row if column in ("total", "decisions", "amount") else f"{row}.{column}"
    return name, _plain(claim.value)


def _label(label: str) -> tuple[str, str]:
    name, _, value = label.partition("=")
    return name, _plain(Decimal(value))


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else "0"


def by_rule(measured: Measured) -> Measured:
    """The scores of facts added up under the rules that compare them with the tables."""
    scores: dict[str, Score] = {}
    for name, score in measured.scores.items():
        whole = scores.setdefault(_rule(name), Score())
        whole.right, whole.false, whole.missed = (
            whole.right + score.right,
            whole.false + score.false,
            whole.missed + score.missed,
        )
    return Measured(scores)


def _rule(name: str) -> str:
    if "@" in name:
        return "C103"
    subject = name.partition(".")[0]
    return next((code for code, subjects in _SUBJECTS.items() if subject in subjects), "C102")


def rule_scores(half: str) -> Measured:
    """Paragraphs of `half`, without tables: the rules on prose against itself that tell something."""
    measured = Measured()
    for text, labels in _labelled()[f"{half}_paragraphs"]:
        measured.count(Counter(_told(text)), Counter((code, "") for code in labels.split()), text)
    return measured


def _told(text: str) -> Iterator[tuple[str, str]]:
    lines = ("某市某局2023年政府信息公开工作年度报告", "一、总体情况", *text.split("\n"))
    paragraphs = tuple(Paragraph(line, Place(f"第{n}段")) for n, line in enumerate(lines, 1))
    case = Case("a.txt", 1, None, "text", None, 2023, "title", "某市某局", lines[0], True, paragraphs=paragraphs)
    facts = gather(case, {}, {}, {})
    for code in RULES:
        if code.startswith("C2") and RULES[code].examine(facts).defects:
            yield code, ""


def of_documents() -> Measured:
    """The rules on sections, years and statements, on labelled documents."""
    return Measured({s.rule: Score(s.right, s.false, s.missed) for s in document_scores()})


def of_passages() -> str:
    """False alarms on passages that agree with their tables, and contradictions told, in one line each."""
    score = passage_scores()
    return (
        f"passages: {score.passages}, false alarms {score.false}\n"
        f"contradictions: {score.contradictions}, told {score.told}, told otherwise {score.otherwise}"
    )


def main() -> None:
    """Print both halves; -v: what went wrong, of the half developed on only."""
    print("documents", *table(of_documents()), of_passages(), sep="\n")
    for half in HALVES:
        claims, paragraphs = claim_scores(half), rule_scores(half)
        print(f"\n{half}: sentences, by rule", *table(by_rule(claims)), sep="\n")
        print(f"\n{half}: sentences, by fact", *table(claims), sep="\n")
        print(f"\n{half}: paragraphs, by rule", *table(paragraphs), sep="\n")
        if "-v" in sys.argv and half == "develop":
            print(*claims.wrong, *paragraphs.wrong, sep="\n")


if __name__ == "__main__":
    main()
