"""Meetings as a person sees theirs: those that wait for a word with buttons, those to judge or win, the next ones; a manager also
the team's that wait.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.blocks import actions, button, section
from bot.scoreboard.sheet import Told
from bot.talk import Ask, Block, Reply
from bot.text import Markup
from bot.views.asked import sheet_of, told_line
from bot.views.meeting_rows import buttons_of, next_menu, row, win_button
from bot.views.month import today_of
from coaching.errors import Gone
from coaching.permissions import May, may
from storage import meetings, members
from storage.tables import Meeting

#: How many of each are shown at most, so that a message stays within 50 blocks.
MOST_WAITING, MOST_TO_JUDGE, MOST_TO_WIN, MOST_NEXT = 7, 6, 4, 8
FETCHED = 500
PAGE = 10  # meetings on each further page


@dataclass(frozen=True)
class Mine:
    """A person's meetings by what they wait for."""

    waiting: Sequence[Meeting]  # past their time, without a word
    to_judge: Sequence[Meeting]
    to_win: Sequence[Meeting]
    next: Sequence[Meeting]
    team: Sequence[Meeting] = ()  # for a manager: others' that wait for a word

    def __len__(self) -> int:
        """How many of their own there are in all."""
        return len(self.waiting) + len(self.to_judge) + len(self.to_win) + len(self.next)


def mine(ask: Ask, *, briefly: bool = False) -> Mine:
    """What waits for who asks: their own meetings, and for an AE or manager those to judge and win; a manager's team's, too.

    `briefly`: a manager who is no AE without the team's.
    """
    judges = ask.member.is_ae or not briefly
    own = meetings.open_of(ask.session, workspace_id=ask.workspace_id, member_id=ask.member_id)
    return Mine(
        waiting=[m for m in own if m.starts_at <= ask.now],
        to_judge=_for_judges(ask, meetings.to_judge) if judges else (),
        to_win=_for_judges(ask, meetings.to_win) if judges else (),
        next=[m for m in own if m.starts_at > ask.now],
        team=_of_team(ask) if ask.member.is_manager and not briefly else (),
    )


def meetings_page(ask: Ask, said: str = "", entry_id: int | None = None) -> Reply:
    """The page of /meeting, with what just happened on top and Undo of it."""
    if said and ask.from_home:  # App Home shows the list itself
        return Reply(said, home=True)
    found = mine(ask)
    head = head_of(ask, found)
    shown = [*found.waiting[:MOST_WAITING], *found.to_judge[:MOST_TO_JUDGE], *found.to_win[:MOST_TO_WIN], *found.next[:MOST_NEXT]]
    text = "\n".join([*([said] if said else []), head, *(row(ask, m) for m in shown)])
    return Reply(text, (*_top(ask, said, entry_id), section(head), *lists(ask, found)), replace=bool(said), home=bool(said))


def head_of(ask: Ask, found: Mine) -> Markup:
    """How many wait for a word; with none at all, how to book one for those who do."""
    if len(found):
        return ask.words("meeting-head", count=len(found.waiting))
    if found.team:
        return ask.words("meeting-none-own")
    return ask.words("meeting-none" if may(May.LOG, members.roles(ask.member)) else "meeting-none-with-you")


def lists(ask: Ask, found: Mine) -> tuple[Block, ...]:
    """The meetings in their order of need, each list cut with how many more there are and the way to them."""
    return tuple(block for part in PARTS for block in _list(ask, part, getattr(found, part.name)))


def further(ask: Ask, place: str, said: str = "", entry_id: int | None = None) -> Reply:
    """A further page of a list (`place`: `waiting:7`), with what just happened on top; the first of all when there is no more of it.

    Raises Gone for a list that is none.
    """
    name, _, number = place.partition(":")
    part = next((part for part in (*PARTS, OPEN) if part.name == name), None)
    if part is None or not (number.isascii() and number.isdecimal() and len(number) < 6):
        raise Gone
    found, skip = part.found(ask) if part.found else getattr(mine(ask), name), int(number)
    shown = found[skip : skip + PAGE]
    if not shown or (said and ask.from_home):
        return meetings_page(ask, said, entry_id)
    head = Markup(f"*{ask.words(part.title, count=len(found))}*")
    blocks = [section(head), *(block for one in shown for block in part.shown(ask, one, place))]
    text = "\n".join([*([said] if said else []), head, *(part.line(ask, one) for one in shown)])
    top = _top(ask, said, entry_id, place)
    return Reply(text, (*top, *blocks, *_rest(ask, part, len(found), skip + PAGE)), replace=bool(said), home=bool(said))


