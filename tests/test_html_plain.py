"""What is taken whole from a page reads the same as what is walked through, node by node."""

from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from validator.model import Block, Grid, Paragraph
from validator.read.html_display import displayed
from validator.read.html_marks import Token
from validator.read.html_survey import Survey, find, survey
from validator.read.html_tables import assemble
from validator.read.html_tree import flatten

_Read = tuple[tuple[Block, ...], list[tuple[str, int]]]

_TEXTS = [
    "1",
    "12",
    " ",
    "\n  ",
    "甲乙",
    "a b",
    "申请 \n 数量",
    "1,0",
    "\ufdd0",
    "<!--c-->",
    "<![if x]>",
    "甲" * 90,
    "",
]
_INLINE = [
    "span",
    "b",
    "a",
    "a href=x.pdf",
    "o:p",
    "sup",
    "del",
    "i hidden",
    "span style='visibility:hidden'",
    "button",
]
_BLOCKS = ["p", "p", "p", "div", "li", "p hidden", "h2", "pre", "form"]
_CELLS = ["td", "td", "td", "th", "td rowspan=2", "td colspan=3", "td hidden"]
_ROWS = ["tr", "tr", "tr", "tr style='display:none'", "tr style='text-decoration:line-through'"]


def _element(opened: str, content: str) -> str:
    return f"<{opened}>{content}</{opened.split()[0]}>"


def _elements(names: list[str], content: st.SearchStrategy[str], most: int) -> st.SearchStrategy[str]:
    return st.lists(st.builds(_element, st.sampled_from(names), content), max_size=most).map("\n".join)


_WORDS = st.sampled_from([*_TEXTS, "<br>", "<img src=x.jpg>", "<input value=5>"])
_LINE = st.recursive(
    _WORDS, lambda inner: st.builds(_element, st.sampled_from(_INLINE), inner) | st.builds(str.__add__, inner, inner)
)
_CONTENT = st.lists(_LINE | _elements(_BLOCKS, _LINE, 1), max_size=3).map("".join)
_TABLE = _elements(_ROWS, _elements(_CELLS, _CONTENT, 4), 4).map(lambda rows: _element("table", rows))
_PAGE = st.lists(_elements(_BLOCKS, _LINE, 3) | _TABLE | _CONTENT, max_size=4).map("\n".join)


def _read(tree: LexborHTMLParser, seen: Survey) -> _Read:
    assert tree.body is not None
    blocks, observations = assemble(displayed(flatten(tree.body, seen)))
    return blocks, [(observation.kind, observation.number) for observation in observations]


def _surveyed(page: str) -> tuple[LexborHTMLParser, Survey]:
    tree = LexborHTMLParser(page.encode())
    return tree, survey(tree, find(tree), page.encode())


@given(_PAGE)
@example(
    "<table><tr><td>\n<p><span>1</span><b> 2</b></p>\n</td><td>x<p>1</p></td><td><p>1</p><p>2</p></td></tr></table>"
)
@example("<table><tr><td>x</td></tr><tr hidden><td>y</td></tr><tr><td>1</td><td><i hidden>2</i></td></tr></table>")
@example("<p>a<br>b</p><p>c<a href=x.pdf>d</a></p>")
@example("<pre><p>e\nf</p></pre>")
@example("<table><tr><td>1<img src=x.jpg><td>x<input value=5><td>2<tr><td>3<td>4\ufdd0</table>")
@example("<p>a</p><div>b<p>\n<b>c</b> <i>d</i></p>e</div>")
def test_what_is_taken_whole_reads_as_what_is_walked(page: str) -> None:
    tree, seen = _surveyed(page)
    everything = frozenset(node.mem_id for node in tree.body.traverse()) if tree.body else frozenset()
    assert _read(tree, seen) == _read(tree, replace(seen, entered=everything))


def _tokens(page: str) -> list[Token]:
    tree, seen = _surveyed(page)
    assert tree.body is not None
    return list(displayed(flatten(tree.body, seen)))


def _rows(page: str) -> list[list[str]]:
    return [[cell.text for cell in token] for token in _tokens(page) if isinstance(token, tuple)]


def test_a_row_of_plain_cells_is_one_token() -> None:
    row = "<td>1</td>\n<td>\n<p><span>1</span><span>2</span></p></td><td rowspan=2>3</td>"
    assert _rows(f"<table><tr>{row}</tr></table>") == [["1", "12", "3"]]
    assert _rows(f"<table><tr>{row}<td>a<br>b</tr></table>") == []


def test_where_anything_is_hidden_the_last_cell_of_a_row_stays_open() -> None:
    rows = "<tr><td>1</td><td>2</td></tr><tr hidden><td>3</td></tr>"
    assert _rows(f"<table>{rows}</table>") == [["1"]]


def test_padding_beside_the_only_run_of_a_cell_is_layout() -> None:
    tree, seen = _surveyed("<table><tr><td>&nbsp;<span>7</span>&nbsp; <td>&nbsp;<p>甲</p><td>&nbsp;8</table><p>&nbsp;x")
    grid, paragraph = _read(tree, seen)[0]
    assert isinstance(grid, Grid) and isinstance(paragraph, Paragraph)
    assert [cell.text for cell in grid.cells] == ["7", "甲", "\u00a08"]
    assert paragraph.text == "\u00a0x"
