"""The drawer of faults: what is switched on, what could be, the app's connections, and what an administrator can do to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox import upheavals
from sandbox.deliveries import SignedHttp
from sandbox.faults import API, DELIVERY, KINDS, SOCKET
from sandbox.page.drawing import Look, draw, shown
from sandbox.workspace import Channel, Person, Workspace

GROUPS = {"fault_api": API, "fault_delivery": DELIVERY, "fault_socket": SOCKET}


@dataclass(frozen=True)
class Switch:
    """One kind as the drawer shows it: `on` is "", "once" (so many times are left) or "always"."""

    kind: str
    on: str = ""
    struck: int = 0


def panel(workspace: Workspace, look: Look, channel: Channel | None) -> str:
    """The drawer's inside, as HTML; `channel` is where the reader is, unless that is a DM or App Home."""
    on = {fault["kind"]: fault for fault in workspace.faults.listed()}
    return draw(
        "panel.html",
        look,
        groups={group: [switch(kind, on.get(kind)) for kind in kinds] for group, kinds in GROUPS.items()},
        any_on=bool(on),
        by_socket=workspace.registration.delivery is workspace.sockets,
        enabled=workspace.sockets.enabled,
        events=events(workspace),
        connections=workspace.sockets.about(),
        channel=channel,
        bot_there=bool(channel and workspace.bot.id in channel.members),
        me=shown(look.viewer),
        installed=workspace.installed and not workspace.bot.deleted,
    )


def events(workspace: Workspace) -> tuple[str, str]:
    """How the subscription to events over HTTP is: disabled, verified, refused or new; and why refused."""
    way = workspace.registration.delivery
    if not workspace.registration.courier.subscription.enabled:
        return "disabled", ""
    if not isinstance(way, SignedHttp) or way.verified:
        return "verified", ""
    return ("refused", way.why) if way.why else ("new", "")


def switch(kind: str, fault: Mapping[str, Any] | None) -> Switch:
    """How a kind is switched."""
    if fault is None:
        return Switch(kind)
    return Switch(kind, "always" if fault["left"] is None else "once", fault["struck"])


def do(workspace: Workspace, person: Person, asked: Mapping[str, Sequence[str]]) -> None:
    """What a button of the drawer says; pressed again it is undone. One of a page drawn long ago may ask for what is not there: nothing."""
    what, kind, channel = (next(iter(asked.get(key, ())), "") for key in ("do", "kind", "channel"))
    if kind in KINDS and what in ("once", "always"):
        turn(workspace, kind, what)
    elif channel in workspace.channels and what in IN_CHANNEL:
        IN_CHANNEL[what](workspace, workspace.channels[channel])
    elif what in ANYWHERE:
        ANYWHERE[what](workspace, person)


def turn(workspace: Workspace, kind: str, what: str) -> None:
    """Switch a kind on, or off when it is on in just this way."""
    now = next((one for one in workspace.faults.listed() if one["kind"] == kind), None)
    if switch(kind, now).on == what:
        workspace.faults.off(kind)
    else:
        workspace.faults.on(kind, times=1 if what == "once" else None)


def link(workspace: Workspace, _person: Person) -> None:
    """Socket Mode off, or on."""
    if workspace.sockets.enabled:
        workspace.sockets.disconnect("link_disabled")
    else:
        workspace.sockets.enable()


def membership(workspace: Workspace, channel: Channel) -> None:
    """The bot out of the channel, or in."""
    (upheavals.remove_bot if workspace.bot.id in channel.members else upheavals.invite_bot)(workspace, channel.id)


IN_CHANNEL: dict[str, Callable[[Workspace, Channel], object]] = {
    "archive": lambda workspace, channel: upheavals.archive(workspace, channel.id, archived=not channel.is_archived),
    "bot": membership,
}
ANYWHERE: dict[str, Callable[[Workspace, Person], object]] = {
    "off": lambda workspace, _person: workspace.faults.off(),
    "refresh": lambda workspace, _person: workspace.sockets.disconnect(),
    "link": link,
    "events": lambda workspace, _person: workspace.registration.courier.subscription.enable(),
    "person": lambda workspace, person: upheavals.deactivate(workspace, person.id, deleted=not person.deleted),
    "install": lambda workspace, _person: workspace.registration.install(workspace, workspace.registration.scopes),
    "revoke": lambda workspace, _person: upheavals.revoke_token(workspace),
}
