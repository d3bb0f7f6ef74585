"""Leave: of oneself, or by a manager of anybody in the team; by words and by form."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from bot.commands.onpace.keeping import changed
from bot.parsing import picked
from bot.parsing import words as known
from bot.parsing.dates import read_when
from bot.parsing.numbers import row_id
from bot.talk import Ask, Reply
from bot.views import setup, setup_forms
from bot.views.month import today_of
from bot.views.naming import who
from bot.views.permission import must_be_member, must_manage
from bot.views.person import ME, named
from coaching.errors import BadDate, Gone, NotUnderstood
from coaching.permissions import May, may
from storage import members
from storage.tables import Leave, Member, id_of

BETWEEN = re.compile(r"\s*(?:\.\.+|〜|~|–|—|から|まで|\bto\b|\buntil\b|(?<=\d)\s*-\s*(?=\d+/))\s*")
LONGEST = timedelta(days=400)


def leave(ask: Ask, text: str) -> Reply:
    """`/onpace leave @rep 12/1 12/3`; without a person one's own."""
    must_be_member(ask)
    member, rest = _whose(ask, known.normal(text).split())
    if not rest:
        return _list(ask, member)
    days = [_day(ask, word) for word in _dates(rest)]
    if len(days) > 2:
        raise NotUnderstood(" ".join(rest), "", "onpace-leave")
    return _note(ask, member, days[0], days[-1], " ".join(rest))


def _whose(ask: Ask, words: list[str]) -> tuple[Member, list[str]]:
    for at, word in enumerate(words):
        if word.casefold() in ME or word.startswith(("@", "<@")):
            return named(ask, word), words[:at] + words[at + 1 :]
    return ask.member, words


def _dates(words: list[str]) -> list[str]:
    """The one or two dates: each word is one, unless they only make sense together (Dec 1)."""
    parts = [part for part in BETWEEN.split(" ".join(words)) if part]
    if len(parts) > 1:
        return parts
    return words if all(any(c.isdigit() for c in word) for word in words) else [" ".join(words)]


def _day(ask: Ask, text: str) -> date:
    """A day, ahead unless it was only just; words left over are not understood."""
    today = today_of(ask)
    found = read_when(text, today=today, forward=True)
    if found.day is None or found.rest:
        raise NotUnderstood(text, "", "onpace-leave")
    far = found.day - today > timedelta(days=300)
    return found.day.replace(year=found.day.year - 1) if far and found.guessed_year else found.day


def _note(ask: Ask, member: Member, first: date, last: date, said: str) -> Reply:
    _allowed(ask, member)
    if last < first:
        raise BadDate(said, "backwards")
    if last - first > LONGEST or abs(first - today_of(ask)) > LONGEST:
        raise BadDate(said, "too_far")
    if any((one.first, one.last) == (first, last) for one in _ahead(ask, member, first)):
        return _list(ask, member)  # noted already: an Undo here would take out what another entered
    noted = members.add_leave(ask.session, workspace_id=ask.workspace_id, member_id=id_of(member), first=first, last=last)
    told = {"of": member.id, "first": first.isoformat(), "last": last.isoformat()}
    return setup.leave_noted(ask, member, noted, ask.entry("leave", told))


def _allowed(ask: Ask, member: Member) -> None:
    """One's own leave, or a manager's word. Raises NotAllowed."""
    if member.id != ask.member.id:
        must_manage(ask, member)


def _list(ask: Ask, member: Member) -> Reply:
    """A member's leave of this month and to come, each with a way to take it out."""
    _allowed(ask, member)
    return setup.leave_list(ask.words, member, _ahead(ask, member, today_of(ask).replace(day=1)))


def _ahead(ask: Ask, member: Member, since: date) -> Sequence[Leave]:
    return members.leaves(ask.session, workspace_id=ask.workspace_id, member_ids=[id_of(member)], since=since)


def open_leave(ask: Ask) -> Reply:
    """The form; managers choose whose."""
    must_be_member(ask)
    manages = may(May.MANAGE, members.roles(ask.member))
    team = members.of_team(ask.session, workspace_id=ask.team.workspace_id, team_id=ask.team_id) if manages else ()
    return Reply(
        modal=setup_forms.leave_form(ask.words, [ask.member, *(m for m in team if m.id != ask.member.id)], ask.member, today_of(ask))
    )


def leave_sent(ask: Ask) -> Reply:
    """Keep a leave of the form."""
    must_be_member(ask)
    number = row_id(str(ask.form.get("who") or ask.member.id))
    member = members.find(ask.session, workspace_id=ask.workspace_id, member_id=number) if number else None
    if member is None:
        raise Gone
    first = picked.day(ask.form.get("first"))
    last = picked.day(ask.form.get("last") or first)
    if last < first or last - first > LONGEST:
        return Reply(errors={"last": ask.words.plain("setup-error-last")})
    return _note(ask, member, first, last, str(first))


def leave_removed(ask: Ask) -> Reply:
    """Take a leave out again."""
    must_be_member(ask)
    leave_id = row_id(ask.text)
    found = members.find_leave(ask.session, workspace_id=ask.workspace_id, leave_id=leave_id) if leave_id else None
    member = members.find(ask.session, workspace_id=ask.workspace_id, member_id=found.member_id) if found else None
    if found is None or member is None:
        raise Gone
    _allowed(ask, member)
    changed(ask, "leave")
    said = ask.words("setup-leave-removed", who=who(member), days=setup.days_of(ask.words, found))
    members.remove_leave(ask.session, leave=found)
    return setup.reply([said], replace=True)
