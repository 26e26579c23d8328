"""Sound but odd: other ways to print the same figures, as published reports do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random

from tools.forge.figures import Report, Rows, form_of, number, rewritten

Blemish = Callable[[Random, Report], Report]
Spot = tuple[str, str, str]  # table, row, column

_FULL_WIDTH = str.maketrans("0123456789.+-", "０１２３４５６７８９．＋－")


def _spots(report: Report) -> Iterable[tuple[Spot, str]]:
    for table, rows in report.tables.items():
        for row, line in rows.items():
            for column, text in line.items():
                if text is not None:
                    yield (table, row, column), text


def blank_zeros(_: Random, report: Report) -> Report:
    """Zero details of the two large tables are left empty; totals stay."""
    forms = {key: form_of(report, key) for key in ("requests", "disputes") if key in report.tables}

    def detail(table: str, row: str, column: str) -> bool:
        return table in forms and not (forms[table].row(row).sums or forms[table].column(column).sums)

    return rewritten(report, ((spot, None) for spot, text in _spots(report) if text == "0" and detail(*spot)))


def slash_rows(rng: Random, report: Report) -> Report:
    """About half of the detail rows without any figure are struck out with a slash."""
    struck: set[tuple[str, str]] = set()
    for table, rows in report.tables.items():
        form = form_of(report, table)
        for row, line in rows.items():
            idle = not form.row(row).sums and row not in ("new", "carried_in") and not any(map(number, line.values()))
            if idle and rng.random() < 0.5:
                struck.add((table, row))
    return rewritten(report, ((s, "/") for s, _ in _spots(report) if s[:2] in struck))


def full_width(_: Random, report: Report) -> Report:
    """Every digit in full width."""
    return rewritten(report, ((s, text.translate(_FULL_WIDTH)) for s, text in _spots(report)))


def thousands(_: Random, report: Report) -> Report:
    """Separators between thousands."""
    return rewritten(report, ((s, f"{Decimal(text):,}") for s, text in _spots(report) if text.isdigit()))


def padded(rng: Random, report: Report) -> Report:
    """Spaces of several widths around the figures."""
    pads = ("", " ", "\u00a0", "\u3000", "")
    return rewritten(report, ((s, rng.choice(pads) + text + rng.choice(pads)) for s, text in _spots(report)))


def yuan(_: Random, report: Report) -> Report:
    """The amount of procurement carries its unit."""
    return rewritten(report, ((s, f"{text}元") for s, text in _spots(report) if s[0] == "art20_9" and s[2] == "amount"))


def word_sign(_: Random, report: Report) -> Report:
    """A decrease told in a word: 减4."""
    return rewritten(report, ((s, f"减{text[1:]}") for s, text in _spots(report) if text.startswith("-")))


def alone_other(_: Random, report: Report) -> Report:
    """A group that may stand alone is printed as one row; nothing changes where the edition has none."""
    form = form_of(report, "requests")
    groups = [g.key for g in form.groups if g.may_stand_alone]
    rows = report.tables["requests"]
    for group in groups:
        rows = _joined(rows, group)
    return replace(report, tables={**report.tables, "requests": rows})


def _joined(rows: Rows, group: str) -> Rows:
    members = [line for key, line in rows.items() if key.startswith(f"{group}.")]
    if not members:
        return rows
    alone = {c: str(sum((number(m[c]) or Decimal(0) for m in members), Decimal(0))) for c in members[0]}
    kept = {key: line for key, line in rows.items() if not key.startswith(f"{group}.")}
    return {**kept, group: alone}


BLEMISHES: Mapping[str, Blemish] = {
    "alone_other": alone_other,
    "yuan": yuan,
    "word_sign": word_sign,
    "slash_rows": slash_rows,
    "blank_zeros": blank_zeros,
    "thousands": thousands,
    "full_width": full_width,
    "padded": padded,
}


def blemished(report: Report, names: Sequence[str], seed: int | str = 0) -> Report:
    """The report with the oddities `names` (keys of BLEMISHES), applied in the registry's order.

    Raises KeyError for an unknown name.
    """
    if unknown := set(names) - set(BLEMISHES):
        raise KeyError(min(unknown))
    rng = Random(f"{seed}/{report.organ}/{report.year}")
    for name, blemish in BLEMISHES.items():
        if name in names:
            report = blemish(rng, report)
    return report
