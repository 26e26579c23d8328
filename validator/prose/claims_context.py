"""What a statement holds for: which year, whose figures; and what the paragraph spoke of before."""

from __future__ import annotations

import re
from collections.abc import Collection

from validator.prose.claims_book import anywhere, book
from validator.prose.claims_window import last_clause

#: 全市, 全系统 …: everything below the organ; 本级, 局机关 …: a part of it.
_WIDE = re.compile(
    r"全[省市县区州盟旗]各(?:级|部门|单位|地|有关)[^，。；：0-9]{0,12}?(?=共|累计|新收|收到|受理|接|办)"
    r"|[局委厅市区县镇乡]属|[省市县区]直(?!接)|政府(?:工作)?部门|县区|各?村(?=[收受未没无])|[省市县区镇乡村]级(?=[新收受办制共])|各[省市县区镇乡]+[^，。；：、0-9]{0,6}?[局委办]|所属|下属|各[事企]业单位|全(?:省|自治区|市|县|区|州|盟|旗|镇|乡|街道|系统|域|国|局系统|行业|市县)|各(?:部门|单位|镇|乡|街道|县|区|地)|我[省市县区州旗]"
    r"|(?:[省市县区州旗][\u4e00-\u9fff]{2,6}|教育|卫健|卫生健康|公安|税务|民政|农业|农业农村|自然资源|交通|司法|人社|水利|住建|文旅)系统(?=全年|年内|本年|20|今年|各单位|共|累计|新收|收到|受理|接|办理|未|没有|因)"
)
_NARROW = re.compile(r"本级|[局委厅]机关|机关本部|政府办(?:公[室厅])?(?!理)|办公[室厅]本")
#: An organ that the sentence names as the one that counts.
_ORGAN = re.compile(
    r"[\u4e00-\u9fff]{2,16}?(?:局|委|厅|办|镇|乡|街道|街道办事处|管委会|中心|科|股)"
    r"(?=(?:全年|年内|本年|20\d\d年|今年|共|累计|新收|收到|受理|接|办理|制发|印发|制定|出台|作出|未|没有|因政府|依申请))"
)
_OURSELVES = re.compile(r"(?:我|本|全|该)(?:局|委|厅|办|镇|乡|街道|街道办事处|管委会|中心)$")
_ANY_YEAR = re.compile(r"(20\d\d)年")
_YEAR = re.compile(r"(20\d\d)年(?!\d{1,2}月)")
#: A part of the year; and, in the clause itself, another year, a plan, a rate.
_PART = re.compile(
    r"\d{1,2}月?(?:份)?[-—至到~～]\d{1,2}月|[上下]半年|[前第]?[一二三四1-4]{1,2}个?季度"
    r"|(?:^|[，。；：])(?![^，。；：]*截)[^，。；：\d]{0,6}(?:20\d\d年)?[\d一二三四五六七八九十]{1,2}月(?![底末\d])份?[，、]?[^，。；\d]{0,12}$"
    r"|(?:修订|施行|实施|出台|颁布|成立|开通|运行|改革)以来|20\d\d年(?:以来|至今)，?累计|截[至止到]\D{0,2}(?:20\d\d年)?(?!12月)\d{1,2}月"
    r"|20\d\d年?[-—–至到~～]20\d\d年(?!\d{1,2}月)|[二三四五六七八九十两几]年来"
)
_OTHER = re.compile(
    r"同期|去年|上一?年度?(?!末|底)|往年|前年|历年|近[三五两几]年|预计|计划|力争|平均|每[年月件]|相比|同比|环比|较|比例|拟"
)
#: What everything below an organ, and every part of it, has somewhere.
_MAY_BE_SCOPE = re.compile(
    "属|直|系统|政府部门|政府工作部门|政府办|县区|村|级|各|机关|办公[室厅]|全[省自市县区州盟旗镇乡街系域国局行]|我[省市县区州旗]"
)
#: What every part of a year has somewhere, and an organ in the way that counts.
_MAY_BE_PART = re.compile(r"[月季半来计]|[-—–至到~～]20")
_MAY_BE_ORGAN = re.compile(
    r"(?:局|委|厅|办|镇|乡|街道|处|会|中心|科|股)(?=全年|年内|本年|20|今年|共|累计|新收|收到|受理|接|办理|制|印发|出台|作出|未|没有|因政府|依申请)"
)
_OFFSET = {"last": -1, "next": 1}
_THIS = re.compile(r"今年|本年|全年|年内|当年|本年度")
_CARRIED = re.compile(
    r"(?:结转|转结|顺延|延至|接转|转)[到至入为于]?20\d\d年|20\d\d年(?:度)?(?:申请)?(?:未办结)?(?:的)?(?:结转|转结|接转|遗留|流转|转入)"
)
#: 新收、上年结转、结转下年的申请分别为…: a name in a list, no time that the others are told of.
_LISTED = re.compile(r"(?:上年|上一年)度?(?:结转|转结)(?=[、和及与])")
_COMPARED = re.compile(r"(?:比|较|与|同|和|跟)(?:去年|上年|20\d\d年)")
#: 5件（其中1件于2024年施行）: what is put in brackets beside a number governs nothing behind them; a bare （2022年） does.
_ASIDE = re.compile(r"（[^（）]*[^（）\d年度][^（）]*）")
#: 县政府及县政府办公室: the organ with its office, no part of it.
_WITH_OFFICE = re.compile("政府[及和、与](?:[省市县区州盟旗]|人民)*政府办公[室厅]")
_QUOTED = re.compile(r"《[^》]*》|〔\d+〕|“[^”]*”")
_REQUEST = re.compile(
    r"公开申请|依申请|申请公开|信息(?:的)?申请|新收|申请办理|申请答复|办理结果|答复(?:的)?申请|\d件申请|结转[^，。；]{0,8}申请"
)
#: 网络申请 19 件、信函申请 4 件: ways in which applications came, in a row.
_WAYS = re.compile(
    r"(?:[^，。；：、0-9]{0,12}?(?:网|平台|信函|来信|邮|窗口|现场|当面|来访|传真|线[上下]|书面|口头)[^，。；：、0-9]{0,10}"
    r"\d+[件份宗起例个笔项条](?:[，（]占[^，。；]*?%）?)?(?:[，、]|和|及|以及)?){2,}"
)
#: So much of what was said before a sentence can be the whole of its parts.
_NEAR = 100
_DISPUTE = re.compile(r"信息公开|政府信息|政务公开|依申请")


