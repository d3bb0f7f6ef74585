"""What is agreed about a practice: yes, another time, not today, cancelled. Each side hears of the other's word."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import wraps
from typing import Any

from bot import mail
from bot.commands.coach.seen import must_coach
from bot.parsing.numbers import row_id
from bot.scoreboard.pairs import Pair, pairs
from bot.scoreboard.practices import days_ahead, room
from bot.talk import Ask, Post, Reply
from bot.text import Markup
from bot.views import practice_forms as forms
from bot.views import practice_offers as view
from bot.views.month import AHEAD
from bot.views.naming import who
from bot.views.permission import must_be_member
from bot.views.practice import BESIDE, Reader
from bot.views.practice_said import heard, news, said
from coaching.agreement import LIVE, Deed
from coaching.errors import Gone
from storage import practices
from storage.tables import Member, id_of

LONGEST = 300  # characters of a reason


def _beside(deed: Callable[[Ask], Reply]) -> Callable[[Ask], Reply]:
    """From a message that holds more than practices (its buttons say so) the answer comes beside it; a form keeps that in mind."""

    @wraps(deed)
    def answered(ask: Ask) -> Reply:
        if not (ask.text.endswith(BESIDE) or ask.meta.endswith(BESIDE)):
            return deed(ask)
        reply = deed(replace(ask, text=ask.text.removesuffix(BESIDE), meta=ask.meta.removesuffix(BESIDE)))
        modal = replace(reply.modal, meta=reply.modal.meta + BESIDE) if reply.modal else None
        return replace(reply, replace=False, modal=modal)

    return answered


def the_practice(ask: Ask, value: str) -> Pair:
    """The practice a button or form is about, held until this is done. Raises Gone, NotAllowed: it is its two people's, the rep's
    mentor's and the managers'."""
    must_be_member(ask)
    number = row_id(value.partition(" ")[0])
    row = practices.find(ask.session, workspace_id=ask.workspace_id, practice_id=number, lock=True) if number else None
    if row is None or row.team_id != ask.team_id:
        raise Gone
    (pair,) = pairs(ask.session, workspace_id=ask.workspace_id, found=[row])
    if ask.member_id not in (row.rep_id, row.mentor_id):
        must_coach(ask, pair.rep)
    return pair


def opened(ask: Ask) -> Reply:
    """[Open]: one practice with everything that can be done about it."""
    pair = the_practice(ask, ask.text)
    shown = said(ask, ask.words("practice-head", rep=who(pair.rep), mentor=who(pair.mentor)), [pair], cancels=True)
    return replace(shown, replace=False, home=False)


def _ended(ask: Ask, pair: Pair, *, missed: bool = False) -> Reply | None:
    """What is said when nothing can be agreed on any more; `missed`: that it did not take place can still be said afterwards."""
    ended = pair.ended(ask.now)
    if not ended or (missed and ended == "over" and Reader.of(ask).coaches(pair)):
        return None
    text = ask.words("practice-ended", why=Markup(ended), when=Reader.of(ask).when(pair.practice.starts_at))
    return said(ask, text, [pair] if ended == "over" else [])


def _other_since(ask: Ask, pair: Pair, value: str, *, cancels: bool = False) -> Reply | None:
    """What is said, and nothing written, when the time who asks read (`<id> <moment>`) is not the present one.

    A button of before says no moment: there a move by somebody else counts.
    """
    read = value.partition(" ")[2]
    if view.moment_of(read) == pair.practice.starts_at if read else not _was_moved(ask, pair):
        return None
    return said(ask, ask.words("practice-other-since", when=_when(ask, pair)), _day_of(ask, pair), cancels=cancels)


def _was_moved(ask: Ask, pair: Pair) -> bool:
    times = [event for event in practices.history(ask.session, practice_id=pair.id) if event.starts_at]
    return times[-1].kind == Deed.MOVED and times[-1].actor_id != ask.member_id


@_beside
def accept(ask: Ask) -> Reply:
    """[OK]: one side says yes to the time they read; said again, it stands as it is."""
    pair = the_practice(ask, ask.text)
    if over := _ended(ask, pair):
        return over
    if ask.member_id not in (pair.rep.id, pair.mentor.id):
        return said(ask, ask.words("practice-not-a-side", rep=who(pair.rep), mentor=who(pair.mentor)), [pair])
    if ask.member_id in pair.agreed:
        return _agreed(ask, pair, _yes_of(ask, pair), again=True)
    if other := _other_since(ask, pair, ask.text):
        return other
    entry_id = ask.entry("practice-accepted")
    now = _say(ask, pair, Deed.ACCEPTED, entry_id)
    return _agreed(ask, now, entry_id)


def _bears(ask: Ask, post: Post) -> bool:
    """Whether its reader hears of the yes at once: who heard enough today finds it with the practice, and in the reminder."""
    return ask.home is None or mail.has_room(ask.session, ask.home, post.to, ask.now)


def _yes_of(ask: Ask, pair: Pair) -> int | None:
    """The entry in which who asks said yes before."""
    own = [event.entry_id for event in practices.history(ask.session, practice_id=pair.id) if event.actor_id == ask.member_id]
    return own[-1] if own else None


def _agreed(ask: Ask, pair: Pair, entry_id: int | None, *, again: bool = False) -> Reply:
    waits, posts = Markup("no" if pair.open_sides else "yes"), news(ask, pair, "accepted")
    text = ask.words("practice-accepted", when=_when(ask, pair), who=Reader.of(ask).others(pair), both=waits)
    hears = all(_bears(ask, one) for one in posts)
    shown = heard(ask, text, pair) if hears and pair.open_sides else text
    return said(ask, shown, _day_of(ask, pair), undo=entry_id, posts=posts if hears and not again else ())


def _when(ask: Ask, pair: Pair) -> Markup:
    return Reader.of(ask).when(pair.practice.starts_at)


def _say(ask: Ask, pair: Pair, kind: Deed, entry_id: int, **more: Any) -> Pair:  # noqa: ANN401 - of practices.say
    """Note it, and the practice as it stands then."""
    practices.say(ask.session, practice=pair.practice, kind=kind, actor_id=ask.member_id, now=ask.now, entry_id=entry_id, **more)
    return pairs(ask.session, workspace_id=ask.workspace_id, found=[pair.practice])[0]


def _day_of(ask: Ask, pair: Pair) -> Sequence[Pair]:
    """The practice, and what else its mentor has that day, as their morning's message holds all of it."""
    if ask.member_id != pair.practice.mentor_id:
        return [pair]
    day = pair.practice.day
    rows = practices.on_days(ask.session, workspace_id=ask.workspace_id, team_id=ask.team_id, first=day, last=day)
    mine = [row for row in rows if row.mentor_id == ask.member_id and row.state in LIVE and practices.ends_at(row) > ask.now]
    found = pairs(ask.session, workspace_id=ask.workspace_id, found=mine)
    return found if pair.live else [one for one in found if one.id != pair.id]


