"""The style sheet of a workbook with the styles that marks need: those of marked cells cloned with a fill."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from validator.desk.annotate_words import Look
from validator.desk.package_draft import Element

#: The children of a style sheet in the order that the format demands, as far as marks need them.
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
#: The first two fills are the program's own: none, and a grey pattern.
_RESERVED = ("none", "gray125")
_FONTS = {
    "head": '<font><b/><sz val="11"/><name val="宋体"/></font>',
    "plain": '<font><sz val="11"/><name val="宋体"/></font>',
}
_FONTS["title"] = '<font><b/><sz val="16"/><name val="宋体"/></font>'
_FONTS["link"] = '<font><u/><sz val="11"/><color rgb="FF0B4F9C"/><name val="宋体"/></font>'


@dataclass(frozen=True, slots=True)
class Palette:
    """A style sheet, and the styles made so far."""

    root: Element
    shaded: dict[tuple[int, Look], int] = field(default_factory=dict)
    fills: dict[str, int] = field(default_factory=dict)
    listed: dict[str, int] = field(default_factory=dict)


def shaded(palette: Palette, style: int, look: Look) -> int:
    """The number of the style that is `style` with the fill or the stripes of `look`."""
    if (style, look) not in palette.shaded:
        known = _holder(palette.root, "cellXfs")
        made = deepcopy(known[style]) if style < len(known) else _element(palette.root, "xf")
        made.attrib.update({"fillId": str(_fill(palette, look.colour, look.maybe)), "applyFill": "1"})
        palette.shaded[style, look] = _append(known, made)
    return palette.shaded[style, look]


def listed(palette: Palette, font: str, fill: str = "", wrap: bool = True) -> int:
    """A style of the list sheet. `font`: title, head, plain or link; `fill`: RRGGBB, or none."""
    key = f"{font}/{fill}/{wrap}"
    if key not in palette.listed:
        made = _element(palette.root, "xf")
        border = str(_border(palette)) if wrap else "0"
        made.attrib.update(
            {"numFmtId": "0", "fontId": str(_font(palette, font)), "borderId": border, "xfId": "0", "applyFont": "1"}
        )
        made.attrib.update(
            {"fillId": str(_fill(palette, fill)) if fill else "0", "applyFill": "1", "applyAlignment": "1"}
        )
        made.set("applyBorder", "1")
        etree.SubElement(made, _tag(palette.root, "alignment"), vertical="top", wrapText="1" if wrap else "0")
        palette.listed[key] = _append(_holder(palette.root, "cellXfs"), made)
    return palette.listed[key]


def _font(palette: Palette, name: str) -> int:
    key = f"font/{name}"
    if key not in palette.listed:
        made = etree.fromstring(_FONTS[name].replace("<font>", f'<font xmlns="{_namespace(palette.root)}">'))
        palette.listed[key] = _append(_holder(palette.root, "fonts"), made)
    return palette.listed[key]


def _border(palette: Palette) -> int:
    if "border" not in palette.listed:
        made = _element(palette.root, "border")
        for side in ("left", "right", "top", "bottom"):
            line = etree.SubElement(made, _tag(palette.root, side), style="thin")
            etree.SubElement(line, _tag(palette.root, "color"), rgb="FFB6BEC8")
        palette.listed["border"] = _append(_holder(palette.root, "borders"), made)
    return palette.listed["border"]


def _fill(palette: Palette, colour: str, striped: bool = False) -> int:
    key = f"{colour}/{striped}"
    if key not in palette.fills:
        known = _holder(palette.root, "fills")
        for pattern in _RESERVED[len(known) :]:
            _append(known, _pattern(palette.root, pattern))
        made = _pattern(palette.root, "lightUp" if striped else "solid")
        etree.SubElement(made[0], _tag(palette.root, "fgColor"), rgb=f"FF{colour}")
        behind = {"rgb": "FFFFFFFF"} if striped else {"indexed": "64"}
        etree.SubElement(made[0], _tag(palette.root, "bgColor"), behind)
        palette.fills[key] = _append(known, made)
    return palette.fills[key]


def _pattern(root: Element, name: str) -> Element:
    made = _element(root, "fill")
    etree.SubElement(made, _tag(root, "patternFill"), patternType=name)
    return made


def _append(holder: Element, made: Element) -> int:
    """Put `made` behind the others; its number."""
    others = list(holder.iterchildren("{*}*"))
    if others:
        others[-1].addnext(made)
    else:
        holder.insert(0, made)
    holder.set("count", str(len(others) + 1))
    return len(others)


def _holder(root: Element, name: str) -> Element:
    """The child of that name, made where it is missing; a new list of styles has a plain first one."""
    found = root.find(_tag(root, name))
    if found is not None:
        return found
    made = _element(root, name)
    before = [_tag(root, other) for other in _ORDER[: _ORDER.index(name)]]
    root.insert(sum(child.tag in before for child in root), made)
    first = {"cellXfs": "xf", "fonts": "font", "borders": "border"}.get(name)
    if first:
        _append(made, _element(root, first))
    return made


def _namespace(root: Element) -> str:
    return etree.QName(root).namespace or ""


def _tag(root: Element, name: str) -> str:
    return f"{{{_namespace(root)}}}{name}"


def _element(root: Element, name: str) -> Element:
    return etree.Element(_tag(root, name))
