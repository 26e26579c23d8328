"""Annotated documents: comments at the cells and sentences, and everything else as it was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import docx
import pytest
from lxml import etree

from tools.forge import render_docx
from tools.forge.figures import Report as Forged
from tools.forge.figures import rewritten, sound
from tools.forge.prose import speaking
from tools.forge.story import Story, story
from tools.golden import ROOT
from validator.desk.annotate_docx import annotate
from validator.desk.annotate_docx_text import mark_sentence
from validator.desk.annotate_words import AUTHOR, FILLS
from validator.model import Report
from validator.own_files import MEMBER
from validator.pipeline import extract, judge
from validator.read.docx_markup import Element, kind, numbers
from validator.read.office_program import find_program, run_program

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CLOSING = ("requests", "carried_out", "natural_person")
REVIEW = ("disputes", "review", "total")


def judged(data: bytes) -> list[Report]:
    return judge(extract(data, "年报.docx"))


def marked(data: bytes) -> bytes:
    return annotate(data, "年报.docx", judged(data))


@cache
def wrong(spot: tuple[str, str, str] = CLOSING) -> Forged:
    return rewritten(sound(3, "2021"), [(spot, "777")])


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def text_of(data: bytes) -> Element:
    return etree.fromstring(parts(data)["word/document.xml"])


def commented(data: bytes) -> dict[str, str]:
    """Comment → the text between its marks."""
    inside: dict[str, list[str]] = {}
    ended: set[str] = set()
    for element in text_of(data).iter():
        if element.tag == f"{W}commentRangeStart":
            inside[element.get(f"{W}id", "")] = []
        elif element.tag == f"{W}commentRangeEnd":
            ended.add(element.get(f"{W}id", ""))
        elif element.tag == f"{W}t":
            for number in inside.keys() - ended:
                inside[number].append(element.text or "")
    return {number: "".join(texts) for number, texts in inside.items()}


def unmarked(data: bytes) -> bytes:
    """The text with our marks taken off and runs that only marks parted joined."""
    tree = text_of(data)
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference", "shd", "highlight"):
        for element in list(tree.iter(f"{W}{name}")):
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)
    for name in ("rPr", "tcPr", "r"):
        for element in list(tree.iter(f"{W}{name}")):
            parent = element.getparent()
            if parent is not None and not len(element):
                parent.remove(element)
    return b"|".join("".join(p.itertext()).encode() for p in tree.iter(f"{W}p"))


# ---------------------------------------------------------------- cells


RENDERERS: list[Callable[[Story], bytes]] = [
    *(render_docx.plain, render_docx.nested, render_docx.changed, render_docx.phantom),
]


@pytest.mark.parametrize("render", RENDERERS, ids=lambda f: f.__name__)
def test_the_faulty_cell_is_shaded_and_commented(render: Callable[[Story], bytes]) -> None:
    data = marked(render(story(wrong())))
    shaded = [cell for cell in text_of(data).iter(f"{W}tc") if cell.find(f"{W}tcPr/{W}shd") is not None]
    assert ["".join(t.text or "" for t in cell.iter(f"{W}t")) for cell in shaded] == ["777"]
    assert shaded[0].find(f"{W}tcPr/{W}shd").get(f"{W}fill") == FILLS["error"]  # type: ignore[union-attr]
    (comment,) = docx.Document(io.BytesIO(data)).comments
    assert comment.author == AUTHOR and comment.text.startswith("[错误] A101")
    assert list(commented(data).values()) == ["777"]


def test_candidates_are_all_shaded_and_told_once() -> None:
    data = marked(render_docx.plain(story(wrong(REVIEW))))
    texts = [comment.text for comment in docx.Document(io.BytesIO(data)).comments]
    assert len(texts) == 5 and all("A201" in text for text in texts)
    assert sum("依据：" in text for text in texts) == 1


def test_inside_a_text_box_the_comment_hangs_on_its_paragraph() -> None:
    """Word takes no comment inside a text box."""
    data = marked(render_docx.textbox(story(wrong(REVIEW))))
    tree = text_of(data)
    inside = [
        e for box in tree.iter(f"{W}txbxContent") for e in box.iter(f"{W}commentRangeStart", f"{W}commentReference")
    ]
    assert inside == [] and len(list(tree.iter(f"{W}commentRangeStart"))) == 5
    shaded = [s for box in tree.iter(f"{W}txbxContent") for s in box.iter(f"{W}shd")]
    assert len(shaded) == 5


def test_properties_of_a_cell_keep_their_order() -> None:
    data = marked(render_docx.plain(story(wrong())))
    order = ["w:tcW", "w:gridSpan", "w:vMerge", "w:shd", "w:vAlign"]
    found = [[kind(child) for child in properties] for properties in text_of(data).iter(f"{W}tcPr")]
    assert len(found) > 100 and any("w:shd" in names for names in found)
    assert found == [sorted(names, key=order.index) for names in found]


# ---------------------------------------------------------------- sentences


def paragraph(inner: str) -> Element:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return etree.fromstring(f'<w:p xmlns:w="{space}">{inner}</w:p>')


def highlighted(element: Element) -> str:
    runs = (r for r in element.iter(f"{W}r") if r.find(f"{W}rPr/{W}highlight") is not None)
    return "".join(t.text or "" for run in runs for t in run.iter(f"{W}t"))


@pytest.mark.parametrize(
    "inner",
    [
        "<w:r><w:t>前文。收到申请 12 件。后文。</w:t></w:r>",
        "<w:r><w:t>前文。收到</w:t></w:r><w:r><w:rPr><w:b/><w:sz w:val='30'/></w:rPr><w:t>申请 12</w:t></w:r><w:r><w:t> 件。后文。</w:t></w:r>",
        "<w:r><w:t>前文。</w:t><w:tab/><w:t>收到申请 </w:t></w:r><w:ins w:id='1' w:author='a'><w:r><w:t>12</w:t></w:r></w:ins>"
        "<w:del w:id='2' w:author='a'><w:r><w:delText>13</w:delText></w:r></w:del><w:r><w:t> 件。后文。</w:t></w:r>",
        "<w:hyperlink><w:r><w:t>前文。收到申</w:t></w:r></w:hyperlink><w:r><w:t>请 12 件。</w:t></w:r><w:r><w:t>后文。</w:t></w:r>",
    ],
)
def test_a_sentence_is_marked_to_the_letter(inner: str) -> None:
    element = paragraph(inner)
    before = "".join(element.itertext())
    runs = mark_sentence(element, "收到申请 12 件。")
    assert runs is not None and highlighted(element).strip() == "收到申请 12 件。"
    assert "".join(element.itertext()) == before
    again = mark_sentence(element, "申请12件")
    assert again is not None and "".join(element.itertext()) == before


def test_what_is_not_there_is_not_marked() -> None:
    element = paragraph("<w:r><w:t>前文。</w:t></w:r>")
    assert mark_sentence(element, "别的话") is None and mark_sentence(element, "") is None
    assert highlighted(element) == ""


def contradicting() -> Iterator[bytes]:
    """Receipts that the prose tells otherwise than the table."""
    tale = speaking(sound(5, "2021"))
    first = tale.sections[0]
    items = tuple(
        i.replace("收到政府信息公开申请", "收到政府信息公开申请9") if isinstance(i, str) else i for i in first.items
    )
    changed = replace(tale, sections=(replace(first, items=items), *tale.sections[1:]))
    yield from (render_docx.plain(changed), render_docx.changed(changed))


def test_the_contradicting_sentence_is_highlighted_and_commented() -> None:
    copies = list(contradicting())
    assert len(copies) == 2
    for data in copies:
        made = marked(data)
        (sentence,) = {f.evidence for r in judged(data) for f in r.findings}
        told = commented(made)
        assert sentence and highlighted(text_of(made)) == sentence == told["0"]
        assert docx.Document(io.BytesIO(made)).comments.get(0).text.startswith("[疑似] C101")  # type: ignore[union-attr]


# ---------------------------------------------------------------- and nothing else


SAMPLES = [p for p in sorted(ROOT.glob("*/broken/*.docx")) if p.name[0] != "F"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: f"{p.parts[-3]}-{p.stem}")
def test_nothing_but_marks_is_added(path: object) -> None:
    data = (ROOT / str(path)).read_bytes()
    made = marked(data)
    old, new = parts(data), parts(made)
    changed = {name for name in old if old[name] != new[name]}
    assert changed <= {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert unmarked(made) == unmarked(data)
    assert [f.message for r in judged(made) for f in r.findings] == [
        f.message for r in judged(data) for f in r.findings
    ]
    comments = docx.Document(io.BytesIO(made)).comments
    assert len(comments) >= sum(len(r.findings) for r in judged(data))
    assert set(commented(made)) == {str(c.comment_id) for c in comments}


def test_comments_that_are_there_are_kept() -> None:
    document = docx.Document(io.BytesIO(render_docx.plain(story(wrong()))))
    document.add_comment(document.paragraphs[0].add_run("甲"), "请领导过目", "张三", "张")
    held = io.BytesIO()
    document.save(held)
    comments = [(c.author, c.text) for c in docx.Document(io.BytesIO(marked(held.getvalue()))).comments]
    assert comments[0] == ("张三", "请领导过目") and comments[1][1].startswith("[错误] A101") and len(comments) == 2


def test_a_clean_document_is_the_same_document_and_says_who_wrote_the_copy() -> None:
    data = (ROOT / "2021/clean/docx-plain.docx").read_bytes()
    before, after = parts(data), parts(marked(data))
    assert after.keys() - before.keys() == {MEMBER}
    assert {name for name in before if before[name] != after[name]} == {"[Content_Types].xml"}


def test_anchors_count_alike_for_reader_and_writer() -> None:
    """The reader drops comments and instructions of the XML, the writer keeps them."""
    data = parts(render_docx.plain(story(wrong())))["word/document.xml"]
    noisy = data.replace(b"<w:tr>", b"<!-- x --><?y z?><w:tr>")
    counts = [{n: "".join(e.itertext(f"{W}t")) for e, n in numbers(etree.fromstring(d)).items()} for d in (data, noisy)]
    assert counts[0] == counts[1]


@pytest.mark.skipif(find_program() is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_copies_with_their_comments() -> None:
    program = find_program()
    assert program is not None
    tales = [render_docx.plain(story(wrong(REVIEW))), render_docx.textbox(story(wrong(REVIEW))), *contradicting()]
    copies = [marked(data) for data in tales]
    opened = run_program(program, [(".docx", data) for data in copies], "docx")
    counts = [len(docx.Document(io.BytesIO(data)).comments) for data in opened if data is not None]
    assert counts == [len(docx.Document(io.BytesIO(data)).comments) for data in copies]
