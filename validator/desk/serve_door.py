"""The door of the local page: every request is looked at before anything else happens, every answer gets its headers."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from validator.desk.serve_guard import HEADERS, Guard, is_own_host, is_own_origin, knows, opens
from validator.desk.serve_pages import refusal_page

_READS = ("GET", "HEAD")
_ELSEWHERE = "这个请求不是从本机页面发出的，没有处理。"
_STRANGE = "请用程序给出的链接打开本页。链接只能用一次；用过以后，请看运行 d711 serve 的窗口，那里有新的链接。"
#: What anybody at the right address may have: the looks of the page, none of its answers.
_OPEN = "/assets/"


class Door:
    """ASGI: Host, Origin, link and cookie are checked; a link that opens the page gives the cookie."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        """`app` sees only what may pass."""
        self.app, self.guard = app, guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the beginning and end of the server."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = _opened(scope, self.guard)
        refusal = _refusal(scope, self.guard, given)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if given and refusal is None:
                    headers.append("set-cookie", _cookie(self.guard))
            await send(message)

        await (refusal or self.app)(scope, receive, answer)


def _refusal(scope: Scope, guard: Guard, given: bool) -> Response | None:
    """Why the request may not pass; None if it may."""
    if not _comes_from_here(scope, guard):
        return JSONResponse({"error": _ELSEWHERE}, 403)
    if given or scope["path"].startswith(_OPEN) or knows(guard, _held(scope, guard)):
        return None
    if scope["method"] in _READS:
        return Response(refusal_page(_STRANGE), 403, media_type="text/html")
    return JSONResponse({"error": _STRANGE}, 403)


def _comes_from_here(scope: Scope, guard: Guard) -> bool:
    headers = Headers(scope=scope)
    host = headers.get("host")
    writes = scope["method"] not in _READS
    return is_own_host(guard, host) and is_own_origin(
        guard, headers.get("origin"), host, headers.get("sec-fetch-site"), writes
    )


def _opened(scope: Scope, guard: Guard) -> bool:
    """Whether the request brings the link, which is used up by that."""
    if scope["path"] != "/" or scope["method"] != "GET" or not _comes_from_here(scope, guard):
        return False
    token = parse_qs(scope["query_string"].decode("latin-1")).get("token", [None])[0]
    return opens(guard, token)


def _held(scope: Scope, guard: Guard) -> str | None:
    try:
        found = SimpleCookie(Headers(scope=scope).get("cookie", "")).get(guard.cookie)
    except CookieError:
        return None
    return found.value if found else None


def _cookie(guard: Guard) -> str:
    return f"{guard.cookie}={guard.secret}; Path=/; HttpOnly; SameSite=Strict"
