"""Meetings as a person sees theirs: those that wait for a word with buttons, those to judge or win, the next ones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.blocks import actions, button, context, section
from bot.talk import Ask, Block, Reply
from bot.text import Markup
from bot.views.meeting_rows import buttons_of, next_menu, row, win_button
from coaching.permissions import May, may
from storage import meetings, members
from storage.tables import Meeting

#: How many of each are shown at most, so that a message stays within 50 blocks.
MOST_WAITING, MOST_TO_JUDGE, MOST_TO_WIN, MOST_NEXT = 7, 6, 4, 8
FETCHED = 50


@dataclass(frozen=True)
class Mine:
    """A person's meetings by what they wait for."""

    waiting: Sequence[Meeting]  # past their time, without a word
    to_judge: Sequence[Meeting]
    to_win: Sequence[Meeting]
    next: Sequence[Meeting]

    def __len__(self) -> int:
        """How many there are in all."""
        return len(self.waiting) + len(self.to_judge) + len(self.to_win) + len(self.next)


def mine(ask: Ask) -> Mine:
    """What waits for who asks: their own meetings, and for an AE or manager those to judge and win."""
    own = meetings.open_of(ask.session, workspace_id=ask.workspace_id, member_id=ask.member_id)
    return Mine(
        waiting=[m for m in own if m.starts_at <= ask.now],
        to_judge=_for_judges(ask, meetings.to_judge),
        to_win=_for_judges(ask, meetings.to_win),
        next=[m for m in own if m.starts_at > ask.now],
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
    return ask.words("meeting-none" if may(May.LOG, members.roles(ask.member)) else "meeting-none-with-you")


def lists(ask: Ask, found: Mine) -> tuple[Block, ...]:
    """The meetings in their order of need, each list cut with how many more there are."""
    return (
        *_list(ask, "", found.waiting, MOST_WAITING, _with_buttons),
        *_list(ask, "meeting-to-judge", found.to_judge, MOST_TO_JUDGE, _with_buttons),
        *_list(ask, "meeting-to-win", found.to_win, MOST_TO_WIN, lambda a, m: [section(row(a, m), win_button(a, m))]),
        *_list(ask, "meeting-next", found.next, MOST_NEXT, lambda a, m: [section(row(a, m), next_menu(a, m))]),
    )


def _for_judges(ask: Ask, query: Callable[..., Sequence[Meeting]]) -> Sequence[Meeting]:
    """A manager's are the team's, an AE's their own; nobody else's."""
    if ask.member.is_manager:
        return query(ask.session, workspace_id=ask.workspace_id, ae_id=None, team_id=ask.team.id, most=FETCHED)
    return query(ask.session, workspace_id=ask.workspace_id, ae_id=ask.member.id, most=FETCHED) if ask.member.is_ae else ()


def _top(ask: Ask, said: str, entry_id: int | None) -> tuple[Block, ...]:
    undo = button(ask.words.plain("undo"), "undo", f"{entry_id}:meeting") if entry_id else None
    return (section(said, undo),) if said else ()


def _list(ask: Ask, title: str, found: Sequence[Meeting], most: int, shown: Callable[[Ask, Meeting], list[Block]]) -> list[Block]:
    blocks = [section(Markup(f"*{ask.words(title)}*"))] if title and found else []
    blocks += [block for meeting in found[:most] for block in shown(ask, meeting)]
    return [*blocks, context(ask.words("and-more", count=len(found) - most))] if len(found) > most else blocks


def _with_buttons(ask: Ask, meeting: Meeting) -> list[Block]:
    return [section(row(ask, meeting)), actions(*buttons_of(ask, meeting))]
