"""Who reports and for which year, as sentences tell it: 现公布云桥市教育局2023年…年度报告, 由…编制, 截至2023年12月31日."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from validator.identity.organ import as_organ
from validator.identity.title_words import TITLE, plain

#: What is made public in a clause that ends in the title of such a report; 现, 特 or 兹 before a verb that publishes
#: (or right before 编制): this report itself. 实现, 特别 and 现有 are other words.
_PUBLISHED = re.compile(
    r"(?:(?P<itself>(?:(?<![实体展发呈表出兑])现(?![有行代场状象存任阶])|特(?=[向此将予公发面对编])|兹)"
    r"(?:[^,。;:《]{0,12}?(?=公布|发布|公开|将)|(?=编制)))|(?P<openly>向社会(?:公众)?(?=公[布开])))?"
    r"(?:公布|发布|编制|形成|撰写|编写|(?<=[现特兹予会布])公开|公开(?=了?《)|(?<=[现特兹])将|[并和、](?=发布|公布|公开|编制))+"
    r"(?!了?的)了?(?P<quoted>《)?(?P<title>(?<=《)[^《》]{2,70}|[^,。;:《》]{2,70})"
)
#: The title first: 《云桥市教育局2023年…年度报告》已经审定，现予公布.
_TITLE_FIRST = re.compile(
    r"(?P<quoted>《)(?P<title>[^《》]{2,70})》(?:[^。;《》]{0,30},)?(?P<itself>[现特兹])(?:向社会)?(?:予以?)?(?:公布|公开|发布)(?P<openly>)"
)
_ITSELF = re.compile("[现現特兹茲].*年|年.*[现現特兹茲]")
#: Verbs that may stand before those who were asked, and not before those who write: 会同县 is a place.
_DOING = "结合|组织|汇总|会同(?!县)|协同|联合|配合|委托|对照|按|依|认真|指导|督促|协调|收集|征求|经"
#: Who made it.
_MADE_BY = re.compile(
    r"由([^,。;:由]{2,40}?)(?:负责|牵头|组织|(?:综合|围绕|根据|结合|依据)[^,。;]{1,30})?(?:编制|编写|撰写)"
    rf"|,(?!{_DOING})([^,。;:由各]{{2,40}}?(?:局|厅|委|委员会|政府|街道|办事处|海关))(?:编制|编写|撰写)了?[本此](?:年度)?报告"
)
#: The work instead of the report: 现公布云桥市教育局2022年度信息公开工作.
_OF_WORK = re.compile(
    r"(?:现将|公布|社会公开|发布|结合)([^,。;:《]{2,40}?)20\d\d年(?:度)?(?:政府)?信息公开(?:工作|情况)(?!要点|安排|部署|任务|计划|方案|要求|考核|会议)"
)
#: What the report covers: 涵盖了2022年云桥市教育局政府信息公开工作.
_COVERED = re.compile(r"涵盖了?20\d\d年(?:度)?([^,。;:《]{2,40}?)的?政府信息公开(?:工作|情况)")
_ASIDE = re.compile(r"\([^()]*\)|[“”\"]")
#: Township offices report for their township.
_OFFICE = re.compile(r"(?:党政综合|党政|综合)办公室$")
#: What the work is told by, behind its subject.
_VERB = (
    r"(?:的?(?:政府信息公开|政务公开)工作)?(?:在|严格|认真|坚持|深入|全面|积极|按照|紧紧|高度|以|不断|始终|切实|持续|扎实|未|没有|共|主动|通过|对|依"
    r"|围绕|收到|累计|加强|贯彻|落实|根据|结合|立足|进一步|大力|继续|强化|注重|突出|重视|推进|为)"
)
_BY_YEAR = r"(?:20\d\d年(?:度)?|本年度?|一年|今年)(?:以?来)?,?"
#: The subject with which a paragraph on the year's work begins.
_SUBJECT = re.compile(rf"{_BY_YEAR}(?:在[^,。]{{2,40}}下,)?([一-鿿]{{2,24}}?){_VERB}")
#: The subject before the year, in the first lines: 云桥市教育局2023年认真….
_SUBJECT_FIRST = re.compile(rf"([一-鿿]{{4,24}}?)20\d\d年(?:度)?(?:以?来)?,?{_VERB}")
_FIRST_LINES = 8
#: Whom to ask. The office of a government may report for itself, or for the government.
_CONTACT = re.compile(
    r"与([^,。;:()]{2,30}?)(?:(?:党政|综合|督查|督考|考核|政务|行政|服务|信息|公开|和|与|、)*(?:办公室|办|[科股]))?(?:办公室)?联系"
)
_ABOUT_REPORT = re.compile("政府信息公开|报告.{0,8}疑[问义]")
_ASKED = re.compile(r"(?:局|厅|委|委员会|街道|办事处|海关|[镇乡](?:人民政府|政府)?)$")
#: No name of an organ: us, everybody, those above, and a rank without a place.
_NOBODY = re.compile(
    r"^(?:我|本|全|该|各|其|此|在|根据|按照|通过)|委县|委市|委区|党委|党组|省委|市委|县委|区委|国务院|[与及、]"
    r"|(?:[局厅委会府室院处站所镇乡县区市门关位]|街道)和(?![平田县顺龙静硕林政])"
)
_RANK = re.compile(r"(?:[省市州县区镇乡旗]|街道)?(?:人民)?政府(?:办公[厅室])?|街道(?:办事处|办)?|乡镇|[镇乡]")
#: The year with which a paragraph opens; a date on a line of its own is that of a signature.
_OPENING = re.compile(r"^\s*(20\d\d)\s*年(?!\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*$)")
#: 截至2023年12月31日; 2023年政府信息公开工作, in a sentence on the report itself.
_UNTIL = re.compile(r"截[至止]到?(20\d\d)年12月31日")
_QUOTED = re.compile(r"《[^《》]*》")
#: The year of such work or of such a report; not that of a regulation or of a form (2019年修订的条例, 2021年的年度报告格式).
_YEAR = re.compile(
    r"(?<!\d)(20\d\d)年(?:度)?(?:(?!修[订改]|公布|印发|施行|实施)[^,。;《》]){0,24}政府信息公开(?:工作|年度报告|年报|情况)(?!.{0,8}格式)"
)
_REPORTS = re.compile(r"编制|公布|汇报|报告如下|现(?:向社会)?公开|特向社会公开")
#: What makes of the title that of another paper: a form, a notice, a reading.
_NO_REPORT = re.compile("编制|格式|模板|有关|相关|填报|事项|的?通知|的?解读|的?图解")
#: Who is told to publish has not yet published; 按照条例要求 tells nobody.
_DUE = re.compile(
    r"(?:各单位|各部门|应当|应于|必须|督促)[^。;]*$|(?:^|[,。;:])(?!根据|按|依据|依照)[^,。;:]*要求[^,。;:]*$"
)
#: What the report says of its figures, under the regulation; schools and hospitals say it under rules of their own.
_FIGURES = re.compile(
    r"(?:报告|年报)中?(?:所列|使用|所用|涉及)?的?(?:统计)?数据的?(?:统计|时间)?(?:期限|时限|时间|周期|截止|区间)"
)
_REGULATION = "政府信息公开条例"
_OTHER_RULES = re.compile(r"高等学校|高校|学年|(?<!政府)信息公开(?:管理)?办法")
#: According to the form, this report is written.
_TO_FORM = re.compile(r"政府信息公开工作年度报告格式》[^。]{0,40}编制(?:完成|而成|形成)?(?:本|此)?(?:年度)?报告")


def told_organs(lines: Sequence[str]) -> Iterator[str]:
    """Organs that sentences name as the author of the report, the surest first."""
    for line in lines:
        if "信息公开" in (text := plain(line)) or "编制" in text:
            bare = _ASIDE.sub("", text)
            yield from (found for m in _published(bare) if (found := _named(m["title"])))
            yield from (found for m in _COVERED.finditer(bare) if (found := _named(m[1])))
            yield from (found for m in _OF_WORK.finditer(bare) if (found := _named(m[1])))
            yield from (found for m in _MADE_BY.finditer(bare) if (found := _named(_OFFICE.sub("", m[1] or m[2]))))


def subjects(lines: Sequence[str]) -> Iterator[str]:
    """Organs with which paragraphs on the year's work begin: 2023年，云桥市教育局认真…, 云桥市教育局2023年认真…"""
    for number, line in enumerate(lines):
        text = _ASIDE.sub("", plain(line)) if "年" in line[:32] else ""
        match = _SUBJECT.match(text)
        if match is None and number < _FIRST_LINES:
            match = _SUBJECT_FIRST.match(text)
            match = match if match and _ASKED.search(match[1]) else None
        if match and (found := _named(match[1])) and not _RANK.fullmatch(found):
            yield found


