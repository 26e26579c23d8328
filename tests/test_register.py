"""Reports of an audit that lie on disk are linked as those at hand are, however few may be in memory at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import msgpack

from validator.audit.linking import enter_alike, linked
from validator.audit.register import Register
from validator.audit.store import FileRow, Store
from validator.audit.store_file import BadStore
from validator.audit.summary import Summary, stand_in
from validator.between.linking import links_for
from validator.between.links import ALONE, Links
from validator.between.shared_prose import sharing
from validator.between.similar_cases import pairs_among
from validator.between.sketch import WIDTH, Key, Sketch
from validator.between.sketch_columns import columns_of
from validator.between.sure_year import DISPUTED

ORGANS = (
    None,
    "云桥市教育局",
    "教育局",
    "云桥市人民政府办公室",
    "云桥市府办",
    "城关镇",
    "东湖区教育局",
    "云桥县城关镇政府",
)
PLACES = ("", "2021", "2022", "b/x", "b/2022", "b/2023")
FIGURES = (b"", b"1" * WIDTH, b"2" * WIDTH)
SENTENCES = [Random(number).randbytes(WIDTH) for number in range(24)]


def sketches() -> st.SearchStrategy[Sketch]:
    prose = st.sets(st.sampled_from(SENTENCES), max_size=16).map(lambda found: b"".join(sorted(found)))
    digests = st.sampled_from((*"0123456789", None))
    figures = st.sampled_from(FIGURES)
    made = st.builds(
        Sketch,
        st.sampled_from(ORGANS),
        st.sampled_from((2021, 2022, 2023, None)),
        digests,
        st.sampled_from(FIGURES[1:]),
        figures,
        st.sampled_from((0, 15, 40)),
        prose,
        st.binary(min_size=3, max_size=3),
    )
    return made.map(
        lambda s: s if s.figures else Sketch(s.organ, s.year, s.sha256, s.printed, b"", 0, s.sentences, s.cells)
    )


def summaries() -> st.SearchStrategy[list[tuple[str, Summary]]]:
    """Reports of odd organs and years in odd places, most of them read, some of whose years are disputed."""
    names = st.builds("{}/{}.html".format, st.sampled_from(PLACES), st.integers(0, 30)).map(
        lambda name: name.lstrip("/")
    )
    told = st.builds(_summary, sketches(), st.sampled_from(("title", "file name", DISPUTED)), st.booleans())
    return st.dictionaries(names, told, min_size=2, max_size=25).map(lambda found: sorted(found.items()))


def _summary(sketch: Sketch, year_from: str, tables: bool) -> Summary:
    year = sketch.year
    if year_from == DISPUTED:
        sketch = Sketch(sketch.organ, None, *(getattr(sketch, name) for name in sketch.__struct_fields__[2:]))
    return Summary("", 1, "html", year, year_from, tables, False, sketch, sketch.printed)


@settings(max_examples=150)
@given(summaries())
def test_reports_on_disk_are_linked_as_those_at_hand(known: list[tuple[str, Summary]]) -> None:
    cases = [stand_in(name, told) for name, told in known]
    links = links_for(cases)
    pairs = list(pairs_among(((name, 1), told.sketch) for name, told in known))
    wanted = {
        name: replace(links.get((name, 1), ALONE), similar=tuple(pair for pair in pairs if pair.key == (name, 1)))
        for name, _ in known
    }
    assert _on_disk(known) == {name: _shown(one) for name, one in wanted.items()}


def _on_disk(known: Sequence[tuple[str, Summary]]) -> dict[str, object]:
    with TemporaryDirectory() as place, Store(Path(place)) as store:
        encoded = [(FileRow(name, 1, 1, "", ""), [(msgpack.encode(told), b"")]) for name, told in known]
        store.put(encoded)
        with Register(Path(place), store) as register:
            enter_alike(register, {}, Path(place))
            found = {one.slot.name: _shown(one.links) for one in linked(register, {}, True)}
        assert not list(Path(place).glob("links*"))
        return found


def _shown(links: Links) -> object:
    """Stand-ins are equal where their figures are; which report they stand for is what counts here."""
    unfit = [(one.case.path, one.why) for one in links.unfit]
    previous = links.previous and links.previous.path
    return previous, unfit, replace(links, previous=None, unfit=())


@given(st.lists(sketches(), min_size=1, max_size=30), st.integers(1, 40), st.data())
def test_however_few_sentences_may_be_in_memory_the_same_are_shared(
    made: list[Sketch], together: int, data: st.DataObject
) -> None:
    known: list[tuple[Key, Sketch]] = [((f"{number:03}", 1), sketch) for number, sketch in enumerate(made)]
    left_out = np.array(data.draw(st.lists(st.booleans(), min_size=len(made), max_size=len(made))))
    columns = columns_of(known, BytesIO())
    whole = list(sharing(columns, left_out, 2, 0.5))
    assert sorted(sharing(replace(columns, together=together), left_out, 2, 0.5)) == sorted(whole)
    for row, own, hits in whole:
        mine = _sentences(made[row])
        telling = [
            s for s in mine if sum(s in _sentences(o) for o, out in zip(made, left_out, strict=True) if not out) > 1
        ]
        assert not left_out[row] and own == len(mine) and len(telling) >= max(2, own * 0.5)
        assert all(n == len(mine & _sentences(made[other])) and not left_out[other] for other, n in hits.items())


def _sentences(sketch: Sketch) -> set[bytes]:
    return {sketch.sentences[at : at + WIDTH] for at in range(0, len(sketch.sentences), WIDTH)}


def test_a_disk_that_takes_no_sentences_is_told(tmp_path: Path) -> None:
    told = pytest.raises(BadStore, match="不能写入")
    with Store(tmp_path) as store, Register(tmp_path, store) as register, told:
        enter_alike(register, {}, tmp_path / "away")
