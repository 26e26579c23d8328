"""Prose against itself: wholes with asides, shares and changes that are wrong within one sentence."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.test_claims_rules import facts, told
from tests.test_rules import row_of

# ---------------------------------------------------------------- a whole, an aside, its parts

RECEIVED = (
    row_of("requests", "new", natural_person="46", business="8", total="54")
    | row_of("requests", "carried_in", natural_person="3", total="3")
    | row_of("requests", "granted", natural_person="47", business="8", total="55")
    | row_of("requests", "total", natural_person="47", business="8", total="55")
    | row_of("requests", "carried_out", natural_person="2", total="2")
)
KINDS = "其中自然人46件、法人或其他组织8件。"


@pytest.mark.parametrize(
    "said",
    [
        "收到政府信息公开申请45件，上年结转3件，",
        "收到政府信息公开申请45件（含上年结转3件），",
        "收到政府信息公开申请45件，3件为上年结转，",
        "收到政府信息公开申请45件，比上年减少2件，",
        "收到政府信息公开申请45件，占总数的90%，上年结转3件，",
    ],
)
def test_an_aside_is_no_whole(said: str) -> None:
    found = [d for code, d in told(facts(said + KINDS)) if code == "C201"]
    assert [d.severity for d in found] == ["error"]
    assert "总数是 45件，各分项之和是 46 + 8 = 54，比总数多 9" in found[0].message


@pytest.mark.parametrize(
    "said",
    [
        "收到政府信息公开申请51件，上年结转3件，" + KINDS,
        "收到政府信息公开申请54件，上年结转3件，其中自然人2件、法人或其他组织1件。",
        "收到政府信息公开申请54件，较上年增加6件，" + KINDS,
    ],
)
def test_parts_may_be_of_the_aside_or_of_both(said: str) -> None:
    assert "C201" not in {code for code, _ in told(facts(said))}


@pytest.mark.parametrize(
    ("ways", "beyond"),
    [
        ("网上22件，书面1件，当面0件。", 1),
        ("其中网上22件，书面1件，当面0件。", 1),
        ("通过网上申请20件，信函申请3件，全部按期答复。", 1),
        ("线上20件、线下3件。", 1),
        ("电子邮件13件，网站8件，窗口2件，其他方式0件。", 1),
        ("网上平台20件，邮寄3件，当面2件。", 3),
        ("网上21件，书面1件，当面0件。", 0),
        ("线上20件，信函3件。", 0),
        ("书面20件，信函3件。", 0),
        ("网上申请22件，网上申请3件延期答复。", 0),
        ("网上20件，信函5件，3件既在网上又用信函提交。", 0),
        ("网上20件，信函5件，有重复提交的。", 0),
        ("网上20件，电子邮件5件，信函2件。", 0),
        ("书面22件，当面3件。", 0),
        ("现场20件，窗口3件。", 0),
        ("网上公开信息30件，现场办理12件。", 0),
        ("网站留言30件，窗口咨询12件。", 0),
    ],
)
def test_applications_listed_by_way_add_up_to_no_more_than_were_received(ways: str, beyond: int) -> None:
    found = [d for code, d in told(facts("全年收到政府信息公开申请22件，" + ways)) if code == "C201"]
    assert [d.severity for d in found] == [None] * bool(beyond)
    assert all(f"比总数多 {beyond}" in d.message for d in found)


@pytest.mark.parametrize(
    ("parts", "short"),
    [
        ("其中人大建议11件，政协提案36件。", 1),
        ("其中市政协提案27件、市人大代表建议11件，办结率100%。", 0),  # those of other ranks are not told
        ("其中省人大建议3件，省政协提案2件。", 0),
        ("其中人大代表建议11件，政协委员提案37件。", 0),
        ("其中主办建议11件，主办提案6件。", 0),
        ("其中重点建议1件、重点提案2件。", 0),
        ("其中人大建议11件，政协提案36件，省级交办1件。", 0),
    ],
)
def test_motions_are_motions_of_the_one_kind_or_the_other(parts: str, short: int) -> None:
    found = [d for code, d in told(facts("全年承办人大代表建议、政协委员提案48件，" + parts)) if code == "C202"]
    assert len(found) == bool(short)
    assert all(f"少 {short}" in d.message for d in found)


@pytest.mark.parametrize(
    ("whole", "parts", "short"),
    [
        ("市人大代表建议、市政协提案48件", "其中市政协提案27件、市人大代表建议11件，办结率100%。", 10),
        ("各级人大建议、政协提案48件", "其中市级人大建议11件，市级政协提案27件。", 0),
        ("人大代表议案、建议和政协提案48件", "其中建议11件，提案36件。", 0),
        ("人大建议、政协提案、党代表提案48件", "其中人大建议11件，政协提案36件。", 0),
    ],
)
def test_motions_of_other_ranks_and_kinds_may_be_among_the_whole(whole: str, parts: str, short: int) -> None:
    found = [d for code, d in told(facts(f"全年承办{whole}，{parts}")) if code == "C202"]
    assert [f"少 {short}" in d.message for d in found] == [True] * bool(short)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("全年公开信息40条，其中书面公开30条，其他20条。", ["C201"]),
        ("全年公开信息40条，其中网站公开30条，其他渠道9条。", ["C202"]),
        ("全年公开信息40条，其中网站公开30条，其他10条。", []),
        ("全年公开信息40条，其中网站公开30条，其他信息5条。", []),
        ("举办培训3次，其中线上培训2次，现场培训2次。", []),
    ],
)
def test_other_channels_end_the_list_of_channels(said: str, code: list[str]) -> None:
    assert [code for code, _ in told(facts(said))] == code


def test_information_made_public_in_several_ways_is_no_such_list() -> None:
    assert list(told(facts("全年公开信息22条，网站22条，微信20条。"))) == []


@pytest.mark.parametrize(
    ("said", "severity"),
    [
        ("收到政府信息公开申请45件，上年结转3件，" + KINDS, "error"),
        ("收到政府信息公开申请64件，" + KINDS, "error"),
        ("收到政府信息公开申请45件，其中自然人40件、法人或其他组织5件。", None),
        ("收到政府信息公开申请45件，其中网上46件、信函8件。", None),
    ],
)
def test_a_number_that_its_own_parts_refute_is_an_error(said: str, severity: str | None) -> None:
    found = [d for code, d in told(facts(said, figures=RECEIVED)) if code == "C101"]
    assert [d.severity for d in found] == [severity]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("共公开信息40条。其中，动态26条，公告15条。", "C201"),
        ("共公开信息40条。其中：动态26条，其他13条。", "C202"),
        ("共公开信息40条。其中，动态26条，占比75%。", "C205"),
        ("共收到来信40件，其中网上26例，占比75%。", "C205"),
    ],
)
def test_a_sentence_of_parts_takes_apart_the_one_before(said: str, code: str) -> None:
    assert [code for code, _ in told(facts(said))] == [code]


@pytest.mark.parametrize(
    "said",
    [
        "共公开信息40条。其中，动态25条，其他15条。",
        "共公开信息40条，微信推送10条。其中，动态30条，公告15条。",  # of both
        "共公开信息40条，其中动态10条。其中，图解9条，视频5条。",  # of the first, or of the part
        "共公开信息40条。动态26条，公告15条。",
        "共公开信息40条。其中，动态26条，占比65%。",
        "共公开信息40条，推送56条。其中，动态42条，占比75%。",
        "共公开信息40条。其中，动态26次，占比75%。",
    ],
)
def test_whose_parts_are_told_is_not_always_clear(said: str) -> None:
    assert list(told(facts(said))) == []


@pytest.mark.parametrize(
    "counted", ["答复政府信息公开申请", "其中自然人申请", "其中商业企业申请", "其中法人或其他组织申请"]
)
def test_what_is_counted_in_more_than_one_way_may_be_told_twice(counted: str) -> None:
    lead = "收到政府信息公开申请10件，" if counted.startswith("其中") else ""
    assert list(told(facts(*(f"{lead}{counted}{n}件。" for n in (3, 4)), tables=(), cells=()))) == []
    other = facts(*(f"收到政府信息公开申请{n}件。" for n in (3, 4)), tables=(), cells=())
    assert [code for code, _ in told(other)] == ["C203"]


# ---------------------------------------------------------------- shares

SHARE_AND_CHANGE = ("C205", "C206")


def found(text: str, *codes: str) -> list[tuple[str, str | None]]:
    return [(code, d.severity) for code, d in told(facts(text)) if code in codes]


@pytest.mark.parametrize(
    ("said", "severity"),
    [
        ("共公开信息54条，其中动态46条，占82.5%。", "error"),
        ("共公开信息54条，比上年增加6条，其中动态46条，占82.5%。", "error"),
        ("共公开信息54条（上年48条），其中动态46条、公告8条，占比分别为82.5%、14.8%。", "error"),
        ("共公开信息54条，其中动态46条，占82.1%。", None),  # 46 of 56
        ("共公开信息54条，其中动态20条、公告9条，占82.5%。", None),  # 9, or both
        ("共公开信息54条，动态46条，占总数的82.5%。", None),
        ("共公开信息54条，动态46条，占比82.5%。", None),
    ],
)
def test_a_share_of_a_whole_that_its_sentence_tells(said: str, severity: str | None) -> None:
    assert found(said, *SHARE_AND_CHANGE) == [("C205", severity)]


@pytest.mark.parametrize(
    "said",
    [
        "共公开信息54条，其中动态46条，占85.2%。",
        "共公开信息54条，其中动态46条，占85.1%。",  # cut
        "共公开信息54条，其中动态46条，占85%。",
        "共公开信息54条，其中动态46条，约占82%。",
        "共公开信息54条，其中动态46条，占主动公开总数的12.5%。",
        "共公开信息54条，其中动态46条，占全县5.3%。",
        "共公开信息54条，其中动态46条、公告8条，分别占85.2%、14.8%。",
        "共公开信息54条，其中动态20条、公告9条，占53.7%。",  # both
        "共公开信息108条，网站54条，其中动态46条，占42.6%。",  # of the larger whole
        "共公开信息54条，其中动态46条，占85%，同比上升3.2个百分点。",
        "公开信息约54条，其中动态46条，占82.5%。",
        "共公开信息54条，点击46次，占82.5%。",
    ],
)
def test_shares_that_may_be_right(said: str) -> None:
    assert found(said, *SHARE_AND_CHANGE) == []


@given(st.integers(1, 5000), st.integers(0, 4000), st.integers(0, 2), st.booleans())
def test_a_share_worked_out_right_is_never_told(part: int, rest: int, places: int, cut: bool) -> None:
    exact = Decimal(100 * part) / (part + rest)
    shown = exact.quantize(Decimal(1).scaleb(-places), ROUND_DOWN if cut else ROUND_HALF_UP)
    assert found(f"共公开信息{part + rest}条，其中动态{part}条，占{shown}%。", *SHARE_AND_CHANGE) == []


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("网站发布150条，占75%；微信发布40条，占25%；微博发布10条，占5%。", "其他百分比的总数 200 计算，应占 20%"),
        ("微信发布40条，占25%；微博发布10条，占5.0%；网站发布150条，占75%。", "其他百分比的总数 200 计算，应占 20%"),
        ("收到来信200件。网站150条，占75%；微信40条，占25%；微博10条，占5%。", "的总数 200 计算，应占 20%"),
    ],
)
def test_a_share_of_a_whole_that_other_shares_agree_on(said: str, due: str) -> None:
    (defect,) = [defect for code, defect in told(facts(said)) if code == "C205"]
    assert due in defect.message and defect.severity is None


@pytest.mark.parametrize(
    "said",
    [
        "网站发布150条，占75%；微信发布40条，占25%。",  # one alone is no witness
        "网站发布150条，占75%；微信发布40条，占25%；微博发布11条，占7%。",  # no two agree
        "网站发布150条，占75%；微信发布40条，占25%；微博发布10条，占5%；视频16条，占10%。",  # of 200, and of 160
        "网站发布150条，占75%；微信发布500条，占25%；微博发布10条，占5%。",  # more than their whole
        "网站发布0条，占0%；微信发布0条，占0%；微博发布40条，占25%。",  # nothing is a share of any whole
    ],
)
def test_shares_that_agree_on_no_whole_tell_nothing(said: str) -> None:
    assert found(said, *SHARE_AND_CHANGE) == []


# ---------------------------------------------------------------- this year and the last


@pytest.mark.parametrize(
    "said",
    [
        "2023年公开信息54条，2022年48条，同比增长21.5%。",
        "公开信息54条，上年48条，增长21.5%。",
        "公开信息54条，较上年（48条）增加6条，增长21.5%。",
        "公开信息54条，较上年（47条）增加6条，增长12.5%。",
        "公开信息54条，比上年48条增长21.5%。",
        "公开信息54条，同比增长21.5%（上年48条）。",
        "公开信息54条，上年为48条，增加10条。",
        "公开信息54条，较上年减少6条，下降12%。",
        "公开信息54条，较上年增加6条，增长百分之十五。",
        "公开信息54条（含上年结转3条），较上年增加6条，增长21.5%。",
    ],
)
def test_a_change_that_its_sentence_refutes(said: str) -> None:
    assert found(said, *SHARE_AND_CHANGE) == [("C206", "error")]


@pytest.mark.parametrize(
    "said",
    [
        "2023年公开信息54条，2022年48条，同比增长12.5%。",
        "公开信息54条，较上年（48条）增加6条，增长12.5%。",
        "公开信息54条，较上年减少6条，下降10%。",
        "公开信息54条，较上年增加6条，增长13%。",
        "公开信息54条，上年0条，增长100%。",
        "公开信息54条，上年48条，增长1.1倍。",
        "公开信息54条，上年27条，翻一番。",
        "公开信息54条，上年48条，占比上升2.1个百分点。",
        "公开信息1.2万条，上年1.0万条，增长18.7%。",
        "公开信息约54条，上年48条，增长21.5%。",
        "公开信息54条，2021年40条，增长21.5%。",
        "2023年公开信息54条，2022年48条，同比增长12.5%，2021年40条。",
        "公开信息54条，其中动态46条，较上年增加6条，增长12.5%。",  # of the whole
        "公开信息54条，上年发布48条，增长21.5%。",
        "公开信息54条，较上年增加6条，其中动态增长30%。",
        "2022年48条，2023年公开信息54条，增长12.5%。",
    ],
)
def test_changes_that_may_be_right(said: str) -> None:
    assert found(said, *SHARE_AND_CHANGE) == []


@given(st.integers(1, 3000), st.integers(1, 3000), st.integers(0, 2))
def test_a_change_worked_out_right_is_never_told(now: int, last: int, places: int) -> None:
    assume(now != last)
    how, by = ("增加", "增长") if now > last else ("减少", "下降")
    share = abs(Decimal(100 * (now - last)) / last).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"公开信息{now}条，较上年（{last}条）{how}{abs(now - last)}条，{by}{share}%。"
    assert found(text, *SHARE_AND_CHANGE) == []
    wrong = text.replace(f"{how}{abs(now - last)}条", f"{how}{abs(now - last) + 1}条")
    assert found(wrong, "C206") == [("C206", "error")]


# ---------------------------------------------------------------- shares told by a name


@given(st.sampled_from([55, 54, 57, 52]), st.sampled_from([ROUND_DOWN, ROUND_HALF_UP]), st.integers(0, 2))
def test_a_share_of_any_whole_however_rounded_fits(whole: int, how: str, places: int) -> None:
    share = (Decimal(5500) / whole).quantize(Decimal(1).scaleb(-places), how)
    assume(share < 100)
    said = f"全年收到政府信息公开申请，予以公开占{share}%，办结率{share}%。"
    assert "C205" not in {code for code, _ in told(facts(said, figures=RECEIVED))}


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("全年收到政府信息公开申请，予以公开占80.5%。", "应为 100.0%（55 ÷ 55）"),
        ("全年收到政府信息公开申请，办结率80.5%。", "应为 96.5%（55 ÷ 57）"),
    ],
)
def test_a_share_that_fits_no_whole_is_told_with_the_one_that_is_meant(said: str, due: str) -> None:
    (found,) = [defect for code, defect in told(facts(said, figures=RECEIVED)) if code == "C205"]
    assert due in found.message and found.severity is None


def test_the_share_that_is_due_is_rounded_as_people_round() -> None:
    said = "公开信息80条。其中，通知2条，占比1.5%；动态78条，占比97.5%。"
    (found,) = [defect for code, defect in told(facts(said)) if code == "C205"]
    assert "应占 2.5%" in found.message
    halves = "公开信息80条。其中，通知1条，占比1.1%；动态79条，占比98.8%。"
    (found,) = [defect for code, defect in told(facts(halves)) if code == "C205"]
    assert "应占 1.3%" in found.message


# ---------------------------------------------------------------- one figure in several sentences


def test_what_two_sentences_of_a_paragraph_tell_adds_up_unless_it_is_endless() -> None:
    said = "新收的申请予以公开52件。上年结转的申请予以公开3件。"
    apart = "各项工作认真开展。" * 400
    for between, codes in (("", []), (apart, ["C102"])):
        found = told(facts(said.replace("件。上", f"件。{between}上"), figures=RECEIVED))
        assert [code for code, _ in found][:1] == codes
