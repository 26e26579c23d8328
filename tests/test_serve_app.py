"""The page over HTTP: link and cookie, refusals, bounds, headers, and the command that starts and ends it."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from urllib.parse import quote, urlsplit

import pytest

from tests.page_driver import APART, SERVE, Server, ended, started
from tools.golden import ROOT
from validator import limits
from validator.desk.serve_run import NoPort, is_this_machine, listening, may_open_browser

DRAFT = (ROOT / "2021/broken/A101-closing.docx").read_bytes()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """One that has let its browser in."""
    found = started()
    _, headers, _ = ask(found, "GET", f"/?{urlsplit(found.link).query}", sec_fetch_site="none")
    found.cookie = headers["set-cookie"].partition(";")[0]
    yield found
    assert "Traceback" not in ended(found)


@pytest.fixture
def unused() -> Iterator[Server]:
    """One whose link nobody has used."""
    found = started()
    yield found
    assert "Traceback" not in ended(found)


def ask(
    server: Server, method: str, path: str, body: bytes | None = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers, body; `headers` with _ for -, over those that a browser sends."""
    here = f"127.0.0.1:{server.port}"
    sent = {"host": here, "cookie": server.cookie, **({"origin": f"http://{here}"} if method == "POST" else {})}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request(method, path, body, {name: value for name, value in sent.items() if value})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def test_one_link_lets_one_browser_in(unused: Server) -> None:
    server = unused
    status, _, body = ask(server, "GET", "/")
    assert status == 403 and "链接" in body.decode()
    query = urlsplit(server.link).query
    status, headers, body = ask(server, "GET", f"/?{query}", sec_fetch_site="none")
    cookie = headers["set-cookie"]
    assert status == 200 and "年报核验" in body.decode()
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and f"d711_{server.port}=" in cookie
    assert ask(server, "GET", f"/?{query}")[0] == 403, "the link is used up"
    server.cookie = cookie.partition(";")[0]
    assert ask(server, "GET", "/")[0] == ask(server, "GET", f"/?{query}")[0] == 200
    assert "set-cookie" not in ask(server, "GET", "/")[1]


def test_every_answer_is_kept_by_nobody_and_loads_nothing_from_elsewhere(server: Server) -> None:
    for path in ("/", "/assets/desk.css", "/nowhere", "/assets/..%2fpages%2fdesk.html"):
        status, headers, _ = ask(server, "GET", path)
        assert status in (200, 404)
        assert headers["cache-control"] == "no-store" and headers["x-content-type-options"] == "nosniff"
        assert (
            "default-src 'none'" in headers["content-security-policy"]
            and "http" not in headers["content-security-policy"]
        )
        assert "frame-ancestors 'none'" in headers["content-security-policy"] and "server" not in headers


def test_nothing_is_received_where_there_is_no_room(server: Server) -> None:
    """As many uploads as may be answered or wait, which never end; the next one is sent away unread."""
    here = f"127.0.0.1:{server.port}"
    waiting = [HTTPConnection("127.0.0.1", server.port) for _ in range(limits.SERVE_WORKERS + limits.SERVE_WAITING)]
    for connection in waiting:
        connection.putrequest("POST", "/read?name=a.docx", skip_host=True)
        for name, value in (("host", here), ("cookie", server.cookie), ("origin", f"http://{here}")):
            connection.putheader(name, value)
        connection.putheader("content-length", "1000")
        connection.endheaders(b"PK")
    status = _until(lambda: ask(server, "POST", "/read?name=b.docx", DRAFT)[0], 503)
    for connection in waiting:
        connection.close()
    assert status == 503
    assert _until(lambda: ask(server, "POST", "/read?name=b.docx", DRAFT)[0], 200) == 200


def _until(attempt: Callable[[], int], wanted: int) -> int:
    """What the first attempt gives that is as wanted, or the last of some."""
    for _ in range(40):
        if (found := attempt()) == wanted:
            return found
        time.sleep(0.1)
    return found


