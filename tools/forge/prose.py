"""Honest prose: sections one, five and six of a report in sentences that say what its tables hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from tools.forge.figures import Report, values
from tools.forge.story import Story, story

Spell = Callable[[Decimal], str]
Cells = Mapping[str, Mapping[str, Mapping[str, Decimal | None]]]

_DIGITS = "零一二三四五六七八九"
_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
_GROUPS = (
    ("予以公开", "granted"),
    ("部分公开", "partly_granted"),
    ("不予公开", "denied"),
    ("无法提供", "unavailable"),
    ("不予处理", "not_processed"),
    ("其他处理", "other"),
)
_OUTCOMES = (("结果维持", "upheld"), ("结果纠正", "corrected"), ("其他结果", "other"), ("尚未审结", "pending"))
_APPLICANTS = (
    ("自然人", "natural_person"),
    ("商业企业", "business"),
    ("科研机构", "research"),
    ("社会公益组织", "public_welfare"),
    ("法律服务机构", "legal_services"),
    ("其他组织", "other_org"),
)
_SUPERVISION = (
    "监督保障方面，政府信息公开工作纳入年度考核，社会评议结果良好，没有发生需要责任追究的情形。",
    "监督保障方面，全年组织业务培训，按季度抽查专栏；工作考核结果为优秀，社会评议满意，未发生责任追究。",
)
_PROBLEMS = (
    "一是个别栏目更新不够及时，二是答复文书的规范程度有待提高。",
    "针对上述问题，已明确专人负责栏目更新，统一答复文书样式，并安排专题培训。",
)
_FEE = 40  # yuan a notice
_FEES = (
    "本年度没有收取信息处理费，没有其他需要报告的事项。",
    "信息处理费情况：本年度发出收费通知0件，总金额0元，实际收取0元。",
)


def speaking(report: Report, spell: Spell = lambda number: f"{number:f}", way: int = 0) -> Story:
    """The report with prose that repeats its figures, spelled by `spell`; `way` chooses among wordings."""
    tale = story(report)
    said = {1: tuple(overview(report, spell, way)), 5: _PROBLEMS, 6: (_fees(report, spell, way),)}
    sections = (
        replace(section, items=said[number]) if number in said else section
        for number, section in enumerate(tale.sections, 1)
    )
    return replace(tale, sections=tuple(sections))


def overview(report: Report, spell: Spell, way: int = 0) -> Iterator[str]:
    """Section one, a paragraph a subject; tables that the report leaves out are not spoken of."""
    cells = values(report)
    yield f"{report.year}年，{report.organ}认真落实《中华人民共和国政府信息公开条例》，稳步推进政府信息公开工作。"
    yield _disclosure(cells, spell)
    if "requests" in cells:
        yield _requests(cells, spell, way)
    if "disputes" in cells:
        yield _disputes(cells, spell)
    yield _SUPERVISION[way % len(_SUPERVISION)]


def _disclosure(cells: Cells, spell: Spell) -> str:
    documents = cells.get("art20_1", {}).get("normative_documents", {})
    if "issued" in documents:
        first = f"本年制发行政规范性文件{_of(documents, 'issued', spell)}件，废止{_of(documents, 'repealed', spell)}件，现行有效{_of(documents, 'in_force', spell)}件"
    else:
        first = f"本年新制作规范性文件{_of(documents, 'created', spell)}件，新公开{_of(documents, 'published', spell)}件，对外公开总数量{_of(documents, 'public_total', spell)}件"
    licences = _of(cells.get("art20_5", {}).get("licensing", {}), "decisions", spell)
    penalties = _of(cells.get("art20_6", {}).get("penalties", {}), "decisions", spell)
    return f"主动公开方面，{first}；作出行政许可处理决定{licences}件、行政处罚处理决定{penalties}件。"


def _requests(cells: Cells, spell: Spell, way: int) -> str:
    rows = cells["requests"]
    received = f"{spell(_number(rows, 'new'))}件"
    carried = f"上年结转{spell(_number(rows, 'carried_in'))}件"
    kinds = "、".join(
        f"{name}{spell(_number(rows, 'new', key))}件" for name, key in _APPLICANTS if _number(rows, "new", key)
    )
    results = "，".join(f"{name}{spell(_group(rows, key))}件" for name, key in _GROUPS)
    closing = f"结转下年度继续办理{spell(_number(rows, 'carried_out'))}件"
    if way % 2:
        first = f"依申请公开方面，全年新收政府信息公开申请{received}{f'，其中{kinds}' if kinds else ''}；{carried}。"
        return f"{first}办理结果：{results}。{closing}。"
    of_whom = f"新收申请中，{kinds}。" if kinds else ""
    done = spell(_number(rows, "total"))
    first = f"依申请公开方面，本年收到政府信息公开申请{received}，{carried}。"
    return f"{first}{of_whom}本年办结{done}件：{results}；{closing}。"


def _disputes(cells: Cells, spell: Spell) -> str:
    rows = cells["disputes"]
    outcomes = "、".join(f"{name}{spell(_number(rows, 'review', key))}件" for name, key in _OUTCOMES)
    suits = _number(rows, "direct_suit") + _number(rows, "suit_after_review")
    return (
        f"因政府信息公开被申请行政复议{spell(_number(rows, 'review'))}件，{outcomes}；被提起行政诉讼{spell(suits)}件。"
    )


def _fees(report: Report, spell: Spell, way: int) -> str:
    """Requests that ended because a fee was not paid had a notice of the fee."""
    unpaid = _number(values(report).get("requests", {}), "other.fee_unpaid")
    if not unpaid:
        return _FEES[way % len(_FEES)]
    return f"信息处理费情况：本年度发出收费通知{spell(unpaid)}件，总金额{spell(unpaid * _FEE)}元，实际收取0元。"


def _of(row: Mapping[str, Decimal | None], column: str, spell: Spell) -> str:
    return spell(row.get(column) or Decimal(0))


def _number(rows: Mapping[str, Mapping[str, Decimal | None]], row: str, column: str = "total") -> Decimal:
    return rows.get(row, {}).get(column) or Decimal(0)


def _group(rows: Mapping[str, Mapping[str, Decimal | None]], group: str) -> Decimal:
    members = [row for row in rows if row == group or row.startswith(f"{group}.")]
    return sum((_number(rows, row) for row in members), Decimal(0))


# ---------------------------------------------------------------- ways to spell a number


def full_width(number: Decimal) -> str:
    """１２."""
    return f"{number:f}".translate(_WIDE)


def separated(number: Decimal) -> str:
    """1,234."""
    return f"{number:,f}"


def in_characters(number: Decimal) -> str:
    """三十二 up to 99, 两 before a unit; larger numbers and fractions in digits."""
    if number != int(number) or not 0 <= number < 100:
        return f"{number:f}"
    if number == 2:
        return "两"
    tens, ones = divmod(int(number), 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


SPELLINGS: Sequence[Spell] = (lambda number: f"{number:f}", full_width, separated, in_characters)
