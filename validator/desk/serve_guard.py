"""Who may ask the local page for anything: the browser that was opened with the link, from the page itself, by its address."""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from hmac import compare_digest
from urllib.parse import urlsplit

#: What the page may load: its own files, and nothing from anywhere else.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
#: Sent with every answer.
HEADERS = {
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
#: What the browser may say of where a request comes from: the page, or the user who typed the address.
_SITES = frozenset((None, "same-origin", "none"))


@dataclass(slots=True)
class Guard:
    """`names`: hosts besides IP addresses under which the page may be asked for; `link`: opens one browser, once.

    `used` is called when the link was used and there is a new one.
    """

    port: int
    names: frozenset[str] = frozenset(("localhost",))
    any_address: bool = False  # the user asked to be reached from other machines
    used: Callable[[], None] = field(default=lambda: None)
    link: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def cookie(self) -> str:
        """The name of the cookie. Cookies do not tell ports apart, so the name does."""
        return f"d711_{self.port}"


def is_own_host(guard: Guard, host: str | None) -> bool:
    """Whether `host` (as in the Host header) is how this page is reached. A name that an attacker points here is not."""
    if not host:
        return False
    name, port = _split(f"//{host}")
    if port not in ((guard.port, None) if guard.port == 80 else (guard.port,)):
        return False
    if name in guard.names:
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return guard.any_address or address.is_loopback


def is_own_origin(guard: Guard, origin: str | None, host: str | None, site: str | None, writes: bool) -> bool:
    """Whether Origin and Sec-Fetch-Site say that the request comes from the page; what `writes` must have an Origin."""
    if site not in _SITES:
        return False
    if origin is None:
        return not writes
    return host is not None and origin == f"http://{host}" and is_own_host(guard, host)


def opens(guard: Guard, token: str | None) -> bool:
    """Whether `token` is the link's; then it is used up, and the guard has a new link."""
    if token is None or not compare_digest(token.encode(), guard.link.encode()):
        return False
    guard.link = secrets.token_urlsafe(24)
    guard.used()
    return True


def knows(guard: Guard, cookie: str | None) -> bool:
    """Whether the cookie is the one that the link gave."""
    return cookie is not None and compare_digest(cookie.encode(), guard.secret.encode())


def _split(address: str) -> tuple[str, int | None]:
    try:
        parts = urlsplit(address)
        return parts.hostname or "", parts.port
    except ValueError:
        return "", None
