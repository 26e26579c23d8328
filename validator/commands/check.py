"""`d711 check`: judge files, say what is wrong."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import click

from validator.commands.arguments import (
    READERS,
    file_names,
    is_same_file,
    need_reader,
    refuse_overwriting,
    write_output,
)
from validator.commands.completing import rule_codes
from validator.commands.status import LEVELS, exit_status
from validator.commands.telling import notes_on, short, tell
from validator.config import EDITIONS, FORMATS, Configuration
from validator.own_files import left_out

if TYPE_CHECKING:
    from validator.baseline import Applied
    from validator.baseline_file import Entry
    from validator.model import Report

#: Behind it everything is a path.
_PATHS_ONLY = "--"
_WATCH = "--watch="


class _Command(click.Command):
    """Takes `--watch=文件夹` for `--watch 文件夹`, as options with a value are written."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The path on its own."""
        end = args.index(_PATHS_ONLY) if _PATHS_ONLY in args else len(args)
        return super().parse_args(ctx, [*chain.from_iterable(map(_apart, args[:end])), *args[end:]])


def _apart(word: str) -> Sequence[str]:
    if not word.startswith(_WATCH):
        return (word,)
    folder = word.removeprefix(_WATCH)
    return ("--watch", folder) if folder else ("--watch",)


@click.command("check", cls=_Command, options_metavar="[选项]")
@click.argument("paths", nargs=-1, required=True, metavar="文件...", shell_complete=file_names)
@click.option("--format", type=click.Choice(FORMATS), help="输出格式。  [默认：text]")
@click.option("-o", "--output", type=click.Path(dir_okay=False), metavar="文件", help="写入文件，不显示在屏幕上。")
@click.option("--force", is_flag=True, help="-o 的文件已经存在、又不是本程序写的结果时，也覆盖它。")
@click.option("--edition", type=click.Choice(EDITIONS), help="按哪一版格式核验。  [默认：auto]")
@click.option("--reader", type=click.Choice(READERS), help="指定文件类型（从标准输入读时必须给出）。")
@click.option(
    "--previous",
    metavar="文件",
    shell_complete=file_names,
    help="上年年报：核对两年之间的衔接。一次给出几年的年报时自动对应。",
)
@click.option(
    "--parts",
    multiple=True,
    metavar="路径",
    shell_complete=file_names,
    help="应当汇总成这一份的各单位年报：文件或文件夹，可重复。",
)
@click.option(
    "--select", multiple=True, metavar="代码", shell_complete=rule_codes, help="只看这些规则（可写前缀，如 A）。"
)
@click.option("--ignore", multiple=True, metavar="代码", shell_complete=rule_codes, help="不看这些规则（可写前缀）。")
@click.option("--fail-on", type=click.Choice(LEVELS), help="到哪一级算不通过。  [默认：error]")
@click.option(
    "--baseline", metavar="文件", shell_complete=file_names, help="基线：里面记下的问题不再列出，除非数字变了。"
)
@click.option(
    "--write-baseline", metavar="文件", shell_complete=file_names, help="把现有问题记入基线文件（已有的理由保留）。"
)
@click.option(
    "--watch", is_flag=True, help="先核验一遍，再一直看着这些文件或文件夹，哪个保存了就重新核验哪个；按 Ctrl-C 结束。"
)
def command(
    paths: tuple[str, ...],
    output: str | None,
    force: bool,
    reader: str | None,
    write_baseline: str | None,
    watch: bool,
    **options: Any,
) -> None:
    """核验一个或多个文件，用中文说明哪里不对、依据是什么、最可能改哪一格。

    选项也可以写在 d711.toml 里（从当前文件夹向上找），命令行优先。

    退出码：0 全部通过；1 有未通过的报告，或有达到 --fail-on 级别的问题；2 有文件读不出或用法不对。
    """
    from validator.baseline import apply
    from validator.commands.judging import judged, without_own
    from validator.commands.settings import baseline_entries, settings_from

    need_reader(paths, reader)
    settings = settings_from(options)
    if watch:
        from validator.commands.watching import check_as_saved, refuse_written

        refuse_written(paths, options["format"], output, write_baseline)
        check_as_saved(paths, reader, settings)
        return
    _refuse_wrong(paths, output, force, write_baseline, settings)
    known = baseline_entries(settings.baseline, may_be_new=_is_begun(settings.baseline, write_baseline))
    written = baseline_entries(write_baseline, may_be_new=True)
    paths, own = without_own(paths)
    reports = judged(paths, reader, settings)
    notes, whole = notes_on(settings), not (settings.select or settings.ignore)
    if own:
        notes.append(left_out(own).rstrip("。"))
    if write_baseline:
        notes.append(_recorded(write_baseline, (*written, *known), reports, whole))
    done = apply(known, reports)
    if settings.baseline and known:
        notes.append(_quieted(settings.baseline, done, whole))
    tell(done, notes, settings, output)
    sys.exit(exit_status(done.reports, settings.fail_on or LEVELS[0]))


def _refuse_wrong(
    paths: Sequence[str], output: str | None, force: bool, write_baseline: str | None, settings: Configuration
) -> None:
    """Raises UsageError, before any work is done, for results that would replace another file or cannot be shown."""
    read = [*paths, *filter(None, (settings.previous,)), *(settings.parts or ())]
    refuse_overwriting(output, [*read, *filter(None, (settings.baseline, write_baseline))])
    refuse_overwriting(write_baseline, read)
    _refuse_screen(settings.format or FORMATS[0], output)
    _refuse_replacing(settings.format or FORMATS[0], output if not force else None)


def _is_begun(baseline: str | None, write_baseline: str | None) -> bool:
    """Whether the baseline that holds is the one that is to be written: the first time it is not there."""
    return baseline is not None and write_baseline is not None and is_same_file(baseline, write_baseline)


def _refuse_screen(form: str, output: str | None) -> None:
    """A binary format cannot be shown; told before the work is done."""
    from validator.report.formats import FORMATS as KNOWN

    if form in KNOWN and KNOWN[form].binary and output is None and sys.stdout.isatty():
        raise click.UsageError(f"{form} 不能显示在屏幕上。请用 -o 写入文件。")


def _refuse_replacing(form: str, output: str | None) -> None:
    """A result of an earlier run is replaced; any other file is somebody's own. Told before the work is done."""
    from validator.report.written import may_be_replaced

    try:
        if output is None or may_be_replaced(output, form):
            return
    except OSError as error:
        raise click.UsageError(f"读不了 {output}（-o）。请检查有没有权限、文件是否正被打开。") from error
    raise click.UsageError(f"{output} 已经存在，而且不是以前写的{form}结果。请另起一个文件名；要覆盖它，请加 --force。")


def _recorded(path: str, entries: Sequence[Entry], reports: Sequence[Report], whole: bool) -> str:
    """Write the baseline; what is said of it."""
    from validator.baseline import merged
    from validator.baseline_file import encode

    now = merged(entries, reports, whole)
    write_output(encode(now), path)
    return f"已写入基线 {short(path)}：{len(now)} 条。请在 reason 里写明理由；误报的把 status 改成 dismissed"


def _quieted(path: str, done: Applied, whole: bool) -> str:
    """What is said of the baseline; what is `gone` can only be told where no rule was left out."""
    told = [f"{sum(done.quiet.values())} 处问题已记录在案，不再列出"]
    told += [f"{len(done.remarks)} 处重新列出（见各条说明）"] if done.remarks else []
    told += [f"{len(done.gone)} 条不再出现，可以删去"] if whole and done.gone else []
    return f"基线 {short(path)}：{'；'.join(told)}"
