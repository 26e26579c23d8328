"""LibreOffice as a converter: where it is, and one start of it over many files, apart from the user's own settings."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

#: Overrides the search with the path of a program.
VARIABLE = "D711_SOFFICE"
#: Seconds allowed for one start, and for each of its files more.
START_SECONDS = 60
FILE_SECONDS = 5
#: Files of one start: what one that hangs can hold up.
BATCH = 20

_COMMANDS = ("soffice", "libreoffice")
_WINDOWS = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")
_MAC = ("/Applications/LibreOffice.app/Contents/MacOS/soffice", "~/Applications/LibreOffice.app/Contents/MacOS/soffice")
_NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0
_LINUX = ("/usr/lib/libreoffice/program/soffice", "/opt/libreoffice/program/soffice")

Target = Literal["docx", "xlsx"]
_FILTERS: Mapping[Target, str] = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
_QUIET = ("--headless", "--nologo", "--norestore", "--nodefault", "--nolockcheck", "--nofirststartwizard")

#: No macros, no Java, no network, no linked files, stored values of formulas as they are: node, setting, value.
_SAFE = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Java/VirtualMachine", "Enable", "false"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Office.Calc/Formula/Load", "ODFRecalcMode", "1"),
    ("Office.Calc/Formula/Load", "OOXMLRecalcMode", "1"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_ITEM = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{}</oor:items>\n'
)


class TimedOut(Exception):
    """The program did not end within its time and was ended."""


def find_program() -> Path | None:
    """Where LibreOffice is: as the variable says, on PATH, in the usual places; None if it is nowhere."""
    if given := os.environ.get(VARIABLE):
        return Path(given) if Path(given).is_file() else None
    on_path = (shutil.which(command) for command in _COMMANDS)
    return next((Path(found) for found in on_path if found), None) or next(_usual_places(), None)


def _usual_places() -> Iterator[Path]:
    folders = [Path(folder) for variable in _WINDOWS if (folder := os.environ.get(variable))]
    windows = [f / "LibreOffice" / "program" / file for f in folders for file in ("soffice.com", "soffice.exe")]
    for place in (*windows, *(Path(place).expanduser() for place in (*_MAC, *_LINUX))):
        if place.is_file():
            yield place


def run_program(program: Path, files: Sequence[tuple[str, bytes]], target: Target) -> list[bytes | None]:
    """Convert (suffix, bytes) files in one start; None for each that it could not open.

    Raises TimedOut, or OSError where the program cannot be started or leaves with an error.
    """
    with TemporaryDirectory(prefix="d711-", ignore_cleanup_errors=True) as place:
        home, out = Path(place), Path(place) / "out"
        _write_settings(home / "profile")
        sources = [home / f"{number}{suffix}" for number, (suffix, _) in enumerate(files)]
        for source, (_, data) in zip(sources, files, strict=True):
            source.write_bytes(data)
        profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
        orders = [profile, *_QUIET, "--convert-to", _FILTERS[target], "--outdir", str(out), *map(str, sources)]
        _run([str(program), *orders], home, START_SECONDS + FILE_SECONDS * len(files))
        made = [out / f"{number}.{target}" for number in range(len(files))]
        return [path.read_bytes() if path.is_file() else None for path in made]


def _write_settings(profile: Path) -> None:
    (profile / "user").mkdir(parents=True)
    items = "".join(_ITEM.format(*setting) for setting in _SAFE)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS.format(items), encoding="utf-8")


def _run(command: Sequence[str], place: Path, seconds: float) -> None:
    inside = dict.fromkeys(("TMPDIR", "TMP", "TEMP"), str(place))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | inside
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=_NO_WINDOW,
        start_new_session=True,
    )
    try:
        status = process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise TimedOut from error
    finally:
        _end(process)
    if status != 0:
        raise OSError(status, "LibreOffice ended with an error")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started: its first process only waits for the one that works."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
