"""Reports as long as offices write them: accounts of a year's work whose figures are of no mandated cell."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from tools.forge.figures import Report
from tools.forge.prose import speaking
from tools.forge.story import Story

_WORK = (
    "健全工作机制。调整{organ}政务公开工作领导小组，由主要负责同志任组长，明确一名分管负责人和一名联络员，年内召开专题会议{a}次，研究解决难点问题{b}个。",
    "压实工作责任。将公开任务分解到各科室，列出时间表和责任人，每季度通报一次进展，对逾期未完成的{a}项任务逐一督促整改。",
    "规范发文流程。拟制公文时同步确定公开属性，拟不公开的说明理由，办公室在核稿环节逐件把关，退回补充说明的有{a}件次。",
    "做好政策解读。坚持政策文件与解读材料同步起草、同步审核、同步发布，采用图解、问答、短视频等形式{b}次，帮助群众看得懂、用得上。",
    "回应社会关切。通过热线、信箱和政务新媒体受理咨询留言{c}条，均在规定时限内答复，平均办理用时缩短到{a}个工作日。",
    "丰富公开内容。围绕就业、教育、医疗、养老等领域编制标准目录，对{b}个事项逐项明确公开时限、方式和责任主体。",
    "建强公开平台。改版门户网站专栏，增设检索和无障碍浏览功能，清理失效链接{c}个，修正错别字{b}处。",
    "用好政务新媒体。全年编发信息{c}条，策划专题{a}个，总阅读量超过{c}万次，关注人数稳步增长。",
    "推进基层公开。在便民服务大厅设置查阅点，配备自助终端{a}台，安排专人引导，接待查阅群众{c}人次。",
    "加强队伍建设。组织业务培训{a}期，参训{c}人次；开展以案释法，编印工作手册{c}册，发至每个科室。",
    "开展开放活动。举办“政府开放日”活动{a}场，邀请代表委员、企业职工和学生{c}人走进机关，收集意见建议{b}条并逐条反馈。",
    "畅通申请渠道。公布受理机构的地址、电话和邮箱，保持当面、信函、网络三种渠道畅通，接听咨询电话{c}个。",
    "提高答复质量。建立疑难事项会商制度，法律顾问参与审核，统一文书格式，做到程序合法、内容准确、说理充分。",
    "强化信息管理。对历年文件开展集中清理，按照继续有效、修改、废止分类标注，方便公众辨别和使用。",
    "严格保密审查。坚持先审查后公开、一事一审，落实“三审三校”，全年未发生失泄密事件。",
    "完善监督评议。聘请社会监督员{a}名，发放问卷{c}份，收回后逐项分析，满意率保持在较高水平。",
    "注重成果运用。将第三方评估发现的{b}个问题列入台账，明确整改措施，已全部完成并复查。",
    "深化重点领域公开。及时发布预算决算、重大项目批准和实施、公共资源交易、安全生产等方面的信息，更新栏目{b}个。",
    "优化营商环境。发布惠企政策汇编{a}期，上门宣讲{b}场，服务企业{c}家，推动政策直达快享。",
    "助力乡村振兴。指导乡镇和村完善公开栏，公示补贴发放、低保评定、工程建设等内容，走访抽查{b}个点位。",
    "推动协同联动。与档案馆、图书馆建立信息移交机制，定期送交纸质文件{b}份，方便群众就近查阅。",
    "改进文风会风。文件起草力求简明，能合并的不单发，能公开的不设限，减少层层转发。",
    "加强舆情应对。建立快速响应和联动处置机制，对群众关心的热点问题第一时间发布权威信息{b}次。",
    "提升数字化水平。推进数据资源目录编制，向共享平台汇聚数据{c}条，开放数据集{a}个，促进社会利用。",
    "完善配套制度。修订信息发布、依申请办理、考核评估等内部规定，使各环节有章可循、有据可查。",
    "抓好问题整改。对照上级通报和自查情况，建立问题清单、责任清单、整改清单，实行销号管理。",
    "做好年度报告编制。按照统一格式逐项核对数据，由业务科室、办公室、分管负责人三级审核后发布。",
    "加强指导检查。对下属单位和派出机构开展实地检查{a}轮，发现问题{b}个，当场反馈并限期改正。",
)
_PLANS = (
    "下一步，将继续把公开透明贯穿权力运行全过程，补齐短板，完善制度，更好地发挥以公开促落实、促规范、促服务的作用。",
    "主要不足在于：部分科室主动公开意识不强，解读形式还比较单一，专业人员流动较快；拟通过加强考核、丰富载体、稳定队伍加以改进。",
    "围绕群众关切，计划新增{a}个专题栏目，完善检索功能，扩大公众参与范围，并定期回访，检验实际效果。",
)


def long_story(report: Report, way: int = 0) -> Story:
    """The report with the prose of `prose.speaking` and some 3,000 characters more around it."""
    rng = Random(f"{report.organ}/{report.year}/{report.edition}/narrative")
    tale = speaking(report, way=way)
    first, *middle, fifth, sixth = tale.sections
    told = tuple(_filled(text, report, rng) for text in rng.sample(_WORK, len(_WORK)))
    plans = tuple(_filled(text, report, rng) for text in _PLANS)
    sections = (replace(first, items=(*first.items, *told)), *middle, replace(fifth, items=fifth.items + plans), sixth)
    return replace(tale, sections=sections)


def _filled(text: str, report: Report, rng: Random) -> str:
    return text.format(organ=report.organ, a=rng.randint(2, 9), b=rng.randint(10, 60), c=rng.randint(100, 3000))
