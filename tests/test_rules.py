"""Every rule on a sound report and on a report with its defect: what it says, and what its tally counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

import pytest

from validator.checks.arithmetic import judge_sums
from validator.checks.facts import Facts, Verdict, forms_of, gather
from validator.checks.registry import RULES
from validator.model import Case, Cell, Observation, Paragraph, Place, Severity, TableReading
from validator.numerals import read_figure, tidy
from validator.schema import editions
from validator.structure import printed_form
from validator.words import TITLES

Spot = tuple[str, str, str]
NEWEST = list(editions())[-1]
SPLIT_LINE = ("requests", "granted", "natural_person")
NO_TABLES = {"absent": editions()[NEWEST].table_keys, "edition": None}


def a_case(
    printed: Mapping[Spot, str] | None = None,
    seen: Iterable[Observation] = (),
    absent: Iterable[str] = (),
    edition: str | None = NEWEST,
    alone: bool = False,
    **said: object,
) -> Case:
    """A report of zeros in `edition`. `printed` replaces cells, `absent` tables are not there; `alone`: 其他处理 in one row."""
    known = editions()[edition or NEWEST]
    tables: list[TableReading] = []
    cells: list[Cell] = []
    for table in (known.table(key) for key in known.table_keys if key not in set(absent)):
        form = printed_form(table, ("other",) if alone else ())
        tables.append(TableReading(form.key, True, Place("表1 第3行第2列"), known.key, form.row_keys))
        cells += [_cell((form.key, row, column), printed or {}) for row in form.row_keys for column in form.column_keys]
    tables += [TableReading(key, False) for key in absent if edition]
    sound = Case("年报.docx", 1, None, "docx", edition, known.first, "title", "某市民政局", "某市民政局年度报告", True)
    titles = tuple(Paragraph(title, Place("第1段")) for title in TITLES)
    case = replace(sound, tables=tuple(tables), cells=tuple(cells), observations=tuple(seen), paragraphs=titles)
    return replace(case, **said)  # type: ignore[arg-type]


def _cell(spot: Spot, printed: Mapping[Spot, str]) -> Cell:
    raw = printed.get(spot, "0")
    if raw.startswith("="):
        return Cell(*spot, raw, "formula", None, Place("年报!B3"))
    figure = read_figure(raw)
    return Cell(*spot, tidy(raw), figure.kind, figure.value, Place("表2 第5行第3列"), figure.unit, figure.marks)


def facts_of(case: Case) -> Facts:
    forms = forms_of(case)
    keys = [key for key, form in forms.items() if form.sentences]
    sums = judge_sums([(forms[k], {c.key: c for c in case.cells if c.table == k}) for k in keys])
    return gather(case, forms, dict(zip(keys, sums, strict=True)))


def spots(edition: str = NEWEST, *tables: str) -> list[Spot]:
    wanted = [t for t in editions()[edition].tables if t.key in tables or not tables]
    return [(t.key, row, column) for t in wanted for row in t.row_keys for column in t.column_keys]


# ---------------------------------------------------------------- one defect each


@dataclass(frozen=True)
class Broken:
    """A report with one defect: what its rule must say, and count."""

    code: str
    says: str
    case: Mapping[str, object] = field(default_factory=dict)
    printed: Mapping[Spot, str] = field(default_factory=dict)
    seen: tuple[Observation, ...] = ()
    failed: int = 1
    open: int = 0
    severity: Severity | None = None  # None: the rule's own
    defects: int = 1


def seen(
    kind: str, table: str | None = None, *rows: str, text: str = "", note: str = "", number: int = 0
) -> Observation:
    return Observation(kind, table, rows, (), text, note, number, Place("表2 第7行"))


def seen_column(kind: str, table: str, *columns: str, text: str = "") -> Observation:
    return Observation(kind, table, columns=columns, text=text)


FEES = ("art20_8", "fees", "amount")
SOLD = ("art20_9", "procurement", "amount")
OLD = {"edition": "2019", "report_year": 2020}
#: Five requests, all granted; the total of that row is left out.
NO_TOTAL = {
    **{("requests", row, column): "5" for row in ("new", "granted", "total") for column in ("natural_person", "total")},
    ("requests", "granted", "total"): "",
}

BROKEN = (
    Broken("V103", "也可能是两个数挤在一格", printed={("disputes", "review", "upheld"): "4 5"}, severity="warning"),
    Broken("F007", "只有 3 张图片", NO_TABLES, seen=(seen("pictures_only", number=3),), failed=0, open=1),
    Broken("F008", "「年报.pdf」", NO_TABLES, seen=(seen("attachment_only", text="年报.pdf"),), failed=0, open=1),
    Broken("F009", "工作表「年报」第5至9行", seen=(seen("hidden_lines", text="年报", note="第5至9行"),)),
    Broken(
        "F010",
        "「政府信息公开行政复议",
        {"absent": ["disputes"]},
        seen=(seen("borders_lost", "disputes"),),
        failed=0,
        open=1,
    ),
    Broken("F010", "「收到和处理", NO_TABLES, seen=(seen("borders_lost", "requests"),), failed=0, open=1),
    Broken("F013", "3 行数字已按唯一可能的拆法还原", seen=(seen("recovered", table="disputes", number=3),)),
    Broken("D101", "像是错字", {"paragraphs": (Paragraph("一、总体情兄", Place("第2段")),)}, severity="warning"),
    Broken(
        "D101", "五、存在的主要问题及改进情况", {"paragraphs": (Paragraph("五、存在的主要问题及改进措施", Place()),)}
    ),
    Broken("F005", "内容却是网页", seen=(seen("wrong_extension", text=".xls", note="网页"),), severity="notice"),
    Broken("F016", "「（七）总计」", seen=(seen("unproved", text="（七）总计", note="压线"),), failed=0, open=1),
    Broken("F017", "另有 2 个文件", seen=(seen("members_skipped", number=2),)),
    Broken("F014", "2 处画了删除线", seen=(seen("struck_text", number=2),)),
    Broken("F015", "1 处设成不显示", seen=(seen("hidden_text", number=1),)),
    Broken("F012", "有 3 个字符编码损坏", seen=(seen("undecodable", number=3),)),
    Broken("F011", "超出上限的部分未读取", seen=(seen("spans_cut"),)),
    Broken("F011", "工作表「附表」Z列以右", seen=(seen("spans_cut", text="附表", note="Z列以右的内容未读取"),)),
    Broken("D001", "没有找到第二十条表", {**NO_TABLES, "titled": False}),
    Broken("D002", "2017年度的报告，适用2008年条例", {**NO_TABLES, "report_year": 2017}),
    Broken("D002", "可参照", {**NO_TABLES, "report_year": 2019}, severity="warning"),
    Broken("D003", "没有找到报告年度", {"report_year": None}),
    Broken("D003", "暂按2021年核对", {"year_from": "file name"}, severity="notice"),
    Broken("D004", "请在标题里写明机关全称", {"organ": None}),
    Broken("D005", "应当使用2021年版格式（国办公开办函〔2021〕30号），现用的是2019年版", {**OLD, "report_year": 2022}),
    Broken("D005", "请先核对年度", {**OLD, "report_year": 2022, "year_from": "file name"}, severity="warning"),
    Broken("D005", "必有一处不对", {"report_year": 2020}, severity="warning"),
    Broken("D005", "2018年度没有规定的表格", {**OLD, "report_year": 2018}, severity="warning"),
    Broken("S001", "请按2021年版格式", {**NO_TABLES, "report_year": 2022}),
    Broken("S001", "请按报告年度的格式", {**NO_TABLES, "report_year": None}),
    Broken("S101", "缺「第二十条第（八）项」表", {"absent": ["art20_8"]}, seen=(seen("table_missing", "art20_8"),)),
    Broken("S102", "出现了 2 次，核对的是表1 第3行第2列", seen=(seen("table_twice", "requests", number=1),)),
    Broken(
        "S103", "请统一改用2021年版格式", seen=(seen("table_other_edition", "requests", note="2019年版格式（试行）"),)
    ),
    Broken(
        "S104",
        "「第二十条第（九）项」表",
        seen=(seen("extra_table", text="第二十条第（九）项", note="2019年版格式（试行）"),),
    ),
    Broken(
        "S201",
        "缺 2 行：「（一）予以公开」",
        seen=(seen("rows_missing", "requests", "granted", "partly_granted"),),
        failed=2,
    ),
    Broken("S202", "缺 1 列：「科研机构」", seen=(seen_column("columns_missing", "requests", "research"),)),
    Broken(
        "S203",
        "有 2 行是规定格式没有的：「小计」",
        seen=tuple(seen("extra_row", "requests", text=t) for t in ("小计", "")),
        failed=2,
    ),
    Broken("S204", "「法人小计」", seen=(seen_column("extra_column", "requests", text="法人小计"),)),
    Broken("S213", "从「科研机构」起", seen=(seen_column("columns_out_of_order", "requests", "research"),)),
    Broken("S205", "「（一）予以公开」行排得靠后了", seen=(seen("rows_out_of_order", "requests", "granted"),)),
    Broken(
        "S206",
        "「规章制度」应为「规章」",
        seen=(seen("label_unlike", "art20_1", "regulations", text="规章制度", note="规章"),),
    ),
    Broken("S207", "格数（6）与表头的列数对不上", seen=(seen("row_width", "requests", "granted", number=6),)),
    Broken(
        "S207", "分不清起止", seen=(seen("row_uncounted", "requests", "new"),), failed=0, open=1, severity="warning"
    ),
    Broken("S208", "已按次序对应：「规章」", seen=(seen("spans_differ", "art20_1", "regulations"),)),
    Broken(
        "S209",
        "的「（六）其他处理」（表2 第7行）只印成一行",
        {"alone": True},
        seen=(seen("heading_as_row", "requests", "other"),),
    ),
    Broken("S210", "「规章」行出现了不止一次", seen=(seen("row_twice", "art20_1", "regulations", text="规章"),)),
    Broken("S211", "没有表头", seen=(seen("header_missing", "requests"), seen("header_missing", "requests"))),
    Broken(
        "S212",
        "「自然人」列出现了不止一次",
        seen=(seen_column("column_twice", "requests", "natural_person", text="自然人"),),
    ),
    Broken("V001", "填的是“若干”，不是数字。请改填数字；按等式推算应为 0。", printed={SPLIT_LINE: "若干"}),
    Broken(
        "V001",
        "没有发生的填 0",
        printed={FEES: "见附件", ("art20_5", "licensing", "decisions"): "有"},
        failed=2,
        defects=2,
    ),
    Broken("V002", "应是整数", printed={SPLIT_LINE: "1.5"}),
    Broken("V002", "请改填整数", OLD, {("art20_5", "licensing", "change"): "-1.5"}),
    Broken("V003", "件数不能是负数", printed={SPLIT_LINE: "-1"}),
    Broken("V004", "列“3件”", printed={SPLIT_LINE: "3件"}),
    Broken("V005", "保存一次", printed={SPLIT_LINE: "=SUM(B5:G5)"}),
    Broken("V101", "有 1 个空白单元格，按 0 计算；按规定应填 0", printed={SPLIT_LINE: ""}),
    Broken("V101", "等。", printed=dict.fromkeys(spots(NEWEST, "requests")[:6], " "), failed=6),
    Broken("V102", "填的是“无”“/”", printed={SPLIT_LINE: "/", ("requests", "new", "business"): "无"}, failed=2),
    Broken("V103", "全角字符、千位分隔符", OLD, {("art20_5", "licensing", "decisions"): "１,２３４"}),
    Broken("V104", "应填 5", printed=NO_TOTAL),
    Broken(
        "V105",
        "只填了总计",
        printed=dict.fromkeys([s for s in spots(NEWEST, "disputes") if s[1] == "review"], "")
        | {("disputes", "review", "total"): "5"},
    ),
    Broken("V106", "未填写：175 个单元格", printed=dict.fromkeys(spots(NEWEST, "requests"), "")),
    Broken("V106", "全部空白，按 0 计算", printed={FEES: ""}, severity="notice"),
    Broken("V106", "未填写", printed=dict.fromkeys(spots(), ""), failed=6, defects=6),
    Broken("V107", "列“减4”", OLD, {("art20_5", "licensing", "change"): "减4"}),
    Broken("V108", "251000元 = 25.1 万元", printed={FEES: "251000元"}, severity="warning"),
    Broken("V108", "请删去单位", printed={FEES: "12万元"}),
    Broken("V108", "本列的单位是万元。请核对", printed={FEES: "3件"}, severity="warning"),
    Broken("V108", "单位不明", OLD, {SOLD: "52.15"}),
    Broken("V108", "格里写了单位", OLD, {SOLD: "75394432.52元"}),
)


def judged(broken: Broken) -> Verdict:
    case = a_case(broken.printed, broken.seen, **broken.case)  # type: ignore[arg-type]
    return RULES[broken.code].examine(facts_of(case))


@pytest.mark.parametrize("broken", BROKEN, ids=lambda b: f"{b.code}-{b.says[:8]}")
def test_a_defect_is_told_and_counted(broken: Broken) -> None:
    verdict = judged(broken)
    assert len(verdict.defects) == broken.defects
    assert any(broken.says in defect.message for defect in verdict.defects), verdict.defects[0].message
    assert (verdict.failed, verdict.open) == (broken.failed, broken.open)
    assert {defect.severity for defect in verdict.defects} == {broken.severity}
    assert (verdict.why_open is None) == (broken.open == 0)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda b: f"{b.code}-{b.says[:8]}")
def test_messages_are_for_people(broken: Broken) -> None:
    for defect in judged(broken).defects:
        assert not set(re.findall(r"[A-Za-z][\w.]*", defect.message)) & (schema_keys() | {"None"})
        assert not re.search(r"None|_|\(\)|（）|「」", defect.message)
        assert defect.message.endswith("。")
        assert "请" in defect.message or "应填" in defect.message


def schema_keys() -> set[str]:
    tables = [table for edition in editions().values() for table in edition.tables]
    lines = {key for table in tables for key in (*table.row_keys, *table.column_keys)}
    return lines | {t.key for t in tables} | {g.key for t in tables for g in t.groups}


@pytest.mark.parametrize("broken", [b for b in BROKEN if b.defects > 1 or b.code == "S207"], ids=lambda b: b.code)
def test_defects_of_one_rule_can_be_told_apart(broken: Broken) -> None:
    defects = judged(broken).defects
    assert len({(d.table, d.key) for d in defects}) == len(defects)


# ---------------------------------------------------------------- sound reports


@pytest.mark.parametrize("code", RULES)
@pytest.mark.parametrize("edition", editions())
def test_a_sound_report_passes(code: str, edition: str) -> None:
    case = a_case(edition=edition)
    verdict = RULES[code].examine(facts_of(case))
    assert verdict.defects == ()
    assert (verdict.failed, verdict.open) == (0, 0)
    assert verdict.passed > 0 or code == "S209"


@pytest.mark.parametrize("broken", BROKEN, ids=lambda b: f"{b.code}-{b.says[:8]}")
def test_the_tally_adds_up(broken: Broken) -> None:
    """What a rule examines does not depend on how it turns out."""
    case = a_case(broken.printed, broken.seen, **broken.case)  # type: ignore[arg-type]
    rule = RULES[broken.code]
    verdict = rule.examine(facts_of(case))
    examined = verdict.passed + verdict.failed + verdict.open
    if rule.ITEM in ("文件", "报告"):
        assert examined == 1
    elif rule.ITEM == "单元格":
        assert examined == len(case.cells)
    elif broken.code not in (
        "D101",
        "F010",
        "S101",
        "S104",
        "S202",
        "S203",
        "S204",
    ):  # what is missing or extra is an item more
        sound = rule.examine(facts_of(replace(a_case(**broken.case), observations=())))  # type: ignore[arg-type]
        assert examined == sound.passed


def test_every_rule_that_finds_defects_itself_has_a_failing_case() -> None:
    by_readers = {"F001", "F002", "F003", "F004", "F006"} | {"F020"}  # F020: tests/test_picture.py
    assert {b.code for b in BROKEN} == {code for code in RULES if not code.startswith("A")} - by_readers


# ---------------------------------------------------------------- one cause, one finding


def verdict_on(code: str, case: Case) -> Verdict:
    return RULES[code].examine(facts_of(case))


@pytest.mark.parametrize("kind", ["pictures_only", "attachment_only", "borders_lost"])
def test_tables_out_of_reach_are_not_missing(kind: str) -> None:
    hidden = seen(kind, "requests" if kind == "borders_lost" else None)
    none = a_case(seen=[hidden], absent=editions()[NEWEST].table_keys, edition=None)
    assert verdict_on("S001", none).open == 1
    assert verdict_on("D001", replace(none, titled=False)).defects == ()
    assert verdict_on("D002", replace(none, report_year=2019)).defects == ()
    one = a_case(seen=[hidden, seen("table_missing", "requests")], absent=["requests"])
    assert (verdict_on("S101", one).failed, verdict_on("S101", one).open) == (0, 1)


def test_lost_borders_of_one_table_do_not_excuse_another() -> None:
    notes = [seen("borders_lost", "disputes"), seen("table_missing", "requests"), seen("table_missing", "disputes")]
    verdict = verdict_on("S101", a_case(seen=notes, absent=["requests", "disputes"]))
    assert [d.table for d in verdict.defects] == ["requests"]
    assert (verdict.passed, verdict.failed, verdict.open) == (4, 1, 1)


@pytest.mark.parametrize(("year", "code"), [(2018, "D002"), (2019, "D002"), (2020, "S001"), (None, "S001")])
def test_a_titled_report_without_tables_is_told_once(year: int | None, code: str) -> None:
    case = replace(a_case(absent=editions()[NEWEST].table_keys, edition=None), report_year=year)
    told = [c for c in ("D001", "D002", "D005", "S001", "S101") if verdict_on(c, case).defects]
    assert told == [code]


def test_year_and_organ_of_another_document_do_not_matter() -> None:
    other = replace(
        a_case(absent=editions()[NEWEST].table_keys, edition=None), titled=False, organ=None, report_year=None
    )
    assert [c for c in RULES if verdict_on(c, other).defects] == ["D001"]


def test_a_column_that_comes_twice_is_no_extra_column() -> None:
    notes = [
        seen_column("column_twice", "requests", "total", text="总计 "),
        seen_column("extra_column", "requests", text="总计"),
    ]
    assert verdict_on("S204", a_case(seen=notes)).defects == ()
    assert len(verdict_on("S212", a_case(seen=notes)).defects) == 1


def test_blanks_that_have_a_rule_of_their_own_are_not_told_again() -> None:
    total = a_case(NO_TOTAL)
    assert verdict_on("V101", total).defects == ()
    unfilled = a_case(dict.fromkeys(spots(NEWEST, "disputes"), ""))
    assert verdict_on("V101", unfilled).defects == ()
    bare = dict.fromkeys([s for s in spots(NEWEST, "disputes") if s[1] == "review"], "")
    assert verdict_on("V101", a_case(bare | {("disputes", "review", "total"): "5"})).defects == ()


def test_a_negative_fraction_is_told_once() -> None:
    case = a_case({SPLIT_LINE: "-1.5"})
    assert [c for c in ("V001", "V002", "V003") if verdict_on(c, case).defects] == ["V002"]


def test_signed_columns_may_be_negative_and_amounts_may_have_decimals() -> None:
    old = a_case({("art20_5", "licensing", "change"): "-4", SOLD: "0"}, edition="2019")
    assert [c for c in RULES if c.startswith("V") and verdict_on(c, old).defects] == []
    assert [c for c in RULES if c.startswith("V") and verdict_on(c, a_case({FEES: "9116.36"})).defects] == []


# ---------------------------------------------------------------- the value due


def test_the_value_due_comes_from_the_identities() -> None:
    figures = {("disputes", "review", c): v for c, v in {"upheld": "有", "corrected": "1", "total": "4"}.items()}
    (defect,) = verdict_on("V001", a_case(figures)).defects
    assert "应为 3" in defect.message
    (change,) = defect.repairs[0].changes
    assert (change.row, change.column, change.was, change.to) == ("review", "upheld", "有", Decimal(3))


@pytest.mark.parametrize(
    "figures",
    [
        {"upheld": "有", "corrected": "若干", "total": "4"},  # two unknown in one identity
        {"upheld": "有", "corrected": "5", "total": "4"},  # would be negative
    ],
)
def test_no_value_is_guessed(figures: Mapping[str, str]) -> None:
    printed = {("disputes", "review", column): text for column, text in figures.items()}
    assert all(defect.repairs == () for defect in verdict_on("V001", a_case(printed)).defects)


def test_identities_that_differ_give_no_value() -> None:
    case = a_case({SPLIT_LINE: "有", ("requests", "granted", "total"): "2"})
    (defect,) = verdict_on("V001", case).defects
    assert defect.repairs == ()
    assert "推算" not in defect.message


# ---------------------------------------------------------------- the registry


def test_codes_are_unique_and_name_their_files() -> None:
    for code, rule in RULES.items():
        assert code == rule.CODE
        assert rule.__name__.rpartition(".")[2].startswith(f"{code.lower()}_")  # type: ignore[attr-defined]
    assert len({rule.TITLE for rule in RULES.values()}) == len(RULES)
    assert [code[0] for code in RULES] == sorted((code[0] for code in RULES), key="FDSVA".index)
    assert all(a < b for a, b in pairwise(RULES) if a[0] == b[0])


@pytest.mark.parametrize("code", RULES)
def test_the_manual_page_has_its_five_parts(code: str) -> None:
    page = RULES[code].__doc__ or ""
    lines = page.strip().splitlines()
    parts = ("查什么：", "为什么：", "错例：", "正例：", "怎么改：")
    assert lines[0] and lines[1] == ""
    assert [line[: line.index("：") + 1] for line in lines[2:]] == list(parts)
    assert all(len(line) > len(part) + 2 for line, part in zip(lines[2:], parts, strict=True))
