"""Stories as PDF files, by the programs that offices use: Chromium, WeasyPrint, LibreOffice, ReportLab."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tools.forge import render_docx
from tools.forge.render_html import lines, spans
from tools.forge.sheet import Sheet
from tools.forge.story import Passage, Story, flow

_FONTS = ("Noto Sans CJK SC", "Noto Serif CJK SC", "WenQuanYi Zen Hei")


@dataclass(frozen=True, slots=True)
class Paper:
    """How a report is printed: page in millimetres, type size in points, and what producers do to tables."""

    width: int
    height: int
    size: float
    margin: int
    padding: float  # points inside cells
    border: str  # of cells, in CSS
    collapse: bool
    repeat_header: bool
    align: str
    font: str
    gap: int  # empty points above the tables, so that breaks fall elsewhere


def paper(seed: int | str) -> Paper:
    """A printing drawn by chance, the same for the same seed."""
    rng = Random(f"paper/{seed}")
    width, height = rng.choice(((210, 297), (210, 297), (297, 210), (297, 420), (182, 257), (216, 279)))
    return Paper(
        width,
        height,
        rng.choice((7, 8, 9, 10, 10.5, 11, 12)),
        rng.choice((12, 18, 25)),
        rng.choice((0.75, 2, 4)),
        rng.choice(
            (
                "1px solid #000",
                "0.5pt solid #000",
                "1px solid #999",
                "1px dashed #000",
                "2px solid #000",
                "3px double #000",
            )
        ),
        rng.random() < 0.75,
        rng.random() < 0.4,
        rng.choice(("left", "center", "right")),
        rng.choice(_FONTS),
        rng.randrange(0, 500, 20),
    )


def web_page(tale: Story, form: Paper) -> str:
    """The story as a page for printing."""
    style = (
        f"@page{{size:{form.width}mm {form.height}mm;margin:{form.margin}mm}}"
        f"body{{font-family:'{form.font}';font-size:{form.size}pt;margin:0}}"
        f"table{{width:100%;border-collapse:{'collapse' if form.collapse else 'separate'};border-spacing:0}}"
        f"td{{border:{form.border};padding:{form.padding}pt;text-align:{form.align}}} p{{margin:.4em 0;text-indent:2em}}"
        f"h1{{font-size:1.6em;text-align:center}}h2{{font-size:1.1em}} .gap{{height:{form.gap}pt}}"
    )
    tags = {"title": "h1", "heading": "h2", "prose": "p"}
    pieces = [
        f"<{tags[x.kind]}>{lines(x.text)}</{tags[x.kind]}>" if isinstance(x, Passage) else _table(x, form)
        for x in flow(tale)
    ]
    gap = '<div class="gap"></div>'
    body = "\n".join((*pieces[:1], gap, *pieces[1:]))
    return f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{tale.title}</title><style>{style}</style></head><body>{body}</body></html>'


def _table(sheet: Sheet, form: Paper) -> str:
    rows = [
        "<tr>" + "".join(f"<td{spans(box)}>{lines(box.text)}</td>" for box in line) + "</tr>" for line in sheet.lines
    ]
    head = _header_rows(sheet) if form.repeat_header else 0
    return f"<table><thead>{''.join(rows[:head])}</thead><tbody>{''.join(rows[head:])}</tbody></table>"


def _header_rows(sheet: Sheet) -> int:
    """Rows above the first figure, if there is one header only."""
    figures = [box.row for box in sheet.boxes if box.role == "figure"]
    return min(figures) if len(sheet.tables) == 1 and figures else 0


def chromium(tale: Story, form: Paper) -> bytes:
    """Printed by Chromium. Raises FileNotFoundError if it is not installed."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(web_page(tale, form), encoding="utf-8")
        arguments = (
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={folder}/profile",
        )
        subprocess.run(
            (program("chromium"), *arguments, f"--print-to-pdf={target}", source.as_uri()),
            check=True,
            capture_output=True,
            timeout=120,
        )
        return target.read_bytes()


def weasyprint(tale: Story, form: Paper) -> bytes:
    """Printed by WeasyPrint. Raises ImportError if it is not installed."""
    from weasyprint import HTML

    return bytes(HTML(string=web_page(tale, form)).write_pdf())


def libreoffice(tales: Sequence[tuple[Story, Paper]]) -> list[bytes]:
    """Printed by LibreOffice from Word documents, all in one start. Raises FileNotFoundError if it is not installed."""
    return printed([word_document(tale, form) for tale, form in tales])


def printed(documents: Sequence[bytes]) -> list[bytes]:
    """Word documents printed by LibreOffice, all in one start. Raises FileNotFoundError if it is not installed."""
    with tempfile.TemporaryDirectory() as folder:
        sources = [Path(folder, f"{n:04}.docx") for n in range(len(documents))]
        for source, document in zip(sources, documents, strict=True):
            source.write_bytes(document)
        command = (
            program("soffice"),
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
        )
        subprocess.run((*command, "--outdir", folder, *map(str, sources)), check=True, capture_output=True, timeout=600)
        return [source.with_suffix(".pdf").read_bytes() for source in sources]


def program(name: str) -> str:
    """Where a program is. Raises FileNotFoundError."""
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(name)
    return found


def word_document(tale: Story, form: Paper) -> bytes:
    """The story as a Word document of that paper and type size, every table as wide as the page."""
    wide, high, edge = (round(mm * 56.7) for mm in (form.width, form.height, form.margin))

    def change(text: str) -> str:
        page = f'<w:pgSz w:w="{wide}" w:h="{high}"/><w:pgMar w:top="{edge}" w:right="{edge}" w:bottom="{edge}" w:left="{edge}"/>'
        text = re.sub(r"<w:pgSz[^>]*/>", page, text)
        look = f'<w:rPr><w:rFonts w:eastAsia="{form.font}" w:ascii="{form.font}" w:hAnsi="{form.font}"/><w:sz w:val="{round(2 * form.size)}"/></w:rPr>'
        text = text.replace("<w:r><w:t", f"<w:r>{look}<w:t").replace("<w:r><w:br", f"<w:r>{look}<w:br")
        text = re.sub(r"<w:tblGrid>.*?</w:tblGrid>", lambda m: _widths(m[0], wide - 2 * edge), text)
        space = f'<w:p><w:pPr><w:spacing w:before="{form.gap * 20}"/></w:pPr></w:p>'
        text = text.replace("<w:body>", f"<w:body>{space}", 1)
        middle = f'<w:pPr><w:jc w:val="{form.align}"/></w:pPr>'
        return re.sub(r"(</w:tcPr><w:p>)", rf"\1{middle}", text)

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(render_docx.plain(tale))) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            target.writestr(name, change(text) if name == "word/document.xml" else text)
    return out.getvalue()


def _widths(grid: str, room: int) -> str:
    count = grid.count("<w:gridCol ")
    return re.sub(r'w:w="\d+"', f'w:w="{room // count}"', grid)


PRINTERS: Mapping[str, Callable[[Story, Paper], bytes]] = {"chromium": chromium, "weasyprint": weasyprint}
