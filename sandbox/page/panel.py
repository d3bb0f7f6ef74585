"""The drawer of faults: what is switched on, what could be, the app's connections, and what an administrator can do to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sandbox import upheavals
from sandbox.faults import API, DELIVERY, SOCKET
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
        connections=workspace.sockets.about(),
        channel=channel,
        bot_there=bool(channel and workspace.bot.id in channel.members),
        me=shown(look.viewer),
        installed=workspace.installed and not workspace.bot.deleted,
    )


def switch(kind: str, fault: Mapping[str, Any] | None) -> Switch:
    """How a kind is switched."""
    if fault is None:
        return Switch(kind)
    return Switch(kind, "always" if fault["left"] is None else "once", fault["struck"])


def do(workspace: Workspace, person: Person, asked: Mapping[str, Sequence[str]]) -> None:
    """What a button of the drawer says. A button of a page drawn long ago may ask for what is not there; that does nothing."""
    what, kind, channel = (next(iter(asked.get(key, ())), "") for key in ("do", "kind", "channel"))
    deed = DEEDS.get(what)
    if deed and (not channel or channel in workspace.channels):
        deed(workspace, person, kind or channel)


DEEDS: dict[str, Callable[[Workspace, Person, str], object]] = {
    "once": lambda workspace, _person, kind: workspace.faults.on(kind, times=1),
    "always": lambda workspace, _person, kind: workspace.faults.on(kind),
    "off": lambda workspace, _person, kind: workspace.faults.off(kind),
    "refresh": lambda workspace, _person, _: workspace.sockets.disconnect(),
    "disable": lambda workspace, _person, _: workspace.sockets.disconnect("link_disabled"),
    "enable": lambda workspace, _person, _: workspace.sockets.enable(),
    "archive": lambda workspace, _person, channel: upheavals.archive(workspace, channel),
    "unarchive": lambda workspace, _person, channel: upheavals.archive(workspace, channel, archived=False),
    "remove": lambda workspace, _person, channel: upheavals.remove_bot(workspace, channel),
    "invite": lambda workspace, _person, channel: upheavals.invite_bot(workspace, channel),
    "deactivate": lambda workspace, person, _: upheavals.deactivate(workspace, person.id),
    "reactivate": lambda workspace, person, _: upheavals.deactivate(workspace, person.id, deleted=False),
    "revoke": lambda workspace, _person, _: upheavals.revoke_token(workspace),
}
