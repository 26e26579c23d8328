"""How certain the words of a claim are: nothing narrows them, and the sentence tells the figure once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from itertools import groupby

from msgspec import structs

from validator.checks.facts import Facts
from validator.model import Claim
from validator.prose.claims_book import anywhere, book
from validator.prose.claims_window import CLAUSES, Window, plain, windows
from validator.prose.numbers_in_text import Mention
from validator.prose.sentences import pieces

_TOPIC = re.compile(r"类(?:政府信息)?(?:公开)?(?:申请|事项|信息)")
_IN_ALL = re.compile("共|总|合计|累计|全部|均")
#: The row of all answers.
_ANSWERED = ((1, "total"),)
_CLAUSE_END = re.compile("[，；：。、（]")
#: 收到 48 件，其中上年结转 3 件: what was carried in is told as a part, not beside.
_WITHIN = re.compile(r"(?:含|其中|包括|计入|（)[^，。；]*$")
#: Characters of a paragraph that may tell one figure in several sentences: each claim of it looks through all of it.
_LONGEST = 3000
_BRACKETED = re.compile(r"（[^（）]*）")


def is_unmodified(claim: Claim, facts: Facts) -> bool:
    """Whether only words that leave no doubt stand before the number in its sentence, and behind it in its clause.

    What is put in brackets behind it may be told of the number itself.
    """
    window = next((w for w in windows(claim.sentence) if w.mention.start == claim.start), None)
    if window is None or window.right.startswith("（") or _is_narrowed(claim, facts):
        return False
    before, behind = _BRACKETED.sub("", window.prefix), _CLAUSE_END.split(window.right)[0]
    leads = any(word in CLAUSES.split(before)[-1] for word in book().facts[claim.fact].named)
    alone = not leads or not behind or behind.endswith("申请")
    sure = anywhere(book().sure)
    return alone and sure.fullmatch(before) is not None and sure.fullmatch(behind) is not None


def _is_narrowed(claim: Claim, facts: Facts) -> bool:
    """Whether its paragraph turned to a part of the applications, or to one topic, before its sentence."""
    said = "".join(p.text.partition(claim.sentence)[0] for p in facts.spoken if p.place == claim.place)
    return _TOPIC.search(said) is not None or anywhere(book().part).search(plain(said)) is not None


def told_in_sentence(claim: Claim, facts: Facts) -> tuple[Decimal, ...]:
    """Every number of its sentence that may be told of the same cells: claimed so, or led by their label and unclaimed."""
    return _told_in(claim.sentence, claim, facts.beside(claim))


def is_told_in_parts(claim: Claim, due: Decimal, facts: Facts) -> bool:
    """Whether the numbers that its sentence, or its paragraph, tells of the same cells add up to `due`.

    转办 5 件，自行收到 14 件; 新收的予以公开 13 件；结转的予以公开 1 件. A paragraph of endless length is no sum.
    """
    if sum(told_in_sentence(claim, facts), Decimal(0)) == due:
        return True
    around = [p.text for p in facts.spoken if p.place == claim.place]
    said = [piece for text in around if len(text) <= _LONGEST for piece in pieces(text)]
    told = [value for piece in said for value in _told_in(piece, claim, facts.claims_in(claim.place, piece))]
    return bool(told) and sum(told, Decimal(0)) == due


def _told_in(sentence: str, claim: Claim, said: Sequence[Claim]) -> tuple[Decimal, ...]:
    exact = [c for c in said if c.exact]
    alike = [c.value for c in exact if (c.fact, c.rows, c.columns) == (claim.fact, claim.rows, claim.columns)]
    claimed = {c.start for c in exact}
    loose = (w for w in windows(sentence) if w.mention.start not in claimed and _is_led(w, claim))
    return (*alike, *(window.mention.value for window in loose))


def _is_led(window: Window, claim: Claim) -> bool:
    return any(word in window.clause for word in book().facts[claim.fact].named)


def is_refuted_by_parts(claim: Claim, due: Decimal, facts: Facts) -> bool:
    """Whether its own sentence takes the number apart, by kinds that the form keeps apart, into what the table holds."""
    return any(
        b.total == due and b.disjoint and (b.total > b.most or b.complete)
        for b in facts.breakdowns
        if (b.place, b.sentence, b.whole.start) == (claim.place, claim.sentence, claim.start)
    )


def is_part_told_after(claim: Claim, due: Decimal, facts: Facts) -> bool:
    """Whether the paragraph tells the whole figure first, and this number behind 其中, as a part of it."""
    if "其中" not in claim.sentence[: claim.start] or claim.value > due:
        return False
    cells = (claim.place, claim.fact, claim.rows, claim.columns)
    return any(c.exact and c.value == due and (c.place, c.fact, c.rows, c.columns) == cells for c in facts.claims)


def is_one_of_parts(claim: Claim, due: Decimal, facts: Facts) -> bool:
    """Whether it tells one way to answer beside others: in a list that adds up to `due`, or behind results, as no sum of them.

    答复 7 件，不予受理 4 件，其他 1 件; 部分公开 5 件，因无对应信息答复 8 件.
    """
    if claim.rows != _ANSWERED:
        return False
    said = [c for c in facts.beside(claim) if c.start != claim.start]
    results = [c.end for c in said if c.rule == "C102" and c.end < claim.start]
    if results and not _IN_ALL.search(claim.sentence, max(results), claim.start):
        return True
    run = _run_around(claim, {c.start for c in said if c.rule == "C101"})
    lists = (run[first:] for first in range(len(run) - 1) if run[first].start <= claim.start)
    return any(sum((m.value for m in each), Decimal(0)) == due for each in lists)


def _run_around(claim: Claim, apart: AbstractSet[int]) -> list[Mention]:
    """The counts of its sentence that stand with it in a row; those that start `apart` end one."""
    counts = [w.mention for w in windows(claim.sentence) if w.mention.unit != "%"]
    runs = [list(run) for ends, run in groupby(counts, lambda m: m.start in apart) if not ends]
    return next((run for run in runs if any(m.start == claim.start for m in run)), [])


def soundly_read(claim: Claim, facts: Facts) -> Claim:
    """The claim without the readings that nobody means who tells, beside it, what they count in.

    Of receipts it has to be the receipts, beside what was carried in: the number of answers alone may hold both.
    """
    fact = book().facts[claim.fact]
    if not fact.alone:
        return claim
    said = [c for c in facts.beside(claim) if c.exact and c.columns == ("total",)]
    received = claim.rule != "C101" or any(c.fact in book().sums.of for c in said)
    apart = (not _WITHIN.search(plain(c.sentence[: c.start])) for c in said if c.fact == fact.apart and c.value)
    if not (received and any(apart)):
        return claim
    return structs.replace(claim, readings=tuple(r for r in claim.readings if r not in fact.alone))
