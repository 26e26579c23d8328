"""Archives and letters → the files in them that may be reports, one at a time, bounded, nested once."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from pathlib import PurePath

from validator import limits
from validator.archives import archive_mail, archive_zip
from validator.archives.archive_names import Sort, sort_of
from validator.archives.archive_zip import Entry, is_plain_zip
from validator.model import Unreadable
from validator.own_files import is_own

Member = tuple[str, bytes | Unreadable]

#: Between an archive and what is in it.
SEPARATOR = "!/"
#: Archives within the archive.
_NESTING = 1
_PREFERRED: tuple[Sort, ...] = ("report", "picture")
#: Bytes of all members together, after unpacking; one at a time is held.
_MAX_TOTAL = 4 * 1024 * 1024 * 1024

_TOO_NESTED = "压缩包套了两层以上，里面的文件未检查。请先解压，再检查里面的文件。"
_NOTHING = "里面没有可以检查的文件（跳过了 {skipped} 个网页附件、图标等文件）。请确认选对了文件。"
_ONLY_OWN = "里面只有本程序写的批注副本或核验结果，没有检查。要检查副本，请解压后单独给出它。"
_EMPTY = "压缩包或邮件里没有任何文件。请重新打包后再检查。"
_OVER = f"压缩包里的文件超过 {limits.MAX_MEMBERS} 个或总量过大，后面的没有检查。请分成几个压缩包后再检查。"


def is_archive(data: bytes, name: str) -> bool:
    """Whether the file holds files to check: a ZIP that is no office document, or a letter (.eml)."""
    plain = is_plain_zip(data)
    if plain is None:
        return PurePath(name).suffix.lower() == ".zip"
    return plain or (not data.startswith(b"PK") and archive_mail.is_mail(data, name))


def members(path: str, data: bytes) -> Generator[Member, None, int]:
    """The files in the archive that may be reports, each as (`archive.zip!/a/b.docx`, its bytes or why not).

    One is unpacked when it is asked for. The value returned at the end is how many were passed over as no reports
    (style sheets, icons, pictures beside documents). What cannot be read at all is one member under `path` itself.
    Names are only names: nothing is written to the disk.
    """
    skipped = size = 0
    for number, member in enumerate(_walk(path, data, _NESTING), 1):
        size += len(member[1]) if member and isinstance(member[1], bytes) else 0
        if number > limits.MAX_MEMBERS or size > _MAX_TOTAL:
            yield path, Unreadable("F004", _OVER)
            break
        if member is None:
            skipped += 1
        else:
            yield member
    return skipped


def _walk(path: str, data: bytes, nesting: int) -> Iterator[Member | None]:
    """Members in order, None for each that is passed over."""
    try:
        found = archive_zip.entries(data) if is_plain_zip(data) is not False else archive_mail.entries(data)
    except Unreadable as error:
        yield path, error
        return
    sorts = [sort_of(name) for name, _ in found]
    wanted = _wanted(sorts)
    given = False
    for entry, sort in zip(found, sorts, strict=True):
        for member in _member(path, entry, nesting) if sort == wanted else (None,):
            given = given or member is not None
            yield member
    if not given and wanted is not None:
        yield path, Unreadable("F002", _ONLY_OWN)
    elif wanted is None:
        yield path, Unreadable("F002", _NOTHING.format(skipped=len(found)) if found else _EMPTY)


def _wanted(sorts: Sequence[Sort]) -> Sort | None:
    """What may be a report; pictures count only where there is nothing else: scans of a report."""
    return next((sort for sort in _PREFERRED if sort in sorts), None)


def _member(path: str, entry: Entry, nesting: int) -> Iterator[Member | None]:
    name, content = entry
    full = f"{path}{SEPARATOR}{name}"
    try:
        data = content()
    except Unreadable as error:
        yield full, error
        return
    if is_own(data):
        yield None
    elif not is_archive(data, name):
        yield full, data
    elif nesting:
        yield from _walk(full, data, nesting - 1)
    else:
        yield full, Unreadable("F006", _TOO_NESTED)
