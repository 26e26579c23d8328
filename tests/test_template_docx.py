"""The blank document: its guidance is found if it is left, and filled in it passes."""

from __future__ import annotations

import io
import re
from functools import cache

import docx
import pytest
from docx.document import Document

from tools.forge.figures import Report, sound, values
from tools.forge.prose import speaking
from tools.forge.story import Story
from validator.desk.template_docx import render
from validator.model import Report as Judged
from validator.pipeline import extract, judge
from validator.read.office_program import find_program, run_program
from validator.schema import editions
from validator.words import TITLES

EDITIONS = tuple(editions())


@cache
def blank(edition: str) -> bytes:
    return render(editions()[edition])


def judged(data: bytes) -> Judged:
    (found,) = judge(extract(data, "年报.docx"))
    return found


@cache
def report(edition: str) -> Report:
    return next(r for seed in range(500) if not _unclear(r := sound(seed, edition)))


def _unclear(one: Report) -> bool:
    """An amount whose unit the form does not say is told whoever made the file."""
    return "art20_9" in one.tables and one.tables["art20_9"]["procurement"]["amount"] != "0"


def filled(edition: str) -> bytes:
    """The template as a clerk fills it in: words in place of the guidance, a figure in every cell."""
    document = docx.Document(io.BytesIO(blank(edition)))
    _write(document, speaking(report(edition)))
    figures = iter(
        [v or "" for rows in report(edition).tables.values() for line in rows.values() for v in line.values()]
    )
    for table in document.tables:
        for row in table.rows:
            for cell in dict.fromkeys(row.cells):
                if not cell.text:
                    cell.paragraphs[0].add_run(next(figures))
    assert next(figures, None) is None
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _write(document: Document, tale: Story) -> None:
    document.paragraphs[0].runs[0].text = tale.title
    document.paragraphs[1].runs[0].text = "".join(tale.opening)
    words = {f"{t}": [i for i in s.items if isinstance(i, str)] for t, s in zip(TITLES, tale.sections, strict=True)}
    left: list[str] = []
    for paragraph in list(document.paragraphs)[2:]:
        if paragraph.text in words:
            left = words[paragraph.text]
        elif left:
            paragraph.runs[0].text = "".join(left)
            left = []
        else:
            paragraph._element.getparent().remove(paragraph._element)


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_blank_template_is_no_passed_report(edition: str) -> None:
    found = judged(blank(edition))
    assert (found.status, found.case.edition) == ("failed", edition)
    assert {f.rule for f in found.findings} == {"V106", "D302", "D003", "D004"}
    assert next(f.severity for f in found.findings if f.rule == "D302") == "error"
    assert blank(edition) == render(editions()[edition])


@pytest.mark.parametrize("edition", EDITIONS)
def test_guidance_that_is_left_is_found(edition: str) -> None:
    document = docx.Document(io.BytesIO(blank(edition)))
    guidance = [p.text for p in document.paragraphs if p.text not in TITLES]
    assert len(guidance) >= 9
    for text in guidance:
        (told,) = (f.message for f in judged(_with(edition, text)).findings if f.rule == "D302")
        assert not re.search(r"全文共", told)


def _with(edition: str, text: str) -> bytes:
    document = docx.Document(io.BytesIO(filled(edition)))
    document.paragraphs[-1].insert_paragraph_before(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_six_sections_stand_in_their_order(edition: str) -> None:
    document = docx.Document(io.BytesIO(blank(edition)))
    assert [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"] == list(TITLES)
    assert len(document.tables) == 3
    section = document.sections[0]
    assert (section.page_width, section.page_height) == (7560310, 10692130)  # A4


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_filled_template_is_clean(edition: str) -> None:
    found = judged(filled(edition))
    assert (found.status, found.findings) == ("passed", ())
    assert (found.case.organ, found.case.report_year) == (report(edition).organ, report(edition).year)
    truth = values(report(edition))
    assert all(cell.value == truth[cell.table][cell.row][cell.column] for cell in found.case.cells)


@pytest.mark.skipif(find_program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("edition", EDITIONS)
def test_it_stays_clean_when_libreoffice_saves_it(edition: str) -> None:
    program = find_program()
    assert program is not None
    (made,) = run_program(program, [(".docx", filled(edition))], "docx")
    assert made is not None
    assert (judged(made).status, judged(made).findings) == ("passed", ())
