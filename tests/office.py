"""People talk to the bot: Slack's payloads in, replies out, on a real database; Bolt and the network are left to the end-to-end tests."""

import itertools
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Self
from zoneinfo import ZoneInfo

from slack_sdk import WebClient
from sqlalchemy import Engine
from sqlmodel import select

from bot import delivery
from bot.answering import Answering
from bot.clients import Always
from bot.directory import Directory
from bot.talk import Block, Modal, Profile, Reply
from storage import members, teams, workspaces
from storage.engine import connect, migrate, reading, writing
from storage.tables import Outgoing
from tests.engines import on_copy
from tests.people import CAST, TEAM_CHANNEL

TOKYO = ZoneInfo("Asia/Tokyo")
START = datetime(2026, 11, 24, 10, 0, tzinfo=TOKYO)
WORKSPACE = "T0ONPACE"


@cache
def _template() -> Path:
    """A migrated database with the team in it, made once per worker."""
    path = Path(mkdtemp(prefix="onpace-office-")) / "office.db"
    engine = connect(f"sqlite:///{path}")
    migrate(engine)
    furnish(engine)
    engine.dispose()
    return path


def furnish(engine: Engine, slack_id: str = WORKSPACE) -> None:
    """The team of the cast in a migrated database, in the workspace of this id."""
    with writing(engine) as session:
        workspace = workspaces.ensure(session, slack_id=slack_id, now=START, name="Office")
        assert workspace.id
        team = teams.create(session, workspace_id=workspace.id, name="Tokyo", now=START)
        team.channel_id = TEAM_CHANNEL
        rows = {}
        for key, person in CAST.items():
            if person.roles:
                row = members.ensure(session, workspace_id=workspace.id, slack_id=person.slack_id, now=START, name=person.name)
                row.team_id, row.slack_language, row.start_date = team.id, person.language, person.start_date
                members.set_roles(row, person.roles)
                rows[key] = row
        session.flush()
        for key, row in rows.items():
            row.mentor_id = rows[CAST[key].mentor].id if CAST[key].mentor else None


@dataclass(frozen=True)
class Shown:
    """What a person is shown after something they did; `press` and `fill` go on from there."""

    office: "Office"
    who: str
    channel: str
    reply: Reply
    view: Modal | None = None
    place: Any = None  # the message or view it stands in, where there is a workspace to stand in

    @property
    def text(self) -> str:
        """The reply's text with all text of its blocks, or what stands under the fields of a form."""
        shown = [*_texts(list(self.reply.blocks)), *_texts(list(self.modal.blocks) if self.modal else [])]
        return "\n".join([self.reply.text, *shown, *self.reply.errors.values()])

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The reply's blocks."""
        return self.reply.blocks

    @property
    def modal(self) -> Modal | None:
        """The form that was opened."""
        return self.reply.modal

    @property
    def errors(self) -> dict[str, str]:
        """Sentences under the form's fields."""
        return dict(self.reply.errors)

    @property
    def buttons(self) -> dict[str, dict[str, Any]]:
        """Buttons, menus and pickers by label (menus: the labels of their options)."""
        blocks = [*self.reply.blocks, *(self.modal.blocks if self.modal else ())]
        return {label: element for element in _elements(blocks) for label in _labels(element)}

    def press(self, label: str, *, key: str = "") -> "Shown":
        """Use the button, or choose the option, with this label."""
        element = self.buttons[label]
        chosen = next((o for o in element.get("options", ()) if o["text"]["text"] == label), None)
        action = {"action_id": element["action_id"], "type": element["type"], "action_ts": key or self.office.stamp()}
        action |= {"selected_option": chosen} if chosen else {"value": element.get("value", "")}
        return self.office.pressed(self, action)

    def fill(self, *, key: str = "", **values: Any) -> "Shown":
        """Submit the form with these values (underscores stand for hyphens); fields not named keep what they start with."""
        modal = self.modal or self.view
        assert modal, "no form is open"
        given = {name.replace("_", "-"): value for name, value in values.items()}
        state = {b["block_id"]: {b["element"]["action_id"]: _filled(b["element"], given)} for b in modal.blocks if b["type"] == "input"}
        unknown = given.keys() - {name for block in state.values() for name in block}
        assert not unknown, f"no such fields: {unknown}"
        return self.office.sent(self, modal, state, key)


