"""The stage of the gallery: an office that keeps everything it was shown, as Slack would get it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sqlalchemy import Engine, event
from sqlmodel import select

import bot.text
from bot import app, commands, delivery
from bot.app import message, view
from bot.talk import Modal, Profile, Reply
from bot.views.refusals import refused
from coaching.errors import Refusal
from storage.engine import connect, migrate, reading, writing
from storage.tables import Member, Outgoing, Team
from tests.gallery.seeding import seed
from tests.gallery.tongue import TONGUES, Tongue
from tests.office import WORKSPACE, Office, Shown, furnish
from tests.people import CAST

Json = dict[str, Any]


@dataclass(frozen=True)
class Item:
    """One thing sent. `kind`: message, view, errors (of a form, with its view), home, post, file. `who` reads it."""

    name: str
    kind: str
    who: str
    body: Json
    view: Json | None = None


@dataclass
class Produced:
    """What the catalogue made in one language: items, rows of the bot's tables that answered, sentences that were said."""

    items: list[Item] = field(default_factory=list)
    answered: set[tuple[str, str]] = field(default_factory=set)
    refusals: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)


class Stage(Office):
    """An office on which a scene is played; what is shown becomes items named after the scene."""

    scene: str
    tongue: Tongue
    kept: Produced
    count: int = 0
    posted: int = 0

    def press(self, shown: Shown, action: str, value: str = "") -> Shown:
        """Use the button or menu with this action_id, and where there are several the one whose value begins so."""
        return self.pressed(shown, self.deed(shown, action, value))

    def home_tap(self, who: str, action: str, value: str = "") -> Shown:
        """Use an element of the person's App Home."""
        home = Shown(self, who, "", Reply(blocks=self.open_home(who)))
        person = {"user": {"id": CAST[who].slack_id}, "team": {"id": WORKSPACE}}
        body = {**person, "actions": [self.deed(home, action, value)], "view": {"id": "V0", "type": "home"}}
        return self._shown(who, "", delivery.of_action(body))

    def deed(self, shown: Shown, action: str, value: str) -> Json:
        """The use of a button or option, as Slack tells it."""
        every = sorted(usable(shown), key=lambda found: found[0]["action_id"] != action)  # the exact name before action:suffix
        element, chosen = next(found for found in every if fits(*found, action, value))
        did = {"action_id": element["action_id"], "type": element["type"], "action_ts": self.stamp()}
        return did | ({"selected_option": chosen} if chosen else {"value": element.get("value", "")})

    def tap_value(self, who: str, action: str, value: str) -> Shown:
        """Use a button that stands in an old message."""
        return self.tap(who, {"action_id": action, "type": "button", "value": value, "action_ts": self.stamp()})

    def open_home(self, who: str) -> tuple[Json, ...]:
        """App Home, kept."""
        blocks = self.home(who)
        self.keep("home", who, {"type": "home", "blocks": list(blocks)})
        return blocks

    def refuse(self, who: str, refusal: Refusal) -> None:
        """A refusal nobody can bring about at will (a database that is away), as it is told."""
        self.kept.refusals.add(type(refusal).__name__)
        asked = delivery.Delivery("command", "/log", self.stamp(), "", WORKSPACE, CAST[who].slack_id)
        self.keep("message", who, message(refused(self.answering._words(asked), refusal)))

    def late_form(self, who: str) -> None:
        """Slack did not open a form in time."""
        asked = delivery.Delivery("action", "log-details", self.stamp(), "", WORKSPACE, CAST[who].slack_id)
        self.keep("message", who, message(self.answering.form_did_not_open(asked)))

    def outsider(self, slack_id: str, name: str) -> None:
        """As the office's, in the language of the stage."""
        self.directory._profiles[WORKSPACE][slack_id] = Profile(name, self.tongue.language, human=False)

    def uninstall(self) -> None:
        """OnPace is taken off the workspace."""
        self.answering = replace(self.answering, installed=lambda _: False)

    def break_down(self) -> None:
        """Whatever is asked from now on breaks: the machine has lost its clock."""

        def lost() -> datetime:
            raise OSError("no clock")

        self.answering = replace(self.answering, clock=lost)

    def keep(self, kind: str, who: str, body: Json, shown: Json | None = None) -> None:
        """Remember one thing sent."""
        self.count += 1
        self.kept.items.append(Item(f"{self.scene}-{self.count:02}", kind, who, body, shown))

    def _shown(self, who: str, channel: str, asked: delivery.Delivery, view: Modal | None = None) -> Shown:
        shown = super()._shown(who, channel, asked, view)
        _, name, _ = commands.resolve(asked.kind, asked.name, asked.text)
        self.kept.answered.add((asked.kind, name))
        self._keep_reply(who, asked, shown)
        self.keep_posts(who)
        return shown

    def _keep_reply(self, who: str, asked: delivery.Delivery, shown: Shown) -> None:
        reply = shown.reply
        if reply.modal:
            self.keep("view", who, view(asked, reply.modal))
        if reply.errors:
            assert shown.view
            self.keep("errors", who, {"response_action": "errors", "errors": dict(reply.errors)}, view(asked, shown.view))
        elif asked.from_home and reply.text and not app._asks_on(reply):
            self.keep("home", who, {"type": "home", "blocks": list(self.answering.home(asked, reply.text))})
        elif reply.text:
            self.keep("message", who, message(reply))

    def keep_posts(self, who: str) -> None:
        """Keep what was put into the outbox since."""
        with reading(self.engine) as session:
            rows = session.exec(select(Outgoing).order_by("id").offset(self.posted)).all()
        for row in rows:
            self.keep("file" if "picture" in row.body else "post", who, {"channel": row.to, **row.body})
        self.posted += len(rows)


