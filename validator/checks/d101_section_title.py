"""章节标题与规定不符

查什么：六个部分的标题是否与规定的一致。序号、标点不计。只多了“因……被申请、提起、的、政府信息公开工作”等字样，或用字不同的，为提示；像是错字，或用了旧的“工作概述”“概述”的，为疑似。标题后面跟着“（无）”的，为提示。
为什么：年度报告分六个部分，标题由格式文件统一规定（国办公开办函〔2019〕60号、〔2021〕30号；《条例》第五十条）。
错例：「四、政府信息公开行政法复议、行政诉讼情况」，多了一个“法”字；「一、工作概述」。
正例：「四、政府信息公开行政复议、行政诉讼情况」；「一、总体情况」。
怎么改：改成规定的标题；“（无）”移到标题下面，另起一行。
"""

from __future__ import annotations

import re

from validator.checks.facts import Facts, Verdict, at
from validator.checks.prose import broken_off
from validator.checks.sentence_key import sentence_key
from validator.model import Defect, Severity
from validator.prose.outline import Section
from validator.prose.sections import likeness
from validator.words import TITLES

CODE = "D101"
TITLE = "章节标题与规定不符"
SEVERITY: Severity = "notice"
ITEM = "章节标题"

#: The section that older outlines named otherwise (概述, 工作概述).
_OVERVIEW = 1
_NOTHING = re.compile(r"[(（](?:暂?无|没有)[^()（）]{0,8}[)）]")


def examine(facts: Facts) -> Verdict:
    """Items: titles that are, resemble or stand for one of the six; reports with tables only."""
    if not facts.found:
        return Verdict()
    torn = [seen.place for seen in broken_off(facts)]
    printed = [s for s in facts.outline.sections if s.number and s.title.place not in torn]
    odd = tuple(defect for section in printed if (defect := _defect(section)))
    return Verdict(odd, len(printed) - len(odd), len(odd))


def _defect(section: Section) -> Defect | None:
    like = likeness(section.title.text, section.number)
    if like and like.same and like.exact:
        return _behind(section)
    why, severity = _judged(section, like is not None and like.same, like is not None and like.slip)
    text = section.title.text.strip()
    due = TITLES[section.number - 1]
    told = f"标题「{text}」{at(section.title.place)}与规定的「{due}」{why}。请改成规定的标题。"
    return Defect(
        told, severity=severity, evidence=text, place=section.title.place, key=f"{section.number}.{sentence_key(text)}"
    )


def _behind(section: Section) -> Defect | None:
    """六、其他需要报告的事项（无）: the words in brackets are text of the section."""
    said = next((p for p in section.paragraphs if p.place == section.title.place), None)
    if said is None or not _NOTHING.fullmatch(said.text.strip()):
        return None
    title, words = section.title.text.strip(), said.text.strip()
    told = f"标题「{title}」{at(section.title.place)}后面跟着“{words}”。请移到标题下面，另起一行。"
    return Defect(told, evidence=title + words, place=section.title.place, key=f"{section.number}.behind")


def _judged(section: Section, same: bool, slip: bool) -> tuple[str, Severity | None]:
    if slip:
        return "不同，像是错字", "warning"
    if same:
        return "意思相同，用字不同", None
    return ("不同，不是规定的名称", "warning") if section.number == _OVERVIEW and not section.sure else ("不同", None)
