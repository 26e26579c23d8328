"""模板文字没有删改

查什么：格式模板里的说明（“文字描述”“收取信息处理费情况在此处报告”）、待填的“XX”“××”“****”，以及“贵办”等不属于报告的话是否还留着。网址、型号里的字母，引号里的和地址、小区名称里隐去的字不算。三处以上，或者有一部分只有说明的，是还没有编写，为错误。
为什么：留着模板文字，说明这一处没有编写或没有核对。
错例：“（文字描述，收取信息处理费情况在此处报告。）”；“XX年，XX局共收到申请XX件”。
正例：写上实际的机关、数字和情况。
怎么改：把这一处改成实际内容，或删去。
"""

from __future__ import annotations

import re
from dataclasses import replace

from validator.checks.facts import Facts, Verdict, at
from validator.checks.prose import quoted
from validator.model import Defect, Paragraph, Severity
from validator.prose.outline import Section

CODE = "D302"
TITLE = "模板文字没有删改"
SEVERITY: Severity = "warning"
ITEM = "报告"

_EDGE = r"A-Za-z0-9@./_\-*:"
_GUIDANCE = re.compile(
    r"[(（【\[]\s*文字(?:描述|说明|叙述)|此处(?:填写|报告|插入|添加)|在此(?:处)?(?:填写|报告)|请在此填写|格式模板$"
    r"|贵(?:办|局|单位|机关)(?!的?来?函|转来|发来|来[函文电])"
)
_BLANKS = re.compile(
    rf"(?<![{_EDGE}])(?:20)?[XxＸ]{{2,4}}(?![{_EDGE}Ｘ])"
    rf"|(?<![{_EDGE}])(?:20)?[×╳✕]{{2,}}(?![{_EDGE}])"
    r"|(?<=[\u4e00-\u9fff：:，。])[*＊]{3,}|[*＊]{3,}(?=[年月日件条个局市县区乡镇])|[_＿]{3,}(?=[年月日件条个])"
)
_ONLY_GUIDANCE = re.compile(r"[(（【\[][^)）】\]]*[)）】\]][。.]?")
#: In so many places it is no slip: the report was not written.
_MANY = 3
#: What stands behind an organ, a year or a number that is still to be filled in; other names are withheld.
_WANTED = re.compile(
    r"\s*(?:[年月局委厅省县区镇乡件个次份场篇期]|日(?!报)|市(?!场)|办(?![法理])|条(?!例)|项(?!目)|科(?![技学])|处(?![罚理])"
    r"|街道|政府|机关|单位|部门|人次|万?元|[%％]|编制|印发|发布)"
)
_LETTERS = re.compile(r"[XxＸ×╳✕]+")
#: “XX行动”: a name in quotes is the author's own.
_QUOTED = re.compile(r"“[^“”]{1,40}”|\"[^\"]{1,40}\"")
_WORDS = ("文字", "此处", "在此", "格式模板", "贵办", "贵局", "贵单位", "贵机关")
_PAIRS = tuple(sign * 2 for sign in "XxＸ×╳✕*＊_＿")
_SIGN = re.compile("|".join(map(re.escape, (*_WORDS, *_PAIRS))))
#: A name that is withheld on purpose; no more characters than these tell it.
_NEAR = 8
_WITHHELD = re.compile(r"(?:申请人|原告|当事人|公民|诉|[张王李刘陈杨赵黄周吴])[^。]{0,3}$")


def examine(facts: Facts) -> Verdict:
    """Items: the report; one finding for the first place, with the number of places."""
    if not facts.certain:
        return Verdict()
    suspected = [p for p in facts.case.paragraphs if _SIGN.search(p.text)] if _SIGN.search(facts.text) else []
    found = [(p, match) for p in suspected if (match := _residue(p.text))]
    if not found:
        return Verdict(passed=1)
    unwritten = len(found) >= _MANY or any(map(_is_unwritten, facts.outline.sections))
    defect = _defect(*found[0], len(found))
    return Verdict((replace(defect, severity="error" if unwritten else None),), failed=1)


def _is_unwritten(section: Section) -> bool:
    """Whether guidance in brackets is all that stands in the section."""
    said = [paragraph.text.strip() for paragraph in section.paragraphs if paragraph.text.strip()]
    return bool(said) and all(_ONLY_GUIDANCE.fullmatch(text) and _GUIDANCE.search(text) for text in said)


def _residue(text: str) -> re.Match[str] | None:
    if any(word in text for word in _WORDS) and (match := _GUIDANCE.search(text)):
        return match
    if not any(pair in text for pair in _PAIRS):
        return None
    bare = _QUOTED.sub(lambda quote: " " * len(quote[0]), text)
    return next((match for match in _BLANKS.finditer(bare) if _to_fill_in(match, bare)), None)


def _to_fill_in(match: re.Match[str], text: str) -> bool:
    """Whether the sign stands for an organ, a year or a number, and withholds no name."""
    if _LETTERS.fullmatch(match[0]) and not _WANTED.match(text, match.end()):
        return False
    return not _WITHHELD.search(text[max(0, match.start() - _NEAR) : match.start()])


def _defect(paragraph: Paragraph, match: re.Match[str], count: int) -> Defect:
    more = f"，全文共 {count} 处" if count > 1 else ""
    text = f"{quoted(paragraph.text, match.start())}{at(paragraph.place)}里的“{match[0].strip('(（【[')}”像是模板文字，没有删改{more}。请改成实际内容或删去。"
    return Defect(text, evidence=paragraph.text, place=paragraph.place, key="residue")
