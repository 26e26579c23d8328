"""`d711 serve`: the local page."""

from __future__ import annotations

from importlib.util import find_spec

import click

from validator.commands.arguments import number

_NEEDED = ("jinja2", "starlette", "uvicorn")
_MISSING = '本机页面还缺组件（{names}）。请先安装：pip install "decree711-validator[desk]"'
_WARNING = "注意：{host} 让别的电脑也能连到这里，内容不加密。只在可信的内网使用；只给自己用，请去掉 --host。"


@click.command("serve", options_metavar="[选项]")
@click.option("--port", type=number(int, 1, 65535), metavar="端口", help="端口号。  [默认：7110，被占用时顺延]")
@click.option("--host", default="127.0.0.1", metavar="地址", help="在哪个地址上打开。  [默认：127.0.0.1，只有本机能用]")
@click.option("--no-browser", is_flag=True, help="不打开浏览器，只给出链接。")
def command(port: int | None, host: str, no_browser: bool) -> None:
    """在浏览器里核验：拖入文件，看标出的错误，试改数字。只在本机，不上传，不保留。

    按 Ctrl-C 结束。需要：pip install "decree711-validator[desk]"
    """
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        raise click.UsageError(_MISSING.format(names="、".join(missing)))
    from validator.desk.serve_run import NoPort, is_this_machine, serve

    try:
        if not is_this_machine(host):
            click.echo(_WARNING.format(host=host), err=True)
        serve(host, port, not no_browser, _tell)
    except NoPort as error:
        raise click.UsageError(str(error)) from error
    click.echo("已停止。")


def _tell(link: str, opened: bool, first: bool) -> None:
    """Say where the page is."""
    if not first:
        click.echo(f"再打开一个窗口，请用新的链接：\n  {link}")
        return
    click.echo("正在打开浏览器。没有打开时，请用这个链接：" if opened else "请在浏览器里打开：")
    click.echo(f"  {link}\n文件只在本机读取，不上传，不保留。用完后在这里按 Ctrl-C 结束。")
