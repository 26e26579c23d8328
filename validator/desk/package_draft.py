"""A zipped office package being changed: parts that nobody touches are written as they were."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from validator.model import Unreadable
from validator.own_files import CONTENT, MEMBER, TYPE
from validator.read.package import Package, damaged, has_part, read_part

Element = etree._Element

TYPES = "[Content_Types].xml"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DATE = (1980, 1, 1, 0, 0, 0)
Date = tuple[int, int, int, int, int, int]
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class Draft:
    """`roots`: parts opened for change, by name in lower case; `raw`: parts that are written anew, by name."""

    package: Package
    roots: dict[str, Element] = field(default_factory=dict)
    raw: dict[str, bytes] = field(default_factory=dict)


def has(draft: Draft, part: str) -> bool:
    """Whether the part is there, from the start or by now."""
    return has_part(draft.package, part) or part in draft.raw or part.lower() in draft.roots


def root(draft: Draft, part: str) -> Element:
    """The tree of a part, to be changed in place. Raises Unreadable F001 if it is missing or no XML."""
    known = draft.roots.get(part.lower())
    if known is not None:
        return known
    try:
        tree = etree.fromstring(read_part(draft.package, part), _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged(draft.package.name, draft.package.advice) from error
    if tree.getroottree().docinfo.internalDTD is not None:
        raise damaged(draft.package.name, draft.package.advice)
    draft.roots[part.lower()] = tree
    return tree


def _parser() -> etree.XMLParser:
    """Unlike that of readers it keeps comments and instructions."""
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, strip_cdata=False)


def blank(name: str, space: str) -> Element:
    """An element whose namespace has no prefix: some programs know those of office packages only so."""
    return etree.fromstring(f'<{name} xmlns="{space}"/>')


def new_root(draft: Draft, part: str, tree: Element) -> Element:
    """Add a part that was not there."""
    draft.raw[part] = b""
    draft.roots[part.lower()] = tree
    return tree


def free_name(draft: Draft, pattern: str) -> str:
    """The first name that no part has: `xl/comments{}.xml` → xl/comments3.xml."""
    number = 1
    while has(draft, pattern.format(number)):
        number += 1
    return pattern.format(number)


# ---------------------------------------------------------------- links and types


def relate(draft: Draft, part: str, sort: str, target: str) -> str:
    """Link `part` to the part `target`; `sort`: the whole type of the link. The link's id."""
    folder, file = posixpath.split(part)
    name = posixpath.join(folder, "_rels", f"{file}.rels")
    tree = root(draft, name) if has(draft, name) else new_root(draft, name, blank("Relationships", _LINKS))
    ids = {link.get("Id") for link in tree}
    made = next(f"rId{n}" for n in range(len(ids) + 1, 2 * len(ids) + 3) if f"rId{n}" not in ids)
    link = etree.SubElement(tree, f"{{{_LINKS}}}Relationship")
    link.attrib.update({"Id": made, "Type": sort, "Target": posixpath.relpath(target, folder or ".")})
    return made


def declare(draft: Draft, part: str, content: str) -> None:
    """Say of which content type a new part is."""
    tree = root(draft, TYPES)
    kind = etree.SubElement(tree, f"{{{etree.QName(tree).namespace}}}Override")
    kind.attrib.update({"PartName": f"/{part}", "ContentType": content})


def declare_extension(draft: Draft, extension: str, content: str) -> None:
    """Say of which content type the parts with an extension are, unless it is said."""
    tree = root(draft, TYPES)
    defaults = list(tree.iterchildren("{*}Default"))
    if not any(kind.get("Extension", "").lower() == extension for kind in defaults):
        kind = etree.Element(f"{{{etree.QName(tree).namespace}}}Default")
        kind.attrib.update({"Extension": extension, "ContentType": content})
        tree.insert(0, kind)


def sign(draft: Draft) -> None:
    """Say that the program wrote the package: the last thing that is done to it."""
    if not has(draft, MEMBER):
        declare(draft, MEMBER, TYPE)
    draft.raw[MEMBER] = CONTENT


# ---------------------------------------------------------------- writing


def packed(draft: Draft, date: Date | None = None) -> bytes:
    """The package: old parts in their old order, new ones behind them. Raises Unreadable F001 for a damaged part.

    `date`: of every part, instead of the one that it has.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in _members(draft):
            info.date_time = date or info.date_time
            archive.writestr(info, data)
    return out.getvalue()


def _members(draft: Draft) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    old = set()
    for info in draft.package.archive.infolist():
        name = info.filename.replace("\\", "/").lower()
        if name == MEMBER:  # it is written anew, as the last one
            continue
        old.add(name)
        yield _info(info), _old(draft, info, name)
    for part, data in draft.raw.items():
        if part.lower() not in old:
            made = zipfile.ZipInfo(part, _DATE)
            made.compress_type = zipfile.ZIP_DEFLATED
            yield made, _serialised(draft, part.lower()) or data


def _info(old: zipfile.ZipInfo) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(old.filename, old.date_time)
    made.external_attr = old.external_attr
    made.compress_type = old.compress_type if old.compress_type in _METHODS else zipfile.ZIP_DEFLATED
    return made


def _old(draft: Draft, info: zipfile.ZipInfo, name: str) -> bytes:
    changed = _serialised(draft, name)
    if changed is not None:
        return changed
    rewritten = next((data for part, data in draft.raw.items() if part.lower() == name), None)
    if rewritten is not None:
        return rewritten
    return b"" if info.is_dir() else _read(draft, info)


def _read(draft: Draft, info: zipfile.ZipInfo) -> bytes:
    try:
        return draft.package.archive.read(info)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError) as error:
        raise _damaged(draft) from error


def _damaged(draft: Draft) -> Unreadable:
    return damaged(draft.package.name, draft.package.advice)


def _serialised(draft: Draft, name: str) -> bytes | None:
    tree = draft.roots.get(name)
    if tree is None:
        return None
    written: bytes = etree.tostring(tree.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
