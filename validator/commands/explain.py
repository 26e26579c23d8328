"""`d711 explain`: the manual page of one rule, or the rules that a word is found in."""

from __future__ import annotations

import click

from validator.commands.completing import rule_code


@click.command("explain", options_metavar="[选项]")
@click.argument("words", nargs=-1, required=True, metavar="代码或词语", shell_complete=rule_code)
def command(words: tuple[str, ...]) -> None:
    """说明一条规则：查什么、依据什么、错例和正例、怎么改。

    写的不是代码而是词语（如 d711 explain 结转），就列出说到它的规则。
    """
    from validator.report.pages import page, searched

    pages = [page(word.strip().upper()) for word in words]
    text = "\n\n".join(filter(None, pages)) if all(pages) else searched(words)
    if text is None:
        sought = f"没有规则 {words[0]}" if words[0].isascii() else f"没有说到{''.join(f'「{w}」' for w in words)}的规则"
        raise click.UsageError(f"{sought}。请换一个词再找；用 d711 rules 查看全部代码。")
    click.echo(text)
