"""Which of the reports given as parts are added up, and why the others cannot be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from validator.between.links import figures, label
from validator.identity.same_organ import organ_key
from validator.model import Case

Chosen = tuple[tuple[Case, ...], tuple[str, ...]]  # parts; those that cannot be added, each as 路径（原因）


def choose_parts(whole: Case, given: Sequence[Case], cases: Sequence[Case]) -> Chosen:
    """The parts of `whole` among `given`. Passed over in silence: the report itself, a second copy of a part,

    and years for which `cases` or another report of the same organ show that they are not meant here. In the order of
    their paths: in which order they were named or uploaded tells nothing.
    """
    others = sorted((part for part in given if not _is_whole(part, whole)), key=lambda part: (part.path, part.part))
    meant = _years_of_others(whole, others, cases)
    parts: dict[str, Case] = {}  # by organ, or by path where that is unknown
    taken: set[tuple[str | None, int]] = set()
    unread: list[str] = [] if others else [f"{label(whole)}（就是汇总报告本身）"]
    for part in others:
        if not taken.isdisjoint(_copies(part)) or _is_for_another(part, whole, meant):
            continue
        if why := _why_not(part, whole, parts):
            unread.append(f"{label(part)}（{why}）")
        else:
            parts[_key(part) or f"{part.path}#{part.part}"] = part
            taken |= _copies(part)
    return tuple(parts.values()), tuple(unread)


def _copies(case: Case) -> set[tuple[str | None, int]]:
    """What a report shares with a copy of it: where it is, its bytes."""
    return {(case.path, case.part)} | ({(case.sha256, case.part)} if case.sha256 is not None else set())


def _is_whole(part: Case, whole: Case) -> bool:
    """The consolidated report itself, perhaps in another format."""
    alike = _key(part) is not None and _key(part) == _key(whole) and part.report_year == whole.report_year
    return not _copies(part).isdisjoint(_copies(whole)) or (alike and figures(part) == figures(whole))


def _why_not(part: Case, whole: Case, parts: Mapping[str, Case]) -> str | None:
    if part.reader is None:
        return "读不出"
    if not any(table.found for table in part.tables):
        return "没有找到规定的表格"
    if whole.report_year is not None and part.report_year != whole.report_year:
        return "没有找到报告年度" if part.report_year is None else f"是{part.report_year}年度的报告"
    if _key(part) is not None and _key(part) == _key(whole):
        return "与汇总报告是同一机关"
    twin = parts.get(_key(part) or "")
    return f"与{label(twin)}是同一机关" if twin else None


def _years_of_others(whole: Case, given: Sequence[Case], cases: Sequence[Case]) -> set[tuple[str | None, int | None]]:
    """(organ, year) that are certainly not meant: of years judged beside this one, of organs that reported this year."""
    year = whole.report_year
    beside = {case.report_year for case in cases} - {year, None}
    present = {_key(part) for part in given if part.report_year == year} - {None}
    return {
        (_key(part), part.report_year)
        for part in given
        if part.report_year not in (year, None) and (part.report_year in beside or _key(part) in present)
    }


def _is_for_another(part: Case, whole: Case, meant: set[tuple[str | None, int | None]]) -> bool:
    return whole.report_year is not None and (_key(part), part.report_year) in meant


def _key(case: Case) -> str | None:
    return organ_key(case.organ) if case.organ else None
