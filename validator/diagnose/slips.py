"""How people slip when they fill in figures: one changed cell → the likeliest slip behind it, and its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "stated", "transposed", "zeros", "lost_digit", "extra_digit", "replaced", "blank", "swapped", "shifted", "rows_swapped",
    "stale_total", "plain",
]  # fmt: skip

#: What another report states comes first; then from the slip that a chance agreement hardly imitates to the one that anything looks like.
ORDER: tuple[Kind, ...] = (
    "stated", "transposed", "zeros", "lost_digit", "extra_digit", "replaced", "swapped", "shifted", "rows_swapped", "blank",
    "stale_total", "plain",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slip:
    """What probably happened, in words for the user; `text` is empty where there is nothing to tell."""

    kind: Kind
    text: str = ""

    @property
    def told(self) -> str:
        """The text as a guess; what another report states is none."""
        return self.text if self.kind == "stated" or not self.text else f"像是{self.text}"

    @property
    def order(self) -> int:
        """Its place in ORDER: the lower, the likelier. 3 for 13 is as likely as 13 for 3."""
        return ORDER.index("lost_digit" if self.kind == "extra_digit" else self.kind)


def slip(old: int, new: int, blank: bool = False, total: bool = False) -> Slip:
    """The slip by which `new` came to be printed as `old`; `blank`: nothing is printed, `total`: it adds up others."""
    if blank:
        return Slip("blank", f"空白格漏填，应填 {new}")
    was, due = str(old), str(new)
    # A lone 0 or a lone digit agrees with every other by one change: that tells nothing.
    digits = _digits(was, due) if old > 0 and new > 0 and (len(was) > 1 or len(due) > 1) else None
    if digits is not None:
        return digits
    return Slip("stale_total", "总计没有随明细更新") if total else Slip("plain")


def from_evidence(found: Slip, source: str) -> Slip:
    """The same change where another report, named by `source`, states the new value."""
    return Slip("stated", "；".join(filter(None, (source, found.told))))


def _digits(was: str, due: str) -> Slip | None:
    """Slips of single digits; both are written without leading zeros."""
    told = f"{due} 写成了 {was}"
    if was == due + "0" or due == was + "0":
        return Slip("zeros", f"{'多' if len(was) > len(due) else '少'}写一个 0：{told}")
    if len(was) == len(due):
        unlike = [i for i, (a, b) in enumerate(zip(was, due, strict=True)) if a != b]
        if len(unlike) == 1:
            return Slip("replaced", f"一位数字写错：{told}")
        i = unlike[0]
        if len(unlike) == 2 and was[i : i + 2] == due[i : i + 2][::-1]:
            return Slip("transposed", f"两个数字颠倒：{told}")
    if _one_dropped(due, was):
        return Slip("lost_digit", f"少写一位数字：{told}")
    if _one_dropped(was, due):
        return Slip("extra_digit", f"多写一位数字：{told}")
    return None


def _one_dropped(long: str, short: str) -> bool:
    """Whether `short` is `long` without one of its digits."""
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
