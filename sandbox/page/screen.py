"""What a person sees: the page and its parts, drawn from the workspace as it is now."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from sandbox.ground import Ground
from sandbox.page import words
from sandbox.page.drawing import Look, draw, shown
from sandbox.page.panel import panel
from sandbox.workspace import Channel, Message, Person, Workspace

SHOWN = 80  # messages at first; a link shows the rest
TOGETHER = 300  # seconds within which one author's messages need no new name
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")


@dataclass(frozen=True)
class Line:
    """A message as it is drawn."""

    key: str
    container: str  # channel:ts
    data: dict[str, Any]
    author: str
    is_bot: bool
    at: datetime
    only_you: bool
    day: str  # "" when it is the day of the message before
    joined: bool  # to the message before: same author, moments later

    @property
    def time(self) -> str:
        """HH:MM in the reader's zone."""
        return f"{self.at:%H:%M}"

    @property
    def iso(self) -> str:
        """The same for machines."""
        return self.at.isoformat()

    @property
    def initial(self) -> str:
        """What stands in the author's picture."""
        return self.author[:1].upper()

    @property
    def face(self) -> str:
        """Its colour."""
        return "bot" if self.is_bot else face(self.author)

    @staticmethod
    def is_picture(file: dict[str, Any]) -> bool:
        """Whether the page shows the file at once."""
        return file.get("mimetype") in PICTURES


def face(name: str) -> str:
    """One of eight colours, the same for a name at every drawing."""
    return f"face-{zlib.crc32(name.encode()) % 8}"


def home(workspace: Ground) -> str:
    """Where a workspace's page is."""
    return "/" if workspace is workspace.registration.workspaces[0] else f"/t/{workspace.team_id}/"