def contacts(lines: Sequence[str]) -> Iterator[str]:
    """Organs that readers are asked to turn to: 请与云桥市教育局办公室联系."""
    for line in lines:
        if "系" in line and _ABOUT_REPORT.search(text := plain(line)):
            found = (_named(m[1]) for m in _CONTACT.finditer(_ASIDE.sub("", text)) if _ASKED.search(m[1]))
            yield from filter(None, found)


def told_year(lines: Sequence[str]) -> int | None:
    """The one year that sentences name as that of the report, or by its last day; None if they name none, or several."""
    until = {int(m[1]) for line in lines if "12月31日" in (text := plain(line)) for m in _UNTIL.finditer(text)}
    named = {
        int(m[1])
        for line in lines
        if "政府信息公开" in (text := plain(line)) and _REPORTS.search(text)
        for m in _YEAR.finditer(_QUOTED.sub("", text))
    }
    published = {int(year[1]) for line in lines for title in _quoted(line) if (year := _YEAR.search(title))}
    found = named | until | published
    return found.pop() if len(found) == 1 else None


def told_twice(lines: Sequence[str]) -> int | None:
    """The year that the opening and the paragraphs name alike: a period left in from last year's report says another."""
    told = told_year(lines)
    return told if told == paragraphs_year(lines) else None