class Nobody(Executor):
    """Nobody is there to ask Slack in the background: who is not in the directory stays unknown, and no thread outlives a test."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ARG002 - an Executor's
        """Never done."""
        return Future()


class Office:
    """A workspace where the cast works."""

    def __init__(self, engine: Engine) -> None:
        """On a migrated database with the team in it."""
        self.engine = engine
        self.now = START.astimezone(UTC)
        self._count = itertools.count(1)
        self.directory = Directory(Always(WebClient(base_url="http://127.0.0.1:9/")), Nobody())
        self.directory._profiles[WORKSPACE] = {p.slack_id: Profile(p.name, p.language) for p in CAST.values()}
        # A busy machine is no fault of what is said here: nothing waits for Slack's 3 seconds.
        self.answering = Answering(engine=engine, clock=lambda: self.now, directory=self.directory, seconds=60)

    @classmethod
    @contextmanager
    def opened(cls) -> Iterator[Self]:
        """An office on a copy of the template."""
        with on_copy(_template()) as engine:
            yield cls(engine)

    def at(self, local: str) -> None:
        """Set the clock, in Tokyo's time: "2026-11-25 14:00"."""
        self.now = datetime.fromisoformat(local).replace(tzinfo=TOKYO).astimezone(UTC)

    def later(self, **by: float) -> None:
        """Let time pass: later(hours=25)."""
        self.now += timedelta(**by)

    def stamp(self) -> str:
        """A new identity for something a person does."""
        return f"{self.now.timestamp():.0f}.{next(self._count):06d}"

    def say(self, who: str, text: str, *, channel: str = TEAM_CHANNEL, key: str = "") -> Shown:
        """Type a slash command; @name becomes the mention Slack makes of it."""
        command, _, rest = text.partition(" ")
        rest = rest.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        for name, person in CAST.items():
            rest = rest.replace(f"@{name}", f"<@{person.slack_id}|{name}>")
        body = {
            "command": command,
            "text": rest,
            "user_id": CAST[who].slack_id,
            "team_id": WORKSPACE,
            "channel_id": channel,
            "trigger_id": key or self.stamp(),
        }
        return self._shown(who, channel, delivery.of_command(body))

    def tap(self, who: str, action: dict[str, Any], *, channel: str = TEAM_CHANNEL, view: Modal | None = None) -> Shown:
        """Use an element of a message or an open form."""
        body: dict[str, Any] = {
            "actions": [action],
            "user": {"id": CAST[who].slack_id},
            "team": {"id": WORKSPACE},
            "channel": {"id": channel},
        }
        if view:
            meta = delivery.wrapped(delivery.Delivery("", "", "", "", WORKSPACE, CAST[who].slack_id, channel=channel), view.meta)
            body["view"] = {"id": "V1", "hash": "1", "type": "modal", "private_metadata": meta, "state": {"values": {}}}
        return self._shown(who, channel, delivery.of_action(body), view)

    def submit(self, who: str, modal: Modal, state: dict[str, Any], *, channel: str, key: str = "") -> Shown:
        """Submit a form."""
        outer = delivery.Delivery("", "", "", "", WORKSPACE, CAST[who].slack_id, channel=channel)
        view = {
            "id": key or f"V{self.stamp()}",
            "callback_id": modal.form,
            "private_metadata": delivery.wrapped(outer, modal.meta),
            "state": {"values": state},
        }
        body = {"view": view, "user": {"id": CAST[who].slack_id}, "team": {"id": WORKSPACE}}
        return self._shown(who, channel, delivery.of_form(body), modal)

    def pressed(self, shown: Shown, action: dict[str, Any]) -> Shown:
        """Use an element of what was shown."""
        return self.tap(shown.who, action, channel=shown.channel, view=shown.modal)

    def sent(self, shown: Shown, modal: Modal, state: dict[str, Any], key: str) -> Shown:
        """Submit the form that was shown."""
        return self.submit(shown.who, modal, state, channel=shown.channel, key=key)

    def outsider(self, slack_id: str, name: str) -> None:
        """Slack says that this account, so named, is no full member (any more): a guest or a bot."""
        self.directory._profiles[WORKSPACE][slack_id] = Profile(name, "en", human=False)

    def home(self, who: str) -> tuple[Block, ...]:
        """What the person's App Home shows now."""
        person = CAST[who].slack_id
        return self.answering.home(delivery.Delivery("event", "app_home_opened", self.stamp(), "", WORKSPACE, person))

    def press_home(self, who: str, label: str) -> Shown:
        """Use the button of App Home with this label: a notice of it is all that stands there afterwards."""
        action = on_home(self.home(who), label)[0] | {"action_ts": self.stamp()}
        person = {"user": {"id": CAST[who].slack_id}, "team": {"id": WORKSPACE}}
        return self._shown(who, "", delivery.of_action({**person, "actions": [action], "view": {"id": "V0", "type": "home"}}))

    def outgoing(self) -> list[Outgoing]:
        """What waits in the outbox, oldest first."""
        with reading(self.engine) as session:
            return list(session.exec(select(Outgoing).order_by("id")))

    def _shown(self, who: str, channel: str, asked: delivery.Delivery, view: Modal | None = None) -> Shown:
        return Shown(self, who, channel, self.answering.answer(asked), view)


