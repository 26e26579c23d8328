"""index.html: one self-contained page over all reports, with charts, lists, and each report's tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from validator.audit_outputs.charts import charts, steps_list
from validator.audit_outputs.dashboard_data import MOST, Records, printed_forms, records
from validator.audit_outputs.first_steps import first_steps
from validator.audit_outputs.groups import VARYING
from validator.audit_outputs.since_words import since_words
from validator.audit_outputs.totals import REPORTS, Totals, findings
from validator.own_files import GENERATOR
from validator.report.json import STATUSES, Entry, encode
from validator.report.links import link
from validator.report.resources import asset, policy
from validator.report.table_html import table_html
from validator.report.wording import (
    LEGEND,
    MAYBE_SIGN,
    MAYBE_WORD,
    SEVERITY_WORDS,
    SIGNS,
    VERDICT_SIGNS,
    VERDICTS,
    title_of,
)
from validator.ruleset import ruleset_digest
from validator.version import TOOL, VERSION

#: Parts of the one script, in order.
_SCRIPTS = ("dashboard.js", "dashboard_groups.js", "dashboard_report.js", "dashboard_start.js")
TITLE = "政府信息公开工作年度报告核验汇总"


def write(path: Path, entries: Iterable[Entry], base: str, totals: Totals, most: int = MOST) -> tuple[str, ...]:
    """Write the page; what is to be said of it. `base`: the way from it to the files. Raises OSError.

    `totals`: of all entries; `most`: reports and findings that it lists.
    """
    held = records(entries, most)
    notes = tuple(_left_out(held, totals))
    changed = ("".join(since_words(totals.since)),) if totals.since else ()
    with path.open("wb") as file:
        file.writelines(part.encode() for part in _head((*changed, *notes)))
        file.write(steps_list(first_steps(totals)).encode())
        file.writelines(part.encode() for part in charts(totals))
        file.write(asset("dashboard.html").encode())
        file.writelines(_templates())
        file.writelines(_data(held, totals, base))
        file.write(f"<script>{_script()}</script>\n{_foot()}</body>\n</html>\n".encode())
    return notes


def embedded(text: bytes) -> bytes:
    """JSON as it can stand inside <script>: it ends no element, begins no comment, and breaks no line of a script."""
    escaped = text.replace(b"<", b"\\u003c").replace(b">", b"\\u003e").replace(b"&", b"\\u0026")
    return escaped.replace("\u2028".encode(), b"\\u2028").replace("\u2029".encode(), b"\\u2029")


def _left_out(held: Records, totals: Totals) -> Iterator[str]:
    reports, found = totals.whole[REPORTS], findings(totals.whole)
    if found > len(held.findings):
        yield f"共有 {found} 个问题，网页只列出最严重的 {len(held.findings)} 个（错误在前）；全部问题在 findings.jsonl 和 汇总.xlsx。"
    if reports > len(held.reports):
        yield f"共有 {reports} 份报告，网页只列出问题最严重的 {len(held.reports)} 份；全部报告在 reports.jsonl。"


def _head(notes: Iterable[str]) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    yield f"{GENERATOR}\n"
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy(_script())}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{TITLE}</title>\n<style>\n{asset('page.css')}\n{asset('dashboard.css')}</style>\n</head>\n<body>\n"
    yield f"<header><h1>{TITLE}</h1></header>\n"
    yield from (f'<p class="note">{escape(note)}</p>\n' for note in notes)
    yield '<noscript><p class="note">列表和表格需要允许本页运行脚本；统计图不需要。</p></noscript>\n'


def _templates() -> Iterator[bytes]:
    """Every form drawn empty; the script fills a copy."""
    for name, form in printed_forms().items():
        yield f'<template id="form-{escape(name)}">{table_html(form, {}, {})}</template>\n'.encode()


def _data(held: Records, totals: Totals, base: str) -> Iterator[bytes]:
    words = {
        "base": link("_", base)[:-1],
        "severities": [[key, word, SIGNS[key]] for key, word in SEVERITY_WORDS.items()],
        "maybe": [MAYBE_WORD, MAYBE_SIGN],
        "legend": LEGEND,
        "varying": VARYING,
        "statuses": [[key, VERDICTS[key], VERDICT_SIGNS[key]] for key in STATUSES],
        "rules": {code: title_of(code) for code in sorted(totals.rules)},
    }
    yield from _block("words", [encode(words)])
    yield from _block("reports", [b"[", *_joined(held.reports), b"]"])
    yield from _block("findings", [b"[", *_joined(held.findings), b"]"])
    yield from _block("tables", _joined(held.tables, b"\n"))


def _block(name: str, texts: Iterable[bytes]) -> Iterator[bytes]:
    yield f'<script type="application/json" id="data-{name}">'.encode()
    yield from map(embedded, texts)
    yield b"</script>\n"


def _joined(texts: Iterable[bytes], between: bytes = b",") -> Iterator[bytes]:
    for number, text in enumerate(texts):
        yield between + text if number else text


def _script() -> str:
    return "".join(map(asset, _SCRIPTS))


def _foot() -> str:
    return f"<footer><p>{TOOL} {VERSION}，规则集 {ruleset_digest()[:19]}。</p></footer>\n"
