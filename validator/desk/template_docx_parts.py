"""The parts of a blank text document besides its text: content types, links, styles, page numbers."""

from __future__ import annotations

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DATE = (1980, 1, 1, 0, 0, 0)

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = f'xmlns:w="{_W}" xmlns:r="{_OFFICE}"'

_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_KIND}.styles+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_KIND}.footer+xml"/></Types>'
)


def _links(*links: tuple[str, str]) -> str:
    every = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{every}</Relationships>'


def _font(name: str, half_points: int, bold: bool = False) -> str:
    fonts = f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{name}"/>'
    return f'<w:rPr>{fonts}{"<w:b/>" if bold else ""}<w:sz w:val="{half_points}"/></w:rPr>'


def _style(key: str, name: str, paragraph: str, font: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr>{font}</w:style>"
    )


_PLAIN = '<w:spacing w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0" w:firstLineChars="0"/>'
_SIDES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_STYLES = (
    f"<w:styles {SPACES}><w:docDefaults><w:rPrDefault>{_font('仿宋', 32)}</w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
    f'<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLine="640" w:firstLineChars="200"/><w:jc w:val="both"/></w:pPr>{_font("仿宋", 32)}</w:style>'
    + _style(
        "Title",
        "Title",
        '<w:spacing w:after="240" w:line="640" w:lineRule="exact"/><w:ind w:firstLine="0" w:firstLineChars="0"/><w:jc w:val="center"/>',
        _font("方正小标宋简体", 44),
    )
    + _style("Heading1", "heading 1", '<w:keepNext/><w:outlineLvl w:val="0"/>', _font("黑体", 32))
    + _style("FormFigure", "年报表格", f'{_PLAIN}<w:jc w:val="center"/>', _font("宋体", 18))
    + _style("FormLabel", "年报表格项目", f'{_PLAIN}<w:jc w:val="left"/>', _font("宋体", 18))
    + '<w:style w:type="table" w:styleId="Form"><w:name w:val="年报表格框线"/><w:tblPr><w:tblBorders>'
    f'{_SIDES}</w:tblBorders><w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>'
)
_FIELD = "".join(
    f"<w:r>{part}</w:r>"
    for part in (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="end"/>',
    )
)
_FOOTER = f'<w:ftr {SPACES}><w:p><w:pPr><w:pStyle w:val="FormFigure"/></w:pPr>{_FIELD}</w:p></w:ftr>'

#: Every part but the text, by its name; the link rId2 of the text is to its footer.
PARTS = {
    "[Content_Types].xml": _TYPES,
    "_rels/.rels": _links(("officeDocument", "word/document.xml")),
    "word/_rels/document.xml.rels": _links(("styles", "styles.xml"), ("footer", "footer1.xml")),
    "word/styles.xml": _STYLES,
    "word/footer1.xml": _FOOTER,
}
