"""What `check` says: notes above the verdicts, the reports in their format."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from validator.commands.arguments import tell_written, write_output
from validator.config import FORMATS, Configuration

if TYPE_CHECKING:
    from validator.baseline import Applied
    from validator.report.formats import Renderer


def notes_on(settings: Configuration) -> list[str]:
    """What is said above the verdicts: whose settings hold, and what they leave out."""
    used = [f"配置：{short(str(settings.source))}"] if settings.source else []
    left_out = selection_note(settings.select or (), settings.ignore or ())
    return used + ([left_out] if left_out else [])


def selection_note(chosen: Sequence[str], ignored: Sequence[str]) -> str:
    """What the codes of rules that are looked at, and of those that are not, leave out; empty where they leave out none."""
    if not chosen and not ignored:
        return ""
    told = [f"只看 {'、'.join(chosen)}"] if chosen else []
    told += [f"不看 {'、'.join(ignored)}"] if ignored else []
    if chosen:
        rest = "其他规则的问题没有列出，结论也不包括它们"
    else:
        rest = f"{'它们' if len(ignored) > 1 else '它'}的问题没有列出，结论也不包括"
    return f"{'；'.join(told)}：{rest}"


def short(path: str) -> str:
    """A path as it is shown: from the working folder, if it lies there."""
    from validator.unshown import shown

    whole, here = Path(path), Path.cwd()
    return shown(str(whole.relative_to(here)) if whole.is_relative_to(here) else path)


def tell(done: Applied, notes: Sequence[str], settings: Configuration, output: str | None) -> None:
    """The reports in their format; the notes above them in a text, beside them (standard error) otherwise."""
    above = "".join(f"（{note}）\n" for note in notes)
    form = settings.format or FORMATS[0]
    if form != FORMATS[0]:
        back = "".join(f"{fingerprint}：{remark}\n" for fingerprint, remark in done.remarks.items())
        click.echo(above + back, err=True, nl=False)
        write_output(_renderer(form).render(done.reports), output)
        tell_written(output)
        return
    from validator.report.terminal import Known, render

    screen = output is None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if screen else 0
    text = render(done.reports, colour=screen, width=width, known=Known(done.quiet, done.remarks))
    write_output((f"{above}\n{text}" if above else text).encode(errors="replace"), output)
    tell_written(output)


def _renderer(form: str) -> Renderer:
    from validator.report.formats import FORMATS as KNOWN

    return KNOWN[form].load()