def _of_team(ask: Ask) -> Sequence[Meeting]:
    where = {"workspace_id": ask.workspace_id, "team_id": ask.team_id}
    return meetings.waiting_in_team(ask.session, **where, now=ask.now, but=ask.member_id, most=FETCHED)


def _for_judges(ask: Ask, query: Callable[..., Sequence[Meeting]]) -> Sequence[Meeting]:
    """A manager's are the team's, an AE's their own; nobody else's."""
    if ask.member.is_manager:
        return query(ask.session, workspace_id=ask.workspace_id, ae_id=None, team_id=ask.team.id, most=FETCHED)
    return query(ask.session, workspace_id=ask.workspace_id, ae_id=ask.member.id, most=FETCHED) if ask.member.is_ae else ()


def _top(ask: Ask, said: str, entry_id: int | None, place: str = "") -> tuple[Block, ...]:
    where = f"meeting:{place}" if place else "meeting"
    undo = button(ask.words.plain("undo"), "undo", f"{entry_id}:{where}") if entry_id else None
    return (section(said, undo),) if said else ()


def _list(ask: Ask, part: "Part", found: Sequence[Meeting]) -> list[Block]:
    if part.most == 0:  # only how many, and the way to them
        show = button(ask.words.plain("meeting-show"), f"meeting-more:{part.name}", f"{part.name}:0")
        return [section(ask.words(part.title, count=len(found)), show)] if found else []
    titled = found and part.name != "waiting"  # how many of these there are stands at the top
    blocks = [section(Markup(f"*{ask.words(part.title)}*"))] if titled else []
    blocks += [block for meeting in found[: part.most] for block in part.shown(ask, meeting, "")]
    return [*blocks, *_rest(ask, part, len(found), part.most)]


def _rest(ask: Ask, part: "Part", count: int, skip: int) -> list[Block]:
    """How many more there are, with the way to them."""
    if count <= skip:
        return []
    return [
        section(
            ask.words("and-more", count=count - skip),
            button(ask.words.plain("meeting-more"), f"meeting-more:{part.name}", f"{part.name}:{skip}"),
        )
    ]


def _with_buttons(ask: Ask, meeting: Meeting, place: str) -> list[Block]:
    return [section(row(ask, meeting)), actions(*buttons_of(ask, meeting, place))]


def _of_others(ask: Ask) -> Sequence[Told]:
    return sheet_of(ask, today_of(ask)).digest


def _told(ask: Ask, one: Told, place: str) -> list[Block]:
    return [section(told_line(ask, one)), *([actions(*buttons_of(ask, one.meeting, place))] if one.meeting else [])]


@dataclass(frozen=True)
class Part:
    """A list on the page: its title, how many of it are shown at first, and how each looks."""

    name: str
    title: str
    most: int
    shown: Callable[[Ask, Any, str], list[Block]]
    line: Callable[[Ask, Any], Markup] = row
    found: Callable[[Ask], Sequence[Any]] | None = None  # where it is none of Mine's


PARTS = (
    Part("waiting", "meeting-head", MOST_WAITING, _with_buttons),
    Part("team", "meeting-team", 0, _with_buttons),
    Part("to_judge", "meeting-to-judge", MOST_TO_JUDGE, _with_buttons),
    Part("to_win", "meeting-to-win", MOST_TO_WIN, lambda ask, meeting, _: [section(row(ask, meeting), win_button(ask, meeting))]),
    Part("next", "meeting-next", MOST_NEXT, lambda ask, meeting, place: [section(row(ask, meeting), next_menu(ask, meeting, place))]),
)

#: What a manager's digest names: everything others were asked and is open still.
OPEN = Part("open", "asked-open", 0, _told, told_line, _of_others)
