"""Reports → one self-contained HTML page: verdict, findings, the tables with faulty cells marked, what was examined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from validator.checks.registry import RULES
from validator.model import Report, Tally
from validator.own_files import GENERATOR
from validator.report.page_findings import findings_html, tables_html
from validator.report.resources import asset, policy
from validator.report.visible import one_line
from validator.report.wording import VERDICT_SIGNS, VERDICTS, counts_words, examined, summary_words, title_of, whose
from validator.ruleset import ruleset_digest
from validator.version import TOOL, VERSION

TITLE = "政府信息公开工作年度报告核验结果"


def render(reports: Sequence[Report]) -> bytes:
    """The page, UTF-8. It loads nothing, runs nothing, and prints on A4."""
    return "".join(_page(reports)).encode()


def _page(reports: Sequence[Report]) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    yield f"{GENERATOR}\n"
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy()}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{TITLE}</title>\n<style>\n{asset('page.css')}</style>\n</head>\n<body>\n"
    yield f"<header><h1>{TITLE}</h1><p>{summary_words([r.status for r in reports])}。</p></header>\n"
    if len(reports) > 1:
        yield from _contents(reports)
    yield "<main>\n"
    for number, report in enumerate(reports, 1):
        yield from _report(report, f"r{number}")
    yield f"</main>\n<footer><p>{TOOL} {VERSION}，规则集 {ruleset_digest()[:19]}。</p></footer>\n</body>\n</html>\n"


def _contents(reports: Sequence[Report]) -> Iterator[str]:
    yield '<nav aria-label="各份报告"><div class="scroll"><table class="list"><thead><tr><th scope="col">结论</th>'
    yield '<th scope="col">报告</th><th scope="col">问题</th></tr></thead><tbody>'
    for number, report in enumerate(reports, 1):
        counts = counts_words([f.severity for f in report.findings])
        yield f'<tr><td>{_verdict(report)}</td><td><a href="#r{number}"><bdi>{_path(report)}</bdi></a></td>'
        yield f"<td>{counts}</td></tr>"
    yield "</tbody></table></div></nav>\n"


def _report(report: Report, name: str) -> Iterator[str]:
    case = report.case
    heading = escape(one_line(whose(case.organ, case.report_year, case.edition)))
    yield f'<section class="report" id="{name}" aria-labelledby="{name}-h"><h2 id="{name}-h"><bdi>{heading}</bdi></h2>\n'
    yield f'<p class="path"><bdi>{_path(report)}</bdi></p>\n'
    counts = counts_words([f.severity for f in report.findings])
    yield f'<p class="conclusion">结论：{_verdict(report)}（{counts}）</p>\n'
    yield from findings_html(report, name)
    yield from tables_html(report, name)
    yield "<h3>检查了什么</h3>\n<ul>"
    yield from (f"<li>{escape(one_line(line, 4000))}</li>" for line in examined(report))
    yield "</ul>\n"
    yield from _tallies(report)
    yield "</section>\n"


def _tallies(report: Report) -> Iterator[str]:
    if not report.tallies:
        return
    yield '<details open><summary>各条规则检查的数目</summary><div class="scroll"><table class="list tallies"><thead><tr>'
    yield "".join(f'<th scope="col">{name}</th>' for name in ("规则", "按什么计数", "成立", "不成立", "未判定", "原因"))
    yield "</tr></thead><tbody>"
    yield from (_tally(code, tally) for code, tally in report.tallies.items())
    yield "</tbody></table></div></details>\n"


def _tally(code: str, tally: Tally) -> str:
    item = RULES[code].ITEM if code in RULES else ""
    figures = "".join(f'<td class="figure">{n}</td>' for n in (tally.passed, tally.failed, tally.open))
    why = escape(one_line(tally.why_open or "", 4000))
    return (
        f'<tr><th scope="row"><code>{escape(code)}</code> {escape(title_of(code))}</th>'
        f"<td>{escape(item)}</td>{figures}<td>{why}</td></tr>"
    )


def _verdict(report: Report) -> str:
    sign = VERDICT_SIGNS[report.status]
    return (
        f'<span class="badge {report.status}"><span aria-hidden="true">{sign}</span> {VERDICTS[report.status]}</span>'
    )


def _path(report: Report) -> str:
    part = f"（第 {report.case.part} 份报告）" if report.case.part > 1 else ""
    return escape(one_line(report.case.path) + part)
