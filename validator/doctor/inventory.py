"""What is installed: Python, what the program stands on, the extras, LibreOffice; and how to get what is not."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from validator.version import TOOL

State = Literal["ok", "absent", "broken"]
#: Seconds that LibreOffice gets to say its version; the first start on a slow disk takes long.
_PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the result: `key` for programs, `name` for people; `detail`: version, place or what is wrong; `advice`: what to do."""

    key: str
    name: str
    state: State
    detail: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Extra:
    """What is installed as decree711-validator[key]: what it is for, and the distributions it consists of."""

    key: str
    purpose: str
    distributions: tuple[str, ...]


#: What pyproject.toml requires.
REQUIRED = (
    "chardet",
    "click",
    "lxml",
    "msgspec",
    "numpy",
    "opencc",
    "openpyxl",
    "pandas",
    "pandera",
    "pypdfium2",
    "rapidfuzz",
    "rich",
    "selectolax",
    "xlrd",
)
EXTRAS = (
    Extra("ocr", "识别图片和扫描件", ("onnxruntime", "pillow", "rapidocr")),
    Extra("desk", "本机页面 d711 serve", ("jinja2", "starlette", "uvicorn")),
    Extra("audit", "d711 audit 写 cells.parquet", ("pyarrow",)),
    Extra("cluster", "d711 audit 用 Dask 集群", ("distributed",)),
    Extra("doc", "不装 LibreOffice 也能读 .doc", ("msdoc2docx",)),
)
#: How LibreOffice is installed, by the name that Python gives the system; other systems as Linux.
_OFFICE: Mapping[str, str] = {
    "win32": "到 https://zh-cn.libreoffice.org 下载安装（免费），装好后重新打开命令行窗口",
    "darwin": "到 https://zh-cn.libreoffice.org 下载安装（免费），或运行 brew install --cask libreoffice",
    "linux": "Debian、Ubuntu、统信、麒麟运行 sudo apt install libreoffice-writer libreoffice-calc；其他系统安装发行版里的 LibreOffice",
}
_MISPLACED = "环境变量 {name} 指的程序不存在"


def components(system: str = sys.platform, prefix: str = sys.prefix) -> Iterator[Item]:
    """Everything, in the order of need. `system`: as sys.platform names it; `prefix`: where this Python is installed."""
    yield Item("python", "Python", "ok", f"{platform.python_version()}，{sys.executable}")
    missing = [name for name in REQUIRED if installed(name) is None]
    yield _required(missing, system, prefix)
    yield from (_extra(extra, system, prefix) for extra in EXTRAS)
    yield _office(system)


def installed(distribution: str) -> str | None:
    """The version of an installed distribution; None if it is not there."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def how_to_install(extra: str, system: str = sys.platform, prefix: str = sys.prefix) -> str:
    """The command that installs the program with an extra, or anew (""), where this one is installed."""
    what = f'"{TOOL}[{extra}]"' if extra else f'"{TOOL}"'
    if "pipx" in Path(prefix).parts:
        return f"pipx install --force {what}"
    again = "" if extra else "--force-reinstall "
    return f"{'py' if system == 'win32' else 'python3'} -m pip install {again}{what}"


def office_advice(system: str = sys.platform) -> str:
    """How LibreOffice is installed on a system."""
    return f"{_OFFICE.get(system, _OFFICE['linux'])}。"


def _required(missing: list[str], system: str, prefix: str) -> Item:
    if missing:
        advice = f"请重新安装：{how_to_install('', system, prefix)}"
        return Item("required", "必需的组件", "broken", f"缺 {'、'.join(missing)}", advice)
    return Item("required", "必需的组件", "ok", "、".join(f"{name} {installed(name)}" for name in REQUIRED))


def _extra(extra: Extra, system: str, prefix: str) -> Item:
    missing = [name for name in extra.distributions if installed(name) is None]
    name = f"[{extra.key}] {extra.purpose}"
    if missing:
        return Item(
            extra.key,
            name,
            "absent",
            f"缺 {'、'.join(missing)}",
            f"需要时运行：{how_to_install(extra.key, system, prefix)}",
        )
    return Item(extra.key, name, "ok", "、".join(f"{name} {installed(name)}" for name in extra.distributions))


# ---------------------------------------------------------------- LibreOffice


def _office(system: str) -> Item:
    from validator.read.office_program import VARIABLE, find_program

    key, name = "libreoffice", "LibreOffice（读 .doc .wps .rtf .odt .ods）"
    found = find_program()
    if found is None:
        if os.environ.get(VARIABLE):
            return Item(key, name, "broken", _MISPLACED.format(name=VARIABLE), "请改正或删去这个环境变量。")
        return Item(key, name, "absent", "", f"需要时：{office_advice(system)}")
    told = _office_version(found)
    if told is None:
        return Item(key, name, "broken", f"{found} 启动不了", f"请重新安装：{office_advice(system)}")
    return Item(key, name, "ok", f"{told}，{found}")


def _office_version(program: Path) -> str | None:
    try:
        done = subprocess.run([program, "--version"], capture_output=True, timeout=_PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    words = done.stdout.decode(errors="replace").split()
    return words[1] if done.returncode == 0 and len(words) > 1 else None
