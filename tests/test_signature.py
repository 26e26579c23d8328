"""The signature under a report: what is read of it, and whether it may be that of the organ in the title."""

from __future__ import annotations

import pytest

from tests.test_rules import a_case, facts_of, text
from validator.checks.facts import Verdict
from validator.checks.registry import RULES
from validator.model import Paragraph, Place
from validator.prose.signature import signatories, without_signature


def lines(*said: str) -> list[Paragraph]:
    return [Paragraph(line, Place(f"第{n}段")) for n, line in enumerate(said, 1)]


@pytest.mark.parametrize(
    ("said", "organs"),
    [
        (("本年度没有收费。", "云桥市教育局", "2024年1月20日"), ["云桥市教育局"]),
        (("云桥市教育局（盖章）　2024年1月20日",), ["云桥市教育局"]),
        (("2024年1月20日", "云桥市教育局"), ["云桥市教育局"]),
        (("云桥市教育局", "云桥市体育局", "二〇二四年一月二十日"), ["云桥市教育局", "云桥市体育局"]),
        (("云桥市教育局", "2024年1月"), ["云桥市教育局"]),
        (("云桥市教育局", "本年度没有收费。", "2024年1月20日"), []),
        (("云桥市教育局",), []),
        (("本报告由云桥市教育局于2024年1月20日发布。",), []),
    ],
)
def test_who_signed(said: tuple[str, ...], organs: list[str]) -> None:
    assert [line.organ for line in signatories(lines(*said))] == organs


def test_prose_is_no_signature() -> None:
    prose = lines("无。", "没有需要报告的事项", "统计截至2023年12月31日")
    assert list(without_signature(prose)) == prose


@pytest.mark.parametrize(
    "foot",
    [
        ("某市民政局", "2022年1月20日"),
        ("某市民政局  2022年1月20日",),
        ("某市民政局",),
        ("2022年1月20日",),
        ("某市民政局", "某市老龄办公室", "2022年1月"),
    ],
)
def test_a_signature_does_not_fill_the_last_section(foot: tuple[str, ...]) -> None:
    (defect,) = RULES["D103"].examine(facts_of(a_case(**text(six=(), foot=foot)))).defects  # type: ignore[arg-type]
    assert "「六、其他需要报告的事项」" in defect.message


def signed(title: str, *foot: str) -> Verdict:
    said = text(foot=(*foot, "2022年1月20日"))
    return RULES["D206"].examine(facts_of(a_case(**said, title=f"{title}2021年政府信息公开工作年度报告")))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "signatory"),
    [
        ("清源县住房和城乡建设局", "清源县住建局"),
        ("清源县住房和城乡建设局", "县住建局"),
        ("清源县人民政府", "清源县人民政府办公室"),
        ("清源县人民政府", "清源县政府办"),
        ("清源县人民政府", "清源县政务服务管理局"),
        ("清源县", "清源县人民政府办公室"),
        ("清源县人民政府办公室", "清源县人民政府"),
        ("清源县青石镇", "青石镇人民政府"),
        ("清源县青石镇人民政府", "清源县青石镇党政办公室"),
        ("云桥市发展和改革委员会", "云桥市发改委"),
        ("云桥市卫生健康委员会", "云桥市卫健委"),
        ("云桥经济技术开发区管理委员会", "云桥经开区管委会"),
        ("教育局", "清源县教育局"),
        ("江苏省清源县教育局", "清源县教育局"),
        ("清源县教育局", "局办公室"),
    ],
)
def test_short_names_and_offices_may_sign(title: str, signatory: str) -> None:
    assert signed(title, signatory) == Verdict(passed=1)


@pytest.mark.parametrize(
    ("title", "signatory"),
    [
        ("清源县教育局", "清河县教育局"),
        ("清源县教育局", "清源县民政局"),
        ("清源县人民政府", "清源县民政局"),
        ("清源县人民政府", "清河县人民政府办公室"),
        ("清源县教育局", "清源县人民政府办公室"),
        ("青石镇人民政府", "白石镇人民政府"),
        ("云桥市教育局", "海山市教育局"),
    ],
)
def test_another_organ_may_not(title: str, signatory: str) -> None:
    (defect,) = signed(title, signatory).defects
    assert f"「{title}」，落款却是「{signatory}」" in defect.message
    assert signed(title, signatory, title).defects == ()  # signed together


def test_a_title_without_an_organ_contradicts_none() -> None:
    assert signed("", "清源县教育局") == Verdict()


@pytest.mark.parametrize(
    ("named", "title", "other"),
    [
        ("清源县教育局", "清河县教育局", True),
        ("清河县民政局", "清河县教育局", True),
        ("县民政局", "清河县教育局", True),
        ("县教育局", "清河县教育局", False),
        ("青山市清河县教育局", "清河县教育局", False),
        ("清河县人民政府", "清河县人民政府办公室", False),
        ("青山市清河区公安分局", "青山市公安局清河区分局", False),
        ("区住建局", "清河区住房和城乡建设局", False),
        ("本机关", "清河县教育局", False),
        ("我县", "清河县人民政府", False),
    ],
)
def test_whose_report_the_opening_announces(named: str, title: str, other: bool) -> None:
    lines = (f"根据有关规定，现公布{named}2021年政府信息公开工作年度报告。", "一、总体情况", "各项工作有序开展。")
    prose = tuple(Paragraph(line, Place(f"第{n}段")) for n, line in enumerate(lines, 1))
    case = a_case(paragraphs=prose, title=f"{title}2021年政府信息公开工作年度报告")
    found = RULES["D208"].examine(facts_of(case)).defects
    assert [f"「{named}」" in defect.message for defect in found] == [True] * other
