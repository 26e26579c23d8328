"""同一份文件放了两处

查什么：一起核验的文件里，有没有内容逐字节相同而路径不同的。
为什么：同一份文件放在两个机关或两个年度的位置上，往往是放错了，真正的那一份就缺了；有意的备份可以不管。
错例：「2022/民政局.html」与「2023/民政局.html」逐字节相同。
正例：两个年度各是各的报告。
怎么改：打开文件看是哪个机关、哪个年度的，放错的换成应有的一份，多余的删去。
"""

from __future__ import annotations

from collections.abc import Sequence

from validator.between.links import Pair
from validator.checks.alike import judge_alike, listed_files
from validator.checks.facts import Facts, Verdict
from validator.model import Severity

CODE = "F019"
TITLE = "同一份文件放了两处"
SEVERITY: Severity = "notice"
ITEM = "文件"


def examine(facts: Facts) -> Verdict:
    """Items: the file, if it was compared with others."""
    return judge_alike(facts, "file", _message)


def _message(pairs: Sequence[Pair]) -> str:
    return f"内容与{listed_files(pairs)}完全相同。请核对是不是放错了文件；有意备份的，可以不改。"
