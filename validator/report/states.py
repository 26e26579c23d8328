"""What a report and a finding are called by how they came out: all that an audit needs of words, without any rule."""

from __future__ import annotations

from collections.abc import Mapping

VERDICTS: Mapping[str, str] = {
    "passed": "通过",
    "failed": "不通过",
    "incomplete": "未查完",
    "not_applicable": "不适用",
    "unreadable": "读不出",
}
#: Worst first.
SEVERITY_WORDS: Mapping[str, str] = {"error": "错误", "warning": "疑似", "notice": "提示"}
