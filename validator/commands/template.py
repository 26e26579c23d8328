"""`d711 template`: a blank report."""

from __future__ import annotations

from pathlib import Path

import click

from validator.commands.arguments import EDITIONS

_KNOWN = EDITIONS[1:]


@click.command("template", options_metavar="[选项]")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False),
    metavar="文件",
    help="写入哪个 .xlsx 或 .docx 文件（必须给出）。",
)
@click.option("--edition", type=click.Choice(_KNOWN), default=_KNOWN[-1], show_default=True, help="哪一版格式。")
def command(output: str, edition: str) -> None:
    """写一份空白的年报模板（.xlsx 或 .docx），合计自动算，对不上的格变红。

    .xlsx 有三类表格，第二张表填上年年报的数，核对两年衔接；.docx 有六个部分和三类表格，没有公式。

    已有的文件不会被覆盖。
    """
    from validator.desk.template import TEMPLATES
    from validator.schema import editions
    from validator.whole_file import write_whole

    extension = Path(output).suffix.lower()
    if extension not in TEMPLATES:
        raise click.UsageError("-o 只能写 .xlsx 或 .docx 文件。")
    if Path(output).exists():
        raise click.UsageError(f"{output} 已经存在，可能是填过的年报。请另起一个文件名，或先移走它。")
    try:
        write_whole(TEMPLATES[extension](editions()[edition]), output)
    except OSError as error:
        raise click.UsageError(f"不能写入 {output}。请检查文件夹是否存在。") from error
    click.echo(f"已写入 {output}。", err=True)
