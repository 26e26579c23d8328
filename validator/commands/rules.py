"""`d711 rules`: the catalogue."""

from __future__ import annotations

import click


@click.command("rules", options_metavar="[选项]")
def command() -> None:
    """列出全部规则：代码、级别、名称。"""
    from validator.report.pages import catalogue

    click.echo(catalogue())
