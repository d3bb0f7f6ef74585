"""A word about a meeting becomes a line of its history, if the rules and the person's role allow."""

from datetime import timedelta
from typing import Any

from bot.parsing.numbers import row_id
from bot.talk import Ask
from bot.views.meeting_said import Said
from bot.views.meeting_word import VERDICTS, Word
from bot.views.month import today_of
from bot.views.naming import lead_name
from bot.views.permission import managers_of_team, must_be_member, reachable
from coaching.errors import BadDate, Gone, NotAllowed
from coaching.meeting import check
from coaching.permissions import May, may
from coaching.terms import Happening, Role, State
from storage import meetings, members
from storage.tables import Meeting, id_of

FAR = timedelta(days=400)


def the_meeting(ask: Ask, number: str) -> Meeting:
    """A meeting by the id in a button, if it concerns who asks. Raises Gone."""
    meeting_id = row_id(number)
    found = meetings.find(ask.session, workspace_id=ask.workspace_id, meeting_id=meeting_id) if meeting_id else None
    if found is None or not concerns(ask, found):
        raise Gone
    return found


def tell(ask: Ask, meeting: Meeting, word: Word) -> Said:
    """Record the word. Raises NotAllowed, BadDate, and what coaching.meeting.check refuses."""
    must_be_allowed(ask, meeting, word.kind)
    if day := trouble_with_day(ask, word):
        raise day
    before, entry_id = meeting.starts_at, None
    for step in _steps(ask, meeting, word):
        if _changes(ask, meeting, step):
            entry_id = entry_id or _entry(ask, meeting, word)
            _append(ask, meeting, step, entry_id)
    return Said(meeting, word, before, entry_id)


def must_be_allowed(ask: Ask, meeting: Meeting, kind: Happening) -> None:
    """Whether who asks may say this of the meeting. Raises NotAMember, NotAllowed; Gone where they may not know of it."""
    must_be_member(ask)
    judging = kind in VERDICTS or kind is Happening.WON
    what = May.JUDGE if judging else May.RECORD_MEETING
    own = meeting.ae_id == ask.member.id if judging else _own(ask, meeting)
    roles = members.roles(ask.member) - (frozenset() if _manages(ask, meeting) else {Role.MANAGER})
    if may(what, roles, own=own):
        return
    if not may_know(ask, meeting):
        raise Gone
    raise NotAllowed(what.value, _who_may(ask, meeting, what))


def concerns(ask: Ask, meeting: Meeting) -> bool:
    """Whether a meeting is of who asks, or of the team they manage."""
    return _own(ask, meeting) or _manages(ask, meeting)


def may_know(ask: Ask, meeting: Meeting) -> bool:
    """Whether who asks may be told that there is such a meeting: it concerns them, or is of their team."""
    return concerns(ask, meeting) or ask.member.team_id == meeting.team_id


def trouble_with_day(ask: Ask, word: Word) -> BadDate | None:
    """What is wrong with the day said; None when nothing is."""
    today = today_of(ask)
    if word.kind is Happening.WON and word.on and word.on > today:
        return BadDate(str(ask.words.day(word.on)), "in_the_future")
    if word.kind is not Happening.MOVED or not word.starts_at:
        return None
    day = word.starts_at.astimezone(ask.zone).date()
    if today <= day <= today + FAR:
        return None
    said = str(ask.words.when(word.starts_at)) if day.year == today.year else day.isoformat()
    return BadDate(said, "in_the_past" if day < today else "too_far")


def _own(ask: Ask, meeting: Meeting) -> bool:
    return ask.member.id in (meeting.member_id, meeting.ae_id)


def _manages(ask: Ask, meeting: Meeting) -> bool:
    """Whether who asks is a manager of the meeting's team, or of no team but all."""
    return Role.MANAGER in members.roles(ask.member) and ask.member.team_id in (None, meeting.team_id)


def _who_may(ask: Ask, meeting: Meeting, what: May) -> tuple[str, ...]:
    ids = [meeting.ae_id] if what is May.JUDGE else [meeting.member_id, meeting.ae_id]
    rows = [members.find(ask.session, workspace_id=ask.workspace_id, member_id=i) for i in ids if i]
    return tuple(dict.fromkeys([*reachable(ask, filter(None, rows)), *managers_of_team(ask, meeting.team_id)]))


def _authority(ask: Ask, meeting: Meeting) -> Role:
    """Whose word it is."""
    if ask.member.id == meeting.ae_id and ask.member.is_ae:
        return Role.AE
    return Role.MANAGER if _manages(ask, meeting) else Role.REP


def _steps(ask: Ask, meeting: Meeting, word: Word) -> list[Word]:
    """A verdict on a meeting whose time has passed says that it was held; one held earlier took place now, not at its time."""
    if word.kind in VERDICTS and meeting.state != State.HELD and meeting.starts_at <= ask.now:
        return [Word(Happening.HELD), word]
    if word.earlier and meeting.state == State.BOOKED and meeting.starts_at > ask.now:
        return [Word(Happening.MOVED, starts_at=ask.now.replace(second=0, microsecond=0)), word]
    return [word]


def _changes(ask: Ask, meeting: Meeting, step: Word) -> bool:
    standing = meetings.standing(ask.session, meeting=meeting)
    if step.kind is Happening.MOVED and standing.state is State.BOOKED and step.starts_at == standing.starts_at:
        return False
    if step.again and standing.won_on is not None:
        return (standing.won_amount, standing.won_on) != (step.amount, step.on)
    name = lead_name(ask, meeting.lead_id)
    authority = _authority(ask, meeting)
    return check(standing, step.kind, lead=name, meeting_id=id_of(meeting), now=ask.now, authority=authority, sure=step.earlier)


def _entry(ask: Ask, meeting: Meeting, word: Word) -> int:
    """The entry, with what its Undo line says."""
    summary = {
        "meeting": meeting.id,
        "lead": lead_name(ask, meeting.lead_id),
        "starts_at": (word.starts_at or meeting.starts_at).isoformat(),
        "kinds": [word.kind.value],
        "amount": str(word.amount) if word.amount else "",
    }
    return ask.entry("meeting", summary)


def _append(ask: Ask, meeting: Meeting, step: Word, entry_id: int) -> None:
    told: dict[str, Any] = {
        "meeting": meeting,
        "now": ask.now,
        "zone": ask.zone,
        "authority": _authority(ask, meeting),
        "actor_id": ask.member.id,
        "entry_id": entry_id,
    }
    if step.again:
        before = [e for e in meetings.history(ask.session, meeting_id=id_of(meeting)) if e.kind == Happening.WON]
        meetings.record(ask.session, kind=Happening.CORRECTED, voids_id=before[-1].id, **told)
    won_on = (step.on or today_of(ask)) if step.kind is Happening.WON else None
    meetings.record(ask.session, kind=step.kind, starts_at=step.starts_at, amount=step.amount, won_on=won_on, **told)
