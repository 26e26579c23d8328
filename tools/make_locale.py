"""`python -m tools.make_locale`: compile the Chinese words of the command line (.po → .mo)."""

from __future__ import annotations

from pathlib import Path

import polib

FOLDER = Path(__file__).parent.parent / "validator" / "locale" / "zh_CN" / "LC_MESSAGES"


def compiled() -> bytes:
    """The .mo that the .po gives."""
    return bytes(polib.pofile(str(FOLDER / "d711.po")).to_binary())


if __name__ == "__main__":
    (FOLDER / "d711.mo").write_bytes(compiled())
