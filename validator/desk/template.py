"""Blank reports to start from: one module for each kind of file, imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from validator.form import Edition


def _xlsx(edition: Edition) -> bytes:
    from validator.desk.template_xlsx import render

    return render(edition)


def _docx(edition: Edition) -> bytes:
    from validator.desk.template_docx import render

    return render(edition)


#: Extension → the blank report of an edition.
TEMPLATES: Mapping[str, Callable[[Edition], bytes]] = {".xlsx": _xlsx, ".docx": _docx}
