"""Who says which year the report is about: title, period, prose, file name; and sentences on another year's work."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from validator.identity.title_words import YEAR, year_of
from validator.model import Case, Place
from validator.prose.announced_report import announced_report
from validator.prose.dates import Period, periods
from validator.prose.outline import Outline
from validator.prose.sentences import Sentence, sentences

#: A sentence that opens with a year and goes on about what was done in it.
_OPENING = (
    r"(?:[^，,。；;]{0,20}[:：])?(20\d\d)年(?:度|全年|1月1日起?[至到—–~～-]+(?:20\d\d年|同年|当年)?12月31日(?:期间|止)?)?"
    r"(?:[,，、]|(?=[我本全共累市县区镇乡局委主收受办发新未没无]|政府信息|依申请|公开))"
)
_OPENS = re.compile(_OPENING)
_STARTS = re.compile(rf"(?:^|(?<=[。；;！？]))\s*{_OPENING}")
_NAMED = re.compile(r"年报|年度报告|信息公开.*报告")
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”|[〔\[(（][^〔\[(（）)\]〕]*[〕\])）]")
#: Words beside which another year is right: comparisons, carried-over cases, plans, other papers, appraisals and awards.
_RIGHT = re.compile(
    r"上年|上一年|去年|前一年|往年|历年|同比|环比|相比|对比|比20|较|增长|下降|上升|回落|增加|减少|结转|截[至止]|以来|起(?=[,，至])|连续"
    r"|获评|荣获|被评|表彰|称号|优秀|先进|清理|新开设|规划|计划|下一步|下步|今后|来年|明年|将|拟|要|力争|考核|评估|测评|排名|通报|整改|年报|年度报告|工作报告|[预决]算|要点|方案|历史|转入|跨年|移交"
)
#: What a sentence on any year's work may tell of the years beside it.
_CARRIED = re.compile(
    r"(?:上年|上一年|去年)度?(?:未办结)?(?:结转|转结)|(?:结转|转结)[到至入]?(?:下年|下一年|次年|明年|来年)"
)
_OWN_WORK = re.compile(r"收到|受理|办理|办结|答复|公开|发布|收取|复议|诉讼|政府信息|政务")
_DONE = re.compile(r"\d[\d,.]*(?:余|多)?(?:件|条|次|篇|份|场|期|个)|共|累计|未|没有")
#: Kinds of work, each by its words; 依申请公开 is no 公开.
_ABOUT_REQUESTS = re.compile("依申请公开|公开申请|申请公开")
_KINDS = tuple(map(re.compile, ("申请|收到|受理|办理|办结|答复", "公开|发布", "复议|诉讼", "收取|处理费")))
_COMPARED = re.compile("同比|相比|较|增长|下降|增加|减少")
_TOLD = re.compile(r"\d\s*(?:余|多)?[件条次篇份期]|未|没有")
_PROBLEMS = 5
_NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Witness:
    """`name` (title, period, announced, prose, file name) of what says `year`, and where."""

    name: str
    year: int
    place: Place = _NOWHERE


def witnesses(case: Case, outline: Outline, stated: Iterable[Period]) -> tuple[Witness, ...]:
    """Everything that says for itself which year the report is about; `stated`: its `stated_periods`."""
    found: list[Witness] = []
    if case.title and (year := year_of(case.title)):
        found.append(Witness("title", year))
    if (period := next(filter(is_whole_year, stated), None)) and period.first:
        found.append(Witness("period", period.first.year, period.place))
    if itself := announced_report(outline):
        found.append(Witness("announced", itself.year, itself.place))
    if said := _prose(outline, case.report_year):
        found.append(said)
    name = unicodedata.normalize("NFKC", PurePath(case.path).stem)
    if case.part == 1 and (match := YEAR.search(name)) and _NAMED.search(name):
        found.append(Witness("file name", year_of(match[0]) or 0))
    return tuple(found)


def stated_periods(outline: Outline) -> Iterator[Period]:
    """Statements of the period, above the first section and in it."""
    first = outline.section(1)
    yield from periods((*outline.opening, *(first.paragraphs if first else ())))


def is_whole_year(period: Period) -> bool:
    """1 January to 31 December of one year."""
    first, last = period.first, period.last
    if first is None or last is None or first.year != last.year:
        return False
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _prose(outline: Outline, year: int | None) -> Witness | None:
    """The year with which most sentences of section one open; another than `year` only where `year` is never named."""
    section = outline.section(1)
    if section is None:
        return None
    opened = [(said, p.place) for p in section.paragraphs if "20" in p.text for said in _opening_years(p.text, year)]
    if not opened:
        return None
    most = Counter(y for y, _ in opened).most_common(1)[0][0]
    if most != year and any(f"{year}年" in p.text for p in section.paragraphs):
        return None
    return Witness("prose", most, next(place for y, place in opened if y == most))


def _opening_years(text: str, year: int | None) -> Iterator[int]:
    """The years with which sentences of a paragraph open; another than `year` only where nothing makes it right."""
    for match in _STARTS.finditer(text):
        named = int(match[1])
        end = text.find("。", match.end())
        if named == year or not _RIGHT.search(text, match.end(), end if end >= 0 else len(text)):
            yield named


def off_by_one(outline: Outline, year: int) -> Iterator[tuple[int, Sentence]]:
    """(year named, sentence) of sentences on this year's own work that name the year before or after `year`."""
    before, behind = f"{year - 1}年", f"{year + 1}年"
    for section in outline.sections:
        if not 1 <= section.number <= 6:
            continue
        for paragraph in section.paragraphs:
            if before in paragraph.text or behind in paragraph.text:
                beside = sentences(paragraph, section.number)
                for sentence in beside:
                    if named := _other_year(sentence, year, beside):
                        yield named, sentence


def _other_year(sentence: Sentence, year: int, beside: Sequence[Sentence]) -> int | None:
    text = _QUOTED.sub("", unicodedata.normalize("NFKC", sentence.text))
    match = _OPENS.match(text)
    if match is None or abs(int(match[1]) - year) != 1 or f"{year}年" in text:
        return None
    rest = text[match.end() :]
    if _RIGHT.search(_CARRIED.sub("", text)) or not _OWN_WORK.search(rest) or "本年" in rest or "今年" in rest:
        return None
    named = int(match[1])
    planned = named > year and (sentence.section == _PROBLEMS or not _DONE.search(rest))
    return None if planned or _compared(rest, year, beside) else named


def _compared(rest: str, year: int, beside: Sequence[Sentence]) -> bool:
    """Whether the same work of `year` itself is told beside it: 2022年收到5件；2023年收到8件."""
    own = [s.text for s in beside if f"{year}年" in s.text]
    words, kinds = set(_OWN_WORK.findall(rest)), _kinds(rest)
    return any(
        _COMPARED.search(text)
        or (_TOLD.search(text) and (words & set(_OWN_WORK.findall(text)) or kinds & _kinds(text)))
        for text in own
    )


def _kinds(text: str) -> set[int]:
    """Which kinds of work a sentence is about."""
    bare = _ABOUT_REQUESTS.sub("申请", text)
    return {number for number, words in enumerate(_KINDS) if words.search(bare)}