def is_of_year(prefix: str, report_year: int | None) -> bool:
    """Whether a statement behind `prefix` (the text of its paragraph before it) is about the report year.

    A year that belongs to carried-over cases, a title or a document number says nothing; with no year known, all do.
    """
    if report_year is None or set(_ANY_YEAR.findall(prefix)) <= {str(report_year)}:
        return True
    bare = _COMPARED.sub("", _CARRIED.sub("", _ASIDE.sub("", _QUOTED.sub("", prefix))))
    years = list(_YEAR.finditer(bare))
    if not years:
        return True
    return int(years[-1][1]) == report_year or _THIS.search(bare, years[-1].end()) is not None


def is_dated(lead: str) -> bool:
    """Whether the sentence before a statement speaks of a part of the year, or its clause of another time or of plans."""
    bare = _unquoted(lead)
    if _MAY_BE_PART.search(bare) and _PART.search(bare):
        return True
    clause = last_clause(bare)
    return _OTHER.search(_LISTED.sub("", clause) if "结" in clause else clause) is not None


def governs(lead: str, said: str, years: Collection[tuple[str, int]], report_year: int | None) -> bool:
    """Whether a statement is about the report year: `lead` stands before it in its sentence, `said` before that.

    `years`: years that its own words name as the one before ("last") or after ("next").
    """
    return fits_years(years, report_year) and is_of_year(said + lead, report_year) and not is_dated(_led_on(lead, said))


def _led_on(lead: str, said: str) -> str:
    """A sentence that begins with 其中 tells parts of what the one before told, of the same time."""
    return f"{said[said.rstrip('。；').rfind('。') + 1 :]}{lead}" if lead.startswith("其中") else lead


def fits_years(years: Collection[tuple[str, int]], report_year: int | None) -> bool:
    """Whether the years that words name ("last" or "next", year) are those before and after the report's."""
    return report_year is None or not years or all(year == report_year + _OFFSET[name] for name, year in years)


def scope_of(prefix: str) -> str:
    """The words of the sentence, up to the number or what claims it, that say whose figures these are; "" if none do."""
    bare = _unquoted(prefix)
    bare = _WITH_OFFICE.sub("", _ASIDE.sub("", bare) if "（" in bare else bare)
    patterns = [_WIDE, _NARROW] if _MAY_BE_SCOPE.search(bare) else []
    patterns += [_ORGAN] if _MAY_BE_ORGAN.search(bare) else []
    found = [m for pattern in patterns for m in pattern.finditer(bare)]
    last = max(found, key=lambda m: m.end())[0] if found else ""
    return "" if _OURSELVES.search(last) else last


def _unquoted(text: str) -> str:
    return _QUOTED.sub("", text) if "《" in text or "〔" in text or "“" in text else text


def is_about(subject: str | None, text: str, section: int) -> bool:
    """Whether `text`, or the section itself, speaks of applications ("request") or of these disputes ("dispute")."""
    if subject == "request":
        return section == 3 or _REQUEST.search(text) is not None
    if subject == "dispute":
        return section == 4 or _DISPUTE.search(text) is not None
    return True


def is_of_kind(said: str, prefix: str) -> bool:
    """Whether applications of one kind only have been counted in `prefix`, and the sentence goes on about those.

    `said` before the sentence holds for it only where it tells its parts (其中). Two ways or more told in a row are all of them.
    """
    kind = anywhere(book().kind)
    spoken = f"{said[-_NEAR:] if '其中' in prefix else ''}{prefix}"
    return kind.search(spoken) is not None and kind.search(_WAYS.sub("", spoken)) is not None
