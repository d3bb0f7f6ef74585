"""Undo of whatever was entered in the last 24 hours."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import timedelta

from bot.blocks import section
from bot.parsing.numbers import row_id
from bot.scoreboard import overtaken
from bot.talk import Ask, Reply
from bot.text import Markup
from bot.views import asked, postplan_page, practice_said, taken_back
from bot.views.meeting import further, meetings_page
from bot.views.month import day_line, today_of
from bot.views.pad import pad
from bot.views.permission import must, must_be_member
from bot.views.undo import undo_list, what_was
from coaching.errors import Gone
from coaching.permissions import May
from storage import entries, marks, practices
from storage.tables import Entry, Practice

REACH = timedelta(hours=24)
LOGGED = frozenset({"calls", "appointment", "activity"})


def undo(ask: Ask) -> Reply:
    """Take an entry back; the value is its id, with `:pad`, `:list`, `:meeting` or `:meeting:waiting:7` where the button stood in one."""
    must_be_member(ask)
    number, _, place = ask.text.partition(":")
    entry = own_entry(ask, number, undone=True)
    what = what_was(ask, entry)
    if entry.undone_at:
        return _told(ask, ask.words("undo-already", what=what), place)
    _must_still_manage(ask, entry)
    posts = taken_back.posts(ask, entry)
    touched = _practices(ask, entry)
    with _leaving_out(ask, entry):
        entries.undo(ask.session, entry=entry, actor_id=ask.member_id, now=ask.now)
    said = ask.words("undo-done", what=what)
    if entry.kind in LOGGED and not place:
        said = Markup(f"{said}\n{day_line(ask, today_of(ask))}")
    if not place and entry.kind == "setting" and entry.summary["what"] in postplan_page.KEPT:
        return postplan_page.undone(ask, entry, said)
    reply = _told(ask, said, place)
    if touched:
        reply = practice_said.undone(ask, reply, said, touched, shows=not place)
        return replace(reply, posts=(*posts, *reply.posts))
    return replace(reply, posts=posts)


def _leaving_out(ask: Ask, entry: Entry) -> AbstractContextManager[None]:
    """What is only due now because a post has its old time again is not said."""
    of_posts = entry.kind == "setting" and entry.summary["what"] in postplan_page.KEPT
    return overtaken.left_out(ask.session, team=ask.team, now=ask.now) if of_posts else nullcontext()


def _practices(ask: Ask, entry: Entry) -> Sequence[Practice]:
    """What an entry agreed on or called off; a score is told by itself."""
    return () if entry.kind in marks.KINDS else practices.of_entry(ask.session, entry_id=entry.id or 0)


def _must_still_manage(ask: Ask, entry: Entry) -> None:
    """A team's setting and another's leave are put back by who manages now (how often reps practise: who coaches), not by who once did.

    Raises NotAllowed, Gone.
    """
    if entry.kind == "leave" and entry.summary["of"] != ask.member.id:
        must(ask, May.MANAGE)
    if entry.kind != "setting" or entry.summary["what"] == "language":
        return
    must(ask, May.COACH if entry.summary["what"] == "rhythm" else May.MANAGE)
    if entry.summary["team"] != ask.team.id:
        raise Gone


def dismiss(ask: Ask) -> Reply:
    """[Leave it]: the question goes away and nothing changes."""
    text = ask.words("left-alone")
    return Reply(text, (section(text),), replace=True)


def own_entry(ask: Ask, number: str, *, undone: bool = False) -> Entry:
    """An entry of who asks; one that was undone only if wanted. Raises Gone."""
    entry_id = row_id(number)
    found = entries.find(ask.session, workspace_id=ask.workspace_id, entry_id=entry_id) if entry_id else None
    if found is None or found.actor_id != ask.member.id or found.kind in entries.LASTING or (found.undone_at and not undone):
        raise Gone
    return found


def undo_list_of(ask: Ask) -> Sequence[Entry]:
    """What who asks entered in the last 24 hours."""
    return entries.recent(ask.session, workspace_id=ask.workspace_id, actor_id=ask.member_id, since=ask.now - REACH)


def _told(ask: Ask, said: Markup, place: str) -> Reply:
    """What happened, in the place where the button stood."""
    if place == "pad":
        return pad(ask, said)
    if place == "list":
        return undo_list(ask, undo_list_of(ask), said)
    list_, _, at = place.partition(":")
    if list_ == asked.PLACE:
        return asked.again(ask, asked.day_of(at), said)
    if list_ == "meeting":
        return further(ask, at, said) if at else meetings_page(ask, said)
    return Reply(said, (section(said),), replace=True, home=True)