@_beside
def other_time(ask: Ask) -> Reply:
    """[Another time]: the form with the times both have, or what to do when there is none."""
    pair = the_practice(ask, ask.text)
    return _ended(ask, pair) or _form(ask, pair)


def _form(ask: Ask, pair: Pair, *, taken: datetime | None = None) -> Reply:
    slots = _slots(ask, pair)
    if slots:
        return Reply(modal=forms.other_time(Reader.of(ask), pair, slots, taken=taken))
    return said(ask, ask.words("practice-no-room", mentor=who(pair.mentor)), [pair])


def _slots(ask: Ask, pair: Pair) -> Sequence[datetime]:
    days = days_ahead(ask.session, team=ask.team, now=ask.now)
    return room(ask.session, team=ask.team, practice=pair.practice, now=ask.now, days=days)


@_beside
def moved(ask: Ask) -> Reply:
    """The form with the new time was submitted; a time that was taken meanwhile shows those that are left."""
    pair = the_practice(ask, ask.meta)
    if over := _ended(ask, pair):
        return over
    practices.hold(ask.session, member_ids=[pair.practice.rep_id, pair.practice.mentor_id])
    wanted = forms.slot_of(ask.form.get("slot"))
    if wanted == pair.practice.starts_at:
        return said(ask, ask.words("practice-same-time", when=_when(ask, pair)), _day_of(ask, pair))
    if other := _other_since(ask, pair, ask.meta):
        return other
    if wanted not in _slots(ask, pair):
        return _form(ask, pair, taken=wanted)
    entry_id, before = ask.entry("practice-moved"), pair.practice.starts_at
    now = _say(ask, pair, Deed.MOVED, entry_id, starts_at=wanted)
    posts = news(ask, now, "moved", before=before, when=now.practice.starts_at)
    text = _heard(ask, ask.words("practice-moved", when=_when(ask, now), before=Reader.of(ask).when(before)), now, posts)
    return said(ask, text, _day_of(ask, now), undo=entry_id, posts=posts)


