"""`d711 explain`: the manual page of one rule."""

from __future__ import annotations

import click

from validator.commands.completing import rule_code


@click.command("explain", options_metavar="[选项]")
@click.argument("code", metavar="代码", shell_complete=rule_code)
def command(code: str) -> None:
    """说明一条规则：查什么、依据什么、错例和正例、怎么改。"""
    from validator.report.pages import page

    text = page(code.strip().upper())
    if text is None:
        raise click.UsageError(f"没有规则 {code}。用 d711 rules 查看全部代码。")
    click.echo(text)
