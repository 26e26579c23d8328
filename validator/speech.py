"""The words of the command line itself (usage, errors) in Chinese, through the gettext that click asks."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

_DOMAIN = "d711"


def speak_chinese() -> None:
    """Bind this process to the Chinese catalogue, whatever the language of the system is."""
    os.environ["LANGUAGE"] = "zh_CN"
    gettext.bindtextdomain(_DOMAIN, Path(__file__).with_name("locale"))
    gettext.textdomain(_DOMAIN)