def _heard(ask: Ask, text: Markup, pair: Pair, posts: Sequence[Post]) -> Markup:
    """With who was told: but where one of them reads it tomorrow, in the calendar file."""
    late = ask.home is not None and any(mail.tells_later(ask.session, ask.home, one, ask.now) for one in posts)
    return text if late else heard(ask, text, pair)


@_beside
def skip(ask: Ask) -> Reply:
    """[Not today…]: ask for the reason."""
    pair = the_practice(ask, ask.text)
    return _ended(ask, pair, missed=True) or Reply(modal=forms.skip(Reader.of(ask), pair, LONGEST))


@_beside
def skipped(ask: Ask) -> Reply:
    """It does not take place, or did not; with the reason."""
    pair = the_practice(ask, ask.meta)
    if over := _ended(ask, pair, missed=True) or _other_since(ask, pair, ask.meta):
        return over
    reason = forms.said_in(ask.form.get("reason"))[:LONGEST]
    if not reason:
        return Reply(errors={"reason": ask.words.plain("coach-error-reason")})
    return _off(ask, pair, Deed.SKIPPED, reason)


@_beside
def cancel(ask: Ask) -> Reply:
    """[Cancel]: who coaches calls it off."""
    pair = the_practice(ask, ask.text)
    if not Reader.of(ask).coaches(pair):
        must_coach(ask, pair.rep)
    return _ended(ask, pair) or _other_since(ask, pair, ask.text, cancels=True) or _off(ask, pair, Deed.CANCELLED)


def _off(ask: Ask, pair: Pair, kind: Deed, reason: str = "") -> Reply:
    entry_id = ask.entry(f"practice-{kind.value}")
    now = _say(ask, pair, kind, entry_id, reason=reason)
    values = {"when": now.practice.starts_at} | ({"reason": reason} if reason else {})
    posts = news(ask, now, kind.value, **values)
    text = _heard(ask, ask.words(f"practice-{kind.value}", when=_when(ask, now)), now, posts)
    return said(ask, text, _day_of(ask, now), undo=entry_id, posts=posts)


def called_off(ask: Ask, rep: Member, entry_id: int) -> tuple[Post, ...]:
    """A graduate's practices ahead are cancelled, as part of that entry; their mentors are told."""
    span = {"start": ask.now, "end": ask.now + AHEAD}
    rows = practices.taken(ask.session, workspace_id=ask.workspace_id, member_ids=[id_of(rep)], **span)
    found = pairs(ask.session, workspace_id=ask.workspace_id, found=[r for r in rows if r.rep_id == rep.id and r.starts_at > ask.now])
    posts: list[Post] = []
    for pair in found:
        now = _say(ask, pair, Deed.CANCELLED, entry_id)
        posts += news(ask, now, "graduated", absent=who(rep), when=now.practice.starts_at)
    return tuple(posts)
