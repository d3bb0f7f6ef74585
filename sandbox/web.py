"""The workspace as an ASGI application: Web API, files, response urls, Socket Mode, control, page."""

import json
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from sandbox import answers, control, page
from sandbox.api import call, rules
from sandbox.errors import SlackError
from sandbox.outages import befallen
from sandbox.rates import RateLimitedError
from sandbox.workspace import Workspace


def application(workspace: Workspace) -> Starlette:
    """Everything under one address."""
    slack = [
        Route("/api/{method}", methods_of(workspace), methods=["GET", "POST"]),
        Route("/upload/v1/{token}", uploads_of(workspace), methods=["POST"]),
        Route("/response/{key}", responses_of(workspace), methods=["POST"]),
        Route("/files-pri/{file}/{name:path}", files_of(workspace)),
        WebSocketRoute("/link/", workspace.sockets.talk),
    ]
    every: list[BaseRoute] = [*slack, *control.routes(workspace), *page.routes(workspace)]
    return Starlette(routes=every)


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
        if request.headers.get("authorization") != f"Bearer {workspace.cast.bot_token}":
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


def structure(body: bytes) -> dict[str, Any]:
    """A JSON object; an empty body is an empty one. SlackError: invalid_json, json_not_object."""
    try:
        told = json.loads(body or b"{}")
    except (ValueError, RecursionError):
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
