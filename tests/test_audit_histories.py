"""Whatever happened to the files before: an audit ends as one of its own would, reads what changed and judges what that touches."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.audit_corpus import audit, jsonl
from tools.forge.figures import sound
from tools.forge.layouts import LAYOUTS
from validator.audit.crew import Means
from validator.audit.progress import Progress, Stage
from validator.audit.run import audit as run
from validator.audit.run import log_file
from validator.between.sketch import COMPARING
from validator.commands.auditing import order_of

#: Whose report, of which year, and which of two versions with other figures.
Content = tuple[str, int, int]

NAMES = ("甲/1.html", "甲/2.html", "乙/1.html", "乙/丙/1.html", "2.html", "3.html")
OPTIONS: dict[str, tuple[str, ...]] = {
    "all": (),
    "some rules": ("--ignore", "Y"),
    "nothing compared": ("--ignore", ",".join(COMPARING)),
    "edition": ("--edition", "2021"),
}
contents = st.tuples(st.sampled_from(("云桥市民政局", "临溪县人民政府")), st.integers(2021, 2024), st.integers(0, 1))
_DONE = re.compile(r"这次读了 (\d+) 个文件，核验了 (\d+) 份报告(?:，去掉已不存在的 (\d+) 个)?")


@cache
def page(content: Content) -> bytes:
    """All of one size, which tells nothing."""
    organ, year, _ = content
    return LAYOUTS["html-plain"].render(replace(sound(str(content), "2021", year), organ=organ)).ljust(12_000)


@dataclass(frozen=True)
class Read:
    """How a file was read."""

    content: Content
    edition: bool
    compared: bool


@dataclass(frozen=True)
class Basis:
    """All that the verdict on a report rests on. `beside`: whether others are there that it is compared with."""

    content: Content
    before: tuple[str, Content] | None
    missing: tuple[int, ...]
    options: str
    beside: bool


@dataclass
class Known:
    """What the audits so far know, by the names of files. `sure`: none was stopped since the last one that ended."""

    read: dict[str, Read] = field(default_factory=dict)
    judged: dict[str, Basis] = field(default_factory=dict)
    sure: bool = True


class Stopping(Progress):
    """Ctrl-C after so many steps."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def begin(self, stage: Stage) -> None:
        self.advance(1, 0)

    def advance(self, done: int, unread: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise KeyboardInterrupt


class Histories(RuleBasedStateMachine):
    """Files come, change, change places and go; now and then an audit runs, or is stopped on its way."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp())
        self.files: dict[str, Content] = {}
        self.known = Known()

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    # ------------------------------------------------------------ what happens to the files

    @rule(name=st.sampled_from(NAMES), content=contents)
    def put(self, name: str, content: Content) -> None:
        """Of an organ's year there is one report: of two nobody knows which is last year's."""
        for other in [other for other, held in self.files.items() if held[:2] == content[:2]]:
            self.remove(other)
        path = self.folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page(content))
        os.utime(path, (1, 1))  # the clock tells nothing
        self.files[name] = content

    def remove(self, name: str) -> None:
        (self.folder / "in" / name).unlink()
        del self.files[name]

    @precondition(lambda self: self.files)
    @rule(pick=st.integers(0, 99))
    def lose(self, pick: int) -> None:
        self.remove(sorted(self.files)[pick % len(self.files)])

    @precondition(lambda self: self.files)
    @rule(pick=st.integers(0, 99))
    def touch(self, pick: int) -> None:
        os.utime(self.folder / "in" / sorted(self.files)[pick % len(self.files)])

    @precondition(lambda self: len(self.files) > 1)
    @rule(pick=st.integers(0, 99), other=st.integers(0, 99))
    def swap(self, pick: int, other: int) -> None:
        names = sorted(self.files)
        one, two = names[pick % len(names)], names[other % len(names)]
        first, second, aside = self.folder / "in" / one, self.folder / "in" / two, self.folder / "aside"
        if one != two:
            first.rename(aside)
            second.rename(first)
            aside.rename(second)
            self.files[one], self.files[two] = self.files[two], self.files[one]

    # ------------------------------------------------------------ audits

    @precondition(lambda self: self.files)
    @rule(steps=st.integers(0, 12))
    def stopped(self, steps: int) -> None:
        """Nothing is known any more of what was done; it may not be wrong, though."""
        given = dict.fromkeys(
            ("jobs", "scheduler", "timeout", "manifest", "organs", "since", "edition", "fail_on", "baseline")
        )
        options = {**given, "select": (), "ignore": (), "fresh": False, "outputs": "jsonl", "per_organ": False}
        order, _ = order_of([str(self.folder / "in")], str(self.folder / "out"), options)
        try:
            run(order, Means(0, 60, log_file(order.folder)), Stopping(steps))
        except KeyboardInterrupt:
            self.known.sure = False
        else:
            self.known = self.after("all")

    @precondition(lambda self: self.files)
    @rule(options=st.sampled_from(sorted(OPTIONS)))
    def audited(self, options: str) -> None:
        given = (self.folder / "in", *OPTIONS[options], "--outputs", "jsonl", "--jobs", 0, "-o")
        told = _DONE.search(audit(*given, self.folder / "out").output)
        audit(*given, self.folder / "anew")
        assert jsonl(self.folder / "out") == jsonl(self.folder / "anew")
        shutil.rmtree(self.folder / "anew")
        before, self.known = self.known, self.after(options)
        assert told is not None
        if before.sure:
            due = (
                sum(before.read.get(name) != read for name, read in self.known.read.items()),
                sum(before.judged.get(name) != basis for name, basis in self.known.judged.items()),
                len(before.read.keys() - self.known.read.keys()),
            )
            assert tuple(int(number or 0) for number in told.groups()) == due

    def after(self, options: str) -> Known:
        """What is known when an audit with these options has ended."""
        return Known(
            {name: self.reading(name, options) for name in self.files},
            {name: self.basis(name, options) for name in self.files},
            # what a stopped audit read to be compared serves still, and nobody knows what that was
            self.known.sure or options != "nothing compared",
        )

    def reading(self, name: str, options: str) -> Read:
        """What was read to be compared serves where nothing is to be compared."""
        compared, before = options != "nothing compared", self.known.read.get(name)
        due = Read(self.files[name], options == "edition", compared)
        return before if before is not None and not compared and before == replace(due, compared=True) else due

    def basis(self, name: str, options: str) -> Basis:
        organ, year, _ = self.files[name]
        years = {held[1]: (other, held) for other, held in self.files.items() if held[0] == organ}
        earlier = max((other for other in years if other < year), default=year)
        beside = options != "nothing compared" and len(self.files) > 1
        return Basis(self.files[name], years.get(year - 1), tuple(range(earlier + 1, year)), options, beside)


#: A history is short, and to make it shorter takes minutes.
_PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
Histories.TestCase.settings = settings(max_examples=20, stateful_step_count=14, deadline=None, phases=_PHASES)
TestHistories = Histories.TestCase
