"""Texts as people copy them out of pages: bars on lines of their own, headers cut short, pieces that break off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.forge.figures import Scale, sound, values
from tools.forge.layouts import LAYOUTS
from tools.samples_base import YEARS
from validator.model import Report
from validator.pipeline import extract, judge

TEXTS = [name for name in LAYOUTS if name.startswith("text-")]
Figures = Mapping[tuple[str, str, str], Decimal | None]


def printed(name: str, edition: str) -> str:
    return LAYOUTS[name].render(sound("excerpts", edition, scale="large")).decode()


def cell_a_line(edition: str) -> str:
    return cell_a_line_of(printed("text-cell-a-line-tabs", edition))


def cell_a_line_of(text: str) -> str:
    """Every cell on a line of its own, no bars."""
    return re.sub(r"(?m)^[ \t|]*\n", "", text.replace("\t", "\n"))


def judged(text: str) -> Report:
    (report,) = judge(extract(text.encode(), "年报.txt"))
    return report


def figures(report: Report) -> Figures:
    return {cell.key: cell.value for cell in report.case.cells}


def truth(edition: str) -> Figures:
    made = values(sound("excerpts", edition, scale="large"))
    return {(t, r, c): n for t, rows in made.items() for r, line in rows.items() for c, n in line.items()}


@pytest.mark.parametrize("edition", YEARS)
def test_a_bar_on_a_line_of_its_own_closes_the_cell_above(edition: str) -> None:
    text = printed("text-cell-a-line-pipes", edition)
    assert figures(judged(re.sub(r"(?m)^([^|\n]+)\|$", r"\1\n|", text))) == truth(edition)
    assert figures(judged(re.sub(r"(?m)^([^|\n]+)\|$", r"\1\n\n|\n", text))) == truth(edition)


@pytest.mark.parametrize("name", ["text-pipe-rows", "text-tab-rows", "text-markdown", "text-cell-a-line-pipes"])
def test_headers_of_which_a_page_lost_the_second_line(name: str) -> None:
    text = re.sub(r"本年新\s*(?:制作|公开)数量", "本年新", printed(name, "2019"))
    found = judged(text)
    assert figures(found) == truth("2019")
    assert [f.rule for f in found.findings if f.severity != "notice"] == []


@pytest.mark.parametrize("name", ["text-pipe-rows", "text-cell-a-line-pipes"])
def test_a_cell_that_holds_words_is_told_and_moves_no_other(name: str) -> None:
    text = printed(name, "2019")
    at = text.index("行政许可")
    odd = text[:at] + re.sub(r"(\|\s*)[+-]?\d+(\s*\|)", r"\1+(0) -(0)\2", text[at:], count=1)
    found = judged(odd)
    wrong = {key for key, value in truth("2019").items() if figures(found)[key] != value}
    assert len(wrong) == 1 and wrong < {("art20_5", "licensing", c) for c in ("previous_items", "change", "decisions")}
    assert [f.rule for f in found.findings if f.severity == "error"] == ["V001"]


def test_words_in_a_row_that_is_filled_up_with_a_bar() -> None:
    banner = "第二十条第（五）项 |\n||||\n信息内容 |\n上一年项目数量 |\n本年增/减 |\n处理决定数量 |\n|\n"
    found = judged(banner + "行政许可 |\n43 |\n+(0) -(0) |\n66 |\n|\n其他对外管理服务事项 |\n19 |\n0 |\n2 |\n|\n")
    assert [cell.raw.strip() for cell in found.case.cells] == ["43", "+(0) -(0)", "66", "19", "0", "2"]


# ---------------------------------------------------------------- texts that break off


@settings(max_examples=60, deadline=None)
@given(edition=st.sampled_from(list(YEARS)), name=st.sampled_from(TEXTS), data=st.data())
def test_a_text_cut_anywhere_in_its_tables_is_never_said_to_be_wrong(
    edition: str, name: str, data: st.DataObject
) -> None:
    """What is printed to its end is read as it stands, nothing else is; what is missing is no error of the author."""
    text = printed(name, edition)
    start, stop = text.index("本列数据的勾稽关系"), text.index("结转下年度继续办理")
    found = judged(text[: data.draw(st.integers(start, stop))])
    want = truth(edition)
    assert {key: value for key, value in figures(found).items() if want[key] != value} == {}
    assert [(f.rule, f.message) for f in found.findings if f.severity == "error"] == []
    assert found.status == "incomplete"
    assert [f.rule for f in found.findings if f.severity == "warning"] == ["F022"]


HEADS = "商业\n企业\n科研\n机构\n社会公益\n组织\n法律服务\n机构\n"


@pytest.mark.parametrize("end", ["商业\n企业", "商业\n企业\n科研\n机构", HEADS.strip()])
def test_a_text_that_breaks_off_in_a_header_set_on_two_lines(end: str) -> None:
    text = cell_a_line("2021")
    found = judged(text[: text.index("申请人情况")] + f"申请人情况\n自然人\n法人或其他组织\n总计\n{end}")
    assert [f.rule for f in found.findings] == ["F022"]


def test_a_text_that_breaks_off_behind_the_first_label_of_a_table() -> None:
    text = printed("text-cell-a-line-pipes", "2021")
    label = "本年新收政府信息公开申请数量"
    for end in (label, f"{label} "):
        found = judged(text[: text.index(label)] + end)
        assert [f.rule for f in found.findings if f.severity != "notice"] == ["F022"]


@pytest.mark.parametrize(("right", "printed_as"), [("本年制发件数", "本年发件"), ("本年制发件数", "本年制件数")])
def test_a_first_column_whose_name_lost_letters(right: str, printed_as: str) -> None:
    text = cell_a_line("2021")
    found = judged(text.replace(right, printed_as))
    assert figures(found) == truth("2021")
    assert [f.rule for f in found.findings] == ["S206"]


def test_what_a_cut_text_says() -> None:
    text = printed("text-pipe-rows", "2021")
    (found,) = [f for f in judged(text[: text.index("属于行政查询事项")]).findings if f.rule == "F022"]
    assert "就断了" in found.message and "表的后 14 行，「政府信息公开行政复议、行政诉讼情况」表" in found.message


def test_a_text_that_begins_behind_its_first_tables() -> None:
    text = printed("text-pipe-rows", "2021")
    found = judged(text[text.index("三、收到和处理") :])
    assert found.status == "incomplete" and [f.rule for f in found.findings if f.severity == "error"] == []
    assert "前面的没有读到：「第二十条第（一）项」" in next(f.message for f in found.findings if f.rule == "F022")


@pytest.mark.parametrize("name", ["text-pipe-rows", "text-cell-a-line-tabs"])
def test_a_table_that_the_author_left_out_is_an_error_still(name: str) -> None:
    text = printed(name, "2021")
    gone = text.index("四、政府信息公开行政复议"), text.index("五、存在的主要问题")
    found = judged(text[: gone[0]] + "四、政府信息公开行政复议、行政诉讼情况\n" + text[gone[1] :])
    assert [f.rule for f in found.findings if f.severity == "error"] == ["S101"]


def test_a_missing_cell_in_the_last_row_of_a_table_is_no_break() -> None:
    text = printed("text-pipe-rows", "2021")
    end = text.index("四、政府信息公开行政复议")
    cut = text[:end].rstrip().rstrip("|").rsplit("|", 1)[0] + "|"
    assert [t.open_rows for t in judged(cut).case.tables if t.key == "requests"] == [("carried_out",)]


# ---------------------------------------------------------------- pages of flip books

LETTERS = (
    "结 结 其 尚\n结 结 其 尚 结 结 其 尚\n果 果 他 未\n总计 果 果 他 未 总 果 果 他 未 总\n维 纠 结 审\n"
    "维 纠 结 审 计 维 纠 结 审 计\n持 正 果 结\n持 正 果 结 持 正 果 结\n"
)
FIGURES = "4 1 0 2 7 3 0 0 1 4 0 2 0 0 2"


def flipped(letters: str) -> Report:
    names = "行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n"
    title = "第9页 云桥市教育局2022年政府信息公开工作年度报告\n四、政府信息公开行政复议、行政诉讼情况\n"
    return judged(f"{title}{names}{letters}{FIGURES}\n五、存在的主要问题及改进情况\n个别栏目更新不够及时。\n")


@pytest.mark.parametrize("letters", [LETTERS, "结果 结果 其他 尚未 总\n" * 3 + "维持 纠正 结果 审结 计\n" * 3])
def test_the_shuffled_letters_of_a_header_are_its_names(letters: str) -> None:
    found = flipped(letters)
    assert [f"{cell.value}" for cell in found.case.cells] == FIGURES.split()
    assert {cell.row for cell in found.case.cells[:5]} == {"review"}
    assert found.status == "incomplete" and [f.rule for f in found.findings if f.severity == "warning"] == ["F022"]


def test_other_letters_are_no_header() -> None:
    assert flipped(LETTERS.replace("审", "办", 1)).case.cells == ()


# ---------------------------------------------------------------- other slips of copying


def test_readings_behind_characters_and_the_marks_of_lost_spaces() -> None:
    text = printed("text-cell-a-line-pipes", "2021")
    read = re.sub("项", "項(xiàng)", re.sub("数", "數(shù)", text))
    found = judged(re.sub(r"(?m)^(\d+ \|)$", r"? \1", read))
    assert figures(found) == truth("2021")
    assert {f.rule for f in found.findings} == {f.rule for f in judged(text).findings}
    assert [c.place.line for c in found.case.cells] == [c.place.line for c in judged(text).case.cells]


def test_a_bracket_in_latin_letters_is_no_reading() -> None:
    text = printed("text-pipe-rows", "2021").replace(
        "一、总体情况", "附件(pdf)(xlsx)、网站(www)、单位(kg)、甲(a)\n一、总体情况"
    )
    assert any("附件(pdf)(xlsx)" in line.text for line in judged(text).case.paragraphs)


def test_rows_glued_line_by_line_are_told_apart_where_one_way_is_left() -> None:
    head = "云桥市教育局2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项\n"
    found = judged(
        f"{head}信息内容本年制发件数本年废止件数现行有效件数\n规章000\n行政规范性文件407\n第二十条第（五）项\n信息"
    )
    assert [f"{cell.value}" for cell in found.case.cells] == list("000407")
    assert found.status == "incomplete"


def test_a_header_that_names_a_column_twice_in_the_place_of_the_next() -> None:
    text = re.sub(r"本年新(\s*)公开数量", r"本年新\1制作数量", printed("text-cell-a-line-pipes", "2019"))
    found = judged(text)
    assert figures(found) == truth("2019")
    assert [f.rule for f in found.findings] == ["S206"]


def test_a_text_whose_tables_were_lost_is_no_error_of_the_author() -> None:
    titles = "一、总体情况\n局里做了许多工作。\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
    after = "四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n人手不足。\n六、其他需要报告的事项\n无。\n"
    found = judged(f"云桥市教育局2023年政府信息公开工作年度报告\n{titles}{after}")
    assert [(f.rule, f.severity) for f in found.findings if f.rule[0] == "S"] == [("S001", "warning")]
    assert found.status == "incomplete"


def test_a_piece_without_a_title_is_no_other_document() -> None:
    found = judged(
        "一、总体情况\n局里做了许多工作。\n二、主动公开政府信息情况\n第二十条第（一）项 |\n信息内容 | 本年制发件数 | 本年"
    )
    assert [f.rule for f in found.findings if f.rule in ("D001", "F022")] == ["F022"]
    assert found.status == "incomplete"


NOTICE = "关于印发《中华人民共和国政府信息公开工作年度报告格式》的通知"
UNTITLED = "本报告的统计期限为2023年1月1日至2023年12月31日。全文由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
UNTITLED += "政府信息公开行政复议、行政诉讼情况等部分组成。\n一、总体情况\n云桥市教育局按要求开展各项工作。\n"


@pytest.mark.parametrize("title", [NOTICE, "政府信息公开工作年度报告格式（试行）"])
def test_the_form_itself_is_no_report(title: str) -> None:
    rows = re.sub(r"(?<=[|\s])\d+(?=\s*\|)", "", printed("text-pipe-rows", "2021"))
    blank = rows[rows.index("二、主动公开政府信息情况") :]
    found = judged(f"{title}\n现将格式印发给你们，请按照执行。\n{blank}")
    assert (found.status, [f.rule for f in found.findings]) == ("not_applicable", ["D001"])
    assert "空白表样" in found.findings[0].message
    filled = judged(f"{title}\n{printed('text-pipe-rows', '2021')}")
    assert "D001" not in [f.rule for f in filled.findings]


PUBLISHED = (
    "现将《云桥市教育局2023年政府信息公开工作年度报告》予以公布。\n一、工作概述\n云桥市教育局按要求开展各项工作。\n"
)


@pytest.mark.parametrize("text", [UNTITLED, PUBLISHED])
def test_a_report_whose_title_and_tables_are_lost_is_a_report_still(text: str) -> None:
    found = judged(text)
    assert (found.status, [(f.rule, f.severity) for f in found.findings]) == ("incomplete", [("S001", "warning")])
    older = judged(text.replace("2023", "2019"))
    assert (older.status, [f.rule for f in older.findings]) == ("not_applicable", ["D002"])


def once(text: str) -> str:
    """What is left where every line that has come before is dropped."""
    return "\n".join(dict.fromkeys(line.strip() for line in text.splitlines()))


@pytest.mark.parametrize("edition", YEARS)
@pytest.mark.parametrize("scale", ["zero", "small", "large"])
def test_lines_that_were_dropped_because_they_came_before_are_nobodys_fault(edition: str, scale: Scale) -> None:
    made = sound("excerpts", edition, scale=scale)
    text = cell_a_line_of(LAYOUTS["text-cell-a-line-tabs"].render(made).decode())
    found = judged(once(text))
    assert found.status == "incomplete"
    assert [f.rule for f in found.findings if f.severity != "notice"] == ["F010"]
    want = {(t, r, c): n for t, rows in values(made).items() for r, line in rows.items() for c, n in line.items()}
    assert {key: value for key, value in figures(found).items() if want[key] != value} == {}


def test_blank_cells_that_leave_no_line_are_no_dropped_repeats() -> None:
    text = re.sub(r"(?m)^\d+\n", "", cell_a_line("2021"))
    assert "F010" not in [f.rule for f in judged(text).findings]


@pytest.mark.parametrize("header", ["采购总金额（万元）", "采购总金额(单位：元)"])
def test_a_unit_in_the_header_is_that_of_the_amount(header: str) -> None:
    text = printed("text-pipe-rows", "2019").replace("政府集中采购 | 0 | 0 |", "政府集中采购 | 6 | 477.35 |")
    assert [f.rule for f in judged(text).findings] == ["V108"]
    found = judged(text.replace("采购总金额", header))
    assert found.findings == () and f"{figures(found)['art20_9', 'procurement', 'amount']}" == "477.35"


def test_rows_that_lost_their_header_are_no_missing_table() -> None:
    """Pages that print each word once: the second 本年处理决定数量 is gone."""
    head = "云桥市教育局2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（五）项\n本年处理决定数量\n行政许可\n7\n"
    after = "第二十条第（八）项\n本年收费金额（单位：万元）\n行政事业性收费\n3\n三、收到和处理政府信息公开申请情况\n"
    found = judged(f"{head}第二十条第（六）项\n行政处罚\n23\n行政强制\n{after}")
    assert "art20_6" not in {f.table for f in found.findings if f.severity == "error"}


def test_blanks_of_a_row_in_which_a_text_ends() -> None:
    rows = [
        ["新收", "3", "0", "0", "0", "0", "0", "3"],
        ["二、上年结转政府信息公开申请数量", *[""] * 6, "0"],
        ["（一）予以公开", *[""] * 6, "3"],
    ]
    rows[0][0] = "一、本年新收政府信息公开申请数量"
    heads = "自然人 | 法人或其他组织 | 总计 |\n商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n"
    found = judged(heads + "".join(" | ".join(row) + " |\n" for row in rows))
    granted = [cell for cell in found.case.cells if cell.row == "granted"]
    assert [cell.kind for cell in granted] == ["blank"] * 6 + ["number"]


@pytest.mark.parametrize("name", ["text-cell-a-line-pipes", "text-pipe-rows"])
def test_a_row_that_lost_its_name_is_the_one_that_is_missing(name: str) -> None:
    text = printed(name, "2021")
    at = text.index("规章")
    found = judged(text[:at] + text[at + len("规章") :])
    assert figures(found) == truth("2021")
    assert [(f.rule, f.severity, "没有行名" in f.message) for f in found.findings] == [("S206", "notice", True)]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("云桥市教育局2023年政府信息公开工作年度报告\n一、总体情况\n全年主动公开信息，其中网站", ["F022"]),
        ("云桥市教育局2023年工作总结\n一、总体情况\n全年完成各项任务，其中重点", ["D001"]),
    ],
)
def test_prose_that_breaks_off_before_the_tables(text: str, rules: list[str]) -> None:
    assert [f.rule for f in judged(text).findings if f.rule in ("D001", "F022", "S001")] == rules


def test_of_a_text_that_breaks_off_before_the_tables_that_is_why_they_are_not_judged() -> None:
    found = judged("云桥市教育局2023年政府信息公开工作年度报告\n一、总体情况\n全年主动公开信息，其中网站")
    assert (found.tallies["S001"].open, found.tallies["S001"].why_open) == (1, "文件到一半就断了，还没有到规定的表格")
