"""Sentences → claims: what they state, and what only looks like it."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from bench.prose_accuracy import claim_scores, claims_in, rule_scores
from validator.form import SchemaError
from validator.model import Claim, Paragraph, Place
from validator.prose.claims import claims_of
from validator.prose.claims_book import book, parse_book
from validator.prose.outline import Outline, Section
from validator.schema import editions, schema_folder

REAL_SHAPE = (
    "全市共受理政府信息公开申请3119件，答复3050件（含上年度结转申请34件，另有103件顺延到下年度答复），均在法定期限内答复。"
    "政府信息公开行政复议351件，其中结果维持72件，结果纠正64件，其他结果178件，尚未审结37件。"
)


def told(text: str, edition: str = "2021") -> list[tuple[str, int]]:
    return [(claim.fact, int(claim.value)) for claim in claims_in(text, edition)]


# ---------------------------------------------------------------- the labelled set


@pytest.mark.parametrize("half", ["develop", "held"])
def test_the_labelled_sentences_are_read_well(half: str) -> None:
    every = claim_scores(half).every
    assert every.right >= 0.97 * (every.right + every.false)
    assert every.right >= 0.85 * (every.right + every.missed)


@pytest.mark.parametrize("half", ["develop", "held"])
def test_the_labelled_paragraphs_are_judged_well(half: str) -> None:
    every = rule_scores(half).every
    assert every.false == 0
    assert every.right >= 0.8 * (every.right + every.missed)


# ---------------------------------------------------------------- one sentence each


def test_the_figures_of_a_whole_balance_and_of_all_outcomes() -> None:
    assert told(REAL_SHAPE) == [
        ("received", 3119),
        ("handled", 3050),
        ("carried_in", 34),
        ("carried_out", 103),
        ("disputes", 351),
        ("upheld", 72),
        ("corrected", 64),
        ("other_outcome", 178),
        ("pending", 37),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2023年未收到政府信息公开申请。", [("received", 0)]),
        ("未发生因政府信息公开引起的行政复议、行政诉讼。", [("disputes", 0), ("disputes", 0)]),
        ("未收到因政府信息公开申请引起的行政诉讼。", [("disputes", 0)]),
        ("没有发生行政复议败诉案件。", []),
        ("信息公开类行政复议7件，均获维持。", [("disputes", 7), ("upheld", 7)]),
        ("政府信息公开行政复议、行政诉讼3件。", [("disputes", 3)]),
        ("政府信息公开行政复议、行政诉讼各3件。", [("disputes", 3), ("disputes", 3)]),
        ("政府信息公开行政复议和行政诉讼分别为3件、2件。", [("disputes", 3), ("disputes", 2)]),
        ("2022年收到政府信息公开申请60件。", []),
        ("比2022年增加3件，收到政府信息公开申请60件。", [("received", 60)]),
        ("2022年结转政府信息公开申请3件，结转2024年办理5件。", [("carried_in", 3), ("carried_out", 5)]),
        ("2020年结转政府信息公开申请3件。", []),
        ("上半年收到政府信息公开申请20件。", []),
        ("通过网站收到政府信息公开申请20件。", []),
        ("通过网站、信函等渠道收到政府信息公开申请20件。", [("received", 20)]),
        ("政府信息公开行政复议5件，上年结转1件，办结4件。", [("disputes", 5)]),
        ("主动公开46件、依申请公开20件、不予公开54件。", []),
        ("推进复议决定的信息公开。全年收到行政复议申请150件。", []),
        ("收到政府信息公开申请3件。全年收到行政复议1件。", [("received", 3), ("disputes", 1)]),
        ("涉及拆迁补偿的政府信息公开申请9件，予以公开6件，其余3件不予公开。", []),
        ("关于拆迁补偿的申请9件。其中予以公开6件。", []),
        ("自然人提出的信息公开申请9件，予以公开6件。", [("natural_person", 9)]),
        ("上年结转的政府信息公开申请3件，予以公开2件。", [("carried_in", 3)]),
        ("上年结转的政府信息公开申请3件，新收申请9件，予以公开6件。", [("carried_in", 3), ("new", 9), ("granted", 6)]),
        ("政府信息公开申请9件，主要涉及拆迁补偿，予以公开6件。", [("granted", 6)]),
        ("推进政府信息公开。行政诉讼15件，其中涉及政府信息公开的2件。", []),
        ("推进政府信息公开。行政复议15件，其中2件涉及政府信息公开。", []),
        ("因政府信息公开引起的行政复议5件，其中维持2件。", [("disputes", 5), ("upheld", 2)]),
        ("收到政府信息公开申请60件，其中局机关45件，局属单位15件。", []),
        (
            "未收到政府信息公开申请，无上年结转，发生因政府信息公开引起的行政复议1起。",
            [("disputes", 1), ("received", 0), ("carried_in", 0)],
        ),
        (
            "收到政府信息公开申请3件，上年结转0件，被提起行政复议1件。",
            [("received", 3), ("carried_in", 0), ("disputes", 1)],
        ),
        ("新收因政府信息公开引起的行政复议申请5件，结转下年1件。", []),
        ("因政府信息公开引起的行政复议4件，维持2件，撤销2件。", [("disputes", 4), ("upheld", 2), ("corrected", 2)]),
        ("因政府信息公开引起的行政复议4件，其中1件撤销并责令重新答复。", [("disputes", 4), ("corrected", 1)]),
        ("因政府信息公开引起的行政复议4件，申请人撤销2件。", [("disputes", 4)]),
        ("因政府信息公开引起的行政复议6件，撤销申请2件，实际受理4件。", []),
        ("答复申请44件，其中公开19件、部分公开5件。", [("handled", 44), ("granted", 19), ("partly_granted", 5)]),
        ("收到政府信息公开申请3件，主动公开19件、部分公开5件。", [("received", 3)]),
        ("收到政府信息公开申请3件。会议纪要30份，公开19份，部分公开6份。", [("received", 3)]),
        (
            "2023年行政许可412件、行政处罚9件，2022年行政许可430件。",
            [("decisions_bare", 412), ("decisions_listed", 9)],
        ),
        ("2023年依申请公开3件，2022年依申请公开5件。", [("by_request", 3)]),
        ("政府信息公开行政复议4件，确认违法1件，撤销0件。", [("disputes", 4), ("corrected", 1), ("corrected", 0)]),
        ("我局行政许可412件。", [("decisions_bare", 412)]),
        (
            "2023年，我局共办理行政许可412件、行政处罚9件，均已在规定时间内公示。",
            [("decisions", 412), ("decisions_listed", 9)],
        ),
        ("作出行政许可决定412件，行政检查50次，行政强制0件。", [("decisions", 412), ("decisions_listed", 0)]),
        ("公示行政许可412件、行政处罚9件。", []),
        ("做好双公示。行政许可412件，行政处罚9件。", []),
        ("主动公开信息1200条，行政许可412条，行政处罚9条。", []),
        ("开展检查50次，行政处罚6件。", []),
        ("林业领域办理行政许可412件、行政处罚9件。", []),
        ("行政许可事项14个，行政处罚事项61个。", []),
        ("收到政府信息公开申请3件；接听热线120个，办结120个。", [("received", 3)]),
    ],
)
def test_what_a_sentence_states(text: str, found: list[tuple[str, int]]) -> None:
    assert told(text) == found


def one(text: str) -> Claim:
    (claim,) = claims_in(text)
    return claim


def test_a_claim_knows_its_words() -> None:
    claim = one("全市新收政府信息公开申请约1.2万件。")
    assert (claim.scope, claim.exact, claim.named, claim.step) == ("全市", False, True, Decimal(1000))
    assert claim.sentence[claim.start : claim.end] == "1.2万件"
    assert (claim.rows, claim.columns, claim.section) == (((1, "new"),), ("total",), 1)


def test_only_a_mandated_label_is_named() -> None:
    assert [one(t).named for t in ("新收政府信息公开申请3件", "收到政府信息公开申请3件")] == [True, False]
    assert [one(t).named for t in ("制发规范性文件3件", "出台规范性文件3件")] == [True, False]


def test_columns_are_those_of_the_edition() -> None:
    assert one("制定规范性文件3件。").columns == ("issued",)
    (claim,) = claims_in("制定规范性文件3件。", "2019")
    assert claim.columns == ("created",)
    assert told("废止规范性文件3件。", "2019") == []


def test_section_five_and_other_years_state_nothing() -> None:
    said = (Paragraph("2023年收到政府信息公开申请3件。", Place()),)
    five = Outline((), (Section(5, Paragraph("五", Place()), said),))
    assert claims_of(five, editions()["2021"], 2023) == ()
    opening = Outline(said, ())
    assert len(claims_of(opening, editions()["2021"], 2023)) == 1
    assert claims_of(opening, editions()["2021"], 2022) == ()
    assert len(claims_of(opening, editions()["2021"], None)) == 1


# ---------------------------------------------------------------- the book


def test_every_pattern_of_the_book_compiles_and_names_cells_of_the_form() -> None:
    from validator.prose.claims_book import anywhere, ending

    tables = {table.key: table for edition in editions().values() for table in edition.tables}
    for fact in book().facts.values():
        for pattern in (*fact.before, *fact.after, *(p for pair in fact.around for p in pair)):
            assert ending(pattern) and anywhere(pattern)
        by_words = bool(fact.before or fact.after or fact.around)
        assert bool(fact.hints) is by_words is (fact.key != book().sums.fact)
        assert fact.rule in {"C101", "C102", "C103", "C104", "C105"}
        if fact.table in tables:
            assert {c for columns in fact.column.values() for c in columns} <= {
                key for e in editions().values() for t in e.tables if t.key == fact.table for key in t.column_keys
            }


def test_an_unsound_book_is_refused() -> None:
    text = (schema_folder() / "claims.toml").read_text(encoding="utf-8")
    for old, new in (
        ('key = "new"', 'key = "received"'),
        ("@gap", "@nothing"),
        ('"@elsewhere", "@beside"', '"@nowhere"'),
        ('subject = "disputes"', 'subject = "weather"'),
        ('facts = ["fees"]', 'facts = ["wages"]'),
        ('rule = "C101"\n', 'rule = "C101"\ncolour = "red"\n'),
    ):
        with pytest.raises(SchemaError, match=r"claims\.toml"):
            parse_book(text.replace(old, new))
    with pytest.raises(SchemaError, match=r"claims\.toml"):
        parse_book("key = ")


def test_reading_claims_takes_no_time() -> None:
    lines = [
        Paragraph(f"{REAL_SHAPE}第{n}次核对，主动公开信息{n}条，其中动态{n}条。", Place(f"{n}")) for n in range(30)
    ]
    outline = Outline((), (Section(1, Paragraph("一", Place()), tuple(lines)),))
    claims_of(outline, editions()["2021"], 2023)
    start = time.perf_counter()
    claims_of(outline, editions()["2021"], 2023)
    assert time.perf_counter() - start < 0.25  # 5,000 characters, full of figures
