"""正文的申请数量与表不符

查什么：总体情况等正文里写的收到、上年结转、办结（答复）、结转下年的申请件数，与「收到和处理政府信息公开申请情况」表是否一致。正文的数可能含上年结转、可能只算已办结的，这些算法都试过仍不符才报；同一句另写了上年结转的，新收不再按含结转算，写出的合计（“共计”“应办理”）也核对；写明「新收」「结转」而无其他限定的，以及同一句的申请人构成加起来正是表中数的，为错误；其余为疑似。“2022年、2023年分别收到申请52件、45件”中本年的数也查。
为什么：正文和表格说的是同一件事，数字不同，读者无法判断以哪个为准（《条例》第五十条要求如实报告）。
错例：正文“新收政府信息公开申请258件”，表中「一、本年新收政府信息公开申请数量」行「总计」列是 275。
正例：正文“收到政府信息公开申请75件”，表中新收 74、上年结转 1，合计 75。
怎么改：核对台账，改正正文或表格里写错的一处；口径不同的，在正文里写明（如“含上年结转1件”）。
"""

from __future__ import annotations

from msgspec import structs

from validator.checks.claimed import judge_claims
from validator.checks.facts import Facts, Verdict
from validator.checks.told_years import own_defect, receipts, told_years
from validator.model import Severity

CODE = "C101"
TITLE = "正文的申请数量与表不符"
SEVERITY: Severity = "warning"
ITEM = "正文提到的申请数量"


def examine(facts: Facts) -> Verdict:
    """Items: exact statements of this kind about the organ's own figures for the year, those in rows of years too."""
    verdict = judge_claims(CODE, facts)
    own = [told for told in told_years(facts) if told.year == facts.case.report_year]
    sums = receipts(facts) if own else ()
    if not sums:
        return verdict
    claimed = {(claim.sentence, claim.value) for claim in facts.claims if claim.rule == CODE}
    row = [told for told in own if (told.sentence, told.value) not in claimed]
    wrong = tuple(own_defect(told, sums[0]) for told in row if told.value not in sums)
    return structs.replace(
        verdict,
        defects=(*verdict.defects, *wrong),
        passed=verdict.passed + len(row) - len(wrong),
        failed=verdict.failed + len(wrong),
    )