def paragraphs_year(lines: Sequence[str]) -> int | None:
    """The year with which most paragraphs open: 2020年，…"""
    years = Counter(int(m[1]) for line in lines if (m := _OPENING.match(unicodedata.normalize("NFKC", line))))
    return years.most_common(1)[0][0] if years else None


def publishes(text: str) -> bool:
    """Whether a sentence publishes such a report, or says that it was written to the form of such reports."""
    bare = plain(text)
    itself = (m["itself"] or (m["openly"] and not _DUE.search(bare[: m.start()])) for m in _published(bare))
    return any(True for _ in _quoted(text)) or any(itself) or _TO_FORM.search(bare) is not None


def opens_report(lines: Sequence[str]) -> bool:
    """Whether the opening says of its own figures, under the regulation, for which time they were counted."""
    text = plain("".join(lines)) if any("统计" in line for line in lines) else ""
    return _REGULATION in text and _FIGURES.search(text) is not None and not _OTHER_RULES.search(text)


def title_of_itself(text: str) -> str | None:
    """The title of such a report that a sentence publishes as the one that it stands in: 现公布云桥市教育局2021年…."""
    if _ITSELF.search(text) is None:
        return None
    return next((m["title"] for m in _published(_ASIDE.sub("", plain(text))) if m["itself"]), None)


def _published(text: str) -> Iterator[re.Match[str]]:
    """What a plain text publishes under the title of such a report."""
    if TITLE.search(text):
        every = chain(_PUBLISHED.finditer(text), _TITLE_FIRST.finditer(text))
        titled = ((m, TITLE.search(m["title"])) for m in every)
        yield from (m for m, at in titled if at and not _NO_REPORT.match(m["title"], at.end()))


def _quoted(line: str) -> Iterator[str]:
    """Titles of such reports in 《》 that a line publishes."""
    if "《" in line:
        every = (m["title"] for m in _published(plain(line)) if m["quoted"])
        yield from (title for title in every if (at := TITLE.search(title)) and at.end() == len(title))


def _named(text: str) -> str | None:
    organ = as_organ(text)
    return organ if organ and not _NOBODY.search(organ) else None
