"""The same office with nothing cut short: people act in the sandbox, the real bot answers as a process, and what they see is read back."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, SQLModel, select

from bot.charts import Drawing
from bot.talk import Block, Modal, Picture, Reply
from bot.text import Words
from sandbox import answers
from sandbox.clock import Clock
from sandbox.deliveries import Answer
from sandbox.inputs import element_of
from sandbox.messages import Message
from sandbox.people import Channel
from sandbox.server import Server, serve
from sandbox.views import View, new_hash
from storage.engine import connect, reading, writing
from storage.outbox import CLAIMED
from storage.tables import Outgoing
from tests.living import meet, workspace
from tests.office import START, TOKYO, Office, Shown, furnish, on_home
from tests.patience import until
from tests.people import CAST, TEAM_CHANNEL
from tests.processes import settings, started

ELSEWHERE = Channel("C0OTHER", "other", [*(person.slack_id for person in CAST.values()), "U0BOT"])
GONE = {Words(language, TOKYO)("refusal-gone") for language in ("en", "ja")}
UNKNOWN = "an-action-of-no-version"


class Stopped(Clock):
    """A workspace's clock that stands until it is set: what a test says of time holds exactly."""

    def set(self, to: datetime) -> None:
        """To a moment."""
        super().set(to)
        self.stands = to

    def now(self) -> datetime:
        """That moment."""
        return self.stands


@dataclass(frozen=True)
class Place:
    """A message or view as it was when it was shown."""

    what: Message | View
    data: dict[str, Any]

    @classmethod
    def of(cls, what: Message | View) -> Self:
        """As it is now."""
        return cls(what, deepcopy(what.data))

    @property
    def stale(self) -> bool:
        """Whether it has changed since."""
        return bool(self.what.data["blocks"] != self.data["blocks"])


@dataclass(frozen=True)
class Sight:
    """What one person has before their eyes."""

    messages: dict[str, dict[str, Any]] = field(default_factory=dict)  # by ts; a changed message is another dict
    hashes: dict[str, str] = field(default_factory=dict)  # of open modals, by id
    home: str = ""
    pictures: int = 0  # the last in the outbox


