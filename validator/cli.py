"""The command line. Thin: a command's module is imported when the command is called, so that --help is quick."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from validator.commands.status import exit_status
from validator.speech import in_chinese_marks, speak_chinese
from validator.version import VERSION

__all__ = ["exit_status", "main"]

#: Set by a shell that asks what may come next.
COMPLETING = "_D711_COMPLETE"

speak_chinese()
if COMPLETING in os.environ:
    import_module("validator.commands.completing").teach_fish()

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


#: Errors in the words of click.
_SPOKEN_BY_CLICK = (click.BadParameter, click.NoSuchOption, click.exceptions.NoSuchCommand)


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

    def invoke(self, ctx: click.Context) -> Any:
        """A disk that is full, also one that the screen is redirected to, is told as what it is."""
        try:
            return super().invoke(ctx)
        except _SPOKEN_BY_CLICK as error:
            raise click.UsageError(in_chinese_marks(error.format_message()), error.ctx) from error
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            _drop_unwritten()
            raise click.UsageError("磁盘已满，没有写完。请腾出空间，再运行一次。") from error


def _drop_unwritten() -> None:
    """What the screen did not take would be tried again at the end, and complained of once more."""
    with suppress(OSError), Path(os.devnull).open("wb") as nothing:
        os.dup2(nothing.fileno(), sys.stdout.fileno())


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
    # Processes that are started from here must not take modules from the folder that the reports lie in.
    os.environ["PYTHONSAFEPATH"] = "1"
