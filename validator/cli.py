"""The command line. Thin: every command imports what it needs when it runs, so that --help is quick."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from validator.speech import speak_chinese
from validator.version import VERSION

if TYPE_CHECKING:
    from validator.model import Report

speak_chinese()

_READERS = (
    "html",
    "mht",
    "text",
    "docx",
    "doc",
    "wps",
    "rtf",
    "odt",
    "xlsx",
    "xls",
    "ods",
    "et",
    "csv",
    "pdf",
    "json",
)
#: Reports judged together: fixed costs are shared, memory stays flat.
_BATCH = 200
_SEVERITIES = ("error", "warning", "notice")


def _show_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"d711 {VERSION}")
        context.exit()


@click.group(
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="显示版本号。")
def main() -> None:
    """核验政府信息公开工作年度报告：三张表的结构、数值和勾稽关系。离线运行，不改动文件。"""


@main.command(options_metavar="[选项]")
@click.argument("paths", nargs=-1, required=True, metavar="文件...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式。")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="写入文件，不显示在屏幕上。")
@click.option("--edition", type=click.Choice(["auto", "2019", "2021"]), default="auto", help="按哪一版格式核验。")
@click.option("--reader", type=click.Choice(_READERS), help="指定文件类型（从标准输入读时必须给出）。")
@click.option("--select", "chosen", multiple=True, metavar="代码", help="只看这些规则（可写前缀，如 A）。")
@click.option("--ignore", "ignored", multiple=True, metavar="代码", help="不看这些规则（可写前缀）。")
@click.option(
    "--fail-on", type=click.Choice(_SEVERITIES), default="error", help="到哪一级算不通过。", show_default=True
)
def check(
    paths: tuple[str, ...],
    form: str,
    output: str | None,
    edition: str,
    reader: str | None,
    chosen: tuple[str, ...],
    ignored: tuple[str, ...],
    fail_on: str,
) -> None:
    """核验一个或多个文件，用中文说明哪里不对、依据是什么、最可能改哪一格。

    退出码：0 全部通过；1 有未通过的报告，或有达到 --fail-on 级别的问题；2 有文件读不出或用法不对。
    """
    if "-" in paths and reader is None:
        raise click.UsageError("从标准输入读取时，请用 --reader 说明文件类型。")
    _refuse_overwriting(output, paths)
    wanted = None if edition == "auto" else edition
    only, without = _codes(chosen), _codes(ignored)
    reports = list(_checked(paths, _reader(reader), wanted, only, without))
    _write(_rendered(reports, form, output is None, _scope(only, without)), output)
    sys.exit(exit_status(reports, fail_on))


def _codes(given: Sequence[str]) -> tuple[str, ...]:
    """A code that names no rule is a slip of the keyboard: obeying it would hide every finding."""
    from validator.checks.registry import RULES

    codes = tuple(code.strip().upper() for text in given for code in text.split(",") if code.strip())
    unknown = [code for code in codes if not any(rule.startswith(code) for rule in RULES)]
    if unknown:
        raise click.UsageError(f"没有规则 {'、'.join(unknown)}。用 d711 rules 查看全部代码。")
    return codes


def _scope(only: Sequence[str], without: Sequence[str]) -> str:
    """What a selection leaves out is said above the verdicts, which are about the rest."""
    told = [f"只看 {'、'.join(only)}"] if only else []
    told += [f"不看 {'、'.join(without)}"] if without else []
    return f"（{'；'.join(told)}：其他规则的问题没有列出，结论也不包括它们）\n\n" if told else ""


def _checked(
    paths: Iterable[str], reader: str | None, edition: str | None, chosen: Sequence[str], ignored: Sequence[str]
) -> Iterator[Report]:
    from validator.files import extract_files
    from validator.pipeline import judge, select

    cases = extract_files(paths, reader, edition)
    while batch := tuple(islice(cases, _BATCH)):
        yield from (select(report, chosen, ignored) for report in judge(batch))


def _rendered(reports: Sequence[Report], form: str, to_screen: bool, scope: str) -> bytes:
    if form == "json":
        from validator.report.json import render as render_json

        return render_json(reports)
    from validator.report.terminal import render

    screen = to_screen and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if screen else 0
    return (scope + render(reports, colour=screen, width=width)).encode(errors="replace")


def _reader(name: str | None) -> str | None:
    """`json` is what users call the cells that `extract` wrote."""
    return "cells" if name == "json" else name


def _refuse_overwriting(output: str | None, paths: Sequence[str]) -> None:
    """The user's file is never written to, not even when it is named as the output."""
    for path in paths if output is not None and Path(output).exists() else ():
        if path != "-" and Path(path).exists() and Path(path).samefile(str(output)):
            raise click.UsageError(f"不能把结果写进要检查的文件 {output}。请给 -o 另起一个文件名。")


def _write(data: bytes, output: str | None) -> None:
    if output is None:
        click.echo(data, nl=False)
        return
    try:
        Path(output).write_bytes(data)
    except OSError as error:
        raise click.UsageError(f"不能写入 {output}。请检查文件夹是否存在、文件是否正被打开。") from error


def exit_status(reports: Sequence[Report], fail_on: str = "error") -> int:
    """0 all passed; 1 a finding at or above `fail_on`, or a report that did not pass; 2 a file that could not be read."""
    if any(report.status == "unreadable" for report in reports):
        return 2
    counted = _SEVERITIES[: _SEVERITIES.index(fail_on) + 1]
    found = any(finding.severity in counted for report in reports for finding in report.findings)
    return 1 if found or any(report.status != "passed" for report in reports) else 0


@main.command(options_metavar="[选项]")
@click.argument("path", metavar="文件")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="写入 .json 或 .csv 文件。")
@click.option("--edition", type=click.Choice(["auto", "2019", "2021"]), default="auto", help="按哪一版格式读取。")
@click.option("--reader", type=click.Choice(_READERS), help="指定文件类型。")
def extract(path: str, output: str | None, edition: str, reader: str | None) -> None:
    """把读到的三张表写成 JSON 或 CSV：每格的原文、数值和位置。JSON 可以再交给 check。"""
    from validator.cells_file import encode_cases, write_csv
    from validator.files import extract_file

    if path == "-" and reader is None:
        raise click.UsageError("从标准输入读取时，请用 --reader 说明文件类型。")
    if output is not None and not output.lower().endswith((".json", ".csv")):
        raise click.UsageError("-o 只能写 .json 或 .csv 文件。")
    _refuse_overwriting(output, (path,))
    cases = extract_file(path, _reader(reader), None if edition == "auto" else edition)
    if cases[0].reader is None:
        click.echo(f"{path}：{cases[0].observations[0].text}", err=True)
        sys.exit(2)
    _write(write_csv(cases) if (output or "").lower().endswith(".csv") else encode_cases(cases), output)


@main.command(options_metavar="[选项]")
def rules() -> None:
    """列出全部规则：代码、级别、名称。"""
    from validator.report.pages import catalogue

    click.echo(catalogue())


@main.command(options_metavar="[选项]")
@click.argument("code", metavar="代码")
def explain(code: str) -> None:
    """说明一条规则：查什么、依据什么、错例和正例、怎么改。"""
    from validator.report.pages import page

    text = page(code.strip().upper())
    if text is None:
        raise click.UsageError(f"没有规则 {code}。用 d711 rules 查看全部代码。")
    click.echo(text)