def usable(shown: Shown) -> Iterator[tuple[Json, Json | None]]:
    """Each button, and each option of each menu."""
    blocks = [*shown.reply.blocks, *(shown.modal.blocks if shown.modal else ())]
    for block in blocks:
        elements = block["elements"] if block["type"] == "actions" else [block["accessory"]] if "accessory" in block else []
        for element in elements:
            yield from ((element, option) for option in element.get("options", [None]))


def fits(element: Json, option: Json | None, action: str, value: str) -> bool:
    """Whether this is what is to be used."""
    named = element["action_id"] == action or element["action_id"].startswith(f"{action}:")
    return named and str((option or element).get("value", "")).startswith(value)


@contextmanager
def listening(kept: Produced) -> Iterator[None]:
    """Note every sentence that is said meanwhile."""
    spoken = bot.text._format

    def noted(language: str, key: str, values: Json) -> str:
        kept.said.add(key)
        return spoken(language, key, values)

    bot.text._format = noted
    try:
        yield
    finally:
        bot.text._format = spoken


@cache
def template(language: str, state: str) -> Path:
    """A database in one of the states a scene starts from: new (no team), empty (a team), full (months of work)."""
    path = Path(mkdtemp(prefix="onpace-gallery-")) / f"{state}.db"
    if state != "new":
        shutil.copy(template("", "new") if state == "empty" else template(language, "empty"), path)
    engine = quick(path)
    if state == "new":
        migrate(engine)
    elif state == "empty":
        furnish(engine)
        call_all(engine, TONGUES[language])
    else:
        seed(on(engine, language), TONGUES[language])
    engine.dispose()
    return path


def quick(path: Path) -> Engine:
    """The database there; what a power cut would lose does not matter here."""
    engine = connect(f"sqlite:///{path}")
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    return engine


def call_all(engine: Engine, tongue: Tongue) -> None:
    """The team and its people by the names of this language."""
    keys = {person.slack_id: key for key, person in CAST.items()}
    with writing(engine) as session:
        team = session.exec(select(Team)).one()
        team.name, team.language = tongue.team, tongue.language
        for member in session.exec(select(Member)).all():
            member.name, member.slack_language = tongue.people[keys[str(member.slack_id)]], tongue.language


def on(engine: Engine, language: str) -> Stage:
    """A stage on this database, where everybody reads this language."""
    stage, names = Stage(engine), TONGUES[language].people
    stage.directory._profiles[WORKSPACE] = {p.slack_id: Profile(names[key], language) for key, p in CAST.items()}
    stage.tongue, stage.kept, stage.scene = TONGUES[language], Produced(), ""
    return stage


Scene = Callable[[Stage], None]


def play(scenes: dict[str, tuple[str, Scene]], language: str, folder: Path) -> Produced:
    """All scenes in one language, each from a fresh copy of the state it starts from; by one engine, which knows its statements."""
    kept, path = Produced(), folder / f"{language}.db"
    engine = quick(path)
    for name, (state, scene) in scenes.items():
        engine.dispose()
        for beside in folder.glob(f"{language}.db-*"):
            beside.unlink()
        shutil.copy(template(language, state), path)
        stage = on(engine, language)
        stage.scene, stage.kept, stage.posted = name, kept, len(stage.outgoing())
        with listening(kept):
            scene(stage)
    engine.dispose()
    return kept
