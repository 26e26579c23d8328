"""Reports that are nearly alike: found among many, told with the pair and the share; honest ones are left alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path, PurePosixPath

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools.golden import ROOT
from tools.samples_alike import alike_samples
from validator.between.fingerprint import fingerprint
from validator.between.linking import links_for
from validator.between.links import NO_LINKS, Pair
from validator.between.similar_cases import pairs_among, with_similar
from validator.between.sketch import WIDTH, Sketch
from validator.checks.registry import RULES
from validator.model import Case, Cell, Paragraph, Place, Report
from validator.pipeline import extract, judge

CODES = ("F019", "F021", "C401", "C402", "Y301", "Y302")
FOLDERS = sorted({path.parts[1] for path, _ in alike_samples("2021")})


def cases_of(folder: str, edition: str = "2021") -> list[Case]:
    made = {path: data for path, data in alike_samples(edition) if path.parts[1] == folder}
    return [case for path, data in made.items() for case in extract(data, path.as_posix())]


def judged(cases: Sequence[Case]) -> list[Report]:
    return judge(cases, with_similar(links_for(cases), cases))


def told(report: Report) -> dict[str, str]:
    return {f.rule: f.message for f in report.findings if f.rule in CODES}


# ---------------------------------------------------------------- samples


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_shows_what_its_name_says(folder: str, edition: str) -> None:
    code = folder.partition("-")[0]
    first, last = judged(cases_of(folder, edition))
    assert set(told(last)) == {code} - {"passed"}
    assert bool(told(first)) == (code[0] in "FC")  # last year's report is not told for what this year's repeats
    for rule, message in told(last).items():
        tally = last.tallies[rule]
        assert (tally.passed, tally.failed) == (0, 1)
        assert f"{folder}/1.html" in message and message.endswith("。") and "请" in message
        assert next(f for f in last.findings if f.rule == rule).severity == "notice"


def test_prose_of_its_own_beside_last_years_is_counted_as_passed() -> None:
    before, now = cases_of("Y301-words-kept")
    own = replace(now, paragraphs=now.paragraphs[:2])
    tallies = [judged(cases)[-1].tallies.get("Y301") for cases in ([before, own], [own])]
    assert [tally and (tally.passed, tally.failed) for tally in tallies] == [(1, 0), None]


def test_every_rule_has_a_folder_and_every_folder_is_on_disk() -> None:
    assert {f.partition("-")[0] for f in FOLDERS} == {*CODES, "passed"}
    assert {code for code in RULES if code.startswith(("C4", "Y3"))} <= set(CODES)
    made = {path for edition in ("2019", "2021") for path, _ in ((edition / p, d) for p, d in alike_samples(edition))}
    assert made == {PurePosixPath(p.relative_to(ROOT).as_posix()) for p in ROOT.glob("*/alike/*/*")}


def test_the_share_is_said() -> None:
    cases = cases_of("C401-words-of-another")
    assert "（10 句里的 10 句，100%）" in told(judged(cases)[0])["C401"]


def test_like_reports_that_were_not_looked_for_are_no_pass() -> None:
    cases = cases_of("C401-words-of-another")
    for links in (NO_LINKS, links_for(cases), with_similar(links_for(cases[:1]), cases[:1])):
        assert not set(CODES) & judge(cases[:1], links)[0].tallies.keys()
    assert {"F019", "C401", "C402"} <= judged(cases_of("passed-each-its-own"))[0].tallies.keys()


def test_last_years_report_may_be_one_that_was_named() -> None:
    before, now = cases_of("Y301-words-kept")
    link = with_similar(links_for([now], [before]), [now], [before])
    assert list(link) == [(now.path, 1)]
    assert set(told(judge([now], link)[0])) == {"Y301"}


# ---------------------------------------------------------------- sketches

_SENTENCES = [f"{letter * 6}科室按季度核对公开目录并且及时更新内容" for letter in "甲乙丙丁戊己庚辛壬癸子丑寅卯"]


def a_case(organ: str | None, year: int | None, text: Sequence[str], path: str = "", **said: object) -> Case:
    lines = ["一、总体情况", *(f"{line}。" for line in text), "二、主动公开政府信息情况"]
    paragraphs = tuple(Paragraph(line, Place()) for line in lines)
    path = path or f"{organ}/{year}.html"
    sound = Case(path, 1, repr((path, text)), "html", "2021", year, "title", organ, None, True, paragraphs=paragraphs)
    return replace(sound, **said)  # type: ignore[arg-type]


def sorts(*cases: Case) -> set[str]:
    return {pair.sort for pair in pairs_among(((case.path, case.part), fingerprint(case)) for case in cases)}


def test_figures_years_and_names_do_not_count() -> None:
    one = a_case(
        "云桥市教育局", 2023, ["2023年，云桥市教育局共主动公开信息1,234条，云桥门户网站发布三十二篇，我市各校参加"]
    )
    two = a_case("东坪县水利局", 2022, ["2022年,东坪县水利局共主动公开信息７条，东坪门户网站发布五篇，我县各校参加"])
    assert fingerprint(one).sentences == fingerprint(two).sentences != b""


def test_what_the_form_wants_said_and_short_phrases_are_left_out() -> None:
    said = [
        "没有收费",
        "本年度发出信息处理费收费通知0件，总金额0元，实际收取金额0元",
        "本单位没有其他需要报告的事项需要说明情况",
    ]
    assert fingerprint(a_case("云桥市教育局", 2023, said)).sentences == b""


def test_sections_of_tables_are_not_compared() -> None:
    case = a_case("云桥市教育局", 2023, _SENTENCES[:3])
    more = (*case.paragraphs, *(Paragraph(f"{line}。", Place()) for line in _SENTENCES[3:]))
    assert len(fingerprint(replace(case, paragraphs=more)).sentences) == 3 * WIDTH


@pytest.mark.parametrize(
    "formal",
    [
        "没有发出过信息处理费的收费通知书也没有收取",
        "再无其他需要报告的事项请各位公众监督",
        "本报告由本机关的办公机构负责解释",
    ],
)
def test_what_the_form_itself_wants_said_is_not_compared(formal: str) -> None:
    assert len(fingerprint(a_case("云桥市教育局", 2023, [*_SENTENCES[:3], formal])).sentences) == 3 * WIDTH


def test_a_sketch_goes_through_msgpack() -> None:
    sketch = fingerprint(cases_of("C401-words-of-another")[0])
    packed = msgspec.msgpack.encode(sketch)
    assert msgspec.msgpack.decode(packed, type=Sketch) == sketch and len(packed) < 600


@given(st.text(max_size=200), st.text(max_size=20))
@settings(max_examples=50)
def test_any_text_and_any_organ_have_a_sketch(text: str, organ: str) -> None:
    assert len(fingerprint(a_case(organ, 2023, [text])).sentences) % WIDTH == 0


_OTHERS = [f"{letter * 7}这是只在长的那一份里才有的另外一句话" for letter in "东南西北上下左右"]


# ---------------------------------------------------------------- who is told, and from which share


def of(shared: int, organ: str, year: int, own: str = "") -> Case:
    """`shared` common sentences of ten, the others of this report only."""
    others = [f"{own or organ}{letter * 6}另有一件只在这里说起的事情" for letter in "天地玄黄宇宙洪荒日月"[shared:]]
    return a_case(organ, year, [*_SENTENCES[:shared], *others], f"{own}{year}.html")


@pytest.mark.parametrize(
    ("shared", "organ", "year", "due"),
    [
        (8, "云桥市教育局", 2022, {"prose_before"}),
        (7, "云桥市教育局", 2022, set()),
        (8, "云桥市教育局", 2021, set()),  # two years ago
        (8, "云桥市教育局", 2023, set()),  # the same report again, in another format
        (8, "云桥市水利局", 2023, {"prose_other"}),
        (8, "云桥市水利局", 2020, {"prose_other"}),
        (7, "云桥市水利局", 2023, set()),
        (8, "教育局", 2022, set()),  # may be the same organ, or another
    ],
)
def test_who_is_compared_and_from_which_share(shared: int, organ: str, year: int, due: set[str]) -> None:
    ours = of(shared, "云桥市教育局", 2023, "本")
    assert sorts(ours, of(shared, organ, year, "彼")) == due


def test_the_share_is_that_of_the_report_that_is_told() -> None:
    short, long = of(10, "云桥市水利局", 2023, "短"), a_case("云桥市教育局", 2023, [*_SENTENCES[:10], *_OTHERS])
    found = pairs_among([(("短", 1), fingerprint(short)), (("长", 1), fingerprint(long))])
    assert [(p.key, p.shared, p.sentences) for p in found] == [(("短", 1), 10, 10)]


def test_an_unknown_organ_or_year_is_told_nothing() -> None:
    assert sorts(a_case("云桥市教育局", 2023, _SENTENCES), a_case(None, 2022, _SENTENCES)) == set()
    assert sorts(a_case("云桥市教育局", None, _SENTENCES), a_case("云桥市水利局", 2022, _SENTENCES)) == set()


def test_a_name_without_a_place_is_of_one_organ_in_one_folder_only() -> None:
    now = a_case("教育局", 2023, _SENTENCES, "甲/2023.html")
    assert sorts(now, a_case("教育局", 2022, _SENTENCES, "甲/2022.html")) == {"prose_before"}
    assert sorts(now, a_case("教育局", 2022, _SENTENCES, "乙/2022.html")) == set()


def test_words_that_all_share_tell_nothing_and_few_reports_are_named() -> None:
    def towns(count: int) -> list[Pair]:
        cases = [
            a_case(f"云桥市第{'甲乙丙丁戊己庚辛'[n % 8]}{'子丑寅卯辰巳午未'[n // 8]}局", 2023, _SENTENCES)
            for n in range(count)
        ]
        return list(pairs_among(((case.path, 1), fingerprint(case)) for case in cases))

    assert towns(51) == []
    assert len(towns(50)) == 50 * 5


# ---------------------------------------------------------------- figures


def counting(organ: str, year: int, **figures: str) -> Case:
    """`new`, `granted` and `total` of natural persons, and what is in force."""
    spots = {"in_force": ("art20_1", "regulations"), "decisions": ("art20_5", "licensing")}
    cells = tuple(
        Cell(
            *((*spots[key], key) if key in spots else ("requests", key, "natural_person")),
            text,
            "number",
            Decimal(text),
            Place(),
        )
        for key, text in figures.items()
    )
    return a_case(organ, year, (), cells=cells)


@pytest.mark.parametrize(
    ("figures", "before", "other"),
    [
        ({"new": "0", "granted": "0", "total": "0"}, False, False),
        ({"new": "1", "granted": "1", "total": "1"}, False, False),
        ({"in_force": "98765", "new": "1", "granted": "1"}, False, False),  # goes on by itself
        ({"new": "81", "granted": "81", "total": "81"}, True, False),
        ({"new": "81", "granted": "81", "total": "81", "decisions": "1234567"}, True, True),
    ],
)
def test_few_figures_may_be_equal_by_chance(figures: dict[str, str], before: bool, other: bool) -> None:
    now = counting("云桥市教育局", 2023, **figures)
    assert sorts(now, counting("云桥市教育局", 2022, **figures)) == ({"figures_before"} if before else set())
    assert sorts(now, counting("云桥市水利局", 2023, **figures)) == ({"figures_other"} if other else set())


def test_one_unlike_figure_is_enough_and_a_blank_is_a_zero() -> None:
    figures = {"new": "81", "granted": "81", "decisions": "123456"}
    now = counting("云桥市教育局", 2023, **figures)
    assert sorts(now, counting("云桥市教育局", 2022, **figures | {"granted": "80"})) == set()
    assert sorts(now, counting("云桥市教育局", 2022, **figures, carried_in="0")) == {"figures_before"}
    assert sorts(now, counting("云桥市教育局", 2022, **figures | {"new": "81.0"})) == {"figures_before"}


# ---------------------------------------------------------------- files


def test_byte_identical_files_are_told_for_that_only_and_few_are_named() -> None:
    case = a_case("云桥市教育局", 2023, _SENTENCES, sha256="0")
    copies = [replace(case, path=f"{n}.html", organ=f"云桥市{'甲乙丙丁戊己庚'[n]}局") for n in range(7)]
    found = list(pairs_among(((c.path, c.part), fingerprint(c)) for c in copies))
    assert {pair.sort for pair in found} == {"file"} and len(found) == 7 * 5
    assert all(pair.key != pair.other for pair in found)


def test_two_reports_of_one_file_are_two() -> None:
    case = a_case("云桥市教育局", 2023, (), sha256="0")
    assert sorts(case, replace(case, part=2)) == set()


def test_many_copies_of_one_file_cost_no_square() -> None:
    sketch = fingerprint(a_case("云桥市教育局", 2023, _SENTENCES, sha256="0"))
    assert sum(1 for _ in pairs_among(((f"{n}.html", 1), sketch) for n in range(5000))) == 5000 * 5


def test_pairs_do_not_depend_on_the_order() -> None:
    known = [((c.path, c.part), fingerprint(c)) for folder in FOLDERS for c in cases_of(folder)]
    assert list(pairs_among(known)) == list(pairs_among(reversed(known)))
    assert list(pairs_among([])) == []


def test_the_files_of_a_call_are_compared(tmp_path: Path) -> None:
    from validator.commands.judging import judged as run
    from validator.config import Configuration

    paths = []
    for path, data in alike_samples("2021"):
        if path.parts[1] == "Y301-words-kept":
            (tmp_path / path.name).write_bytes(data)
            paths.append(str(tmp_path / path.name))
    assert [set(told(report)) for report in run(paths, None, Configuration())] == [set(), {"Y301"}]


# ---------------------------------------------------------------- versions


@pytest.mark.parametrize(
    ("organ", "year", "new", "due"),
    [
        ("云桥市教育局", 2023, "82", {"organ_year"}),
        ("云桥市教育局", 2023, "81", set()),  # the same figures in another format
        ("云桥市教育局", 2022, "82", set()),
        ("云桥市水利局", 2023, "82", set()),
    ],
)
def test_versions_of_one_organ_and_year_with_other_figures_are_told(
    organ: str, year: int, new: str, due: set[str]
) -> None:
    first = counting("云桥市教育局", 2023, new="81", granted="81")
    other = replace(counting(organ, year, new=new, granted="81"), path="b/2.html", sha256="2")
    assert sorts(first, other) == due


@pytest.mark.parametrize(
    ("figures", "due"),
    [
        ({"new": "81"}, set()),  # a row that could not be read is no other figure
        ({"new": "81", "total": "80"}, set()),  # one that the other lacks is none either
        ({"granted": "80"}, {"organ_year"}),
        ({"new": "81.0", "granted": "81"}, set()),
    ],
)
def test_only_figures_that_both_versions_have_are_compared(figures: dict[str, str], due: set[str]) -> None:
    first = counting("云桥市教育局", 2023, new="81", granted="81")
    other = replace(counting("云桥市教育局", 2023, **figures), path="b/2.html", sha256="2")
    assert sorts(first, other) == due == sorts(other, first)


def test_a_blank_is_a_zero_and_a_text_is_nothing_between_versions() -> None:
    first = counting("云桥市教育局", 2023, new="81", granted="81")
    printed = [("", "blank", {"organ_year"}), ("若干", "text", set())]
    for raw, kind, due in printed:
        new, granted = counting("云桥市教育局", 2023, new="81", granted="81").cells
        cell = msgspec.structs.replace(granted, raw=raw, kind=kind, value=None)
        assert sorts(first, replace(first, cells=(new, cell), path="b/2.html", sha256="2")) == due


def test_many_versions_are_named_a_few_at_most_and_cost_no_square() -> None:
    one = fingerprint(counting("云桥市教育局", 2023, new="81", granted="81"))
    known = [
        ((f"{n:04}.html", 1), msgspec.structs.replace(one, figures=n.to_bytes(8), sha256=str(n), cells=b""))
        for n in range(1, 2001)
    ]
    found = [pair for pair in pairs_among(known) if pair.sort == "organ_year"]
    assert len(found) == 2000 * 5 and all(pair.key != pair.other for pair in found)
