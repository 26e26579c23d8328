"""The first sheet of an annotated workbook: every finding with its basis, a suggestion and a link to each cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from lxml import etree

from validator.desk.annotate_planned import LEGEND as PLANNED_LEGEND
from validator.desk.annotate_planned import PLANNED, Planned, planned_words
from validator.desk.annotate_words import (
    FILLS,
    LEGEND,
    Look,
    advice,
    findings,
    look_of_sentence,
    marked_paragraph,
    named_cells,
    what,
)
from validator.desk.annotate_xlsx_styles import Palette, listed
from validator.desk.package_draft import Element, blank
from validator.model import Case, Finding, Place, Report
from validator.report.visible import visible
from validator.report.wording import SEVERITY_WORDS, VERDICTS, counts_words, summary_words, title_of, whose

COLUMNS = (("序号", 6), ("级别", 7), ("规则", 18), ("问题", 60), ("依据", 28), ("怎么改", 44), ("位置（点击跳转）", 20))
#: Links of one finding; Excel's own limit of characters in a cell is far above what is written here.
_MOST_LINKS = 20
_LONGEST = 8000
#: So many reports have their verdicts in the heading, passed or not.
_FEW = 3
_HEAD_FILL = "E7EBF0"
_PLANNED_FILL = "E9DFF7"
_FIRST = 5  # the row of the first finding
#: Points of a line, and of the highest row that there can be.
_LINE = 15
_HIGHEST = 409


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list: texts of the columns but the last, the fill of its severity, and where its link leads."""

    texts: tuple[str, ...]
    fill: str = ""
    place: Place | None = None
    said: str = ""  # in the last column where there is no link


def rows(reports: Sequence[Report], planned: Sequence[Planned] = ()) -> Iterator[Row]:
    """The rows of the list: what is planned, then one for each finding, and one more for each further cell of it."""
    for one in planned:
        place = one.place if one.place.sheet and one.place.ref else None
        yield Row(("", PLANNED, "", planned_words(one), "", ""), _PLANNED_FILL, place)
    for number, (report, finding) in enumerate(findings(reports), 1):
        places = list(_places(finding, report.case))
        level, fill = SEVERITY_WORDS[finding.severity], FILLS[finding.severity]
        name = f"{finding.rule} {title_of(finding.rule)}"
        # A cell that begins with a label of the form would be read as such when the copy is checked.
        told, mend = f"问题{_of(report.case) if len(reports) > 1 else ''}：{what(finding)}", f"建议：{advice(finding)}"
        texts = (str(number), level, name, told, visible(finding.basis or ""), mend)
        yield Row(texts, fill, places[0][0] if places else None, "" if places else "全文")
        for place, look in places[1:_MOST_LINKS]:
            again = "同上（可能有关）" if look.maybe else "同上"
            yield Row((str(number), level, finding.rule, again, "", ""), "" if look.maybe else fill, place)
        if len(places) > _MOST_LINKS:
            yield Row((str(number), level, finding.rule, "同上", "", ""), fill, None, f"……共 {len(places)} 格")


def _of(case: Case) -> str:
    """Which of the reports of a workbook a finding is about."""
    known = " ".join(filter(None, (case.organ, f"{case.report_year}年" if case.report_year else None)))
    return visible(f"（{known or f'第 {case.part} 份'}）")


def _places(finding: Finding, case: Case) -> Iterator[tuple[Place, Look]]:
    """The cells of a finding; without any, its sentence, else the first cell of its table."""
    own = [(cell.place, look) for cell, look in named_cells(finding)]
    said = marked_paragraph(finding, case)
    table = [cell.place for cell in case.cells if cell.table == finding.table][:1]
    rest = [(said.place, look_of_sentence(finding))] if said else [(place, Look(finding.severity)) for place in table]
    yield from ((place, look) for place, look in own or rest if place.sheet and place.ref)


def sheet_of(reports: Sequence[Report], planned: Sequence[Planned], palette: Palette, space: str) -> Element:
    """The worksheet; `space`: the main namespace of the workbook."""
    page = blank("worksheet", space)
    _fit(page)
    _views(page)
    widths = etree.SubElement(page, f"{{{space}}}cols")
    for number, (_, width) in enumerate(COLUMNS, 1):
        at = str(number)
        etree.SubElement(widths, f"{{{space}}}col", min=at, max=at, width=str(width), customWidth="1")
    data, links = etree.SubElement(page, f"{{{space}}}sheetData"), list[tuple[str, Place]]()
    _heading(data, reports, palette, PLANNED_LEGEND if planned else "")
    for number, row in enumerate(rows(reports, planned), _FIRST):
        _fill_row(data, number, row, palette)
        links += [(f"G{number}", row.place)] if row.place else []
    _add_links(page, links)
    etree.SubElement(
        page, f"{{{space}}}pageMargins", left="0.5", right="0.5", top="0.6", bottom="0.6", header="0.3", footer="0.3"
    )
    etree.SubElement(page, f"{{{space}}}pageSetup", paperSize="9", orientation="landscape", fitToHeight="0")
    return page


