"""Stories as word-processor documents: plain, nested, in a text box, with tracked changes, with needless columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from tools.forge import variants
from tools.forge.packing import DECLARATION, zipped
from tools.forge.sheet import Box, Sheet
from tools.forge.story import Passage, Story, flow

Content = Callable[[Box], str]

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_AUTHOR = 'w:author="经办人" w:date="2000-01-01T00:00:00Z"'


def run(text: str) -> str:
    """Text as one run, line breaks kept."""
    parts = (f'<w:t xml:space="preserve">{escape(part, quote=False)}</w:t>' for part in text.split("\n"))
    return f"<w:r>{'<w:br/>'.join(parts)}</w:r>" if text else ""


def final(box: Box) -> str:
    """The runs of a cell that was never changed."""
    return run(box.text)


def tracked(box: Box) -> str:
    """The runs of a cell; every fourth figure was wrong, and its correction is still marked."""
    if box.role != "figure" or not box.text.isdigit() or (box.row + box.column) % 4:
        return run(box.text)
    number = box.row * 100 + box.column
    old = f'<w:r><w:delText xml:space="preserve">{box.text.lstrip("0")}7</w:delText></w:r>'
    gone = f'<w:del w:id="{2 * number}" {_AUTHOR}>{old}</w:del>'
    return f'{gone}<w:ins w:id="{2 * number + 1}" {_AUTHOR}>{run(box.text)}</w:ins>'


def _cell(box: Box, row: int, content: Content) -> str:
    span = f'<w:gridSpan w:val="{box.colspan}"/>' if box.colspan > 1 else ""
    start = ' w:val="restart"' if row == box.row else ""
    merge = f"<w:vMerge{start}/>" if box.rowspan > 1 else ""
    runs = content(box) if row == box.row else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr><w:p>{runs}</w:p></w:tc>"


def table(sheet: Sheet, content: Content = final, thin: int | None = None) -> str:
    """One table element; the grid column `thin`, if any, is a twentieth of a point wide."""
    grid = "".join(f'<w:gridCol w:w="{1 if c == thin else 900}"/>' for c in range(sheet.width))
    boxes = sorted(sheet.boxes, key=lambda box: box.column)
    rows = (
        "".join(_cell(box, row, content) for box in boxes if box.row <= row < box.below) for row in range(sheet.height)
    )
    body = "".join(f"<w:tr>{cells}</w:tr>" for cells in rows)
    return (
        f"<w:tbl><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def paragraph(text: str) -> str:
    """One paragraph."""
    return f"<w:p>{run(text)}</w:p>"


def blocks(tale: Story, write: Callable[[Sheet], str] = table) -> Iterable[str]:
    """The story as body elements; a paragraph always stands between two tables."""
    for piece in flow(tale):
        yield paragraph(piece.text) if isinstance(piece, Passage) else write(piece) + "<w:p/>"


def package(body: Iterable[str], page: str = '<w:pgSz w:w="11906" w:h="16838"/>') -> bytes:
    """A document around body elements; `page`: elements for its paper and margins."""
    section = f"<w:sectPr>{page}</w:sectPr>"
    text = f"<w:document {_SPACES}><w:body>{''.join(body)}{section}</w:body></w:document>"
    names = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": text}
    return zipped({name: DECLARATION + content for name, content in names.items()})


def plain(tale: Story) -> bytes:
    """The story as an ordinary document."""
    return package(blocks(tale))


def changed(tale: Story) -> bytes:
    """The story with corrections that are still marked as changes."""
    return package(blocks(tale, lambda sheet: table(sheet, tracked)))


def nested(tale: Story) -> bytes:
    """All tables stand inside a cell of a table that only arranges the page."""

    def framed(sheet: Sheet) -> str:
        cell = f"<w:tc><w:tcPr/>{table(sheet)}<w:p/></w:tc>"
        return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9600"/></w:tblGrid><w:tr>{cell}</w:tr></w:tbl>'

    return package(blocks(tale, framed))


def phantom(tale: Story) -> bytes:
    """Tables with one needless grid column, a twentieth of a point wide, that moves boundaries between rows."""

    def thin(sheet: Sheet) -> str:
        first = min((box.column for box in sheet.boxes if box.role == "figure"), default=0) + 1
        return table(variants.phantom(sheet, first), thin=first)

    return package(blocks(tale, thin))


def textbox(tale: Story) -> bytes:
    """Section four stands in a text box, which such files hold twice: for newer and for older programs."""

    def boxed(sheet: Sheet) -> str:
        return _boxed(table(sheet)) if sheet.tables == ("disputes",) else table(sheet)

    return package(blocks(tale, boxed))


def _boxed(inner: str) -> str:
    content = f"<w:txbxContent>{inner}<w:p/></w:txbxContent>"
    shape = f'<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp>'
    kind = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    graphic = f'<a:graphic><a:graphicData uri="{kind}">{shape}</a:graphicData></a:graphic>'
    frame = '<wp:extent cx="5400000" cy="1800000"/><wp:docPr id="1" name="文本框 1"/>'
    newer = f'<mc:Choice Requires="wps"><w:drawing><wp:inline>{frame}{graphic}</wp:inline></w:drawing></mc:Choice>'
    older = f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback>"
    return f"<w:p><w:r><mc:AlternateContent>{newer}{older}</mc:AlternateContent></w:r></w:p>"
