"""`d711 doctor`: what is installed, which formats work, what is missing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import click

from validator.version import TOOL, VERSION

if TYPE_CHECKING:
    from validator.doctor.inventory import Item, State

_COMPONENT: Mapping[State, str] = {"ok": "✓ 正常", "absent": "– 没有安装", "broken": "✗ 出错"}
_FORMAT: Mapping[State, str] = {"ok": "✓ 能读", "absent": "– 读不了", "broken": "✗ 出错"}


@click.command("doctor", options_metavar="[选项]")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="输出格式。  [默认：text]")
def command(form: str) -> None:
    """检查安装：哪些文件格式能读，缺什么，怎么装。

    每种格式都用程序自带的一份小年报试读一遍，几秒钟完成；不联网，不改动文件。

    退出码：0 没有问题（没有安装的可以需要时再装）；1 有组件或格式出错。
    """
    from validator.doctor.inventory import components
    from validator.doctor.trial import formats

    there = list(_shown("组件", components(), _COMPONENT, form))
    working = {item.key for item in there if item.state == "ok"}
    tried = list(_shown("格式", formats(working), _FORMAT, form)) if "required" in working else []
    broken = [item for item in (*there, *tried) if item.state == "broken"]
    if form == "json":
        _write(there, tried)
    else:
        absent = sum(item.state == "absent" for item in there)
        rest = f"{absent} 项没有安装，需要时再装。" if absent else ""
        click.echo(f"\n结论：{f'{len(broken)} 项出错，请按上面的办法处理。' if broken else '没有问题。'}{rest}")
    sys.exit(1 if broken else 0)


def _shown(heading: str, items: Iterable[Item], words: Mapping[State, str], form: str) -> Iterator[Item]:
    """The items as they come; in a text each is told at once, since some take seconds."""
    if form == "text":
        click.echo(f"{heading}（d711 {VERSION}）" if heading == "组件" else f"\n{heading}")
    for item in items:
        if form == "text":
            click.echo(f"  {words[item.state]}  {item.name}{f'：{item.detail}' if item.detail else ''}")
            if item.advice:
                click.echo(f"      {item.advice}")
        yield item


def _write(there: Iterable[Item], tried: Iterable[Item]) -> None:
    import msgspec

    found = {"tool": {"name": TOOL, "version": VERSION}, "components": list(there), "formats": list(tried)}
    click.echo(msgspec.json.format(msgspec.json.encode(found), indent=1))