def _fit(page: Element) -> None:
    properties = etree.SubElement(page, _tag(page, "sheetPr"))
    etree.SubElement(properties, _tag(page, "tabColor"), rgb="FFC00000")
    etree.SubElement(properties, _tag(page, "pageSetUpPr"), fitToPage="1")


def _views(page: Element) -> None:
    views = etree.SubElement(page, _tag(page, "sheetViews"))
    view = etree.SubElement(views, _tag(page, "sheetView"), workbookViewId="0")
    top = f"A{_FIRST}"
    etree.SubElement(
        view, _tag(page, "pane"), ySplit=str(_FIRST - 1), topLeftCell=top, activePane="bottomLeft", state="frozen"
    )


def _heading(data: Element, reports: Sequence[Report], palette: Palette, more: str) -> None:
    """Title, verdicts, how to read the colours and what `more` is to know, and the heads of the columns."""
    # Of many reports those that did not pass: one line of all would run off the screen.
    shown = [r for r in reports if r.status != "passed"] if len(reports) > _FEW else reports
    count = [summary_words([report.status for report in reports])] if len(reports) > 1 else []
    told = "；".join([*count, *map(_verdict, shown)])
    legend = f"{LEGEND}有底色的格上有批注。本表、底色和批注不影响再次核验。{more}"
    plain = listed(palette, "plain", wrap=False)
    _cells(data, 1, [("问题清单", listed(palette, "title", wrap=False))])
    _cells(data, 2, [(told, plain)])
    _cells(data, 3, [(legend, plain)])
    _cells(data, _FIRST - 1, [(name, listed(palette, "head", _HEAD_FILL)) for name, _ in COLUMNS])


def _verdict(report: Report) -> str:
    case = report.case
    counts = counts_words([finding.severity for finding in report.findings])
    return visible(f"{whose(case.organ, case.report_year, case.edition)}：{VERDICTS[report.status]}（{counts}）")


def _fill_row(data: Element, number: int, row: Row, palette: Palette) -> None:
    text, level = listed(palette, "plain"), listed(palette, "plain", row.fill)
    cells = [(words, level if at == 1 else text) for at, words in enumerate(row.texts)]
    last = (visible(row.place.where), listed(palette, "link")) if row.place else (row.said, text)
    _cells(data, number, [*cells, last], _height([*row.texts, last[0]]))


def _height(texts: Sequence[str]) -> int:
    """Points that a row of wrapped texts needs: programs do not measure rows of a file that others wrote."""
    every = (_lines(words, width) for words, (_, width) in zip(texts, COLUMNS, strict=True))
    return min(_HIGHEST, _LINE * max(every) + 3)


def _lines(words: str, width: int) -> int:
    return sum(max(1, ceil(sum(2 if ord(c) > 255 else 1 for c in line) / (width - 2))) for line in words.split("\n"))


def _cells(data: Element, number: int, cells: Iterable[tuple[str, int]], height: int = 20) -> None:
    line = etree.SubElement(data, _tag(data, "row"), r=str(number), ht=str(height), customHeight="1")
    for letter, (words, style) in zip("ABCDEFG", cells, strict=False):
        cell = etree.SubElement(line, _tag(data, "c"), r=f"{letter}{number}", s=str(style), t="inlineStr")
        text = etree.SubElement(etree.SubElement(cell, _tag(data, "is")), _tag(data, "t"))
        text.text = words[:_LONGEST]
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _add_links(page: Element, links: Sequence[tuple[str, Place]]) -> None:
    if not links:
        return
    holder = etree.SubElement(page, _tag(page, "hyperlinks"))
    for ref, place in links:
        name = (place.sheet or "").replace("'", "''")
        etree.SubElement(holder, _tag(page, "hyperlink"), ref=ref, location=f"'{name}'!{place.ref}")


def _tag(near: Element, name: str) -> str:
    return f"{{{etree.QName(near).namespace}}}{name}"
