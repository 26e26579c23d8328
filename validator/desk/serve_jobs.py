"""What the workers of the page do. Every function takes and returns what can be sent between processes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePath

import msgspec

from validator.archives.archive import Member, is_archive, members
from validator.archives.archive_names import sort_of
from validator.between.links import Links
from validator.cells_file import encode_cases
from validator.desk.serve_cells import changes
from validator.desk.serve_crew import Refused
from validator.desk.serve_session import BAD, BadSession, Session, key_of, renamed, session_of, wanted
from validator.desk.serve_view import view
from validator.files import converted
from validator.model import EXCERPT, Case, Document, Observation, Report, Unreadable
from validator.pipeline import extract, judge, unreadable
from validator.report.wording import summary_words
from validator.unshown import shown, stem_beside

_OTHER = "这个文件核验之后又改动过，或者读不出。请重新放入文件，再下载批注文件。"


def may_be_report(name: str) -> bool:
    """Whether a file in a folder may be a report, by its name alone."""
    return sort_of(name) == "report"


def read(name: str, data: bytes, is_pasted: bool = False) -> bytes:
    """The cells of one file, as `d711 extract` writes them. `name` is only shown; nothing is written to the disk.

    `is_pasted`: pasted on the page, so that it need not be all of a report.
    """
    cases = _cases(shown(name), data)
    return encode_cases(tuple(map(_excerpt, cases) if is_pasted else cases))


class _Sent(msgspec.Struct):
    name: str
    file: bytes


def read_old(body: bytes) -> bytes | Refused:
    """The cells of several old office files, converted with one start of LibreOffice: a list of what `read` answers."""
    try:
        posted = msgspec.json.decode(body, type=list[_Sent])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Refused(BAD)
    sent = {shown(one.name): one.file for one in posted}
    if len(sent) < len(posted):  # told apart by their names
        return Refused(BAD)
    found = converted([(name, data, 0) for name, data in sent.items()])
    return b"[%b]" % b",".join(encode_cases(_old(name, data, found.get(name))) for name, data in sent.items())


def _old(name: str, data: bytes, found: Document | Unreadable | None) -> tuple[Case, ...]:
    if isinstance(found, Unreadable):
        return (unreadable(name, found, sha256(data).hexdigest()),)
    return extract(data, name, document=found)


def _excerpt(case: Case) -> Case:
    return replace(case, observations=(*case.observations, Observation(EXCERPT)))


def give_up(name: str, data: bytes, message: str) -> bytes:
    """In place of the cells of a file that could not be read in time: a case that says so."""
    return encode_cases((unreadable(shown(name), Unreadable("F004", message), sha256(data).hexdigest()),))


def _cases(name: str, data: bytes) -> Iterator[Case]:
    if not is_archive(data, name):
        yield from extract(data, name)
        return
    skipped = 0

    def walk() -> Iterator[Member]:
        nonlocal skipped
        skipped = yield from members(name, data)

    first, *others = [case for path, content in walk() for case in _member(shown(path), content)]
    note = (Observation("members_skipped", number=skipped),) if skipped else ()
    yield replace(first, observations=first.observations + note)
    yield from others


def _member(path: str, content: bytes | Unreadable) -> tuple[Case, ...]:
    return (unreadable(path, content),) if isinstance(content, Unreadable) else extract(content, path)


def judged(body: bytes) -> bytes | Refused:
    """The views of the reports that are wanted, as JSON."""
    try:
        session = session_of(body)
    except BadSession as error:
        return Refused(str(error))
    chosen = wanted(session)
    reports = judge([session.cases[n] for n in chosen], session.links)
    views = [_view(report, session, n) for report, n in zip(reports, chosen, strict=True)]
    summary = summary_words([report.status for report in reports])
    return msgspec.json.encode({"reports": views, "summary": summary})


def _view(report: Report, session: Session, number: int) -> dict[str, object]:
    key = key_of(report.case)
    links, edits = session.links.get(key, Links()), session.edits.get(key, ())
    return view(report, links, edits, session.originals[number], f"r{number + 1}")


def workbook(body: bytes) -> bytes | Refused:
    """The findings as a workbook, with the tables."""
    from validator.report.xlsx import render

    try:
        session = renamed(session_of(body))
    except BadSession as error:
        return Refused(str(error))
    planned = [
        ("拟改（文件未改）", f"{case.path}：{line}")
        for case in session.originals
        for line in changes(case, session.edits.get(key_of(case), ()))
    ]
    return render(judge(session.cases, session.links), base=None, notes=planned)


def annotated(body: bytes) -> tuple[str, bytes] | Refused:
    """A marked copy of the user's file as it is, and what to call it."""
    from validator.desk.annotate import annotated as mark
    from validator.desk.annotate import extensions
    from validator.desk.annotate_planned import planned_in

    try:
        session = session_of(body)
        reports = judge([case for case in session.cases if case.path == session.name], session.links)
        if not reports or reports[0].case.sha256 != sha256(session.file).hexdigest():
            return Refused(_OTHER)
        extension = extensions(session.file, session.name, reports[0].case.reader)[0]
        path, planned = PurePath(session.name), planned_in((r.case for r in reports), session.planned)
        ending = f"（批注）{extension}"
        return stem_beside(path.stem, ending) + ending, mark(session.file, path.name, reports, extension, planned)
    except BadSession as error:
        return Refused(str(error))
    except Unreadable as error:
        return Refused(error.message)
