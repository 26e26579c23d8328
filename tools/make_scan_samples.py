"""`python -m tools.make_scan_samples FONT`: the one report of each edition as scans, and with its tables as pictures.

Needs Pillow and a Chinese font (.ttf, .ttc). The files are made once and kept, like those of make_office_samples.
"""

from __future__ import annotations

import argparse
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from email.message import EmailMessage
from html import escape
from io import BytesIO
from pathlib import Path

import pypdfium2
from docx import Document
from docx.shared import Cm
from PIL import Image

from tools.forge.render_html import page, passage
from tools.forge.render_pdf import paper
from tools.forge.render_pdf_canvas import drawn
from tools.forge.render_scan import pages, picture
from tools.forge.render_scan_look import Scan
from tools.forge.sheet import Sheet
from tools.forge.story import Passage, Story, flow, story
from tools.golden import ROOT
from tools.samples_base import YEARS, base

#: Tall enough for a whole report on one picture, in points.
_LONG = 1480.0


def main() -> None:
    """Write scan.* and picture.* into samples/<edition>/office."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("font", type=Path)
    font = parser.parse_args().font
    for edition in YEARS:
        for name, data in _files(edition, Scan(font, dpi=150, greys=16)):
            (ROOT / edition / "office" / name).write_bytes(data)


def _files(edition: str, plain: Scan) -> Iterator[tuple[str, bytes]]:
    """The formats that differ in how they hold pictures are made of one edition only: recognition takes seconds a page."""
    tale = story(base(edition))
    photo = replace(plain, height=_LONG, skew=-0.9, blur=0.7, shade=60, paper=240, ink=30, jpeg=14)
    yield "scan.png", pages(tale, replace(plain, height=_LONG), prose=True)[0]
    yield "scan.jpg", pages(tale, photo, prose=True)[0]
    yield "scan.pdf", _bound(pages(tale, replace(plain, skew=0.4), prose=True))
    yield "picture.docx", _word(tale, plain)
    if edition == "2021":
        yield "mixed.pdf", _mixed(tale, plain)
        yield "picture.html", _web(tale, {n: _address(data) for n, data in _pictures(tale, plain).items()})
        yield "picture.mht", _saved(tale, plain)


def _bound(scanned: Iterable[bytes]) -> bytes:
    """Pages of pictures only, in black and white, as scanners bind them."""
    first, *others = [Image.open(BytesIO(data)).convert("L").point(lambda grey: grey > 150, "1") for data in scanned]
    out = BytesIO()
    first.save(out, "PDF", save_all=True, append_images=others, resolution=150)
    return out.getvalue()


def _mixed(tale: Story, plain: Scan) -> bytes:
    """Prose and section two as text; the other two tables are scans at the end."""
    sections = (replace(s, items=()) if n in (2, 3) else s for n, s in enumerate(tale.sections))
    text = drawn(replace(tale, sections=tuple(sections)), paper(5))
    tables = list(_pictures(tale, plain).values())[1:]
    with closing(pypdfium2.PdfDocument(text)) as file, closing(pypdfium2.PdfDocument(_bound(tables))) as scans:
        file.import_pages(scans)
        out = BytesIO()
        file.save(out)
    return out.getvalue()


# ---------------------------------------------------------------- tables as pictures


def _pictures(tale: Story, plain: Scan) -> Mapping[int, bytes]:
    """Where each table stands in the story → its picture."""
    return {n: picture(x, plain) for n, x in enumerate(flow(tale)) if isinstance(x, Sheet)}


def _word(tale: Story, plain: Scan) -> bytes:
    document, shown = Document(), _pictures(tale, plain)
    for number, item in enumerate(flow(tale)):
        if isinstance(item, Passage):
            document.add_paragraph(item.text)
        else:
            document.add_picture(BytesIO(shown[number]), width=Cm(15))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _web(tale: Story, addresses: Mapping[int, str]) -> bytes:
    pieces = (
        passage(x) if isinstance(x, Passage) else f'<p><img src="{escape(addresses[n])}"/></p>'
        for n, x in enumerate(flow(tale))
    )
    return page((tale,), "\n".join(pieces)).encode()


def _address(data: bytes) -> str:
    return f"data:image/png;base64,{b64encode(data).decode()}"


def _saved(tale: Story, plain: Scan) -> bytes:
    """The page with its pictures beside it, as browsers save both in one file."""
    shown = _pictures(tale, plain)
    letter = EmailMessage()
    letter["From"] = "<Saved by Blink>"
    letter["Subject"] = "report"
    letter.set_content(_web(tale, {n: f"table{n}.png" for n in shown}).decode(), subtype="html", cte="quoted-printable")
    letter.add_header("Content-Location", "https://bureau.example.cn/2023/report.html")
    letter.make_related()
    for number, data in shown.items():
        place = f"Content-Location: https://bureau.example.cn/2023/table{number}.png"
        letter.add_related(data, "image", "png", cte="base64", headers=[place])
    return bytes(letter)


if __name__ == "__main__":
    main()
