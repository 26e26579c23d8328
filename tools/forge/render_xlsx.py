"""Stories as workbooks: one sheet or several, anywhere on the sheet, figures as numbers, text or formulas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from tools.forge.packing import DECLARATION, zipped
from tools.forge.sheet import Box, Sheet
from tools.forge.story import Passage, Story, flow

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PLAIN = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_SHEET_NAMES = ("封面", "主动公开", "申请", "复议诉讼", "问题与改进", "其他", "附页")

Spot = tuple[str, str, str]
Sums = Mapping[Spot, Sequence[Spot]]


@dataclass(frozen=True, slots=True)
class Style:
    """How figures are stored: as text, or totals as formulas (`sums`: the cells that each total adds up)."""

    text: bool = False
    sums: Sums | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A box on its worksheet: 1-based row and column of its first cell."""

    row: int
    column: int
    box: Box

    @property
    def ref(self) -> str:
        """The name of the first cell."""
        return f"{letters(self.column)}{self.row}"

    @property
    def area(self) -> str:
        """The merged range."""
        return f"{self.ref}:{letters(self.column + self.box.colspan - 1)}{self.row + self.box.rowspan - 1}"


def letters(column: int) -> str:
    """A 1-based column number as letters."""
    high, low = divmod(column - 1, 26)
    return (letters(high) if high else "") + chr(ord("A") + low)


def placed(pieces: Iterable[Passage | Sheet], top: int, left: int) -> Iterator[Placed]:
    """Everything below each other from (top, left), with an empty row behind each table."""
    for piece in pieces:
        if isinstance(piece, Passage):
            yield Placed(top, left, Box(0, 0, 1, 1, piece.text, "label"))
            top += 1
        else:
            yield from (Placed(top + box.row, left + box.column, box) for box in piece.boxes)
            top += piece.height + 1


def _value(spot: Placed, style: Style, strings: dict[str, int], refs: Mapping[Spot, str]) -> str:
    text = spot.box.text
    if not text:
        return f'<c r="{spot.ref}"/>'
    if spot.box.role != "figure" or not _PLAIN.fullmatch(text):
        return f'<c r="{spot.ref}" t="s"><v>{strings.setdefault(text, len(strings))}</v></c>'
    if style.text:
        return f'<c r="{spot.ref}" t="inlineStr"><is><t>{text}</t></is></c>'
    parts = (style.sums or {}).get(spot.box.at or ("", "", ""), ())
    formula = "+".join(refs[part] for part in parts if part in refs)
    return f'<c r="{spot.ref}">{f"<f>{formula}</f>" if formula else ""}<v>{text}</v></c>'


def _worksheet(spots: Sequence[Placed], style: Style, strings: dict[str, int]) -> str:
    refs = {spot.box.at: spot.ref for spot in spots if spot.box.at}
    rows: dict[int, list[Placed]] = {}
    for spot in sorted(spots, key=lambda s: (s.row, s.column)):
        rows.setdefault(spot.row, []).append(spot)
    data = "".join(
        f'<row r="{n}">{"".join(_value(spot, style, strings, refs) for spot in row)}</row>' for n, row in rows.items()
    )
    areas = [spot.area for spot in spots if spot.box.rowspan * spot.box.colspan > 1]
    merged = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
    merges = f'<mergeCells count="{len(areas)}">{merged}</mergeCells>' if areas else ""
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData>{merges}</worksheet>'


def _book(names: Sequence[str]) -> str:
    sheets = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1))
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _types(count: int) -> str:
    parts = {"workbook.xml": "sheet.main", "styles.xml": "styles", "sharedStrings.xml": "sharedStrings"}
    parts |= {f"worksheets/sheet{n}.xml": "worksheet" for n in range(1, count + 1)}
    overrides = "".join(
        f'<Override PartName="/xl/{name}" ContentType="{_KIND}.{kind}+xml"/>' for name, kind in parts.items()
    )
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{default}{overrides}</Types>'


def _styles() -> str:
    fill = '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    fonts, borders = '<fonts count="1"><font/></fonts>', '<borders count="1"><border/></borders>'
    plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"'
    cells = f'<cellStyleXfs count="1">{plain}/></cellStyleXfs><cellXfs count="1">{plain} xfId="0"/></cellXfs>'
    names = '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    return f'<styleSheet xmlns="{_MAIN}">{fonts}{fill}{borders}{cells}{names}</styleSheet>'


def workbook(sheets: Mapping[str, Sequence[Placed]], style: Style) -> bytes:
    """A workbook of worksheets by name."""
    strings: dict[str, int] = {}
    pages = [_worksheet(spots, style, strings) for spots in sheets.values()]
    files = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(pages) + 1)]
    texts = "".join(f'<si><t xml:space="preserve">{escape(s, quote=False)}</t></si>' for s in strings)
    members = {
        "[Content_Types].xml": _types(len(pages)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book(list(sheets)),
        "xl/_rels/workbook.xml.rels": _relations(
            [*files, ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
        ),
        "xl/styles.xml": _styles(),
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}" uniqueCount="{len(strings)}">{texts}</sst>',
        **{f"xl/{name}": page for (_, name), page in zip(files, pages, strict=True)},
    }
    return zipped({name: DECLARATION + text for name, text in members.items()})


def one_sheet(tale: Story, top: int = 1, left: int = 1, style: Style | None = None) -> bytes:
    """All of a story on one worksheet from row `top`, column `left` (1-based)."""
    return workbook({"年报": tuple(placed(flow(tale), top, left))}, style or Style())


def many_sheets(tale: Story) -> bytes:
    """Title and opening on the first worksheet, then one worksheet a section."""
    groups: list[list[Passage | Sheet]] = [[]]
    for piece in flow(tale):
        if isinstance(piece, Passage) and piece.kind == "heading" and len(groups[0]) and piece.text[0] != "一":
            groups.append([])
        groups[-1].append(piece)
    names = _SHEET_NAMES[: len(groups)]
    return workbook({n: tuple(placed(g, 1, 1)) for n, g in zip(names, groups, strict=True)}, Style())
