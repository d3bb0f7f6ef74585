"""The workspace as an ASGI application: Web API, files, response urls, Socket Mode, control, page."""

import base64
from collections.abc import Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import QueryParams, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox import answers, control, page
from sandbox.api import call, rules
from sandbox.errors import SlackError
from sandbox.outages import befallen
from sandbox.page import apps
from sandbox.rates import RateLimitedError
from sandbox.shapes import parsed
from sandbox.strangers import Strangers
from sandbox.workspace import Workspace


def application(first: Workspace, *others: Workspace, everybody: bool = False) -> ASGIApp:
    """Everything under one address: the first workspace at /, each also at /t/ and its id. `everybody`: beyond this machine."""
    places = {workspace.team_id: place(workspace) for workspace in (first, *others)}
    mounts = [Mount(f"/t/{team_id}", app) for team_id, app in places.items()]
    slashes = [Route(f"/t/{team_id}", to_page) for team_id in places]
    whole = Starlette(routes=[*apps.routes(first.registration), *slashes, *mounts, Mount("/", places[first.team_id])])
    return Strangers(ByTeam(whole, places), first.url, everybody=everybody)


async def to_page(request: Request) -> Response:
    """The page's addresses are told from where it lies, so it ends in a slash."""
    return RedirectResponse(request.url.replace(path=f"{request.url.path}/"))


def place(workspace: Workspace) -> Starlette:
    """One workspace. The Web API is the same from everywhere: a token knows where it belongs."""
    slack = [
        Route("/api/{method}", methods_of(workspace), methods=["GET", "POST"]),
        Route("/upload/v1/{token}", uploads_of(workspace), methods=["POST"]),
        Route("/response/{key}", responses_of(workspace), methods=["POST"]),
        Route("/files-pri/{file}/{name:path}", files_of(workspace)),
        WebSocketRoute("/link/", workspace.sockets.talk),
    ]
    every: list[BaseRoute] = [*slack, *control.routes(workspace), *page.routes(workspace)]
    return Starlette(routes=every)


class ByTeam:
    """Control addresses take ?team=, the id of the workspace meant (default the first)."""

    def __init__(self, whole: ASGIApp, places: Mapping[str, ASGIApp]) -> None:
        self.whole, self.places = whole, places

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """To the workspace meant; 404 when there is none with the id."""
        app: ASGIApp = self.whole
        if scope["type"] == "http" and scope["path"].startswith(("/control/", "/clock")):
            team = QueryParams(scope["query_string"]).get("team")
            absent = JSONResponse({"error": f"no workspace has the id {team!r}"}, status_code=404)
            app = self.places.get(team, absent) if team else app
        await app(scope, receive, send)


def methods_of(workspace: Workspace) -> control.Endpoint:
    """The Web API. Methods are quick, so they run on the event loop: nothing a person waits for can keep them from a thread."""

    async def method(request: Request) -> Response:
        try:
            given = await arguments(request)
        except SlackError as wrong:
            return JSONResponse(wrong.answer())
        how, _, secret = request.headers.get("authorization", "").partition(" ")
        in_body = str(given.pop("token", ""))
        token = secret.strip() if how == "Bearer" else in_body
        if how == "Basic":  # [R] oauth.v2.access: how an app proves who it is
            given |= credentials(secret)
        name: str = request.path_params["method"]

        def done() -> Response:
            home = workspace.registration.tokens.get(token)
            headers = {"x-oauth-scopes": home.registration.told(home.granted)} if home else {}
            try:
                return JSONResponse(call(workspace, name, token, given), headers=headers | rules.headers(name))
            except RateLimitedError as limit:
                return JSONResponse({"ok": False, "error": "ratelimited"}, 429, headers={"Retry-After": str(limit.seconds)})

        return await befallen(workspace.faults, name, done)

    return method


def uploads_of(workspace: Workspace) -> control.Endpoint:
    """Where a file's bytes go, bare or as a form's file."""

    async def upload(request: Request) -> Response:
        content = await content_of(request)

        def done() -> Response:
            try:
                with workspace.lock:
                    size = workspace.files.receive(request.path_params["token"], content)
            except KeyError:
                return PlainTextResponse("not_found", status_code=404)
            return PlainTextResponse(f"OK - {size}")

        return await befallen(workspace.faults, "upload", done)

    return upload


def responses_of(workspace: Workspace) -> control.Endpoint:
    """Where an interaction is answered later; 404 once an address is used up or too old."""

    async def respond(request: Request) -> Response:
        body = await request.body()

        def done() -> Response:
            try:
                with workspace.lock:
                    answers.to_response_url(workspace, request.path_params["key"], structure(body))
            except SlackError as wrong:
                return JSONResponse(wrong.answer(), status_code=404 if wrong.name in ("used_url", "expired_url") else 200)
            return PlainTextResponse("ok")

        return await befallen(workspace.faults, "response", done)

    return respond


def files_of(workspace: Workspace) -> control.Endpoint:
    """url_private: for who has the bot's token."""

    async def private(request: Request) -> Response:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if workspace.registration.tokens.get(token) is not workspace:
            return PlainTextResponse("This file is shown to who brings the bot's token.", status_code=403)
        try:
            about, content = workspace.file(request.path_params["file"].partition("-")[2])
        except KeyError:
            return PlainTextResponse("not_found", status_code=404)
        return Response(content, media_type=about["mimetype"])

    return private


async def arguments(request: Request) -> dict[str, Any]:
    """A method's arguments from the query and a form or JSON body. SlackError: invalid_json, json_not_object."""
    given: dict[str, Any] = dict(request.query_params)
    if "json" in request.headers.get("content-type", ""):
        return given | structure(await request.body())
    async with request.form() as form:
        return given | {key: value for key, value in form.items() if isinstance(value, str)}


def credentials(encoded: str) -> dict[str, str]:
    """client_id and client_secret of HTTP Basic; nothing when it is none."""
    try:
        client_id, _, client_secret = base64.b64decode(encoded).decode().partition(":")
    except ValueError:
        return {}
    return {"client_id": client_id, "client_secret": client_secret}


def structure(body: bytes) -> dict[str, Any]:
    """A JSON object; an empty body is an empty one. SlackError: invalid_json, json_not_object."""
    try:
        told = parsed(body or b"{}")
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(told, dict):
        raise SlackError("json_not_object")
    return told


async def content_of(request: Request) -> bytes:
    """The uploaded bytes."""
    if "multipart/form-data" not in request.headers.get("content-type", ""):
        return await request.body()
    async with request.form() as form:
        files = [part for part in form.values() if isinstance(part, UploadFile)]
        return await files[0].read() if files else b""