@pytest.mark.parametrize(
    "strange",
    [
        {"host": "evil.example"},
        {"host": "evil.example:7110"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"cookie": ""},
        {"cookie": "d711_7110=guess"},
        {"cookie": "\x01;;=,"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/read?name=a.docx", "/read-old", "/judge", "/workbook", "/annotated"])
def test_nobody_else_is_answered(server: Server, path: str, strange: dict[str, str]) -> None:
    status, headers, body = ask(server, "POST", path, b"{}", **strange)
    assert status == 403 and json.loads(body)["error"].endswith("。") and "set-cookie" not in headers


def test_a_file_is_read_and_judged(server: Server) -> None:
    status, _, cells = ask(server, "POST", f"/read?name={quote('年报.docx')}", DRAFT)
    assert status == 200
    status, _, answer = ask(server, "POST", "/judge", b'{"files": [%s]}' % cells)
    assert (status, json.loads(answer)["reports"][0]["status"]) == (200, "failed")
    status, headers, book = ask(server, "POST", "/workbook", b'{"files": [%s]}' % cells)
    assert (status, book[:2]) == (200, b"PK") and quote("核验结果.xlsx") in headers["content-disposition"]
    assert ask(server, "POST", "/read?folder=1&name=Thumbs.db", b"x")[0] == 204


def test_too_much_is_refused_before_it_is_held(server: Server) -> None:
    for path, most in (("/read?name=a.docx", limits.MAX_BYTES), ("/judge", limits.SERVE_BYTES)):
        connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
        connection.putrequest("POST", path, skip_host=True)
        here = f"127.0.0.1:{server.port}"
        for name, value in (("host", here), ("origin", f"http://{here}"), ("cookie", server.cookie)):
            connection.putheader(name, value)
        connection.putheader("content-length", str(most + 1))
        connection.endheaders(b"x")
        answer = connection.getresponse()
        assert answer.status == 413 and "MB" in json.loads(answer.read())["error"]
        connection.close()


def test_too_much_in_pieces_is_refused_as_well(server: Server) -> None:
    pieces = (b"x" * 1024 * 1024 for _ in range(limits.MAX_BYTES // 1024 // 1024 + 2))
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    here = f"127.0.0.1:{server.port}"
    sent = {"host": here, "origin": f"http://{here}", "cookie": server.cookie}
    try:
        connection.request("POST", "/read?name=a.docx", pieces, sent, encode_chunked=True)
        assert connection.getresponse().status == 413
    except (BrokenPipeError, ConnectionResetError):
        pass  # it did not even listen to the end
    finally:
        connection.close()
    assert ask(server, "GET", "/")[0] == 200


def test_odd_questions_are_answered_in_chinese(server: Server) -> None:
    for method, path in (("GET", "/read"), ("PUT", "/judge"), ("POST", "/"), ("GET", "/nowhere")):
        status, _, body = ask(
            server, method, path, **({"origin": f"http://127.0.0.1:{server.port}"} if method != "GET" else {})
        )
        assert status == 404 and "地址" in json.loads(body)["error"]
    assert ask(server, "POST", "/judge", b"junk")[0] == 400


# ---------------------------------------------------------------- the command


def test_the_next_port_is_taken_and_ctrl_c_ends_it() -> None:
    first, second = started(), started()
    try:
        assert first.port != second.port
    finally:
        texts = ended(first), ended(second)
    for text in texts:
        assert text.endswith("已停止。\n") and "Traceback" not in text and "不上传" in text
    assert first.process.returncode == second.process.returncode == 0


def test_a_port_that_is_taken_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [*SERVE, "--port", str(port)], capture_output=True, env=APART, encoding="utf-8", timeout=60
        )
        assert done.returncode == 2 and f"端口 {port} 正被占用" in done.stderr
        with pytest.raises(NoPort):
            listening("127.0.0.1", port)


def test_other_machines_are_let_in_only_with_a_warning() -> None:
    wide = started("--host", "0.0.0.0")
    try:
        assert ask(wide, "GET", "/", host=f"10.1.2.3:{wide.port}")[0] == 403
        assert "链接" in ask(wide, "GET", "/", host=f"10.1.2.3:{wide.port}")[2].decode()
        assert "不是从本机" in json.loads(ask(wide, "GET", "/", host=f"evil.example:{wide.port}")[2])["error"]
    finally:
        assert "别的电脑" in ended(wide)
    assert is_this_machine("127.0.0.1") and is_this_machine("localhost") and not is_this_machine("0.0.0.0")
    with pytest.raises(NoPort, match="--host"):
        is_this_machine("no such host")


def test_without_the_extra_it_is_said_what_to_install() -> None:
    code = "import sys; sys.modules['uvicorn'] = None; from validator.cli import main; main(['serve'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=APART, encoding="utf-8", timeout=60)
    assert done.returncode == 2 and "decree711-validator[desk]" in done.stderr and "uvicorn" in done.stderr


def test_a_browser_is_opened_only_where_there_is_a_screen() -> None:
    assert may_open_browser({}, "win32") and may_open_browser({"DISPLAY": ":0"}, "linux")
    assert not may_open_browser({}, "linux")
