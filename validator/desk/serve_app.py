"""The local page as an ASGI application. It keeps nothing: what the browser holds comes with every question."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from validator import limits
from validator.desk.serve_crew import Busy, Crashed, Crew, Refused, TooMuch, TooSlow, admitted, ask, dismiss
from validator.desk.serve_door import Door
from validator.desk.serve_guard import Guard
from validator.desk.serve_pages import assets, desk_page
from validator.own_files import is_own

_MB = 1024 * 1024
_LARGE = "「{name}」超过 {most} MB。请只保留年度报告正文后再试。"
_MUCH = "这次的内容合计超过 {most} MB。请减少文件，分几次核验。"
_BUSY = "正在处理别的文件。请等几秒再试。"
_SLOW = "「{name}」在 {seconds:g} 秒内没有读完，已停止。请另存为 .docx 或 .xlsx，只保留年度报告正文后再试。"
_HEAVY = "「{name}」需要的内存太多，已停止。请只保留年度报告正文，另存为 .docx 或 .xlsx 后再试。"
_SWOLLEN = "这次核验需要的内存太多，已停止。请减少文件，分几次核验。"
_LONG = "核验没有在 {seconds:g} 秒内完成，已停止。请减少文件，分几次核验。"
_CRASHED = "处理时程序出了意外，这次没有结果。请换一种格式（.docx、.xlsx）另存后再试。"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class TooLarge(Exception):
    """More was posted than may be."""


def application(crew: Crew, guard: Guard) -> Door:
    """The page behind its door; `crew` is dismissed when the server ends."""
    routes = [
        Route("/", _page),
        Route("/assets/{name}", _asset),
        Route("/read", _read, methods=["POST"]),
        Route("/read-old", _read_old, methods=["POST"]),
        Route("/judge", _judge, methods=["POST"]),
        Route("/workbook", _workbook, methods=["POST"]),
        Route("/annotated", _annotated, methods=["POST"]),
    ]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        dismiss(crew)

    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers={404: _missing, 405: _missing})
    app.state.crew = crew
    return Door(app, guard)


async def _page(_: Request) -> Response:
    return Response(desk_page(), media_type="text/html")


async def _asset(request: Request) -> Response:
    found = assets().get(request.path_params["name"])
    return Response(found[0], media_type=found[1]) if found else _told("没有这个文件。", 404)


async def _missing(_: Request, __: Exception) -> Response:
    return _told("没有这个地址。请回到首页。", 404)


# ---------------------------------------------------------------- questions


async def _read(request: Request) -> Response:
    """One file → its cells. Of a folder, what cannot be a report is answered with nothing (204).

    Of `several` files, one that the program wrote itself is answered with that.
    """
    name = request.query_params.get("name", "")[-400:] or "文件"
    crew: Crew = request.app.state.crew

    async def done() -> Response:
        if "folder" in request.query_params and not await _asked(request, "may_be_report", name):
            return Response(status_code=204)
        data = await _body(request, limits.MAX_BYTES)
        if "several" in request.query_params and is_own(data):
            return JSONResponse({"own": True})
        try:
            return _json(await _asked(request, "read", name, data, "pasted" in request.query_params))
        except (TooSlow, TooMuch) as error:
            why = _SLOW if isinstance(error, TooSlow) else _HEAVY
            message = why.format(name=name, seconds=crew.seconds)
            return _json(await _asked(request, "give_up", name, data, message))

    return await _answered(request, done, large=_LARGE.format(name=name, most=limits.MAX_BYTES // _MB))


async def _read_old(request: Request) -> Response:
    """Several old office files → the cells of each, in their order."""
    return await _posted(request, "read_old", _json)


async def _judge(request: Request) -> Response:
    """The cells of all files → verdicts and drawn reports."""
    return await _posted(request, "judged", _json)


async def _workbook(request: Request) -> Response:
    """The same → the findings as a workbook."""
    return await _posted(request, "workbook", lambda made: _download(made, "核验结果.xlsx", _WORKBOOK))


async def _annotated(request: Request) -> Response:
    """The same with the bytes of one file → a marked copy of it."""
    return await _posted(request, "annotated", lambda made: _download(made[1], made[0]))


async def _posted(request: Request, job: str, shaped: Callable[[Any], Response]) -> Response:
    """What `job` makes of all that was posted, as `shaped` sends it; or why it makes nothing of it."""

    async def done() -> Response:
        found = await _asked(request, job, await _body(request, limits.SERVE_BYTES))
        return _told(found.message, 400) if isinstance(found, Refused) else shaped(found)

    return await _answered(request, done)


async def _answered(request: Request, done: Callable[[], Awaitable[Response]], large: str = "") -> Response:
    """What `done` answers, or a sentence that says why there is no answer."""
    try:
        with admitted(request.app.state.crew):  # before anything is received: what waits holds what was posted
            return await done()
    except ClientDisconnect:  # the window was closed in the middle of an upload
        return Response(status_code=204)
    except TooLarge:
        return _told(large or _MUCH.format(most=limits.SERVE_BYTES // _MB), 413)
    except Busy:
        return _told(_BUSY, 503)
    except TooSlow:
        return _told(_LONG.format(seconds=limits.SERVE_SECONDS), 504)
    except TooMuch:
        return _told(_SWOLLEN, 507)
    except Crashed:
        return _told(_CRASHED, 500)


async def _asked(request: Request, job: str, *arguments: object) -> Any:
    return await run_in_threadpool(ask, request.app.state.crew, job, *arguments)


async def _body(request: Request, most: int) -> bytes:
    """What was posted. Raises TooLarge as soon as that is known."""
    if int(request.headers.get("content-length") or 0) > most:
        raise TooLarge
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise TooLarge
    return bytes(body)


def _told(message: str, status: int) -> Response:
    return JSONResponse({"error": message}, status)


def _json(encoded: bytes) -> Response:
    return Response(encoded, media_type="application/json")


def _download(data: bytes, name: str, kind: str = "application/octet-stream") -> Response:
    return Response(
        data, media_type=kind, headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    )
