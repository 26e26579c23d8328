"""`d711 extract`: the tables as read."""

from __future__ import annotations

import sys

import click

from validator.commands.arguments import (
    EDITIONS,
    READERS,
    STANDARD_INPUT,
    file_names,
    need_reader,
    reader_key,
    refuse_overwriting,
    tell_written,
    with_reader_told,
    write_output,
)


@click.command("extract", options_metavar="[选项]")
@click.argument("path", metavar="文件", shell_complete=file_names)
@click.option("-o", "--output", type=click.Path(dir_okay=False), metavar="文件", help="写入 .json 或 .csv 文件。")
@click.option("--edition", type=click.Choice(EDITIONS), default="auto", help="按哪一版格式读取。")
@click.option("--reader", type=click.Choice(READERS), help="指定文件类型。")
def command(path: str, output: str | None, edition: str, reader: str | None) -> None:
    """把读到的三张表写成 JSON 或 CSV：每格的原文、数值和位置。JSON 可以再交给 check。"""
    from validator.cells_file import encode_cases, write_csv
    from validator.files import extract_file

    need_reader((path,), reader)
    if output is not None and not output.lower().endswith((".json", ".csv")):
        raise click.UsageError("-o 只能写 .json 或 .csv 文件。")
    refuse_overwriting(output, (path,))
    cases = extract_file(path, reader_key(reader), None if edition == "auto" else edition)
    if cases[0].reader is None:
        why = with_reader_told(cases[0], reader).observations[0].text
        click.echo(f"{'标准输入' if path == STANDARD_INPUT else path}：{why}", err=True)
        sys.exit(2)
    tables = write_csv(cases) if (output or "").lower().endswith(".csv") else encode_cases(cases)
    write_output(tables, output)
    tell_written(output)
