"""The page in the browser: a chat program of our own look, server-rendered, with a little script for what is live."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from anyio import CapacityLimiter, to_thread
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from sandbox.page.deeds import DEEDS, endpoint
from sandbox.page.guard import GUARD
from sandbox.page.screen import PICTURES, Screen
from sandbox.workspace import Person, Workspace

HERE = Path(__file__).parent
PATIENCE = 1.0  # seconds a thread waits for a change at a time: the longest a stopping server has to wait for it
HEARTBEAT = 15  # such waits until a sign of life

Endpoint = Callable[[Request], Awaitable[Response]]


def routes(workspace: Workspace) -> list[BaseRoute]:
    """Everything the page needs, from / and /page/."""
    screen = Screen(workspace)
    return [
        Route("/", _page(screen)),
        Route("/page/parts", _parts(screen)),
        Route("/page/events", _events(workspace)),
        Route("/page/file/{file_id}", _file(workspace)),
        Route("/page/{name}", _asset),
        *(Route(f"/page/{name}", endpoint(screen, deed), methods=["POST"]) for name, deed in DEEDS.items()),
    ]


def _asked(screen: Screen, request: Request) -> tuple[Person, str, bool]:
    """Who looks, where, and whether at all messages."""
    person = screen.person(request.query_params.get("as", ""))
    return person, screen.place(person, request.query_params.get("in", "dm")), bool(request.query_params.get("all"))


def _page(screen: Screen) -> Endpoint:
    async def page(request: Request) -> Response:
        return HTMLResponse(await run_in_threadpool(screen.page, *_asked(screen, request)), headers=GUARD)

    return page


def _parts(screen: Screen) -> Endpoint:
    async def parts(request: Request) -> Response:
        return JSONResponse(await run_in_threadpool(screen.parts, *_asked(screen, request)), headers=GUARD)

    return parts


def _events(workspace: Workspace) -> Endpoint:
    threads = CapacityLimiter(200)  # a thread for each open page, apart from those that answer requests

    async def changes(version: int) -> AsyncIterator[str]:
        yield "retry: 1000\n\n"
        quiet = 0
        while not workspace.stopped:
            now = await to_thread.run_sync(workspace.wait, version, PATIENCE, limiter=threads, abandon_on_cancel=True)
            quiet = 0 if now != version else quiet + 1
            if now != version:
                yield f"data: {now}\n\n"
            elif quiet % HEARTBEAT == 0:
                yield ": still here\n\n"
            version = now

    async def events(request: Request) -> Response:
        asked = request.query_params.get("version", "")
        version = int(asked) if re.fullmatch(r"\d{1,15}", asked) else -1
        return StreamingResponse(changes(version), media_type="text/event-stream", headers=GUARD)

    return events


def _file(workspace: Workspace) -> Endpoint:
    async def file(request: Request) -> Response:
        try:
            about, content = workspace.file(request.path_params["file_id"])
        except KeyError:
            return PlainTextResponse("There is no such file.", status_code=404)
        kind = about.get("mimetype")
        shown = kind in PICTURES
        headers = GUARD | ({} if shown else {"Content-Disposition": "attachment"})
        return Response(content, media_type=kind if shown else "application/octet-stream", headers=headers)

    return file


async def _asset(request: Request) -> Response:
    """The style and the script."""
    name = request.path_params["name"]
    if name not in ("page.css", "card.css", "page.js", "composer.js", "panel.js", "panel.css"):
        return PlainTextResponse("Nothing here.", status_code=404)
    return FileResponse(HERE / name, headers=GUARD)
