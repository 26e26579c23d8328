"""The server of the local page: a port, a link, a browser, and an orderly end."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
import webbrowser
from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Thread

import uvicorn

from validator.desk.serve_app import application
from validator.desk.serve_crew import dismiss, hire
from validator.desk.serve_door import Door
from validator.desk.serve_guard import Guard

#: Tried one after the other, where the user names none.
PORTS = range(7110, 7130)
#: Seconds that open requests get at the end.
_GRACE = 2
_TAKEN = "端口 {port} 正被占用。请换一个，或不写 --port，由程序选择。"
_NO_ADDRESS = "这台电脑不能使用地址 {host}。请检查 --host。"
_EVERYWHERE = ("0.0.0.0", "::")


class NoPort(OSError):
    """No port could be opened; the text is a sentence for the user."""


def is_this_machine(host: str) -> bool:
    """Whether only this machine can reach `host`. Raises NoPort if it is no address of this machine."""
    try:
        found = {info[4][0] for info in socket.getaddrinfo(host, None)}
    except OSError as error:
        raise NoPort(_NO_ADDRESS.format(host=host)) from error
    return all(ipaddress.ip_address(str(address).partition("%")[0]).is_loopback for address in found)


def listening(host: str, port: int | None) -> socket.socket:
    """A socket that listens on `port`, or on the first free of PORTS, or on any. Raises NoPort."""
    for candidate in (port,) if port else (*PORTS, 0):
        with suppress(OSError):
            return _bound(host, candidate)
    raise NoPort(_TAKEN.format(port=port) if port else _NO_ADDRESS.format(host=host))


def _bound(host: str, port: int) -> socket.socket:
    family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # there it would let two programs share a port
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
        found.listen(128)
    except OSError:
        found.close()
        raise
    return found


def address_of(host: str, port: int, guard: Guard) -> str:
    """The link that opens one browser."""
    name = socket.gethostname() if host in _EVERYWHERE else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/?token={guard.link}"


def may_open_browser(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether there is a screen: on a terminal alone a text browser would take it over."""
    return platform in ("win32", "darwin") or any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def serve(host: str, port: int | None, browser: bool, tell: Callable[[str, bool, bool], None]) -> None:
    """Serve until the user interrupts. `tell(link, opened, first)` is called for each link that can be used.

    Raises NoPort.
    """
    alone = is_this_machine(host)
    sock = listening(host, port)
    number = sock.getsockname()[1]
    names = frozenset(("localhost", host.lower(), *(() if alone else (socket.gethostname().lower(),))))
    guard = Guard(
        number, names, any_address=not alone, used=lambda: tell(address_of(host, number, guard), False, False)
    )
    crew = hire()
    opened = browser and may_open_browser()
    tell(address_of(host, number, guard), opened, True)
    if opened:
        Thread(target=webbrowser.open, args=(address_of(host, number, guard),), daemon=True).start()
    try:
        with suppress(KeyboardInterrupt):
            uvicorn.Server(_config(application(crew, guard))).run(sockets=[sock])
    finally:
        dismiss(crew)
        sock.close()


def _config(app: Door) -> uvicorn.Config:
    """Quiet, plain HTTP, nothing said of the program."""
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        ws="none",
        http="h11",
        timeout_graceful_shutdown=_GRACE,
    )
