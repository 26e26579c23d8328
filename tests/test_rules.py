"""Every rule on a sound report and on a report with its defect: what it says, and what its tally counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from validator.checks.arithmetic import judge_sums
from validator.checks.facts import Facts, Verdict
from validator.checks.gathering import gather, keyed
from validator.checks.printed_forms import forms_of
from validator.checks.registry import RULES
from validator.model import Case, Cell, Observation, Paragraph, Place, Severity, TableReading
from validator.numerals import read_figure, tidy
from validator.schema import editions
from validator.tables.structure import printed_form
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
    title = f"某市民政局{known.first}年政府信息公开工作年度报告"
    sound = Case("年报.docx", 1, None, "docx", edition, known.first, "title", "某市民政局", title, True)
    prose = a_text(known.first)
    case = replace(sound, tables=tuple(tables), cells=tuple(cells), observations=tuple(seen), paragraphs=prose)
    return replace(case, **said)  # type: ignore[arg-type]


def a_text(year: int = 2021, titles: Sequence[str] = TITLES, **said: Sequence[str]) -> tuple[Paragraph, ...]:
    """The text of a sound report; `opening`, `one` to `six` and `foot` replace what it says. No title: no section."""
    usual = {
        "opening": (
            f"本报告按照国办公开办函〔2021〕30号编制，统计期限为{year}年1月1日至{year}年12月31日。",
            "全文包括总体情况、主动公开、申请处理、行政复议和行政诉讼、主要问题及改进、其他需要报告的事项等六个部分。",
        ),
        "one": (f"{year}年，本机关做好政府信息公开工作。",),
        "five": ("个别栏目更新不及时，已明确专人负责。",),
        "six": ("本年度没有收取信息处理费。",),
        "foot": ("某市民政局", f"{year + 1}年1月20日"),
    } | said
    lines = [*usual["opening"]]
    for key, title in zip(("one", "two", "three", "four", "five", "six"), titles, strict=True):
        lines += (title, *usual.get(key, ())) if title else ()
    return tuple(Paragraph(line, Place(f"第{n}段")) for n, line in enumerate((*lines, *usual["foot"]), 2))


def text(**said: Sequence[str]) -> dict[str, object]:
    """The sound report of the newest edition with other text."""
    return {"paragraphs": a_text(**said)}  # type: ignore[arg-type]


def _cell(spot: Spot, printed: Mapping[Spot, str]) -> Cell:
    raw = printed.get(spot, "0")
    if raw.startswith("="):
        return Cell(*spot, raw, "formula", None, Place("年报!B3"))
    figure = read_figure(raw)
    return Cell(*spot, tidy(raw), figure.kind, figure.value, Place("表2 第5行第3列"), figure.unit, figure.marks)


def facts_of(case: Case) -> Facts:
    forms = forms_of(case)
    keys = [key for key, form in forms.items() if form.sentences]
    cells = keyed(case.cells)
    sums = judge_sums([(forms[k], cells) for k in keys])
    return gather(case, forms, cells, dict(zip(keys, sums, strict=True)))


def row_of(table: str, row: str, **figures: str) -> dict[Spot, str]:
    return {(table, row, column): figure for column, figure in figures.items()}


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

#: A text that breaks off before the seventh reason not to disclose.
CUT_OFF = replace(seen("cut_off", "requests", text="0", note="end", number=14), tables=("disputes",))

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
    Broken("F010", "「第二十条第（九）项」", NO_TABLES, seen=(seen("borders_lost", "art20_9"),), failed=0, open=1),
    Broken("F010", "「收到和处理", NO_TABLES, seen=(seen("borders_lost", "requests"),), failed=0, open=1),
    Broken("F010", "重复的行都没有了", seen=(seen("repeats_lost"),), failed=0, open=1),
    Broken("F022", "表的后 14 行，「政府信息公开", seen=(CUT_OFF,)),
    Broken("F022", "还没有到规定的表格", NO_TABLES, seen=(seen("cut_off", text="收到申请3件，其中", note="end"),)),
    Broken("F013", "3 行数字已按唯一可能的拆法还原", seen=(seen("recovered", table="disputes", number=3),)),
    Broken("D101", "像是错字", {"paragraphs": (Paragraph("一、总体情兄", Place("第2段")),)}, severity="warning"),
    Broken(
        "D101", "五、存在的主要问题及改进情况", {"paragraphs": (Paragraph("五、存在的主要问题及改进措施", Place()),)}
    ),
    Broken("D102", "「六、其他需要报告的事项」这一部分", text(titles=(*TITLES[:5], ""))),
    Broken("D102", "它的表格却在", text(titles=(*TITLES[:3], "", *TITLES[4:])), severity="warning"),
    Broken("D103", "下面没有文字", text(one=())),
    Broken("D103", "只写了「暂无」", text(five=("暂无。",))),
    Broken("D103", "只写了「存在的主要问题：无」", text(five=("存在的主要问题：无。",))),
    Broken("D103", "没有其他事项的写“无”", text(six=())),
    Broken(
        "D104",
        "「主动公开政府信息情况」在「收到和处理政府信息公开申请情况」之前",
        text(titles=(TITLES[0], "二、收到和处理政府信息公开申请情况", "三、主动公开政府信息情况", *TITLES[3:])),
    ),
    Broken("D105", "按次序应为“四”", text(titles=(*TITLES[:3], f"三{TITLES[3][1:]}", *TITLES[4:]))),
    Broken("D106", "正文却有6个部分", text(opening=("本报告由五个部分组成。",))),
    Broken(
        "D107",
        "“咨询处理”是旧提纲的部分",
        text(opening=("全文包括概述、主动公开、依申请公开、行政复议、咨询处理等。",)),
    ),
    Broken("D107", "是旧提纲的部分", text(foot=("七、收费及减免情况", "没有收费。"))),
    Broken("D201", "应为2021年1月1日至2021年12月31日", text(opening=("统计期限为2020年1月1日至2020年12月31日。",))),
    Broken("D202", "标题是2020年", {"title": "某市民政局2020年政府信息公开工作年度报告"}, failed=3),
    Broken("D202", "开头是2020年", text(opening=("现公布本机关2020年政府信息公开工作年度报告。",)), failed=3),
    Broken("D202", "请改名", {"path": "2019年年报.docx"}, severity="notice", failed=4),
    Broken("D203", "写的却是2020年", text(one=("2021年，做好公开。2020年，本机关共收到申请3件。",))),
    Broken("D204", "落款日期是2021年12月3日", text(foot=("二〇二一年十二月三日",))),
    Broken("D204", "发布日期是2021年11月5日", {"published": date(2021, 11, 5), "published_from": "meta"}),
    Broken("D205", "2022年1月31日前", {"published": date(2022, 3, 1), "published_from": "line"}),
    Broken(
        "D205",
        "不会先发布后落款",
        {"published": date(2022, 1, 22), "published_from": "line", **text(foot=("2022年2月20日",))},
    ),
    Broken("D205", "2022年3月31日前", {"published": date(2022, 4, 1), "organ": "某市人民政府"}),
    Broken("D206", "落款却是「某县民政局」", text(foot=("某县民政局", "2022年1月20日"))),
    Broken("D207", "没有这一天：2022 年 1 月没有 32 日", text(foot=("2022年1月32日",))),
    Broken("D207", "一年没有 13 月", text(one=("2021年13月1日起受理申请。",))),
    Broken("D208", "开头公布的却是「某市教育局」", text(opening=("现公布某市教育局2021年政府信息公开工作年度报告。",))),
    Broken("D301", "适用国办公开办函〔2021〕30号", text(opening=("按照国办公开办函〔2019〕60号编制。",))),
    Broken("D302", "“XX”像是模板文字", text(one=("全年收到申请XX件。", "主动公开××条。"))),
    Broken("D303", "没有说明收取信息处理费", text(six=("无。",))),
    Broken("D304", "没有写明件数、总金额", text(six=("收取信息处理费30元。",))),
    Broken("D305", "社会评议、责任追究", {**text(one=("做好考核。",)), "organ": "某市人民政府"}, failed=2),
    Broken("D306", "有两种说法：「收取信息处理费3件", text(one=("收取信息处理费3件共计1200元。",))),
    Broken(
        "D306",
        "1200 元 = 0.12 万元",
        text(six=("收取信息处理费3件，总金额1200元，实际收取1200元。",)),
        severity="notice",
    ),
    Broken("F005", "内容却是网页", seen=(seen("wrong_extension", text=".xls", note="网页"),), severity="notice"),
    Broken("F016", "「（七）总计」", seen=(seen("unproved", text="（七）总计", note="压线"),), failed=0, open=1),
    Broken("F017", "另有 2 个文件", seen=(seen("members_skipped", number=2),)),
    Broken("F017", "3 个文件属于这个网页", seen=(seen("page_files", number=3),)),
    Broken("F018", "另存为“网页，全部”", NO_TABLES, seen=(seen("script_only"),), failed=0, open=1),
    Broken("F014", "2 处画了删除线", seen=(seen("struck_text", number=2),)),
    Broken("F015", "1 处设成不显示", seen=(seen("hidden_text", number=1),)),
    Broken("F012", "有 3 个字符编码损坏", seen=(seen("undecodable", number=3),)),
    Broken("F011", "超出上限的部分未读取", seen=(seen("spans_cut"),)),
    Broken("F011", "工作表「附表」Z列以右", seen=(seen("spans_cut", text="附表", note="Z列以右的内容未读取"),)),
    Broken(
        "F011",
        "工作表「台账」内容过多",
        seen=(seen("sheets_skipped", text="「台账」", number=1),),
        severity="notice",
    ),
    Broken("D001", "没有找到第二十条表", {**NO_TABLES, "titled": False, "paragraphs": ()}),
    Broken("D001", "空白表样", {**NO_TABLES, "titled": False, "paragraphs": ()}, seen=(seen("blank_form"),)),
    Broken("D002", "2017年度的报告，适用2008年条例", {**NO_TABLES, "report_year": 2017}),
    Broken("D002", "可参照", {**NO_TABLES, "report_year": 2019}, severity="warning"),
    Broken("D003", "没有找到报告年度", {"report_year": None}),
    Broken("D003", "暂按2021年核对", {"year_from": "file name"}, severity="notice"),
    Broken("D004", "请在标题里写明机关全称", {"organ": None}),
    Broken("D005", "应当使用2021年版格式（国办公开办函〔2021〕30号），现用的是2019年版", {**OLD, "report_year": 2022}),
    Broken("D005", "请先核对年度", {**OLD, "report_year": 2022, "year_from": "file name"}, severity="warning"),
    Broken("D005", "必有一处不对", {"report_year": 2020}, severity="warning"),
    Broken("D005", "已按指定的2021年版格式", {"report_year": 2020, "edition_forced": True}, severity="warning"),
    Broken("D005", "2018年度没有规定的表格", {**OLD, "report_year": 2018}, severity="warning"),
    Broken("S001", "请按2021年版格式", {**NO_TABLES, "report_year": 2022}),
    Broken("S001", "请按报告年度的格式", {**NO_TABLES, "report_year": None}),
    Broken(
        "S001", "没有认出规定的表格", {**NO_TABLES, "report_year": 2022}, seen=(seen("excerpt"),), severity="warning"
    ),
    Broken("S101", "缺「第二十条第（八）项」表", {"absent": ["art20_8"]}, seen=(seen("table_missing", "art20_8"),)),
    Broken(
        "S101",
        "只粘贴了 5 张表：「第二十条第（一）项」",
        {"absent": ["disputes"], "paragraphs": ()},
        seen=(seen("excerpt"), seen("table_missing", "disputes")),
        severity="notice",
        failed=0,
        open=1,
    ),
    Broken(
        "S101",
        "缺「政府信息公开行政复议、行政诉讼情况」表",  # all sections were pasted: the text of a whole report
        {"absent": ["disputes"]},
        seen=(seen("excerpt"), seen("table_missing", "disputes")),
    ),
    Broken("S102", "出现了 2 次，核对的是表1 第3行第2列", seen=(seen("table_twice", "requests", number=1),)),
    Broken(
        "S103",
        "请把这张表换成2021年版格式的",
        seen=(seen("table_other_edition", "requests", note="2019年版格式（试行）"),),
    ),
    Broken(
        "S103",
        "请统一改用2021年版格式",
        OLD | {"report_year": 2022},
        seen=(seen("table_other_edition", "requests", note="2021年版格式"),),
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
    Broken(
        "S201",
        "到「（七）总计」为止就断了，后面缺 1 行：「四、结转下年度继续办理」",
        seen=(seen("rows_missing", "requests", "carried_out", text="（七）总计", note="end"),),
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
    Broken("S214", "的行和列与规定的相反，已按行名、列名读取", seen=(seen("table_turned", "art20_1"),)),
    Broken("S105", "出现了 2 遍", seen=(seen("report_twice", number=1),)),
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
    Broken("V106", "6 张表都没有填写，200 个单元格全部空白", printed=dict.fromkeys(spots(), ""), failed=6),
    Broken("V107", "列“减4”", OLD, {("art20_5", "licensing", "change"): "减4"}),
    Broken("V108", "251000元 = 25.1 万元", printed={FEES: "251000元"}, severity="warning"),
    Broken("V108", "请删去单位", printed={FEES: "12万元"}),
    Broken("V108", "本列的单位是万元。请核对", printed={FEES: "3件"}, severity="warning"),
    Broken("V108", "单位不明", OLD, {SOLD: "52.15"}),
    Broken("V108", "格里写了单位", OLD, {SOLD: "75394432.52元"}),
    Broken("C101", "列（表2 第5行第3列）是 0", text(one=("2021年，新收政府信息公开申请3件。",)), severity="error"),
    Broken("C101", "按其他算法（", text(one=("2021年，共收到政府信息公开申请3件。",))),
    Broken("C102", "各行「总计」列之和是 0", text(one=("依申请公开中，予以公开及部分公开3件。",))),
    Broken("C103", "「自然人」列", text(three=("收到申请0件，其中自然人3件。",))),
    Broken("C104", "「行政复议」行「总计」列", text(one=("政府信息公开行政复议3件。",)), severity="error"),
    Broken(
        "C105", "即 0 件", text(one=("2021年未制定规范性文件。",)), {("art20_1", "normative_documents", "issued"): "4"}
    ),
    Broken("C201", "比总数多 5", text(one=("全年公开信息20条，其中动态信息15条，公告信息10条。",))),
    Broken("C201", "比总数多 1", text(one=("公开信息20条，其中网站发布11条，微信发布10条。",))),
    Broken("C201", "比总数多 2", text(one=("办结8件，其中予以公开5件，部分公开1件，不予公开4件。",)), severity="error"),
    Broken("C202", "少 5", text(one=("全年公开信息20条，其中动态信息10条，其他信息5条。",))),
    Broken(
        "C203",
        "写了两个数",
        {**text(one=("共收到政府信息公开申请20件。", "全年收到政府信息公开申请16件。")), **NO_TABLES},
    ),
    Broken(
        "C204",
        "办结 28 + 结转下年 3 = 31",
        {**text(one=("新收政府信息公开申请30件，上年结转2件，办结28件，结转下年度3件。",)), **NO_TABLES},
    ),
    Broken("C205", "应占 5%", text(one=("申请200件，甲类150件，占75%；乙类40件，占20%；丙类10件，占15%。",))),
    Broken("C205", "46 ÷ 54", text(one=("全年公开信息54条，其中动态信息46条，占82.5%。",)), severity="error"),
    Broken("C206", "÷ 48 = +12.5%", text(one=("全年公开信息54条，上年48条，增长21.5%。",)), severity="error"),
    Broken("C301", "现行有效却只有 4 件", printed=row_of("art20_1", "normative_documents", issued="12", in_force="4")),
    Broken("C302", "总数量应填累计数", OLD, row_of("art20_1", "regulations", published="5", public_total="4")),
    Broken("C303", "合起来是 -2", OLD, row_of("art20_8", "fees", previous_items="3", change="-5")),
    Broken("C304", "像是一个数填了两栏", OLD, row_of("art20_5", "licensing", change="48", decisions="48")),
    Broken("C305", "填成了年末的项目数量", OLD, row_of("art20_6", "penalties", previous_items="48", decisions="48")),
    Broken(
        "C306",
        "像是一个数填满了一行",
        printed=row_of("art20_1", "regulations", issued="18", repealed="18", in_force="18"),
    ),
    Broken(
        "C307",
        "一共只有 5",
        printed=row_of("requests", "new", natural_person="5", total="5")
        | row_of("requests", "granted", natural_person="50")
        | row_of("requests", "total", natural_person="若干"),
    ),
    Broken(
        "C308",
        "正文却没有提到信息处理费",
        text(six=("无。",)),
        row_of("requests", "other.fee_unpaid", natural_person="1", total="1"),
    ),
    Broken("C309", "不制定规章", {"organ": "某市青石镇人民政府"}, row_of("art20_1", "regulations", in_force="5")),
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


#: Families that compare reports with one another: tests/test_years.py, tests/test_rollups.py, tests/test_similar.py.
BETWEEN_REPORTS = ("Y", "R", "C4", "F019", "F021")
#: What the prose states: the sound report states no figures. More in tests/test_claims_rules.py.
OF_PROSE = ("C1", "C2")
#: What the sound report of an edition gives a rule no occasion to look at.
NOT_ASKED: Mapping[str, frozenset[str]] = {
    "2019": frozenset(
        {"S209", "C301", "C308", "D107", "D208", "D301", "D303", "D304", "D305"}
    ),  # 2019: recommended only
    "2021": frozenset({"S209", "C302", "C303", "C304", "C305", "D208", "D305"}),
}


@pytest.mark.parametrize("code", RULES)
@pytest.mark.parametrize("edition", editions())
def test_a_sound_report_passes(code: str, edition: str) -> None:
    case = a_case(edition=edition)
    verdict = RULES[code].examine(facts_of(case))
    assert verdict.defects == ()
    assert (verdict.failed, verdict.open) == (0, 0)
    assert RULES[code].ITEM not in ("文件", "报告") or verdict.passed <= 1
    assert verdict.passed > 0 or code in NOT_ASKED[edition] or code.startswith((*BETWEEN_REPORTS, *OF_PROSE))


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
    elif not broken.code.startswith(("D1", "D2", "D3", *OF_PROSE)) and broken.code not in (
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
    assert {b.code for b in BROKEN} == {
        code for code in RULES if not code.startswith(("A", *BETWEEN_REPORTS))
    } - by_readers


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


def test_a_report_without_title_and_tables_is_known_by_its_parts() -> None:
    case = replace(a_case(absent=editions()[NEWEST].table_keys, edition=None), titled=False)
    assert [(d.severity, "从各部分看" in d.message) for d in verdict_on("S001", case).defects] == [("warning", True)]
    assert verdict_on("D001", case).defects == ()
    above = Paragraph("关于做好2021年政府信息公开年度报告编制工作的通知", Place("第1行"))
    how_to = replace(case, paragraphs=(above, *case.paragraphs))
    assert (len(verdict_on("D001", how_to).defects), verdict_on("S001", how_to).defects) == (1, ())
    other = replace(case, paragraphs=a_text(2021, titles=(TITLES[0], *("",) * 4, TITLES[5]), opening=("全文如下。",)))
    assert (len(verdict_on("D001", other).defects), verdict_on("S001", other).defects) == (1, ())


def test_year_and_organ_of_another_document_do_not_matter() -> None:
    other = replace(
        a_case(absent=editions()[NEWEST].table_keys, edition=None), titled=False, organ=None, report_year=None
    )
    other = replace(other, paragraphs=())
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
    assert [code[0] for code in RULES] == sorted((code[0] for code in RULES), key="FDSVACYR".index)
    assert all(a < b for a, b in pairwise(RULES) if a[0] == b[0])


@pytest.mark.parametrize("code", RULES)
def test_the_manual_page_has_its_five_parts(code: str) -> None:
    page = RULES[code].__doc__ or ""
    lines = page.strip().splitlines()
    parts = ("查什么：", "为什么：", "错例：", "正例：", "怎么改：")
    assert lines[0] and lines[1] == ""
    assert [line[: line.index("：") + 1] for line in lines[2:]] == list(parts)
    assert all(len(line) > len(part) + 2 for line, part in zip(lines[2:], parts, strict=True))
