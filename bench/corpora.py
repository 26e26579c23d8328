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
#: Organs of a folder.
_FOLDER = 200
_NAMES = "山河湖海川林泉石松柏"


def forged(folder: Path, number: int, names: Sequence[str], wrong: int = 0) -> list[Path]:
    """`number` reports in the layouts `names`, each with so many `wrong` figures; the files."""
    return [put(folder, seed, f"{seed:06}", names[seed % len(names)], made(seed, wrong)) for seed in range(number)]


def made(seed: int, wrong: int = 0) -> Report:
    """A report of an organ of its own; `wrong` of its figures are changed."""
    report = replace(sound(seed, "2021" if seed // 3 % 2 else "2019"), organ=organ_name(seed))
    return spoiled(report, wrong, Random(seed))


def spoiled(report: Report, wrong: int, rng: Random) -> Report:
    """The same report with so many `wrong` figures."""
    spots = sorted((t, r, c) for t, rows in report.tables.items() for r, row in rows.items() for c in row)
    return rewritten(report, [(spot, str(rng.randint(700, 999))) for spot in rng.sample(spots, wrong)])


def organ_name(number: int) -> str:
    """A million of them are all different."""
    return "".join(_NAMES[int(digit)] for digit in f"{number:06}") + "县教育局"


def put(folder: Path, whose: int, name: str, layout: str, report: Report) -> Path:
    """Write a report of the organ `whose` into one of the folders that share the organs; the file."""
    look = LAYOUTS[layout]
    path = folder / f"{whose // _FOLDER:04}" / f"{name}{look.extension}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(look.render(report))
    return path
