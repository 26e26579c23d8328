"""The command line. Thin: a command's module is imported when the command is called, so that --help is quick."""

from __future__ import annotations

from importlib import import_module

import click

from validator.commands.status import exit_status
from validator.speech import speak_chinese
from validator.version import VERSION

__all__ = ["exit_status", "main"]

speak_chinese()

#: Command → what it does. The command is `command` in the module of its name. One new command is one line here.
COMMANDS = {
    "check": "核验一个或多个文件，用中文说明哪里不对、依据是什么、最可能改哪一格。",
    "extract": "把读到的三张表写成 JSON 或 CSV：每格的原文、数值和位置。JSON 可以再交给 check。",
    "annotate": "写一份副本，标出有问题的格和句子，加上批注；原文件不改动。",
    "template": "写一份空白的年报模板（.xlsx 或 .docx），合计自动算，对不上的格变红。",
    "serve": "在浏览器里核验：拖入文件，看标出的错误，试改数字。只在本机，不上传，不保留。",
    "audit": "核验许多年报：文件夹、压缩包、通配符、清单（@清单.txt，一行一个文件）。",
    "rules": "列出全部规则：代码、级别、名称。",
    "explain": "说明一条规则：查什么、依据什么、错例和正例、怎么改。",
    "doctor": "检查安装：哪些文件格式能读，缺什么，怎么装。",
}


class _LazyGroup(click.Group):
    """Lists its commands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of COMMANDS."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command itself in place of its line in the list."""
        name, listed, rest = super().resolve_command(ctx, args)
        return name, _imported(name) if name and listed else None, rest


def _imported(name: str) -> click.Command:
    command = import_module(f"validator.commands.{name}").command
    assert isinstance(command, click.Command)
    return command


def _show_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"d711 {VERSION}")
        context.exit()


@click.group(
    cls=_LazyGroup,
    commands={name: click.Command(name, short_help=text) for name, text in COMMANDS.items()},
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="显示版本号。")
def main() -> None:
    """核验政府信息公开工作年度报告：三张表的结构、数值和勾稽关系。离线运行，不改动文件。"""