def on_home(blocks: Iterable[Block], label: str) -> tuple[dict[str, Any], str]:
    """The button with this label as it is used, and the block it is in."""
    for block in blocks:
        for element in _elements([block]):
            if label in _labels(element):
                return {name: element[name] for name in ("type", "action_id", "value")}, block.get("block_id", "")
    raise AssertionError(f"no button {label}")


def _elements(blocks: list[Block]) -> list[dict[str, Any]]:
    found = [e for b in blocks if b["type"] == "actions" for e in b["elements"]]
    found += [b["accessory"] for b in blocks if "accessory" in b]
    return [*found, *(b["element"] for b in blocks if b["type"] == "input")]


def _labels(element: dict[str, Any]) -> list[str]:
    if element["type"] == "button":
        return [element["text"]["text"]]
    return [o["text"]["text"] for o in element.get("options", ())] or [element["action_id"]]


def _texts(found: Any) -> list[str]:
    if isinstance(found, dict):
        own = [found["text"]] if isinstance(found.get("text"), str) else []
        return own + [t for name, value in found.items() if name != "confirm" for t in _texts(value) if not isinstance(value, str)]
    return [t for item in found for t in _texts(item)] if isinstance(found, list) else []


def _filled(element: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """An input's part of state.values: the given value, or what it starts with."""
    kind, name = element["type"], element["action_id"]
    has, value = name in given, given.get(name)
    if kind in ("static_select", "radio_buttons"):
        options = {o["value"]: o for o in element["options"]}
        return {"type": kind, "selected_option": (options[value] if value else None) if has else element.get("initial_option")}
    if kind in ("checkboxes", "multi_static_select"):
        options = {o["value"]: o for o in element["options"]}
        return {"type": kind, "selected_options": [options[v] for v in value or ()] if has else element.get("initial_options", [])}
    fields = {
        "datepicker": ("selected_date", "initial_date"),
        "timepicker": ("selected_time", "initial_time"),
        "users_select": ("selected_user", "initial_user"),
        "multi_users_select": ("selected_users", "initial_users"),
        "conversations_select": ("selected_conversation", "initial_conversation"),
    }
    held, start = fields.get(kind, ("value", "initial_value"))
    return {"type": kind, held: value if has else element.get(start)}
