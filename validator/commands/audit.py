"""`d711 audit`: the same judgement over folders, archives and lists, many years and organs, into a result set."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Mapping
from typing import Any

import click

from validator.commands.arguments import file_names, number
from validator.commands.completing import rule_codes
from validator.commands.status import LEVELS
from validator.config import EDITIONS

#: Seconds for one file.
_TIMEOUT = 60.0
_OUTPUTS = ("jsonl", "parquet", "sarif", "xlsx", "html")
_INTERRUPTED = 130
_STOPPED = "已停止。做完的已保存在 {folder}，用同一条命令再运行一次，就从停下的地方继续。"
_FULL = (
    "写不进 {folder}：磁盘已满，或磁盘、权限有变化。做完的还在，腾出空间后用同一条命令再运行一次，就从停下的地方继续。"
)


@click.command("audit", options_metavar="[选项]")
@click.argument("paths", nargs=-1, metavar="路径...", shell_complete=file_names)
@click.option(
    "-o", "--output", required=True, type=click.Path(file_okay=False), metavar="文件夹", help="结果写入这个文件夹。"
)
@click.option(
    "--jobs", type=number(int, 0), metavar="个数", help="同时用几个进程；0：只用本进程，不限时。  [默认：全部核]"
)
@click.option("--scheduler", metavar="地址", help="改用 Dask 集群（tcp://…），需要 [cluster]。")
@click.option(
    "--timeout", type=number(float, 0.1), default=_TIMEOUT, metavar="秒", help="一个文件最多用多久。  [默认：60]"
)
@click.option("--fresh", is_flag=True, help="不接着上次，全部重新核验。")
@click.option("--log-json", is_flag=True, help="进度以 JSON 逐行写到标准错误，供程序读取。")
@click.option("--manifest", metavar="CSV", help="说明文件属于谁的清单：path、organ、year、parent（汇总报告）。")
@click.option("--organs", metavar="CSV", help="应当公布年报的机关名单（机关、年度）：列出没有见到的年报。")
@click.option(
    "--since", metavar="文件夹", help="上次的结果文件夹：列出哪些问题已消除，哪些新出现。可以就是 -o 的文件夹。"
)
@click.option("--outputs", metavar="种类", help=f"只写这些结果：{','.join(_OUTPUTS)}。  [默认：这些全部]")
@click.option("--per-organ", is_flag=True, help="另写“按机关.zip”：每个有问题的机关一份清单，解压后可以分别发送。")
@click.option("--edition", type=click.Choice(EDITIONS), help="按哪一版格式核验。  [默认：auto]")
@click.option(
    "--select", multiple=True, metavar="代码", shell_complete=rule_codes, help="只看这些规则（可写前缀，如 A）。"
)
@click.option("--ignore", multiple=True, metavar="代码", shell_complete=rule_codes, help="不看这些规则（可写前缀）。")
@click.option("--fail-on", type=click.Choice(LEVELS), help="到哪一级算不通过。  [默认：error]")
@click.option("--baseline", metavar="文件", help="基线：里面记下的问题不再列出，除非数字变了。")
def command(paths: tuple[str, ...], output: str, log_json: bool, fail_on: str | None, **options: Any) -> None:
    """核验许多年报：文件夹、压缩包、通配符、清单（@清单.txt，一行一个文件）。

    结果写入一个文件夹；中断以后，用同一条命令接着做，没有变的文件不再读。

    退出码：0 全部通过；1 有未通过的报告，或有达到 --fail-on 级别的问题；2 有文件读不出或用法不对；130 被中断。
    """
    try:
        status = _audited(paths, output, log_json, {**options, "fail_on": fail_on})
    except KeyboardInterrupt:
        click.echo(_STOPPED.format(folder=output), err=True)
        sys.stderr.flush()
        os._exit(_INTERRUPTED)  # what is under way is not waited for
    sys.exit(status)


def _audited(paths: tuple[str, ...], output: str, log_json: bool, options: Mapping[str, Any]) -> int:
    """The exit status. What takes long to load is loaded here, where Ctrl-C is waited for. Raises UsageError."""
    from validator.audit.isolated import start_server

    if options["jobs"] != 0 and options["scheduler"] is None:
        start_server()
    from validator.audit.progress import progress
    from validator.audit.run import audit
    from validator.commands.auditing import REFUSALS, exit_status, means_of, order_of, record_of, told_of

    try:
        order, level = order_of(paths, output, options)
        with progress(log_json) as told:
            outcome = audit(order, means_of(order, options), told)
            status = exit_status(outcome, level)
            told.end({**record_of(outcome), "exit": status})
    except REFUSALS as error:
        raise click.UsageError(str(error)) from error
    except sqlite3.DatabaseError as error:  # the disk filled up, or went away, under the database
        raise click.UsageError(_FULL.format(folder=output)) from error
    if not log_json:
        click.echo("\n".join(told_of(outcome, order)))
    return status
