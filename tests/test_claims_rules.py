"""Claims against tables, and prose against itself: what is told, how surely, and where a sound reading silences it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.test_rules import a_case, facts_of
from tools.forge.figures import Report, Scale, sound
from tools.forge.prose import SPELLINGS, overview
from validator.checks.facts import Facts
from validator.checks.registry import RULES
from validator.model import Defect, Paragraph, Place
from validator.schema import editions

Figures = Mapping[tuple[str, str, str], str]
TABLES, PROSE = ("C1",), ("C1", "C2")


def facts(*lines: str, figures: Figures | None = None, **said: object) -> Facts:
    """A report of zeros, but for `figures`, that says `lines` in section one."""
    prose = tuple(Paragraph(line, Place(f"第{n}段")) for n, line in enumerate(("一、总体情况", *lines), 1))
    year = {"report_year": 2023, "title": "某市民政局2023年政府信息公开工作年度报告"}
    return facts_of(a_case(figures, paragraphs=prose, **{**year, **said}))  # type: ignore[arg-type]


def told(found: Facts, families: tuple[str, ...] = PROSE) -> Iterator[tuple[str, Defect]]:
    for code, rule in RULES.items():
        if code.startswith(families):
            yield from ((code, defect) for defect in rule.examine(found).defects)


def total(**rows: int) -> dict[tuple[str, str, str], str]:
    """Figures of column 总计 of the applications."""
    return {("requests", row.replace("__", "."), "total"): str(n) for row, n in rows.items()}


def codes(*lines: str, figures: Figures | None = None, **said: object) -> list[str]:
    return [code for code, _ in told(facts(*lines, figures=figures, **said))]


# ---------------------------------------------------------------- readings that fit


BALANCE = total(new=45, carried_in=3, granted=44, total=44, carried_out=4)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("收到政府信息公开申请75件。", total(new=74, carried_in=1, total=75)),
        ("收到政府信息公开申请134件，均已办结。", total(new=170, total=134, carried_out=36)),
        ("依申请公开中，予以公开470件。", total(granted=393, partly_granted=77)),
        ("答复政府信息公开申请98件（含上年结转8件）。", total(new=95, carried_in=8, total=98, carried_out=5)),
        ("收到政府信息公开申请315件，其中298件按时办结。", total(new=315, carried_in=20, total=318)),
        ("现行有效规范性文件约40件。", {("art20_1", "normative_documents", "in_force"): "38"}),
        ("新收申请48件，其中上年结转3件，办结44件。", BALANCE),
        ("新收申请48件（上年结转3件）。", BALANCE),
        ("收到政府信息公开申请48件，上年结转3件，办结44件，结转下年4件。", BALANCE),
        ("新收申请45件，上年结转3件，共计48件。", BALANCE),
        ("收到政府信息公开申请45件，加上2022年结转的3件，全年应办48件；办结44件。", BALANCE),
        ("新收申请45件，上年结转3件，共计44件已办结。", BALANCE),
        ("新收申请45件，上年结转3件，共办理48件，其中办结44件。", BALANCE),
        ("行政事业性收费金额为118.6万元。", {("art20_8", "fees", "amount"): "118.5973"}),
        ("行政事业性收费金额为1185973元。", {("art20_8", "fees", "amount"): "118.5973"}),
    ],
)
def test_a_sound_reading_silences(text: str, figures: Figures) -> None:
    assert codes(text, figures=figures) == []


@pytest.mark.parametrize(
    ("text", "told_so"),
    [
        ("2022年结转政府信息公开申请9件。", True),
        ("2021年结转政府信息公开申请9件。", False),
        ("结转至2024年的政府信息公开申请9件。", True),
        ("结转至2025年的政府信息公开申请9件。", False),
    ],
)
def test_what_is_carried_over_is_that_of_the_years_beside(text: str, told_so: bool) -> None:
    assert codes(text, figures=BALANCE) == ["C101"] * told_so


@pytest.mark.parametrize(
    ("lines", "told_so"),
    [
        (("收到政府信息公开申请5件。", "一、总体情况", "做好公开工作。"), False),
        (("收到政府信息公开申请5件。", "五、存在的主要问题及改进情况", "个别栏目更新不及时。"), True),
        (("收到政府信息公开申请5件。",), True),
    ],
)
def test_an_opening_is_read_where_no_section_tells_of_the_year(lines: tuple[str, ...], told_so: bool) -> None:
    prose = tuple(Paragraph(line, Place()) for line in lines)
    found = facts_of(a_case(report_year=2023, paragraphs=prose))
    assert [code for code, _ in told(found)] == ["C101"] * told_so


@pytest.mark.parametrize(
    ("text", "code", "figures"),
    [
        ("受理政府信息公开申请2件。", "C101", total(new=3, total=3)),
        ("收到政府信息公开申请5件。", "C101", total(new=0)),
        ("依申请公开中，予以公开及部分公开258件。", "C102", total(granted=272, partly_granted=3)),
        ("未收到政府信息公开申请。", "C101", total(new=2, carried_in=0, total=0, carried_out=2)),
        ("行政事业性收费金额为118.6万元。", "C105", {("art20_8", "fees", "amount"): "119.3"}),
    ],
)
def test_a_contradiction_is_told_as_a_warning(text: str, code: str, figures: Figures) -> None:
    ((found, defect),) = told(facts(text, figures=figures))
    assert (found, defect.severity) == (code, None)
    assert RULES[code].SEVERITY == "warning"
    assert defect.evidence == text


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("新收申请48件，上年结转3件。", "是 45"),
        ("上年结转3件，新收申请48件，共计51件。", "是 45"),
        ("新收申请45件，上年结转3件，办结45件。", "是 44"),
        ("新收申请45件，上年结转3件，合计49件。", "「新收」「上年结转」各行「总计」列之和是 48"),
        ("新收申请45件，3件为上年结转，全年应办理49件。", "是 48"),
        ("收到政府信息公开申请48件，加上上年结转3件，共51件。", "是 48"),
    ],
)
def test_what_was_carried_in_is_counted_once(text: str, due: str) -> None:
    ((code, defect),) = told(facts(text, figures=BALANCE))
    assert code == "C101" and due in defect.message


@pytest.mark.parametrize(
    ("text", "told_so"),
    [
        ("依申请公开答复质量不高，全年有2件答复被复议机关纠正。", True),
        ("依申请公开答复质量不高，有1件答复被复议机关纠正。", False),
        ("依申请公开答复不规范，程序问题被复议机关纠正0件。", False),
        ("执法不规范，有2件被复议机关纠正。", False),
        ("政府信息公开不规范，收到申请50件，自查纠正3件，引发行政复议9件。", False),
    ],
)
def test_of_problems_only_more_than_the_table_holds_is_told(text: str, told_so: bool) -> None:
    figures = {("disputes", "review", column): "1" for column in ("corrected", "total")}
    found = list(told(facts("平稳有序。", "五、存在的主要问题及改进情况", text, figures=figures), TABLES))
    assert [(code, defect.severity) for code, defect in found] == [("C104", None)] * told_so


def test_an_outcome_of_suits_excuses_none_of_reviews() -> None:
    cells = {("review", "upheld"): "2", ("review", "pending"): "1", ("review", "total"): "3"}
    suits = {("direct_suit", "other"): "1", ("direct_suit", "total"): "1"}
    figures = {("disputes", *spot): text for spot, text in (cells | suits).items()}
    text = "政府信息公开行政复议3件，其中维持2件、其他结果1件。"
    ((code, defect),) = told(facts(text, figures=figures), TABLES)
    assert code == "C104" and "「其他结果」" in defect.message and "其他算法" not in defect.message


# ---------------------------------------------------------------- how sure


SURE = "制发行政规范性文件0件，废止0件，现行有效0件。"
DOCUMENTS = {("art20_1", "normative_documents", c): n for c, n in (("issued", "4"), ("in_force", "32"))}


def test_a_mandated_label_makes_an_error() -> None:
    defects = [defect for _, defect in told(facts(SURE, figures=DOCUMENTS))]
    assert [defect.severity for defect in defects] == ["error", "error"]
    assert [defect.cells[0].column for defect in defects] == ["issued", "in_force"]
    assert "是 4，" in defects[0].message and "表2 第5行第3列" in defects[0].message


@pytest.mark.parametrize(
    "text",
    [
        "各部门制发行政规范性文件0件。",
        "规范性文件库公开制发行政规范性文件0件。",
        "制发行政规范性文件0件，较上年减少2件。",
        "共出台行政规范性文件0件。",
        "制发行政规范性文件0件（另有4件正在报备）。",
        "为救助工作制发行政规范性文件0件。",
        "制发行政规范性文件0件，另制发行政规范性文件1件。",
        "上一轮清理的行政规范性文件中，现行有效0件。",
    ],
)
def test_anything_that_may_mean_otherwise_makes_no_error(text: str) -> None:
    assert "error" not in {defect.severity for _, defect in told(facts(text, figures=DOCUMENTS))}


def test_a_table_that_contradicts_itself_makes_no_error() -> None:
    text = "新收政府信息公开申请3件。"
    (_, sure), (_, unsure) = (
        next(told(facts(text, figures=figures)))
        for figures in (
            {("requests", row, c): "5" for row in ("new", "granted", "total") for c in ("natural_person", "total")},
            {("requests", "new", c): "5" for c in ("natural_person", "total")},
        )
    )
    assert (sure.severity, unsure.severity) == ("error", None)


@pytest.mark.parametrize(
    ("organ", "text", "silent"),
    [
        ("某市民政局", "全市共收到政府信息公开申请9件。", True),
        ("某市人民政府", "全市共收到政府信息公开申请9件。", False),
        ("某市人民政府", "市民政局收到政府信息公开申请9件。", True),
        ("某市人民政府", "市政府办公室共受理政府信息公开申请9件。", True),
        ("某市人民政府办公室", "市政府办公室共受理政府信息公开申请9件。", False),
        ("某市民政局", "市民政局共受理政府信息公开申请9件。", False),
        ("某市民政局", "我局共受理政府信息公开申请9件。", False),
        ("某市民政局", "各街道共受理政府信息公开申请9件。", True),
        ("某市民政局", "各县区民政局共收到政府信息公开申请9件。", True),
        ("某市民政局", "县民政局收到政府信息公开申请9件。", True),
        ("某市民政局", "市公安局收到政府信息公开申请9件。", True),
        ("某市发展和改革局", "2023年市发改局收到政府信息公开申请9件。", False),
        ("某市民政局", "政务公开科收到政府信息公开申请9件。", True),
        ("某县民政局", "县民政系统共收到政府信息公开申请9件。", True),
        ("某市教育局", "2023年教育系统共收到政府信息公开申请9件。", True),
        ("某市民政局", "通过申请系统共收到政府信息公开申请9件。", False),
        ("某县柳河镇人民政府", "镇属单位收到政府信息公开申请9件。", True),
        ("某市民政局", "我局直接收到政府信息公开申请9件。", False),
    ],
)
def test_figures_of_others_are_not_compared(organ: str, text: str, silent: bool) -> None:
    assert (codes(text, organ=organ) == []) is silent


# ---------------------------------------------------------------- what cannot be compared


def test_without_the_table_nothing_is_compared() -> None:
    found = facts("新收政府信息公开申请9件。", absent=["requests"])
    assert list(told(found, TABLES)) == []
    verdict = RULES["C101"].examine(facts("新收政府信息公开申请9件。", figures={("requests", "new", "total"): "有"}))
    assert (verdict.passed, verdict.failed, verdict.open) == (0, 0, 1)


def test_an_unfilled_table_contradicts_nothing() -> None:
    blank = {
        (t.key, r, c): ""
        for t in editions()["2021"].tables
        if t.key == "requests"
        for r in t.row_keys
        for c in t.column_keys
    }
    assert "C101" not in codes("新收政府信息公开申请9件。", figures=blank)


def test_a_blank_total_is_what_its_details_give() -> None:
    figures = {("requests", "new", "natural_person"): "9", ("requests", "new", "total"): ""}
    assert "C101" not in codes("新收政府信息公开申请9件。", figures=figures)


def test_what_the_same_words_say_is_told_together() -> None:
    figures = {("disputes", row, c): "2" for row in ("review", "direct_suit") for c in ("pending", "total")}
    text = "信息公开类行政复议2件，诉讼2件，均获维持。"
    ((code, defect),) = told(facts(text, figures=figures))
    assert code == "C104" and defect.message.count("是 0") == 2
    assert [(cell.row, cell.column) for cell in defect.cells] == [
        ("review", "upheld"),
        ("direct_suit", "upheld"),
        ("suit_after_review", "upheld"),
    ]


def test_the_same_number_is_told_once() -> None:
    assert codes("新收政府信息公开申请9件。", "全年新收政府信息公开申请9件。") == ["C101"]


def test_a_document_that_is_no_such_report_is_left_alone() -> None:
    text = "共发布信息20条，其中动态15条，公告10条。"
    none = {"absent": editions()["2021"].table_keys, "edition": None}
    assert codes(text, **none) == ["C201"]
    assert codes(text, **none, titled=False) == []


# ---------------------------------------------------------------- parts of a number


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("公开信息共计3437条，包括：动态1740条，其他2174条。", "warning"),
        ("公开信息共计30条，其中政策解读3条，动态20条，其他10条。", "warning"),
        ("办理88件，其中予以公开60件，部分公开20件，不予公开19件。", "error"),
        ("办理88件，其中予以公开60件，部分公开20件，不予公开28件。", "warning"),  # 20: stands in 予以公开 perhaps
        ("信息公开类行政复议5件，其中维持3件，纠正4件。", "error"),
        ("收到8件，其中自然人5件，法人或其他组织4件。", "error"),
        ("收到8件，其中自然人5件，法人或其他组织3件，商业企业2件。", None),
        ("办理8件，涉及多个类别的重复计算，其中农业类5件，林业类4件。", None),
        ("予以公开8件，其中部分公开3件，不予公开9件。", None),
        ("公开8条，其中被采用7条，原创4条。", None),
    ],
)
def test_parts_beyond_their_whole_are_an_error_only_where_the_form_parts_them(text: str, severity: str | None) -> None:
    defects = [defect for code, defect in told(facts(text), ("C201",))]
    assert [defect.severity or "warning" for defect in defects] == ([severity] if severity else [])


def test_what_was_carried_in_may_stand_in_the_results() -> None:
    text = "收到8件，其中予以公开5件，不予公开4件。"
    assert [code for code, _ in told(facts(text), ("C201",))] == ["C201"]
    assert list(told(facts(text, figures=total(new=8, carried_in=1)), ("C201",))) == []


def test_the_same_numbers_in_two_sentences_are_two_findings() -> None:
    lines = ("公开动态8条，其中要闻5条，通知4条。", "公开文件8条，其中公文5条，纪要4条。")
    assert len({defect.key for _, defect in told(facts(*lines), ("C201",))}) == 2


# ---------------------------------------------------------------- against last year


@pytest.mark.parametrize(
    ("text", "told_so"),
    [
        ("收到政府信息公开申请75件，较上年增加15件。", False),
        ("收到政府信息公开申请75件，同比增长25%。", False),
        ("收到政府信息公开申请75件，较2022年增加25件。", True),
        ("收到政府信息公开申请75件，同比下降25%。", True),
        ("收到政府信息公开申请75件，较2021年增加25件。", False),
    ],
)
def test_the_change_on_last_year(text: str, told_so: bool) -> None:
    now = facts(text, figures=total(new=75, total=75))
    before = facts(figures=total(new=60, total=60))
    assert [code for code, _ in told(replace(now, previous=before))] == ["C206"] * told_so
    assert codes(text, figures=total(new=75, total=75)) == []


@pytest.mark.parametrize(
    ("text", "told_so"),
    [
        ("收到政府信息公开申请45件，比上年的52件减少7件。", ["C206"]),
        ("收到政府信息公开申请45件，比上年的55件减少10件。", []),
        ("收到政府信息公开申请45件，上年52件，同比减少13.5%。", ["C206"]),
        ("收到政府信息公开申请45件，比2021年的52件减少7件。", []),  # of another year
        ("其中网上收到申请45件，比上年的52件减少7件。", []),  # a part of them
        ("2021年、2022年、2023年分别收到政府信息公开申请40件、52件、45件。", ["C206"]),
        ("2021年、2022年、2023年分别收到政府信息公开申请40件、55件、54件。", ["C101"]),
        ("2021年、2022年、2023年分别收到政府信息公开申请40件、55件、45件。", []),
        ("2021年、2022年、2023年收到政府信息公开申请分别为40件、52件、54件。", ["C101", "C206"]),
        ("2021年、2022年、2023年分别收到网上提交的政府信息公开申请40件、52件、54件。", []),
        ("2021年、2022年、2023年全市分别收到政府信息公开申请40件、52件、54件。", []),
        ("2022年、2023年各科室分别收到政府信息公开申请52件、54件。", []),
        ("2021年、2022年、2023年分别收到政府信息公开申请40件、52件。", []),  # which is whose is not told
    ],
)
def test_last_years_figure_in_the_prose_is_held_against_last_years_report(text: str, told_so: list[str]) -> None:
    now = facts(text, figures=total(new=45, total=45))
    before = facts(figures=total(new=55, total=55), report_year=2022)
    assert [code for code, _ in told(replace(now, previous=before))] == told_so
    assert "C206" not in codes(text, figures=total(new=45, total=45))


def test_last_years_figure_may_be_told_in_another_reading() -> None:
    now = facts("收到政府信息公开申请45件，比上年的58件减少13件。", figures=total(new=45, total=45))
    before = facts(figures=total(new=55, carried_in=3, total=58), report_year=2022)
    assert list(told(replace(now, previous=before))) == []


def test_money_of_two_years_is_not_held_together_without_its_unit() -> None:
    fees = ("art20_8", "fees", "amount")
    now = facts("行政事业性收费金额为20万元，比上年增加5万元。", figures={fees: "20"})
    assert list(told(replace(now, previous=facts(figures={fees: "15"}, report_year=2022)))) == []


def test_no_change_is_told_as_the_same() -> None:
    same = facts(figures=total(new=75, total=75))
    now = facts("收到政府信息公开申请75件，较上年增加25件。", figures=total(new=75, total=75))
    ((_, defect),) = told(replace(now, previous=same))
    assert "两年相同" in defect.message and "+0" not in defect.message


# ---------------------------------------------------------------- forged reports


def of_report(report: Report, lines: list[str]) -> Facts:
    printed = {
        (table, row, column): text or ""
        for table, rows in report.tables.items()
        for row, line in rows.items()
        for column, text in line.items()
    }
    title = f"{report.organ}{report.year}年政府信息公开工作年度报告"
    said = {"edition": report.edition, "report_year": report.year, "organ": report.organ, "title": title}
    return facts(*lines, figures=printed, **said)


reports = st.builds(
    sound, st.integers(0, 10**6), st.sampled_from(tuple(editions())), scale=st.sampled_from(("small", "large", "zero"))
)


@given(reports, st.sampled_from(SPELLINGS), st.integers(0, 1))
@settings(max_examples=60)
def test_honest_prose_is_never_contradicted(report: Report, spell: object, way: int) -> None:
    found = of_report(report, list(overview(report, spell, way)))  # type: ignore[arg-type]
    assert len(found.claims) >= 14
    assert list(told(found)) == []


@given(st.integers(0, 10**6), st.sampled_from(tuple(editions())), st.integers(0, 1), st.data())
@settings(max_examples=60)
def test_one_changed_number_is_one_finding(seed: int, edition: str, way: int, data: st.DataObject) -> None:
    scale: Scale = "small"
    report = sound(seed, edition, scale=scale)
    lines = list(overview(report, lambda number: f"{number:f}", way))
    claims = of_report(report, lines).claims
    claim = data.draw(st.sampled_from(claims))
    new = claim.value * 10 + 100_003
    changed = f"{claim.sentence[: claim.start]}{new:f}件{claim.sentence[claim.end :]}"
    assume(sum(claim.sentence in line for line in lines) == 1)
    found = of_report(report, [line.replace(claim.sentence, changed) for line in lines])
    assert len(found.claims) == len(claims)
    ((code, defect),) = told(found, TABLES)
    assert code == claim.rule
    assert f"{new:f}" in defect.message and defect.evidence == changed
    assert Decimal(defect.key.rpartition(":")[2]) == new


# ---------------------------------------------------------------- what speaks for the table

HOLDS = {
    ("requests", row, column): n
    for row, n in (("new", "12"), ("granted", "12"), ("total", "12"))
    for column in ("natural_person", "total")
}
_SURE = "新收政府信息公开申请15件。"


@pytest.mark.parametrize(
    ("text", "figures", "said"),
    [
        (_SURE, HOLDS, "表中的数与它所在的 2 个等式都相符，多半是正文写错。"),
        ("收到政府信息公开申请15件。", HOLDS, "表中的数与它所在的 2 个等式都相符。"),
        (_SURE, {**HOLDS, ("requests", "new", "natural_person"): "13"}, ""),
        (_SURE, {}, ""),
        ("作出行政许可15件。", {("art20_5", "licensing", "processed"): "12"}, ""),
    ],
    ids=["certain", "doubtful", "the sums fail", "zeros", "no sums"],
)
def test_sums_that_hold_speak_for_the_table(text: str, figures: Figures, said: str) -> None:
    ((_, defect),) = told(facts(text, figures=figures), TABLES)
    behind = defect.message.partition("两处不一致。")[2].removesuffix("请核对后改正写错的一处。")
    assert behind.rpartition("也不符。")[2] == said