class Screen:
    """The page of one workspace. Remembers, per person and channel, what was seen, for the "n new" marks; nothing else."""

    def __init__(self, workspace: Workspace) -> None:
        """Shows this workspace."""
        self.workspace = workspace
        self._seen = {(p.id, c.id): self._last(p, c) for p in workspace.people() for c in workspace.channels_of(p.id)}

    def person(self, wanted: str) -> Person:
        """The person with this id, else the first who is not deactivated."""
        people = self.workspace.people()
        return next((p for p in people if p.id == wanted), next((p for p in people if not p.deleted), people[0]))

    def place(self, person: Person, wanted: str) -> str:
        """home, dm, or the id of a channel they are in; else dm."""
        ids = [c.id for c in self.workspace.channels_of(person.id) if not c.is_im]
        return wanted if wanted in ("home", *ids) else "dm"

    def channel(self, person: Person, place: str) -> Channel:
        """The channel behind a place."""
        return next(c for c in self.workspace.channels_of(person.id) if (c.is_im and place == "dm") or c.id == place)

    def page(self, person: Person, place: str, everything: bool) -> str:
        """The whole page."""
        look = self._look(person)
        heading = look.say("home") if place == "home" else self._name(self.channel(person, place))
        handles = [{"word": f"@{p.name}", "about": f"{shown(p)} {p.title}"} for p in self.workspace.people() if not p.deleted]
        return draw(
            "page.html",
            look,
            place=place,
            all="1" if everything else "",
            heading=heading,
            commands=json.dumps([_offer(c) for c in self.workspace.commands]),
            handles=json.dumps(handles),
            **{key: _safe(value) for key, value in self.parts(person, place, everything).items()},
        )

    def parts(self, person: Person, place: str, everything: bool) -> dict[str, Any]:
        """The parts that change, as HTML, and the version they show."""
        version = self.workspace.wait(-1, 0)
        look = self._look(person)
        log = self._middle(look, place, everything)  # first: what is drawn counts as seen
        side = [] if person.deleted else self._places(person)
        return {
            "version": version,
            "log": log,
            "top": self._top(look, any(p["unread"] for p in side)),
            "side": draw("side.html", look, place=place, places=side, people=self._people(place), spaces=self._spaces()),
            "modal": draw("modal.html", look, views=[] if person.deleted else self.workspace.modals_of(person.id)),
            "panel": panel(self.workspace, look, self._room(person, place)),
        }

    def _room(self, person: Person, place: str) -> Channel | None:
        return None if place in ("home", "dm") else self.channel(person, place)

    def _look(self, person: Person) -> Look:
        return Look(person, self.workspace.bot, self.workspace.people(), self.workspace.channels_of(person.id))

    def _name(self, channel: Channel) -> str:
        return shown(self.workspace.bot) if channel.is_im else f"#{channel.name}"

    def _top(self, look: Look, unread: bool) -> str:
        now = self.workspace.clock.now().astimezone(look.zone)
        me = shown(look.viewer)
        return draw(
            "top.html",
            look,
            shown=me,
            initial=me[:1].upper(),
            face=face(me),
            unread=unread,
            faulty=bool(self.workspace.faults.listed()),
            now=words.moment(now, look.lang),
        )

    def _middle(self, look: Look, place: str, everything: bool) -> str:
        if look.viewer.deleted:
            return draw("closed.html", look)
        return self._home(look) if place == "home" else self._log(look, place, everything)

    def _home(self, look: Look) -> str:
        return draw("home.html", look, view=self.workspace.home_of(look.viewer.id))

    def _log(self, look: Look, place: str, everything: bool) -> str:
        channel = self.channel(look.viewer, place)
        messages = list(self.workspace.messages(channel.id, look.viewer.id))
        self._seen[look.viewer.id, channel.id] = messages[-1].ts if messages else ""
        recent = messages if everything else messages[-SHOWN:]
        empty = look.say("nothing_yet" if self.workspace.installed else "not_here", app=self.workspace.registration.name)
        earlier, drawn = len(recent) < len(messages), lines(recent, look)
        return draw("messages.html", look, place=place, empty=empty, lines=drawn, earlier=earlier, archived=channel.is_archived)

    def _spaces(self) -> list[dict[str, Any]]:
        """The other workspaces of this Slack and where their pages are; nothing when there is only one."""
        every = self.workspace.registration.workspaces
        found = [{"name": one.cast.team_name, "url": home(one), "here": one is self.workspace} for one in every]
        return found if len(found) > 1 else []

    def _places(self, person: Person) -> list[dict[str, Any]]:
        found = [
            {
                "key": "dm" if c.is_im else c.id,
                "name": shown(self.workspace.bot) if c.is_im else c.name,
                "sign": "●" if c.is_im else "◇" if c.is_private else "#",
                "unread": self._unread(person, c),
            }
            for c in self.workspace.channels_of(person.id)
        ]
        look = self._look(person)
        return [*found, {"key": "home", "name": look.say("home"), "sign": "⌂", "unread": 0}]

    def _last(self, person: Person, channel: Channel) -> str:
        messages = self.workspace.messages(channel.id, person.id)
        return messages[-1].ts if messages else ""

    def _unread(self, person: Person, channel: Channel) -> int:
        """Messages since the person last looked there; what was there at the start counts as seen."""
        seen = self._seen.get((person.id, channel.id), "")
        return sum(m.ts > seen and m.data.get("user") != person.id for m in self.workspace.messages(channel.id, person.id))

    def _people(self, place: str) -> list[dict[str, Any]]:
        return [
            {
                "id": p.id,
                "unread": self._unread(p, self.channel(p, "dm")),
                "shown": shown(p),
                "title": p.title,
                "initial": shown(p)[:1].upper(),
                "face": face(shown(p)),
                "place": self.place(p, place),
            }
            for p in self.workspace.people()
            if not p.deleted
        ]


def lines(messages: Sequence[Message], look: Look) -> list[Line]:
    """Messages made ready to draw, oldest first."""
    drawn: list[Line] = []
    for message in messages:
        before = drawn[-1] if drawn else None
        drawn.append(_line(message, look, before))
    return drawn


def _line(message: Message, look: Look, before: Line | None) -> Line:
    data = message.data
    is_bot = bool(data.get("bot_id")) or data.get("user") == look.bot.id
    author = shown(look.bot) if is_bot else look.names.people.get(data.get("user", ""), data.get("username") or "?")
    at = datetime.fromtimestamp(float(message.ts), look.zone)
    new_day = before is None or before.at.date() != at.date()
    only_you = message.only_for is not None
    joined = before is not None and not new_day and _together(before, author, at, only_you)
    day = words.day(at.date(), look.lang) if new_day else ""
    return Line(f"m-{message.ts}", f"{message.channel}:{message.ts}", data, author, is_bot, at, only_you, day, joined)


def _together(before: Line, author: str, at: datetime, only_you: bool) -> bool:
    return before.author == author and before.only_you == only_you and (at - before.at).total_seconds() < TOGETHER


def _offer(command: dict[str, Any]) -> dict[str, str]:
    said = {key: str(command.get(key) or "") for key in ("command", "usage_hint", "description")}
    return {"word": said["command"], "hint": said["usage_hint"], "about": said["description"]}


def _safe(part: Any) -> Any:  # noqa: ANN401  a drawn part, or the version
    """A part drawn by our own templates is HTML already."""
    return Markup(part) if isinstance(part, str) else part
