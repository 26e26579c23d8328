"""What `audit` does before it works and after: the order that the options and the configuration make, and what is told."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from validator.audit.cluster import BadCluster
from validator.audit.crew import Means
from validator.audit.isolated import BadWorker
from validator.audit.judging import Settings
from validator.audit.last_time import BadLast, last_time
from validator.audit.manifest import Statement, read_manifest
from validator.audit.results import OUTPUTS, PRIVATE, USUAL, BadResults
from validator.audit.roster import read_roster
from validator.audit.run import Order, Outcome, log_file
from validator.audit.sources import Sources
from validator.audit.store_file import BadStore
from validator.audit.where_to_begin import Asked
from validator.audit.work import BadWork, find_sources
from validator.baseline_file import Entry
from validator.commands.settings import baseline_entries, settings_from
from validator.commands.status import LEVELS
from validator.commands.telling import selection_note
from validator.report.states import SEVERITY_WORDS, VERDICTS

#: What stops an audit with a sentence for the user.
REFUSALS = (BadWork, BadStore, BadCluster, BadResults, BadLast, BadWorker)
_NO_PARQUET = '没有安装 pyarrow，写不了 cells.parquet。请先运行：pip install "decree711-validator[audit]"'
_NO_BOOK = "没有写 汇总.xlsx，没有见到的年报、与上次相比的逐条清单都在它里面。要看清单，请在 --outputs 里加上 xlsx。"
_LISTS = ("manifest", "organs")
_OF_CHECK = ("edition", "select", "ignore", "fail_on", "baseline")


def order_of(paths: Sequence[str], output: str, options: Mapping[str, Any]) -> tuple[Order, str]:
    """What is to be done, and the level at which a finding counts. Raises UsageError, BadWork."""
    settings = settings_from({name: options[name] for name in _OF_CHECK})
    outputs = tuple(dict.fromkeys((*_outputs(options["outputs"]), *(("organs",) if options["per_organ"] else ()))))
    said = read_manifest(options["manifest"]) if options["manifest"] else {}
    if not paths and not said:
        raise click.UsageError("请给出要核验的文件夹、压缩包或文件。")
    _writable(output)
    about = [options[name] for name in _LISTS if options[name]]
    work = find_sources(paths, output, _listed(said, bool(paths)), about)
    kept = Settings(settings.select or (), settings.ignore or (), settings.severity)
    baseline = baseline_entries(settings.baseline)
    order = Order(
        work.sources,
        Path(output).absolute(),
        _by_name(said, work.sources, str(options["manifest"])),
        None if settings.edition in (None, "auto") else settings.edition,
        kept,
        baseline,
        outputs,
        options["fresh"],
        (*work.notes, *_unlisted(options, outputs)),
        _asked(options, kept, baseline),
    )
    return order, settings.fail_on or LEVELS[0]


def _asked(options: Mapping[str, Any], settings: Settings, baseline: Sequence[Entry]) -> Asked:
    owed = read_roster(options["organs"]) if options["organs"] else ()
    quiet = (entry.fingerprint for entry in baseline)
    return Asked(owed, last_time(options["since"], settings, quiet) if options["since"] else None)


def _unlisted(options: Mapping[str, Any], outputs: Sequence[str]) -> Iterator[str]:
    if (options["organs"] or options["since"]) and "xlsx" not in outputs:
        yield _NO_BOOK


def means_of(order: Order, options: Mapping[str, Any]) -> Means:
    """Who does it."""
    jobs = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    wanted = options["jobs"]
    return Means(jobs if wanted is None else wanted, options["timeout"], log_file(order.folder), options["scheduler"])


def _writable(output: str) -> None:
    """The program's own folder is made inside: a result folder may be there and yet not be written into."""
    try:
        (Path(output) / PRIVATE).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"不能写入 {output}（-o）。请检查路径和权限。") from error


def _outputs(given: str | None) -> tuple[str, ...]:
    names = [name.strip() for name in (given or ",".join(USUAL)).split(",") if name.strip()]
    if unknown := [name for name in names if name not in OUTPUTS]:
        raise click.UsageError(f"没有「{'、'.join(unknown)}」这种结果（--outputs）。可以写：{','.join(OUTPUTS)}。")
    if set(names) == {"parquet"} and find_spec("pyarrow") is None:
        raise click.UsageError(_NO_PARQUET)
    return tuple(dict.fromkeys(names))


def _listed(said: Mapping[str, Statement], only_missing: bool) -> list[str]:
    """The files that the manifest names, or those of them that are not there: reading one tells the user that it is not."""
    return [path for path in _wanted(said) if not (only_missing and Path(path).exists())]


def _wanted(said: Mapping[str, Statement]) -> list[str]:
    return list(dict.fromkeys((*said, *(told.parent for told in said.values() if told.parent))))


def _by_name(said: Mapping[str, Statement], sources: Sources, manifest: str) -> dict[str, Statement]:
    """What the manifest says, by the names of the results. A file that is not read would be missed in silence."""
    if not said:
        return {}
    names = {os.path.normcase(path): name for name, path in sources.named()}
    missing = [path for path in _wanted(said) if os.path.normcase(path) not in names]
    if missing:
        raise BadWork(f"{manifest} 里的 {missing[0]} 不在要核验的文件里。请改正清单，或把它一起给出。")
    found: dict[str, Statement] = {}
    for path, told in said.items():
        parent = names[os.path.normcase(told.parent)] if told.parent else None
        found[names[os.path.normcase(path)]] = Statement(told.organ, told.year, parent)
    return found


def exit_status(outcome: Outcome, fail_on: str) -> int:
    """As for a check: 2 if a file could not be read, 1 if anything did not pass or counts at `fail_on`, else 0."""
    if outcome.statuses["unreadable"]:
        return 2
    counted = LEVELS[: LEVELS.index(fail_on) + 1]
    passed = outcome.statuses["passed"] == sum(outcome.statuses.values())
    return 0 if passed and not any(outcome.findings[level] for level in counted) else 1


def record_of(outcome: Outcome) -> dict[str, Any]:
    """What came of it, for programs."""
    counts = {"read": outcome.read, "judged": outcome.judged, "gone": outcome.gone, "quiet": outcome.quiet}
    return {"statuses": outcome.statuses, "findings": outcome.findings, **counts, "files": outcome.files}


def told_of(outcome: Outcome, order: Order) -> Iterator[str]:
    """The summary, line by line."""
    counts = "，".join(f"{VERDICTS[status]} {count}" for status, count in outcome.statuses.items() if count)
    found = "，".join(f"{SEVERITY_WORDS[level]} {count}" for level, count in outcome.findings.items())
    yield f"共 {sum(outcome.statuses.values())} 份报告：{counts}。"
    yield f"问题：{found}。" + (f"基线里记下的 {outcome.quiet} 处没有列出。" if outcome.quiet else "")
    gone = f"，去掉已不存在的 {outcome.gone} 个" if outcome.gone else ""
    same = "；其余与上次相同" if outcome.judged < sum(outcome.statuses.values()) else ""
    yield f"这次读了 {outcome.read} 个文件，核验了 {outcome.judged} 份报告{gone}{same}。"
    if left_out := selection_note(order.settings.select, order.settings.ignore):
        yield f"{left_out}。"
    yield from order.notes
    yield from outcome.notes
    yield f"结果在 {order.folder}：{'、'.join(outcome.files)}"
