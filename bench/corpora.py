"""Folders of made reports for measuring: every report of an organ of its own, layouts in turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from tools.forge.figures import Report, rewritten, sound
from tools.forge.layouts import LAYOUTS

#: Pages of the size that government sites publish, and the smallest page that holds a report.
LARGE = ("html-word-export", "html-site-edited", "html-site-pasted")
SMALL = ("html-plain",)
#: Reports of a folder.
FOLDER = 200
_NAMES = "山河湖海川林泉石松柏"


def forged(folder: Path, number: int, names: Sequence[str], wrong: int = 0) -> list[Path]:
    """`number` reports in the layouts `names`, each with so many `wrong` figures; the files."""
    return [_written(folder, seed, names[seed % len(names)], wrong) for seed in range(number)]


def made(seed: int, wrong: int = 0) -> Report:
    """A report of an organ of its own; `wrong` of its figures are changed."""
    report = replace(sound(seed, "2021" if seed // 3 % 2 else "2019"), organ=organ_name(seed))
    spots = sorted((t, r, c) for t, rows in report.tables.items() for r, row in rows.items() for c in row)
    rng = Random(seed)
    return rewritten(report, [(spot, str(rng.randint(700, 999))) for spot in rng.sample(spots, wrong)])


def organ_name(number: int) -> str:
    """A million of them are all different."""
    return "".join(_NAMES[int(digit)] for digit in f"{number:06}") + "县教育局"


def _written(folder: Path, seed: int, name: str, wrong: int) -> Path:
    layout = LAYOUTS[name]
    path = folder / f"{seed // FOLDER:04}" / f"{seed:06}{layout.extension}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(layout.render(made(seed, wrong)))
    return path
