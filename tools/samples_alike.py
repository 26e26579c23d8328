"""Samples of reports that are alike: a folder is one sample, its name says which rule fires, or `passed`: none does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from tools.forge.figures import Report, sound
from tools.forge.story import Story, story
from tools.samples_base import WRITERS, YEARS, base
from tools.samples_series import following

#: Section one and section five as two offices would write them, each of its own work.
_WORDS = (
    (
        (
            "围绕群众关心的入学、资助、招考三类事项，在网站首页设立查询入口，按季度核对内容。",
            "把行政规范性文件集中到一个页面，标明有效、失效和修改情况，方便下载不同格式的文本。",
            "依申请公开由一个窗口统一登记，承办科室三个工作日内提出意见，法规科审核后答复。",
            "对申请较多的事项，主动把答复内容整理成问答，放在网站上供其他人查阅。",
            "全年两次检查各科室的公开目录，缺项的当场补齐，逾期没有更新的在会上通报。",
            "新媒体账号与网站同步发布，重要政策配一张图和一段短视频说明办理步骤。",
        ),
        (
            "主要问题是学校一级的公开内容深浅不一，有的只有通知，没有数据和依据。",
            "答复文书引用条款不够完整，个别答复没有写明救济渠道。",
            "下一步拟定学校公开内容的最低清单，每学期抽查一次，结果计入年度考核。",
            "把常用答复文书做成范本，由法制审核人员逐份核对条款和救济途径。",
        ),
    ),
    (
        (
            "重点公开水库调度、河道清淤和农村供水三个方面的进展，每月更新一张进度表。",
            "工程招标、开工、验收各个环节的资料按项目归在一处，群众输入项目名称即可查到。",
            "收到申请后先与申请人电话沟通，弄清需要哪一段河道、哪一年的资料，再决定如何提供。",
            "涉及防汛安全的图纸先做区分处理，可以公开的部分按期提供，并说明其余部分的理由。",
            "汛期每日两次发布水情，平时按周发布，发布前由值班人员和分管领导两道把关。",
            "与乡镇水管站建立联络员制度，基层报送的信息当天审核、当天上网。",
        ),
        (
            "不足之处是工程资料的格式不统一，有的是扫描件，查找和复制都不方便。",
            "基层水管站人手少，报送的信息时有延迟，个别月份的进度表晚了几天。",
            "改进的办法是统一资料模板，一律用可以检索的文本，旧的扫描件分批重做。",
            "为水管站配备专用账号，到期前自动提醒，连续两次逾期的由分管领导约谈。",
        ),
    ),
)


def alike_samples(edition: str) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Every folder of `edition`: path below samples/<edition>/, bytes."""
    report = base(edition)
    before = replace(report, year=YEARS[edition] - 1)
    other = replace(sound("another", edition, YEARS[edition]), organ="云桥市水利局")
    yield from _files("F019-put-twice", (_said(report, 0), _said(report, 0)))
    draft = replace(sound("draft", edition, YEARS[edition]), organ=report.organ)
    yield from _files("F021-two-versions", (_said(draft, 0), _said(report, 1)))
    yield from _files("C401-words-of-another", (_said(report, 0), _said(other, 0)))
    yield from _files("C402-tables-of-another", (_said(report, 0), _said(replace(report, organ=other.organ), 1)))
    yield from _files("Y301-words-kept", (_said(before, 0), _said(following(report, before), 0)))
    yield from _files("Y302-tables-kept", (_said(before, 0), _said(report, 1)))
    yield from _files("passed-each-its-own", (_said(report, 0), _said(other, 1)))
    yield from _files("passed-two-empty-towns", tuple(map(story, _towns(edition))))


def _said(report: Report, which: int) -> Story:
    """The report in the words of one of the two offices."""
    one, five = _WORDS[which]
    tale = story(report)
    said = {1: one, 5: five}
    return replace(
        tale, sections=tuple(replace(s, items=said.get(number, s.items)) for number, s in enumerate(tale.sections, 1))
    )


def _towns(edition: str) -> Iterator[Report]:
    """Two that had nothing to report, in the words that everybody uses."""
    for organ in ("云桥市青石镇人民政府", "云桥市白塔镇人民政府"):
        yield replace(sound("town", edition, YEARS[edition], "zero"), organ=organ)


def _files(name: str, tales: Sequence[Story]) -> Iterator[tuple[PurePosixPath, bytes]]:
    for number, tale in enumerate(tales, 1):
        yield PurePosixPath("alike", name, f"{number}.html"), WRITERS[".html"](tale)
