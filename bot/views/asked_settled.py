"""The answer to a button of a message that asks for what is settled since: what holds, since when, and the ways to change it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from bot.blocks import Element, actions, button, section
from bot.talk import Ask, Reply
from bot.views import asked
from bot.views.meeting_rows import again_button, row
from bot.views.month import today_of
from coaching.errors import Gone
from coaching.terms import Happening, Role, State, Verdict
from storage import meetings, requests
from storage.tables import Meeting, MeetingEvent, id_of

CHANGE = "change"  # how a button says that what holds is to be changed: `unqualified:12:asked:2026-11-24:change`
REACH = timedelta(hours=24)  # of Undo


def where(place: str) -> tuple[date | None, bool]:
    """The day of the message a button stood in, None when it stood in none; and whether it changes what holds. Raises Gone."""
    list_, _, at = place.partition(":")
    day, _, more = at.partition(":")
    return (asked.day_of(day) if list_ == asked.PLACE else None), more == CHANGE


def stands_against(ask: Ask, meeting: Meeting, kind: Happening) -> bool:
    """Whether something else than this was said of a meeting since its reader was asked: their button must not overturn it."""
    if meeting.state == State.BOOKED:
        return meeting.starts_at > ask.now
    judged = meeting.verdict != Verdict.PENDING or (meeting.member_id == ask.member_id and meeting.ae_id not in (None, ask.member_id))
    return (meeting.state != State.HELD or judged) and kind not in (meeting.state, meeting.verdict)


def answer(ask: Ask, meeting: Meeting, day: date) -> Reply:
    """The message as it reads now, with what holds on top."""
    last = _last(ask, meeting)
    if last is None:
        raise Gone
    judged = meeting.state == State.HELD and meeting.verdict != Verdict.PENDING
    kind = Happening.MOVED if meeting.state == State.BOOKED else meeting.verdict if judged else meeting.state
    past = day != today_of(ask)
    when = ask.words.when(last.at) if past else ask.words.clock(last.at)
    said = ask.words("asked-already", what=row(ask, meeting, dated=past), became=ask.words(f"happening-{kind}"), when=when)
    ways = list(_ways(ask, meeting, day, last))
    reply = asked.again(ask, day, said)
    return Reply(reply.text, (section(said), *([actions(*ways)] if ways else []), *reply.blocks), replace=True, home=True)


def _last(ask: Ask, meeting: Meeting) -> MeetingEvent | None:
    """The latest word that stands."""
    history = meetings.history(ask.session, meeting_id=id_of(meeting))
    void = {one.voids_id for one in history}
    return next((one for one in reversed(history) if one.id not in void and one.kind != Happening.CORRECTED), None)


def _ways(ask: Ask, meeting: Meeting, day: date, last: MeetingEvent) -> Iterator[Element]:
    """Undo of one's own word, and the words that may stand in its place."""
    place = f"{asked.PLACE}:{day.isoformat()}"
    about: dict[str, Any] = {"workspace_id": ask.workspace_id, "meeting_ids": [id_of(meeting)], "member_id": ask.member_id}
    if own := requests.own_words(ask.session, **about, since=ask.now - REACH):
        yield button(ask.words.plain("undo"), "undo", f"{own[id_of(meeting)]}:{place}")
    for kind in _others(ask, meeting, last):
        label = ask.words.plain("asked-change", what=ask.words.plain(f"happening-{kind.value}"))
        yield button(label, f"meeting:{kind.value}", f"{kind.value}:{meeting.id}:{place}:{CHANGE}")
    if meeting.state == State.NO_SHOW:
        yield again_button(ask, meeting)


def _others(ask: Ask, meeting: Meeting, last: MeetingEvent) -> Sequence[Happening]:
    """As the rules have it (coaching.meeting.check): the AE judges anew; a rep's own word may change, not what the AE said."""
    verdicts = [Happening.QUALIFIED, Happening.UNQUALIFIED]
    if meeting.state == State.HELD:
        judges = meeting.ae_id == ask.member_id or ask.member.is_manager
        return [one for one in verdicts if one != meeting.verdict] if judges else []
    if meeting.state != State.NO_SHOW:
        return []
    if meeting.ae_id == ask.member_id:
        return verdicts
    return [Happening.HELD] if last.authority == Role.REP or ask.member.is_manager else []
