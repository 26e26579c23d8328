"""A running `d711 serve` and a real browser on it, for the tests: Chromium through Selenium, nothing but this machine."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tools.golden import ROOT

SERVE = (sys.executable, "-m", "validator", "serve", "--no-browser")
APART = {**os.environ, "PYTHONPATH": str(ROOT.parent), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}


@dataclass(slots=True)
class Server:
    """A running `d711 serve`; `cookie` once somebody came in by the link."""

    process: subprocess.Popen[str]
    link: str
    said: list[str] = field(default_factory=list)
    cookie: str = ""

    @property
    def port(self) -> int:
        return urlsplit(self.link).port or 0


def started(*options: str) -> Server:
    process = subprocess.Popen(
        [*SERVE, *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=APART, encoding="utf-8"
    )
    said: list[str] = []
    assert process.stdout
    for line in process.stdout:
        said.append(line)
        if found := re.search(r"http://\S+", line):
            return Server(process, found[0], said)
    raise AssertionError("".join(said))


def ended(server: Server) -> str:
    server.process.send_signal(signal.SIGINT)
    server.process.wait(timeout=20)
    assert server.process.stdout
    with server.process.stdout as rest:
        return "".join(server.said) + rest.read()


# ---------------------------------------------------------------- the browser

DRIVER, BROWSER = shutil.which("chromedriver"), shutil.which("chromium") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(not (DRIVER and BROWSER), reason="chromium and chromedriver are not installed")
_OPTIONS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1366,768", "--lang=zh-CN")
#: Seconds for what a person would wait for; the first file also waits for the workers to come up.
_PATIENCE = 90


@dataclass(slots=True)
class Desk:
    """The page as a person uses it."""

    driver: Any
    home: str
    downloads: Path

    def open(self, link: str = "") -> None:
        """The page anew, with nothing in it."""
        self.driver.get(link or self.home)

    def all(self, css: str) -> list[Any]:
        return list(self.driver.find_elements("css selector", css))

    def one(self, css: str) -> Any:
        return self.driver.find_element("css selector", css)

    def script(self, text: str, *arguments: object) -> Any:
        return self.driver.execute_script(text, *arguments)

    def until(self, css_or_script: str) -> Any:
        """Wait until a script returns something."""
        from selenium.webdriver.support.ui import WebDriverWait

        return WebDriverWait(self.driver, _PATIENCE, 0.02).until(lambda d: d.execute_script(f"return {css_or_script}"))

    def does(self, act: Any) -> str:
        """Do something and wait for what the page then says of its state."""
        self.script(
            "document.getElementById('status').textContent = ''; window.was = document.querySelector('.report')"
        )
        act()
        return self.until(
            "(/^结论|^全部|请再放入/.test(document.getElementById('status').textContent) && document.getElementById('status').textContent)"
            " || (document.querySelector('#problems p') || {}).textContent"
        )

    def put(self, *paths: Path, group: str = "files", folder: bool = False) -> str:
        """Choose files, or a folder."""
        which = f"input[data-group={group}]{'[data-folder]' if folder else ':not([data-folder])'}"
        return self.does(lambda: self.one(which).send_keys("\n".join(map(str, paths))))

    def drop(self, *paths: Path, over: str = ".zone.first") -> str:
        """Drag files or folders from the desktop and let them go over an element, as a mouse does."""
        box = """const one = document.querySelector(arguments[0]); one.scrollIntoView({block: 'center'});
            return one.getBoundingClientRect().toJSON()"""
        there = self.script(box, over)
        at = {"x": there["x"] + there["width"] / 2, "y": there["y"] + 12}
        data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}

        def act() -> None:
            for kind in ("dragEnter", "dragOver", "drop"):
                self.driver.execute_cdp_cmd("Input.dispatchDragEvent", {"type": kind, **at, "data": data})

        return self.does(act)

    def cell(self, row: str, column: str, table: str = "requests") -> Any:
        return self.one(f"[data-table='{table}'] td[data-row='{row}'][data-column='{column}']")

    def downloaded(self, act: Any) -> Path:
        """What comes of a button that downloads."""
        from selenium.webdriver.support.ui import WebDriverWait

        before = set(self.downloads.iterdir())
        act()

        def found(_: object) -> Path | None:
            here = (p for p in self.downloads.iterdir() if not p.name.startswith("."))  # the browser's own, on the way
            new = [p for p in here if p not in before and p.suffix not in (".crdownload", ".tmp")]
            return new[0] if new and new[0].stat().st_size else None

        return WebDriverWait(self.driver, _PATIENCE, 0.05).until(found)

    def addresses(self) -> set[str]:
        """Everything that the browser asked for since the last call."""
        messages = (json.loads(line["message"])["message"] for line in self.driver.get_log("performance"))
        return {m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"}

    def complaints(self) -> list[str]:
        """What the browser's console says."""
        return [line["message"] for line in self.driver.get_log("browser")]


def desk_on(link: str, downloads: Path) -> Iterator[Desk]:
    """A browser that came in by the link."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for option in _OPTIONS:
        options.add_argument(option)
    options.add_experimental_option(
        "prefs", {"download.default_directory": str(downloads), "download.prompt_for_download": False}
    )
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(DRIVER))
    try:
        parts = urlsplit(link)
        desk = Desk(driver, f"{parts.scheme}://{parts.netloc}/", downloads)
        desk.open(link)
        yield desk
    finally:
        driver.quit()
