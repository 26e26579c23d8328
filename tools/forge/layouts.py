"""Every way in which the forge prints a report: one line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count
from random import Random

import opencc

from tools.forge import (
    render_csv,
    render_docx,
    render_html,
    render_site_html,
    render_text,
    render_word_html,
    render_xls,
    render_xlsx,
)
from tools.forge import variants as v
from tools.forge.figures import Report, form_of, sound
from tools.forge.narrative import long_story
from tools.forge.render_xlsx import Spot, Style, Sums
from tools.forge.sheet import Sheet
from tools.forge.story import Story, restyled, story, translated
from validator.form import identities

Render = Callable[[Report], bytes]


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout: its name, the file name extension with its dot, and Report → bytes. `reports` in one file."""

    name: str
    extension: str
    render: Render
    reports: int = 1


def companion(report: Report) -> Report:
    """The second report of a layout that holds two: a sound one of another organ, same year and edition."""
    tries = (sound(f"{report.organ}/{n}", report.edition, report.year) for n in count())
    return next(second for second in tries if second.organ != report.organ)


def _two(report: Report) -> bytes:
    return render_html.plain(story(report), story(companion(report)))


def _sheets(report: Report, change: Callable[[Sheet], Sheet]) -> Story:
    return restyled(story(report), change)


def _rng(report: Report) -> Random:
    return Random(f"{report.organ}/{report.year}/{report.edition}")


def _reworded(report: Report) -> Story:
    rng = _rng(report)
    return _sheets(report, lambda sheet: v.reworded(sheet, rng))


@cache
def _traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def _sums(report: Report) -> Sums:
    """What each total adds up, from the form's own identities."""
    found: dict[Spot, tuple[Spot, ...]] = {}
    for key in report.tables:
        for identity in identities(form_of(report, key)):
            if len(identity.left) == 1:
                (_, row, column), parts = identity.left[0], identity.right
                found[key, row, column] = tuple((key, r, c) for _, r, c in parts)
    return found


_ALL = (
    Layout("html-plain", ".html", lambda r: render_html.plain(story(r))),
    Layout("html-five-tables", ".html", lambda r: render_html.plain(story(r, together=False))),
    Layout("html-word-export", ".html", lambda r: render_word_html.word_export(_sheets(r, v.broken_header))),
    Layout("html-site-edited", ".html", lambda r: render_site_html.edited(long_story(r))),
    Layout("html-site-pasted", ".html", lambda r: render_site_html.pasted(long_story(r, 1))),
    Layout("html-nested-layout", ".html", lambda r: render_html.nested(story(r))),
    Layout("html-gb18030", ".html", lambda r: render_html.gb18030(story(r), declared=True)),
    Layout("html-gb18030-undeclared", ".html", lambda r: render_html.gb18030(story(r), declared=False)),
    Layout("html-unclosed", ".html", lambda r: render_html.unclosed(story(r))),
    Layout("html-split-group", ".html", lambda r: render_html.plain(_sheets(r, v.split_group))),
    Layout("html-split-table", ".html", lambda r: render_html.plain(restyled(story(r), v.split_table))),
    Layout("html-padded-header", ".html", lambda r: render_html.plain(_sheets(r, v.padded_header))),
    Layout("html-label-variants", ".html", lambda r: render_html.plain(_reworded(r))),
    Layout("html-no-banner", ".html", lambda r: render_html.plain(_sheets(r, v.no_banners))),
    Layout("html-disputes-two-headers", ".html", lambda r: render_html.plain(_sheets(r, v.disputes_two_headers))),
    Layout("html-disputes-four-headers", ".html", lambda r: render_html.plain(_sheets(r, v.disputes_four_headers))),
    Layout("html-traditional", ".html", lambda r: render_html.plain(translated(story(r), _traditional().convert))),
    Layout("html-broken-spans", ".html", lambda r: render_html.plain(_sheets(r, v.broken_spans))),
    Layout("html-shuffled-sections", ".html", lambda r: render_html.plain(v.shuffled(story(r)))),
    Layout("html-two-reports", ".html", _two, reports=2),
    Layout("text-cell-a-line-tabs", ".txt", lambda r: render_text.cell_a_line_tabs(_sheets(r, v.broken_header))),
    Layout("text-cell-a-line-pipes", ".txt", lambda r: render_text.cell_a_line_pipes(story(r))),
    Layout("text-pipe-rows", ".txt", lambda r: render_text.pipe_rows(translated(story(r), v.half_width))),
    Layout("text-tab-rows", ".txt", lambda r: render_text.tab_rows(story(r))),
    Layout("text-markdown", ".md", lambda r: render_text.markdown(story(r))),
    Layout("docx-plain", ".docx", lambda r: render_docx.plain(story(r))),
    Layout("docx-nested", ".docx", lambda r: render_docx.nested(story(r))),
    Layout("docx-textbox", ".docx", lambda r: render_docx.textbox(story(r))),
    Layout("docx-tracked-changes", ".docx", lambda r: render_docx.changed(story(r))),
    Layout("docx-split-table", ".docx", lambda r: render_docx.plain(restyled(story(r), v.split_table))),
    Layout("docx-phantom-column", ".docx", lambda r: render_docx.phantom(story(r))),
    Layout("xlsx-one-sheet", ".xlsx", lambda r: render_xlsx.one_sheet(story(r))),
    Layout("xlsx-sheets", ".xlsx", lambda r: render_xlsx.many_sheets(story(r))),
    Layout("xlsx-offset", ".xlsx", lambda r: render_xlsx.one_sheet(story(r), top=7, left=4)),
    Layout("xlsx-text-numbers", ".xlsx", lambda r: render_xlsx.one_sheet(story(r), style=Style(text=True))),
    Layout("xlsx-formulas-cached", ".xlsx", lambda r: render_xlsx.one_sheet(story(r), style=Style(sums=_sums(r)))),
    Layout("xls-one-sheet", ".xls", lambda r: render_xls.one_sheet(story(r))),
    Layout("csv-utf8", ".csv", lambda r: render_csv.delimited(story(r))),
    Layout("csv-gb18030", ".csv", lambda r: render_csv.delimited(story(r), encoding="gb18030")),
    Layout("csv-tab", ".tsv", lambda r: render_csv.delimited(story(r), "\t")),
    Layout("csv-semicolon", ".csv", lambda r: render_csv.delimited(story(r), ";")),
)

LAYOUTS: Mapping[str, Layout] = {layout.name: layout for layout in _ALL}
