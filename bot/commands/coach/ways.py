"""Graduating and practising again: advised by evidence, said by the mentor, kept as history."""

from dataclasses import replace
from typing import Any

from bot.blocks import field, line
from bot.commands.coach.practices import called_off
from bot.commands.coach.seen import must_coach, seen_trainee
from bot.parsing.numbers import row_id
from bot.scoreboard.trainees import Trainee, trainees
from bot.talk import Ask, Modal, Reply
from bot.text import Words
from bot.views import coach_ways as view
from bot.views.month import today_of
from bot.views.naming import label
from bot.views.permission import must
from coaching.errors import AlreadyGraduated, Gone
from coaching.permissions import May
from coaching.practice import ready_to_graduate
from coaching.trainee import Way
from storage import members, milestones
from storage.tables import Member, id_of

LONGEST = 300  # characters of a reason


def graduate(ask: Ask) -> Reply:
    """The mentor confirms: every gate is ready."""
    found = _trainee(ask, ask.text)
    _must_learn(ask, found)
    if not found.learning or not ready_to_graduate(found.readings):
        raise Gone
    return _said(ask, found, Way.GRADUATED)


def _must_learn(ask: Ask, found: Trainee) -> None:
    """Raises AlreadyGraduated, naming who confirmed it."""
    if not found.graduated:
        return
    rows = milestones.of(ask.session, workspace_id=ask.workspace_id, member_ids=[id_of(found.member)])[id_of(found.member)]
    last = next(row for row in reversed(rows) if row.kind in (Way.GRADUATED, Way.SPARED))
    by = members.find(ask.session, workspace_id=ask.workspace_id, member_id=last.actor_id) if last.actor_id else None
    raise AlreadyGraduated(label(found.member), label(by) if by else "")


def practise_again(ask: Ask) -> Reply:
    """The mentor takes a graduate back into practice."""
    found = _trainee(ask, ask.text)
    if not found.graduated:
        raise Gone
    return _said(ask, found, Way.RELAPSED)


def decline(ask: Ask) -> Reply:
    """Ask for the reason; the button's value is the rep and what it will be called."""
    found, way = _asked(ask, ask.text)
    words = ask.words
    reason = field(
        words.plain("coach-field-reason"), line("reason", most=LONGEST, several_lines=True), hint=words.plain("coach-hint-reason")
    )
    title = words.plain(f"coach-{way.value}-title")
    modal = Modal("coach-decline", title, (reason,), words.plain("save"), words.plain("cancel"), meta=f"{id_of(found.member)}:{way.value}")
    return Reply(modal=modal)


def declined(ask: Ask) -> Reply:
    """Not yet, or: they stay a graduate; with the reason."""
    number, _, kind = ask.meta.partition(":")
    found = _trainee(ask, number)
    way = Way(kind)
    if way is Way.KEPT:
        _must_learn(ask, found)
    if not (found.learning if way is Way.KEPT else found.graduated):
        raise Gone
    reason = str(ask.form.get("reason") or "").strip()
    if not reason:
        return Reply(errors={"reason": ask.words.plain("coach-error-reason")})
    return _said(ask, found, way, reason[:LONGEST])


def _asked(ask: Ask, value: str) -> tuple[Trainee, Way]:
    """Whom and what declining is about: `<rep>:kept` or `<rep>:spared`. Raises Gone for anything else."""
    number, _, kind = value.partition(":")
    if kind not in (Way.KEPT, Way.SPARED):
        raise Gone
    return _trainee(ask, number), Way(kind)


def _trainee(ask: Ask, number: str) -> Trainee:
    must(ask, May.COACH)
    rep = seen_trainee(ask, row_id(number))
    must_coach(ask, rep)
    milestones.hold(ask.session, member_id=id_of(rep))  # of two who decide at once the second reads what the first said
    return trainees(ask.session, team=ask.team, reps=[rep], now=ask.now)[0]


def _said(ask: Ask, found: Trainee, kind: Way, reason: str = "") -> Reply:
    """Keep it with the evidence of the moment, and tell the rep."""
    rep: Member = found.member
    entry_id = ask.entry(f"coach-{kind.value}")
    milestones.note(
        ask.session,
        workspace_id=ask.workspace_id,
        member_id=id_of(rep),
        kind=kind,
        day=today_of(ask),
        actor_id=ask.member_id,
        now=ask.now,
        reason=reason,
        evidence=_evidence(found),
        entry_id=entry_id,
    )
    off = called_off(ask, rep, entry_id) if kind is Way.GRADUATED else ()
    rep_words = Words(rep.language or rep.slack_language or ask.team.language, ask.zone, ask.team.currency)
    told = view.said(ask.words, rep_words, found, kind, by=ask.member, entry_id=entry_id, key=f"way {ask.key}")
    return replace(told, posts=(*told.posts, *off))


def _evidence(found: Trainee) -> list[dict[str, Any]]:
    return [
        {"step": r.step.value, "k": r.rate.k, "n": r.rate.n, "threshold": r.threshold, "expected": r.expected, "standing": r.standing.value}
        for r in found.readings.values()
    ]
