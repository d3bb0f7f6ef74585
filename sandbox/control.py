"""The clock and, for tests, what people do: /clock and /control (none of it is Slack's)."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox import upheavals
from sandbox.clock import Clock
from sandbox.deliveries import SignedHttp
from sandbox.faults import KINDS, Faults
from sandbox.proofs import certificate_checked
from sandbox.shapes import parsed
from sandbox.workspace import Message, Workspace

Endpoint = Callable[[Request], Awaitable[Response]]
Deed = Callable[[Workspace, dict[str, Any]], Any]

WRONG = (AttributeError, KeyError, OverflowError, TypeError, ValueError)  # what a deed makes of parameters that are not its own
WORDS = {"person", "channel", "text", "container", "container_id", "block_id", "view_id", "locale", "reason", "on", "off", "to"}


def quietly(deed: Callable[..., object]) -> Deed:
    """A deed that answers nothing."""

    def done(workspace: Workspace, told: dict[str, Any]) -> dict[str, Any]:
        deed(workspace, **told)
        return {}

    return done


DEEDS: dict[str, Deed] = {
    "write": lambda workspace, told: {"told": workspace.write(**told)},
    "act": lambda workspace, told: {"told": workspace.act(**told)},
    "submit": lambda workspace, told: {"errors": workspace.submit(**told)},
    "close": quietly(Workspace.close),
    "open-home": lambda workspace, told: {"told": workspace.open_home(**told)},
    "speak": quietly(Workspace.speak),
    "install": lambda workspace, told: {"token": workspace.registration.install(workspace, scopes_of(workspace, **told))},
    "uninstall": lambda workspace, _told: {"uninstalled": workspace.registration.uninstall(workspace)},
    "disconnect": lambda workspace, told: {"connections": workspace.sockets.disconnect(**told)},
    "refresh": lambda workspace, told: {"connections": workspace.sockets.refresh(**told)},
    "enable-socket-mode": quietly(lambda workspace: workspace.sockets.enable()),
    "archive-channel": quietly(upheavals.archive),
    "unarchive-channel": quietly(lambda workspace, channel: upheavals.archive(workspace, channel, archived=False)),
    "remove-bot": quietly(upheavals.remove_bot),
    "invite-bot": quietly(upheavals.invite_bot),
    "deactivate": quietly(upheavals.deactivate),
    "reactivate": quietly(lambda workspace, person: upheavals.deactivate(workspace, person, deleted=False)),
    "revoke-token": quietly(upheavals.revoke_token),
    "verify-address": lambda workspace, _told: {"why": address_of(workspace).prove()},
    "check-ssl": lambda workspace, _told: {"status": certificate_checked(address_of(workspace).client, address_of(workspace).url)},
    "enable-events": quietly(lambda workspace: workspace.registration.courier.subscription.enable()),
    "delay-events": quietly(lambda workspace, enabled: workspace.registration.courier.subscription.delay(enabled)),
    "limit": quietly(lambda workspace, enforced: workspace.rates.enforce(enforced)),
    "slow-files": quietly(lambda workspace, seconds: workspace.files.take(seconds)),
}


def routes(workspace: Workspace) -> list[BaseRoute]:
    """Where the clock is read and moved, and people are made to do things."""

    async def unknown(_request: Request) -> Response:
        return JSONResponse({"methods": workspace.unknown})

    async def deliveries(_request: Request) -> Response:
        return JSONResponse({"deliveries": workspace.registration.courier.deliveries()})

    async def subscription(_request: Request) -> Response:
        return JSONResponse(subscribed(workspace))

    async def installed(_request: Request) -> Response:
        token = workspace.cast.bot_token
        return JSONResponse({"token": token if token in workspace.registration.tokens else ""})

    return [
        Route("/clock", clock_of(workspace), methods=["GET", "POST"]),
        Route("/control/state", state_of(workspace)),
        Route("/control/installed", installed),
        Route("/control/unknown", unknown),
        Route("/control/faults", faults_of(workspace), methods=["GET", "POST"]),
        Route("/control/deliveries", deliveries),
        Route("/control/subscription", subscription),
        Route("/control/{deed}", deeds_of(workspace), methods=["POST"]),
    ]


def clock_of(workspace: Workspace) -> Endpoint:
    """Read or move the clock."""

    async def clock(request: Request) -> Response:
        try:
            if request.method == "POST":
                move(workspace, await asked_of(request))
        except WRONG as wrong:
            return refused(wrong)
        return JSONResponse(time_of(workspace.clock))

    return clock


def faults_of(workspace: Workspace) -> Endpoint:
    """See what goes wrong, or switch it: {"on": kind, and Faults.on's parameters} or {"off": kind} ("" for everything)."""

    async def faults(request: Request) -> Response:
        try:
            if request.method == "POST":
                switch(workspace.faults, await asked_of(request))
        except WRONG as wrong:
            return refused(wrong)
        return JSONResponse(outlook(workspace))

    return faults


def switch(faults: Faults, asked: dict[str, Any]) -> None:
    """KeyError, TypeError, ValueError."""
    if "off" in asked:
        faults.off(asked["off"])
    else:
        faults.on(asked.pop("on"), **asked)


def outlook(workspace: Workspace) -> dict[str, Any]:
    """What is switched on, what could be, and how the app's connections are."""
    sockets = workspace.sockets
    return {"faults": workspace.faults.listed(), "kinds": list(KINDS), "socket_mode": sockets.enabled, "connections": sockets.about()}


def address_of(workspace: Workspace) -> SignedHttp:
    """Where the app is reached. ValueError: it connects by Socket Mode."""
    way = workspace.registration.delivery
    if not isinstance(way, SignedHttp):
        raise ValueError("the app has no address: it connects by Socket Mode")
    return way


def subscribed(workspace: Workspace) -> dict[str, Any]:
    """How the app's subscription to events is: its address (none over Socket Mode), whether that proved itself, what became of it."""
    way = workspace.registration.delivery
    address = {"address": way.url, "verified": way.verified, "why": way.why} if isinstance(way, SignedHttp) else {}
    return address | workspace.registration.courier.subscription.about()


def time_of(clock: Clock) -> dict[str, Any]:
    """The clock as JSON."""
    return {"now": clock.now().isoformat(), "offset": clock.offset.total_seconds(), "speed": clock.speed}


def deeds_of(workspace: Workspace) -> Endpoint:
    """Do what a person would, by the parameters of Workspace's methods."""

    async def deed(request: Request) -> Response:
        try:
            told = await asked_of(request)
            return JSONResponse(await run_in_threadpool(DEEDS[request.path_params["deed"]], workspace, told))
        except WRONG as wrong:
            return refused(wrong)

    return deed


def state_of(workspace: Workspace) -> Endpoint:
    """What ?person= sees."""

    async def state(request: Request) -> Response:
        person = request.query_params.get("person", "")
        if person not in workspace.by_id:
            return JSONResponse({"error": f"nobody has the id {person!r}"}, status_code=404)
        return JSONResponse(await run_in_threadpool(seen, workspace, person))

    return state


async def asked_of(request: Request) -> dict[str, Any]:
    """A deed's parameters: a JSON object, {} without a body. TypeError, ValueError."""
    told = parsed(await request.body() or b"{}")
    if not isinstance(told, dict):
        raise TypeError("it should be a JSON object")
    for name in WORDS & told.keys():
        if not isinstance(told[name], str):
            raise TypeError(f"{name} should be a text")
    return told


def scopes_of(workspace: Workspace, scopes: Sequence[str] | None = None) -> Sequence[str]:
    """The scopes to install with; the manifest's unless others are told. TypeError."""
    if scopes is None:
        return workspace.registration.scopes
    if not isinstance(scopes, list) or not all(isinstance(one, str) and one.isascii() for one in scopes):
        raise TypeError("scopes should be a list of scopes")
    return scopes


def refused(wrong: Exception) -> Response:
    """What was wrong with a request to this page; for developers, so by its own name."""
    return JSONResponse({"error": f"{type(wrong).__name__}: {wrong}"}, status_code=400)


def move(workspace: Workspace, asked: dict[str, Any]) -> None:
    """Move the clock: {"by": seconds} or {"to": ISO}, or let it run: {"speed": times as fast}. KeyError, TypeError, ValueError."""
    if "speed" in asked:
        workspace.clock.run(float(asked["speed"]))
    elif "to" in asked:
        workspace.clock.set(datetime.fromisoformat(asked["to"]))
    else:
        workspace.clock.move(timedelta(seconds=float(asked["by"])))


def seen(workspace: Workspace, person: str) -> dict[str, Any]:
    """Everything a person sees, as JSON."""
    with workspace.lock:
        channels = workspace.channels_of(person)
        home = workspace.home_of(person)
        return {
            "version": workspace.version,
            "connected": workspace.delivery.connected(),
            "channels": [{"id": one.id, "name": one.name, "is_im": one.is_im, "is_private": one.is_private} for one in channels],
            "messages": {one.id: [told(message) for message in workspace.messages(one.id, person)] for one in channels},
            "home": home.data if home else None,
            "modals": [view.data for view in workspace.modals_of(person)],
        }


def told(message: Message) -> dict[str, Any]:
    """A message and whom it is for."""
    return message.data | {"only_for": message.only_for}
