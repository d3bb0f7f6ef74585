"""/coach busy: times a mentor is not free, by words or form; taken out again by themselves or a manager."""

from datetime import datetime

from bot.commands.coach.whose import by_id, meant, mentor_of
from bot.parsing import picked
from bot.parsing.hours import MOST_NOTE, Busy, read_busy
from bot.parsing.numbers import row_id
from bot.scoreboard.pairs import pairs
from bot.talk import Ask, Reply
from bot.text import readable
from bot.views import practice_busy as view
from bot.views.month import AHEAD
from bot.views.permission import must_be_member
from bot.views.practice import Reader
from coaching.errors import Gone
from storage import members, mentoring, practices
from storage.tables import Commitment, Member, id_of


def busy(ask: Ask) -> Reply:
    """`tomorrow 16:00-17:00 dentist`, `明日16時-17時 商談`; without words what is noted; of somebody else by a manager."""
    must_be_member(ask)
    return _of(ask, *meant(ask))


def _of(ask: Ask, mentor: Member, text: str) -> Reply:
    if not text:
        return view.listed(Reader.of(ask), mentor, _noted(ask, mentor))
    return _note(ask, mentor, read_busy(text, now=ask.now, zone=ask.zone))


def _noted(ask: Ask, mentor: Member) -> list[Commitment]:
    """What is still to come."""
    who, end = [id_of(mentor)], ask.now + AHEAD
    return list(mentoring.commitments(ask.session, workspace_id=ask.workspace_id, member_ids=who, start=ask.now, end=end))


def _note(ask: Ask, mentor: Member, said: Busy) -> Reply:
    """Keep it; a practice at that time stays, and is shown with what can be done."""
    same = [row for row in _noted(ask, mentor) if (row.starts_at, row.ends_at) == (said.starts_at, said.ends_at)]
    if same:
        return view.listed(Reader.of(ask), mentor, _noted(ask, mentor))
    entry_id = ask.entry("commitment")
    row = mentoring.commit_to(
        ask.session,
        workspace_id=ask.workspace_id,
        member_id=id_of(mentor),
        starts_at=said.starts_at,
        ends_at=said.ends_at,
        note=readable(said.note),
        entry_id=entry_id,
    )
    rows = practices.taken(ask.session, workspace_id=ask.workspace_id, member_ids=[id_of(mentor)], start=said.starts_at, end=said.ends_at)
    found = pairs(ask.session, workspace_id=ask.workspace_id, found=rows)
    return view.noted(Reader.of(ask), mentor, row, entry_id, found)


def open_form(ask: Ask) -> Reply:
    """The form; the value is whose time, "-" one's own."""
    must_be_member(ask)
    return Reply(modal=view.form(Reader.of(ask), by_id(ask, ask.text)))


def sent(ask: Ask) -> Reply:
    """Keep what the form says."""
    must_be_member(ask)
    mentor = by_id(ask, ask.meta)
    day = picked.day(ask.form.get("day"))
    start, end = (datetime.combine(day, picked.clock(ask.form.get(name)), ask.zone) for name in ("from", "to"))
    if end <= start:
        return Reply(errors={"to": ask.words.plain("busy-error-backwards")})
    if end <= ask.now or start - ask.now > AHEAD:
        return Reply(errors={"day": ask.words.plain("busy-error-day")})
    return _note(ask, mentor, Busy(start, end, str(ask.form.get("note") or "")[:MOST_NOTE]))


def remove(ask: Ask) -> Reply:
    """[Remove]: the time is free again."""
    must_be_member(ask)
    row = mentoring.find(ask.session, workspace_id=ask.workspace_id, commitment_id=row_id(ask.text) or 0)
    owner = members.find(ask.session, workspace_id=ask.workspace_id, member_id=row.member_id) if row else None
    if row is None or owner is None or owner.team_id != ask.team_id:
        raise Gone
    mentor = mentor_of(ask, owner)
    span = {"starts_at": row.starts_at.isoformat(), "ends_at": row.ends_at.isoformat()}
    entry_id = ask.entry("commitment-removed", {"member": id_of(mentor), "note": row.note} | span)
    text = view.removed(Reader.of(ask), mentor, row)
    mentoring.let_go(ask.session, commitment=row)
    return view.listed(Reader.of(ask), mentor, _noted(ask, mentor), text, undo=entry_id)