class SlackOffice(Office):
    """An office in the sandbox, reached over Socket Mode or signed HTTP."""

    def __init__(self, engine: Engine, server: Server) -> None:
        """The bot is at work; the database is its own."""
        super().__init__(engine)
        self.workspace = server.workspace
        self.workspace.channels[ELSEWHERE.id] = ELSEWHERE
        self.workspace.rates.enforced = False  # a clock that stands never fills a bucket again
        self.courier = self.workspace.registration.courier
        self._carried: dict[str, tuple[str, dict[str, Any]]] = {}
        self._outsiders: dict[str, tuple[str, str, bool]] = {}

    @classmethod
    @contextmanager
    def over(cls, transport: str, folder: Path, url: str) -> Iterator[Self]:
        """The office over "socket" or "http"; this database, migrated."""
        engine = connect(url)
        words = ("tests.undisturbed", "run", "--transport", transport, "--port", "0")
        with ExitStack() as stack:
            server = stack.enter_context(serve(workspace(Stopped(START))))
            environment = settings(server, url) | {"ONPACE_CLOCK_EVERY": "0"}
            bot = stack.enter_context(started(folder / "log", *words, **environment))
            office = cls(engine, meet(server, bot, transport).server)
            until(office.workspace.delivery.connected)
            yield office
        engine.dispose()

    # Between tests

    def again(self, *, empty: bool = False) -> Self:
        """As new: nothing said, nothing shown, the team of the cast in the database, or nobody when `empty`."""
        until(self._nothing_under_way)
        until(lambda: _emptied(self.engine))
        if not empty:
            furnish(self.engine)
        self.now = START
        with self.workspace.lock:
            self.workspace.said.by_channel.clear()
            self.workspace.views.homes.clear()
            self.workspace.views.stacks.clear()
        for slack_id, profile in self._outsiders.items():
            self._profile(slack_id, *profile)
        self._outsiders.clear()
        self._carried.clear()
        return self

    def _nothing_under_way(self) -> bool:
        with reading(self.engine) as session:
            return session.exec(select(Outgoing.id).where(Outgoing.state == CLAIMED)).first() is None

    # What people do

    def say(self, who: str, text: str, *, channel: str = TEAM_CHANNEL, key: str = "") -> Shown:
        """Type a slash command; with a key used before, Slack delivers that one again (with these words)."""
        before = self._before(who, channel)
        if key in self._carried:
            kind, payload = self._carried[key]
            answer = self._redelivered(kind, payload | {"text": text.partition(" ")[2]})
            assert not answers.to_command(self.workspace, CAST[who].slack_id, channel, answer.body)
        else:
            told = self.workspace.write(CAST[who].slack_id, channel, text)
            assert told == "", told
            self._carry(key)
        return self._seen(who, channel, before, wait=not self._anything(who, channel, before))

    def tap(self, who: str, action: dict[str, Any], *, channel: str = TEAM_CHANNEL, view: Modal | None = None) -> Shown:  # noqa: ARG002 - the message is made for it
        """Use an element of an old message, whatever it says."""
        brought = {name: value for name, value in action.items() if name in ("type", "action_id", "value")}
        old = self._old_message(channel, CAST[who].slack_id, brought)
        return self._used(who, channel, Place.of(old), action)

    def pressed(self, shown: Shown, action: dict[str, Any]) -> Shown:
        """Use an element where it was shown, or on a screen that still shows it."""
        return self._used(shown.who, shown.channel, shown.place, action)

    def sent(self, shown: Shown, modal: Modal, state: dict[str, Any], key: str) -> Shown:
        """Submit the form; one that has closed was open on another screen too, or Slack delivers it again when the key was used before."""
        who, channel = shown.who, shown.channel
        before, view = self._before(who, channel), shown.place.what
        told: dict[str, str] = {}
        if self._open(view):
            told = self.workspace.submit(CAST[who].slack_id, view.id, state)
            self._carry(key)
        elif key in self._carried:
            answer = self._redelivered(*self._carried[key])
            told = answers.to_submission(self.workspace, view, answer.body, "trouble")
        else:
            view = self._shown_again(shown.place, CAST[who].slack_id)
            told = self.workspace.submit(CAST[who].slack_id, view.id, state)
        assert "" not in told, told
        if told:
            return Shown(self, who, channel, Reply(errors=told), modal, Place.of(view))
        return self._seen(who, channel, before)

    def outsider(self, slack_id: str, name: str) -> None:
        """user_change tells of somebody who is no full member."""
        person = self.workspace.by_id[slack_id]
        self._outsiders[slack_id] = (person.name, person.real_name, person.is_restricted)
        self._profile(slack_id, name, name, True)

    def _profile(self, slack_id: str, handle: str, name: str, restricted: bool) -> None:
        person = self.workspace.by_id[slack_id]
        person.name, person.real_name, person.is_restricted = handle, name, restricted
        self.workspace.speak(slack_id, person.locale)

    def outgoing(self) -> list[Outgoing]:
        """What was said so far, without the live board and the warnings of pace, which the real bot posts when it likes."""
        return [row for row in super().outgoing() if not row.key.startswith(("board ", "pace ", "pace-team "))]

    def home(self, who: str) -> tuple[Block, ...]:
        """Open App Home and look."""
        self._sync()
        shown = self._hash(who)
        assert self.workspace.open_home(CAST[who].slack_id) == ""
        until(lambda: self._hash(who) != shown)
        return self._home_of(who)

    def press_home(self, who: str, label: str) -> Shown:
        """Use the button of App Home with this label."""
        action, block_id = on_home(self.home(who), label)
        before = self._before(who, "")
        told = self.workspace.act(CAST[who].slack_id, container="home", container_id="", block_id=block_id, action=action)
        assert told == "", told
        self._settled(who)
        new = self._hash(who) != before.home
        notice = self._home_of(who)[0]["text"]["text"] if new else ""
        view = self._new_view(who, before)
        return Shown(self, who, "", Reply(notice, modal=_modal(view) if view else None, home=new), place=view and Place.of(view))

    # How it is done

    def _used(self, who: str, channel: str, place: Place, action: dict[str, Any]) -> Shown:
        person, key = CAST[who].slack_id, action["action_ts"]
        before = self._before(who, channel)
        if key in self._carried:
            self._redelivered(*self._carried[key])
        else:
            if place.stale or (isinstance(place.what, View) and not self._open(place.what)):
                place = Place.of(self._shown_again(place, person))
            container, where = ("view", place.what.id) if isinstance(place.what, View) else ("message", f"{channel}:{place.what.ts}")
            block_id = next(b["block_id"] for b in place.data["blocks"] if element_of([b], b["block_id"], action["action_id"]))
            used = {name: value for name, value in action.items() if name != "action_ts"}
            told = self.workspace.act(person, container=container, container_id=where, block_id=block_id, action=used)
            assert told == "", told
            self._carry(key)
        return self._seen(who, channel, before)

    def _carry(self, key: str) -> None:
        if key:
            self._carried[key] = (self.courier.recent[-1].kind, self.courier.recent[-1].payload)

    def _redelivered(self, kind: str, payload: dict[str, Any]) -> Answer:
        """Once more, with a field that makes the bytes others: what is signed the same in the same second is dropped at the door."""
        answer = self.courier.deliver(kind, payload | {"delivered_again": "1"})
        assert not answer.failed
        return answer

    def _open(self, view: Message | View) -> bool:
        return isinstance(view, View) and view in self.workspace.views.stack(view.person)

    def _shown_again(self, place: Place, person: str) -> Any:
        """The same, as a screen shows it that has not heard of what happened since."""
        with self.workspace.lock:
            if isinstance(place.what, Message):
                kept = {name: value for name, value in place.data.items() if name in ("text", "blocks")}
                return self.workspace.bot_says(place.what.channel, kept, person)
            view_id = f"{place.what.id}{len(self._carried)}{new_hash()[:4]}"
            view = View(view_id, person, deepcopy(place.data) | {"id": view_id, "hash": new_hash()})
            self.workspace.views.stacks[person] = [view]
            return view

    def _sync(self) -> None:
        if self.workspace.clock.now() != self.now:
            self.workspace.clock.set(self.now)

    # What people see

    def _before(self, who: str, channel: str) -> Sight:
        self._sync()
        return self._sight(who, channel)

    def _sight(self, who: str, channel: str) -> Sight:
        person = CAST[who].slack_id
        with self.workspace.lock:
            messages = {m.ts: m.data for m in self.workspace.said.seen_by(channel, person) if m.only_for}
            hashes = {view.id: view.data["hash"] for view in self.workspace.views.stack(person)}
        return Sight(messages, hashes, self._hash(who), self._last_picture())

    def _anything(self, who: str, channel: str, before: Sight) -> bool:
        now = self._sight(who, channel)
        return (now.messages.keys(), now.hashes) != (before.messages.keys(), before.hashes)

    def _seen(self, who: str, channel: str, before: Sight, *, wait: bool = True) -> Shown:
        """What is new to the person."""
        if wait:
            self._settled(who)
        now = self._sight(who, channel)
        message = next((ts for ts, data in reversed(now.messages.items()) if before.messages.get(ts) is not data), "")
        view = self._new_view(who, before)
        said = now.messages.get(message, {"text": ""})
        reply = Reply(
            text=said["text"],
            blocks=tuple(deepcopy(said.get("blocks", ()))),
            replace=message in before.messages,
            modal=_modal(view) if view else None,
            picture=self._picture(before.pictures),
            home=now.home != before.home,
        )
        place = view or (self.workspace.said.find(channel, message) if message else None)
        return Shown(self, who, channel, reply, place=place and Place.of(place))

    def _new_view(self, who: str, before: Sight) -> View | None:
        """A form that was opened or changed since."""
        return next((v for v in self.workspace.views.stack(CAST[who].slack_id) if before.hashes.get(v.id) != v.data["hash"]), None)

    def _settled(self, who: str) -> None:
        """Everything for the person has come.

        What concerns one person the bot sends in order: in their DM they use a button of no version, and wait for what is said of it.
        """
        person, dm = CAST[who].slack_id, "D" + CAST[who].slack_id[1:]
        button = {"type": "button", "action_id": UNKNOWN, "value": "-"}
        asked = self._old_message(dm, person, button)
        told = self.workspace.act(person, container="message", container_id=f"{dm}:{asked.ts}", block_id="old", action=button)
        assert told == "", told
        said = until(lambda: [m for m in self.workspace.messages(dm, person) if m.ts > asked.ts and m.data["text"] in GONE])
        with self.workspace.lock:
            for message in (asked, *said):
                self.workspace.said.remove(message)

    def _old_message(self, channel: str, person: str, element: dict[str, Any]) -> Message:
        shown = element | {"text": {"type": "plain_text", "text": "…"}}
        return self.workspace.bot_says(
            channel, {"text": "…", "blocks": [{"type": "actions", "block_id": "old", "elements": [shown]}]}, person
        )

    def _hash(self, who: str) -> str:
        home = self.workspace.home_of(CAST[who].slack_id)
        return str(home.data["hash"]) if home else ""

    def _home_of(self, who: str) -> tuple[Block, ...]:
        home = self.workspace.home_of(CAST[who].slack_id)
        assert home
        return tuple(deepcopy(home.data["blocks"]))

    def _last_picture(self) -> int:
        return max((row.id or 0 for row in self.outgoing()), default=0)

    def _picture(self, after: int) -> Picture | None:
        """The picture that follows; its drawing, which nobody sees as such, from the outbox."""
        found = [row for row in self.outgoing() if (row.id or 0) > after and row.key.startswith("picture ")]
        if not found:
            return None
        told = found[-1].body["picture"]
        return Picture(Drawing.of_json(told["chart"]), told["title"], told["alt"])


def _modal(view: View) -> Modal:
    data = view.data
    words = {name: data[name]["text"] for name in ("submit", "close") if data[name]}
    return Modal(data["callback_id"], data["title"]["text"], tuple(deepcopy(data["blocks"])), meta=data["private_metadata"], **words)


def _emptied(engine: Engine) -> bool:
    """No row in any table, ids from 1 again; False where the bot wrote something of a team meanwhile."""
    try:
        with writing(engine) as session:
            _empty(session)
    except DBAPIError:
        return False
    return True


def _empty(session: Session) -> None:
    tables = list(reversed(SQLModel.metadata.sorted_tables))
    for table in tables:
        session.execute(table.delete())
    if session.get_bind().dialect.name == "postgresql":
        numbered = [table.name for table in tables if "id" in table.c]
        starts = ", ".join(f"setval(pg_get_serial_sequence('\"{name}\"', 'id'), 1, false)" for name in numbered)
        session.execute(text(f"SELECT {starts}"))
