"""The words of the command line itself (usage, errors) in Chinese, through the gettext that click asks."""

from __future__ import annotations

import gettext
import os
import re
from pathlib import Path

_DOMAIN = "d711"
_QUOTED = re.compile(r"'([^']*)'(, (?='))?")


def speak_chinese() -> None:
    """Bind this process to the Chinese catalogue, whatever the language of the system is."""
    os.environ["LANGUAGE"] = "zh_CN"
    gettext.bindtextdomain(_DOMAIN, Path(__file__).with_name("locale"))
    gettext.textdomain(_DOMAIN)


def in_chinese_marks(message: str) -> str:
    """A message of click without the quotes, the blank and the full stop that no catalogue reaches."""
    plain = _QUOTED.sub(lambda found: found[1] + ("、" if found[2] else ""), message).replace("。 ", "。")
    return plain.removesuffix(".") + "。" if plain.endswith(".") else plain
