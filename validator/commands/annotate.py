"""`d711 annotate`: a copy with the faulty cells marked."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from hashlib import sha256
from itertools import chain, count
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import click

from validator.commands.arguments import EDITIONS, STANDARD_INPUT, file_names, refuse_overwriting
from validator.commands.completing import rule_codes
from validator.unshown import shown, stem_beside

if TYPE_CHECKING:
    from validator.model import Report


@click.command("annotate", options_metavar="[选项]")
@click.argument("path", metavar="文件", shell_complete=file_names)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False),
    metavar="文件",
    help="写入哪个文件。  [默认：原文件旁边的“原名-批注”]",
)
@click.option("--force", is_flag=True, help="文件已经存在时覆盖它。")
@click.option("--edition", type=click.Choice(EDITIONS), help="按哪一版格式核验。  [默认：auto]")
@click.option("--previous", metavar="文件", help="上年年报：核对两年之间的衔接。")
@click.option("--parts", multiple=True, metavar="路径", help="应当汇总成这一份的各单位年报：文件或文件夹，可重复。")
@click.option(
    "--select", multiple=True, metavar="代码", shell_complete=rule_codes, help="只标这些规则（可写前缀，如 A）。"
)
@click.option("--ignore", multiple=True, metavar="代码", shell_complete=rule_codes, help="不标这些规则（可写前缀）。")
def command(path: str, output: str | None, force: bool, **options: Any) -> None:
    """写一份副本，标出有问题的格和句子，加上批注；原文件不改动。

    .xlsx、.docx 在原样的副本上标注（扩展名与原文件相同）；其他格式按规定格式重画表格，写成 .xlsx 或 .html。

    不写 -o，就写在原文件旁边，叫“原名-批注”；已有这个名字的，叫“原名-批注2”。已有的文件不会被覆盖，除非加 --force。

    退出码：0 已写好（有没有问题都一样）；2 文件读不出或用法不对。
    """
    from validator.commands.judging import judged
    from validator.commands.settings import settings_from

    if path == STANDARD_INPUT:
        raise click.UsageError("请给出文件，不能从标准输入读取。")
    settings = settings_from(options)
    refuse_overwriting(output, [path, *filter(None, (settings.previous,)), *(settings.parts or ())])
    if output is not None and Path(output).exists() and not force:
        raise click.UsageError(f"{output} 已经存在，里面可能有改过的内容。请另起一个文件名；要覆盖它，请加 --force。")
    reports = judged((path,), None, settings)
    if reports[0].status == "unreadable":
        _give_up(path, reports[0].case.observations[0].text or "读不出。")
    written, own = _write(path, output, reports, force)
    note = "只标了所选的规则。" if settings.select or settings.ignore else ""
    click.echo(_told(written, reports, own) + note, err=True)


def _write(path: str, named: str | None, reports: Sequence[Report], force: bool) -> tuple[str, bool]:
    """Where the copy is, and whether it is one of the very file. `named`: where the user wants it."""
    from validator.desk.annotate import ANNOTATORS, annotated, extensions
    from validator.model import Unreadable
    from validator.report.links import member_of
    from validator.whole_file import write_whole

    if any(member_of(report.case.path) for report in reports):
        raise click.UsageError("压缩包和邮件不能标注。请先解压，再给出里面的年报文件。")
    data = Path(path).read_bytes()
    if sha256(data).hexdigest() != reports[0].case.sha256:
        raise click.UsageError(f"{path} 刚才被改动了。请关闭正在编辑它的程序，再试一次。")
    try:
        known = extensions(data, path, reports[0].case.reader)
        output = named or _beside(Path(path), known[0], force)
        extension = PurePath(output).suffix.lower()
        if extension not in known:
            raise click.UsageError(f"这个文件的副本只能写成 {'、'.join(known)}。请改 -o 的扩展名。")
        write_whole(annotated(data, path, reports, extension), output)
    except Unreadable as error:
        _give_up(path, error.message)
    except OSError as error:
        raise click.UsageError(
            f"不能写入 {output}。请检查文件夹是否存在、文件是否正被打开，或用 -o 写到别处。"
        ) from error
    return output, extension == known[0] and reports[0].case.reader in ANNOTATORS


def _beside(path: Path, extension: str, force: bool) -> str:
    """年报-批注.docx beside 年报.docx; the next number that is free where an earlier copy may hold somebody's work."""
    numbers = chain(("",), map(str, count(2)))
    endings = (f"-批注{number}{extension}" for number in numbers)
    names = (path.with_name(stem_beside(path.stem, ending) + ending) for ending in endings)
    return str(next(name for name in names if force or not name.exists()))


def _give_up(path: str, why: str) -> None:
    click.echo(f"{shown(path)}：{why}", err=True)
    sys.exit(2)


def _told(output: str, reports: Sequence[Report], own: bool) -> str:
    from validator.desk.annotate_words import LEGEND
    from validator.report.wording import counts_words

    counts = counts_words([finding.severity for report in reports for finding in report.findings])
    how = "原文件没有改动" if own else "副本按规定格式重画了表格，没有正文，只供查看；请在原稿上修改，原文件没有改动"
    legend = LEGEND if own and any(report.findings for report in reports) else ""
    return f"已写入 {shown(output)}（{counts}）。{how}。{legend}"
