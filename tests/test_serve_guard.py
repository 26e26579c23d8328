"""Who may ask the page: its own address, its own origin, the link once, the cookie afterwards."""

from __future__ import annotations

import pytest

from validator.desk.serve_guard import Guard, is_own_host, is_own_origin, knows, opens

GUARD = Guard(7110)


@pytest.mark.parametrize("host", ["127.0.0.1:7110", "localhost:7110", "LOCALHOST:7110", "[::1]:7110"])
def test_the_machine_itself_is_known_under_its_names(host: str) -> None:
    assert is_own_host(GUARD, host)


@pytest.mark.parametrize(
    "host",
    [
        None,
        "",
        "127.0.0.1",
        "127.0.0.1:7111",
        "evil.example:7110",
        "localhost.evil.example:7110",
        "10.0.0.3:7110",
        "127.0.0.1:7110@evil.example",
        "127.0.0.1:x",
        "[::1:7110",
        "localhost:99999",
    ],
)
def test_a_name_that_others_can_point_here_is_refused(host: str | None) -> None:
    assert not is_own_host(GUARD, host)


def test_other_machines_come_by_address_only_where_the_user_asked_for_it() -> None:
    wide = Guard(7110, frozenset(("localhost", "office-pc")), any_address=True)
    assert is_own_host(wide, "10.0.0.3:7110") and is_own_host(wide, "Office-PC:7110")
    assert not is_own_host(wide, "evil.example:7110")


def test_what_writes_must_come_from_the_page_itself() -> None:
    here = "127.0.0.1:7110"
    assert is_own_origin(GUARD, f"http://{here}", here, "same-origin", writes=True)
    assert is_own_origin(GUARD, None, here, "none", writes=False)
    assert not is_own_origin(GUARD, None, here, None, writes=True)
    for origin in (
        "null",
        "http://evil.example",
        "http://127.0.0.1:8000",
        "https://127.0.0.1:7110",
        "http://localhost:7110",
    ):
        assert not is_own_origin(GUARD, origin, here, None, writes=False)
    for site in ("cross-site", "same-site", "x"):
        assert not is_own_origin(GUARD, f"http://{here}", here, site, writes=True)
    assert not is_own_origin(GUARD, "http://evil.example:7110", "evil.example:7110", None, writes=True)


def test_the_link_opens_once_and_is_followed_by_another() -> None:
    said: list[str] = []
    guard = Guard(7110, used=lambda: said.append("used"))
    first = guard.link
    assert not opens(guard, None) and not opens(guard, "é") and not opens(guard, "") and guard.link == first
    assert opens(guard, first) and said == ["used"]
    assert guard.link != first and not opens(guard, first) and opens(guard, guard.link)


def test_the_cookie_is_the_secret_and_its_name_tells_the_port() -> None:
    assert (
        knows(GUARD, GUARD.secret) and not knows(GUARD, None) and not knows(GUARD, "é") and not knows(GUARD, GUARD.link)
    )
    assert Guard(7111).cookie != GUARD.cookie and Guard(7110).secret != GUARD.secret
