"""Which meeting is meant by a name."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from bot.commands.meeting.recording import concerns, may_know, must_be_allowed
from bot.parsing.meeting import Told
from bot.talk import Ask
from bot.views.meeting_word import VERDICTS
from coaching.errors import NoSuchLead
from coaching.leads import fold
from coaching.terms import Happening, State, Verdict
from storage import leads, meetings
from storage.tables import Meeting, id_of

Fits: TypeAlias = Callable[[Meeting], bool]
MOST = 10  # meetings offered in a question


def meant(ask: Ask, told: Told) -> tuple[Sequence[Meeting], bool]:
    """The meetings that may be meant, at least one, and whether the name was said in full. Raises NoSuchLead, NotAllowed."""
    workspace_id = ask.workspace_id
    named = leads.named(ask.session, workspace_id=workspace_id, name=told.lead, most=20)
    own = None if ask.member.is_manager else ask.member.id
    ids = [id_of(lead) for lead in named]
    every = meetings.of_lead(ask.session, workspace_id=workspace_id, lead_ids=ids, member_id=own) if ids else ()
    found = [m for m in every if concerns(ask, m)]
    if not found:
        _refuse(ask, told, ids)
    if told.kind is not Happening.WON:  # there it is the day of the win
        found = [m for m in found if m.day == told.on] or found
        found = [m for m in found if m.starts_at.astimezone(ask.zone).time() == told.clock] or found
    return _best(ask, told.kind, found)[:MOST], any(lead.folded == fold(told.lead) for lead in named)


def _refuse(ask: Ask, told: Told, lead_ids: Sequence[int]) -> None:
    """Nothing of theirs has this name: it is a colleague's, or nobody's, which another team's is answered as too."""
    others = meetings.of_lead(ask.session, workspace_id=ask.workspace_id, lead_ids=lead_ids) if lead_ids else ()
    for known in (m for m in others if may_know(ask, m)):
        must_be_allowed(ask, known, told.kind)
    raise NoSuchLead(told.lead)


def _best(ask: Ask, kind: Happening, found: Sequence[Meeting]) -> Sequence[Meeting]:
    """Those the word fits best; when it fits none, the latest, so that the rules say why not."""
    for fits in _preferences(ask, kind):
        fitting = [m for m in found if fits(m)]
        if fitting:
            return fitting
    return found[:1]


def _preferences(ask: Ask, kind: Happening) -> list[Fits]:
    def booked(m: Meeting) -> bool:
        return m.state == State.BOOKED

    def passed(m: Meeting) -> bool:
        return booked(m) and m.starts_at <= ask.now

    def open_held(m: Meeting) -> bool:
        return m.state == State.HELD and m.verdict == Verdict.PENDING

    def not_won(m: Meeting) -> bool:
        return m.state == State.HELD and m.won_on is None

    if kind is Happening.WON:
        return [not_won]
    if kind in VERDICTS:
        return [lambda m: open_held(m) or passed(m), lambda m: m.state == State.HELD, booked]
    if kind is Happening.MOVED:
        return [booked, lambda m: m.state == State.NO_SHOW]
    return [passed, booked]
