"""Where the weeks are lived: what people write, tap and read, on either of two floors; and what both know of forms and the database."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, col, select

from storage import agenda
from storage.engine import reading
from storage.tables import Member, Outgoing, Practice, PracticePlan
from tests.office import TOKYO

Json = dict[str, Any]
T = TypeVar("T", bound=SQLModel)


@dataclass(frozen=True)
class Message:
    """What somebody reads in their DM with OnPace; `id` finds it again."""

    id: str
    text: str
    blocks: tuple[Json, ...]


@dataclass(frozen=True)
class Form:
    """An open form."""

    id: str
    blocks: tuple[Json, ...]
    meta: str = ""
    name: str = ""


class Floor(Protocol):
    """People at work with the bot."""

    engine: Engine

    def at(self, moment: datetime) -> None:
        """The clock stands there."""

    def until(self, found: Callable[[], object]) -> None:
        """The ticker has done what it had to. AssertionError when it does not."""

    def say(self, who: str, text: str) -> None:
        """Type a command."""

    def ask(self, who: str, text: str) -> Message:
        """Type a command in the DM with OnPace: what it answers."""

    def inbox(self, who: str) -> list[Message]:
        """Everything that came by DM, oldest first."""

    def tap(self, who: str, message: Message, action: str, value: str) -> Form | None:
        """Use the button of a message; the form it opens."""

    def fill(self, who: str, form: Form, values: Mapping[str, Any]) -> None:
        """Submit a form; what is not named keeps what it starts with. AssertionError when it stays open."""


def elements(blocks: tuple[Json, ...]) -> Iterator[tuple[str, Json]]:
    """Every button with the block it is in."""
    for block in blocks:
        for element in [*block.get("elements", []), *([block["accessory"]] if "accessory" in block else [])]:
            if element.get("type") == "button":
                yield block.get("block_id", ""), element


def button(message: Message, action: str, value: str) -> tuple[str, Json] | None:
    """The button of a message with this action and value (some say besides which time is read), and its block."""
    for block_id, element in elements(message.blocks):
        if element["action_id"].partition(":")[0] == action and value in (element["value"], element["value"].partition(" ")[0]):
            return block_id, {name: element[name] for name in ("type", "action_id", "value")}
    return None


def filled(form: Form, values: Mapping[str, Any]) -> Json:
    """A form's state.values with these."""
    inputs = [block for block in form.blocks if block["type"] == "input"]
    return {block["block_id"]: {block["element"]["action_id"]: _state(block["element"], values)} for block in inputs}


def _state(element: Json, values: Mapping[str, Any]) -> Json:
    kind, name = element["type"], element["action_id"]
    if kind == "checkboxes":
        return {"type": kind, "selected_options": []}
    if kind in ("radio_buttons", "static_select"):
        wanted = values.get(name)
        chosen = next((one for one in element["options"] if one["value"] == wanted), element["options"][0] if wanted is None else None)
        return {"type": kind, "selected_option": chosen}
    return {"type": kind, "value": values.get(name, element.get("initial_value"))}


@dataclass(frozen=True)
class Records:
    """What is in the database."""

    engine: Engine

    def rows(self, table: type[T], *where: Any) -> list[T]:
        """Rows of a table, oldest first."""
        with reading(self.engine) as session:
            found = list(session.exec(select(table).where(*where)).all())
            session.expunge_all()
        return sorted(found, key=lambda row: getattr(row, "id", 0) or 0)

    def people(self) -> dict[int, str]:
        """Members' handles by id: U0YUI is yui."""
        return {row.id or 0: str(row.slack_id)[2:].lower() for row in self.rows(Member)}

    def on(self, day: date) -> list[Practice]:
        """A day's practices in order of time."""
        return sorted(self.rows(Practice, col(Practice.day) == day), key=lambda row: (row.starts_at, row.id))

    def morning(self, day: date) -> bool:
        """Whether the morning was planned and everybody heard of it."""
        planned, told = self.rows(PracticePlan, col(PracticePlan.day) == day), self.told()
        return bool(planned) and all(f"practice {one.id} {one.rep_id}" in told for one in self.on(day) if one.need) and self.quiet()

    def reminded(self, practice: Practice) -> bool:
        """Whether both sides were reminded of a practice, at the time it has."""
        with reading(self.engine) as session:
            told = agenda.reminded(session, workspace_id=practice.workspace_id, since=practice.starts_at - timedelta(hours=2))
        sides = (practice.rep_id, practice.mentor_id)
        return all((one, practice.id, practice.starts_at) in told for one in sides) and self.quiet()

    def quiet(self) -> bool:
        """Whether everything was sent."""
        return not self.rows(Outgoing, col(Outgoing.state).in_(("waiting", "claimed")))

    def told(self) -> set[str]:
        """The keys of what was put into the outbox."""
        with reading(self.engine) as session:
            return set(_keys(session))


def _keys(session: Session) -> list[str]:
    return list(session.exec(select(col(Outgoing.key))).all())


def clock(day: date, text: str) -> datetime:
    """A moment in Tokyo."""
    return datetime.combine(day, datetime.strptime(text, "%H:%M").time(), TOKYO)  # noqa: DTZ007 - the zone follows
