"""Reports whose names and texts try to be taken for something else."""

from __future__ import annotations

from dataclasses import replace

from msgspec import structs

from tools.golden import reports
from validator.model import Report

ORGAN = "<script>alert(1)</script>\"'&\u202e局\u2028</td>"
PATH = "=cmd|' /C calc'!A0/<img src=x onerror=alert(1)>\u202ecod.docx"
MESSAGE = "</script><!-- {0} [点这里](http://example.com) @all `x` | **粗** \u2029</p>"
RAW = '=HYPERLINK("http://example.com","0")'


def hostile() -> Report:
    """A broken sample under such a name, with such texts in a cell and a finding."""
    sound = reports()["2021/broken/A101-closing.docx"]
    (finding,) = sound.findings
    culprit = structs.replace(finding.cells[0], raw=RAW, kind="text", value=None)
    case = replace(
        sound.case,
        organ=ORGAN,
        path=PATH,
        cells=tuple(culprit if cell.key == culprit.key else cell for cell in sound.case.cells),
    )
    told = replace(finding, message=MESSAGE, basis=MESSAGE, evidence=MESSAGE, cells=(culprit,))
    return Report(case, sound.status, (told,), sound.tallies)
