"""Settings into storage: one entry for each change, so that one delivery counts once; and who may be in a team."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from bot.blocks import Element, button
from bot.talk import Ask
from bot.text import Words
from bot.views.month import today_of
from bot.views.permission import is_person
from bot.views.setup import State
from storage import changes, goals, members
from storage.tables import Member, Team, id_of


def put(ask: Ask, what: str, row: Team | Member, **chosen: object) -> Element | None:
    """Choose these columns of a team or member, as an entry that Undo puts back: its button, None when all is as it was."""
    before = changes.values(row)
    for column, value in chosen.items():
        setattr(row, column, value)
    ask.session.flush()
    return undoable(ask, what, changes.between(row, before), row.id if isinstance(row, Team) else row.team_id)


def undoable(ask: Ask, what: str, change: Mapping[str, Any], team_id: int | None) -> Element | None:
    """Note a change of a team's settings that Undo puts back: its button, None when all is as it was."""
    if not change:
        changed(ask, what)
        return None
    entry_id = changed(ask, what, kind="setting", change=change, team=team_id)
    return button(ask.words.plain("undo"), "undo", str(entry_id))


@contextmanager
def dated(ask: Ask, name: str, day: date) -> Iterator[dict[str, Any]]:
    """What the block changes of the team's scheme or closed days (a name in changes.DATED) for this day; filled when the block ends."""
    where: dict[str, Any] = {"workspace_id": ask.team.workspace_id, "team_id": ask.team_id, "day": day}
    before, change = changes.on_day(ask.session, name, **where), dict[str, Any]()
    yield change
    after = changes.on_day(ask.session, name, **where)
    change |= changes.between_days(name, team_id=ask.team_id, day=day, before=before, after=after)


def changed(ask: Ask, what: str, *, kind: str = "settings", **more: object) -> int:
    """Note that a setting was changed, and by whom; the entry's id."""
    return ask.entry(kind, {"what": what} | more)


def state_of(ask: Ask, team: Team) -> State:
    """The team as far as it is set up."""
    where = {"workspace_id": team.workspace_id, "team_id": id_of(team)}
    found = members.of_team(ask.session, workspace_id=team.workspace_id, team_id=id_of(team))
    people = [(member, members.roles(member)) for member in found]
    month = today_of(ask)
    has_goal = any(read(ask.session, **where, month=month) for read in (goals.of_team, goals.full_for_reps, goals.of_members))
    return State(team, [(member, roles) for member, roles in people if roles], has_goal)


def unmanaged(ask: Ask) -> bool:
    """Whether nobody in Slack manages anything here yet: no team, or only what an import made."""
    return not any(m.slack_id for m in members.managers(ask.session, workspace_id=ask.workspace_id))


def outsiders(ask: Ask, slack_ids: Iterable[str]) -> str:
    """The names of those picked who cannot be in a team; "" when all can."""
    names = [ask.known[one].name if one in ask.known else one for one in slack_ids if not is_person(ask, one)]
    return ask.words.plain("separator").join(names)


def speaking(ask: Ask, language: str) -> Words:
    """The same reader's words in another language, for the very next sentence."""
    return Words(language, ask.zone, ask.home.currency if ask.home else "JPY")
