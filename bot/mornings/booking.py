"""A morning's plan is written a few practices at a time, so that nobody who logs calls waits; it counts as made at the end."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import structlog
from sqlalchemy import Engine
from sqlmodel import Session

from bot.mornings.day import planned_key
from bot.scoreboard.called_off import served
from bot.scoreboard.pairs import evidence
from bot.scoreboard.planning import Morning, Seat
from bot.scoreboard.practices import rooms
from coaching.funnel import Step
from coaching.placing import Why
from storage import practices, scenarios
from storage.engine import writing
from storage.tables import Team, id_of

log = structlog.get_logger()

AT_ONCE = 20  # practices in one transaction: well under 0.3 s

Booked = tuple[Seat, int]  # with the version of the scenario


def version_of(session: Session, morning: Morning, seat: Seat, now: datetime) -> int:
    """The scenario's version a rep practises."""
    step = Step(seat.due.step) if seat.due.step else None
    return id_of(scenarios.for_step(session, team=morning.team, step=step, now=now, rep_id=id_of(seat.due.member)))


def book(engine: Engine, morning: Morning, versions: Iterable[int], now: datetime) -> None:
    """All of it; killed or overtaken in between, what is missing is planned anew at the next look. Raises SlotTaken."""
    wanted = list(zip(morning.seats, versions, strict=True))
    unserved = dict(morning.unserved)
    parts = [wanted[n : n + AT_ONCE] for n in range(0, len(wanted), AT_ONCE)] or [[]]
    for part in parts:
        with writing(engine) as session:
            if not _write(session, morning, part, unserved, now, last=part is parts[-1]):
                return
    log.info("a morning was planned", team=morning.team.id, practices=len(wanted), unserved=len(unserved))


def book_again(engine: Engine, morning: Morning, versions: Iterable[int], now: datetime) -> None:
    """Of reps without a practice on a day that was planned: each has one then, or counts as left out. Raises SlotTaken."""
    wanted = list(zip(morning.seats, versions, strict=True))
    people = {id_of(who) for seat in morning.seats for who in (seat.due.member, seat.mentor)} | set(morning.unserved)
    about: dict[str, Any] = {"workspace_id": morning.team.workspace_id, "team_id": id_of(morning.team), "day": morning.day}
    with writing(engine) as session:
        practices.hold(session, member_ids=sorted(people))
        made, served = practices.plan_of(session, **about, lock=True), _served(session, morning.team, morning.day)
        kept = _kept(session, morning, wanted, now)
        left = dict(morning.unserved) | {rep: Why.FULL for rep, seat in kept.items() if seat is None}
        if made:
            told = {int(one): why for one, why in made.unserved.items()} | {rep: why.value for rep, why in left.items()}
            has = served | {rep for rep, seat in kept.items() if seat}
            practices.replan(session, plan=made, unserved={rep: why for rep, why in told.items() if rep not in has})
        for booked in kept.values():
            if booked:
                _propose(session, about, *booked, now)
    log.info("who had no practice was planned for again", team=morning.team.id, practices=len(wanted), unserved=len(left))


def _write(session: Session, morning: Morning, part: Sequence[Booked], unserved: dict[int, Why], now: datetime, *, last: bool) -> bool:
    """A part, and those it cannot serve into `unserved`; False when another made the plan meanwhile."""
    practices.hold(session, member_ids=[id_of(who) for seat, _ in part for who in (seat.due.member, seat.mentor)])
    about: dict[str, Any] = {"workspace_id": morning.team.workspace_id, "team_id": id_of(morning.team), "day": morning.day}
    kept = _kept(session, morning, part, now)
    unserved |= {rep: Why.FULL for rep, seat in kept.items() if seat is None}
    if last:
        told = {one: why.value for one, why in unserved.items()}
        if not practices.keep_plan(session, **about, now=now, unserved=told):
            return False
    elif practices.plan_of(session, **about):
        return False
    for booked in kept.values():
        if booked:
            _propose(session, about, *booked, now)
    return True


def _kept(session: Session, morning: Morning, part: Sequence[Booked], now: datetime) -> Mapping[int, Booked | None]:
    """By rep: what can be had still, now that nobody else takes it; None: the mentor has no room any more. Who has one is left out."""
    served, left = _served(session, morning.team, morning.day), _left(session, morning, part, now)
    found: dict[int, Booked | None] = {}
    for booked in part:
        rep, mentor = id_of(booked[0].due.member), id_of(booked[0].mentor)
        if rep not in served:
            found[rep] = booked if left[mentor] > 0 else None
            left[mentor] -= 1
    return found


def _served(session: Session, team: Team, day: date) -> frozenset[int]:
    """Who has their practice of the day, by hand or by a plan that was not finished."""
    return served(session, practices.on_days(session, workspace_id=team.workspace_id, team_id=id_of(team), first=day, last=day))


def _left(session: Session, morning: Morning, part: Sequence[Booked], now: datetime) -> dict[int, int]:
    mentors = {id_of(seat.mentor): seat.mentor for seat, _ in part}
    return rooms(session, team=morning.team, day=morning.day, now=now, mentors=list(mentors.values()))


def _propose(session: Session, about: Mapping[str, Any], seat: Seat, version: int, now: datetime) -> None:
    """Under the morning's key; under one more where a plan that was not finished had one that was called off since."""
    told: dict[str, Any] = {
        "rep_id": id_of(seat.due.member),
        "mentor_id": id_of(seat.mentor),
        "version_id": version,
        "step": seat.due.step,
        "starts_at": seat.starts_at,
        "minutes": seat.minutes,
        "need": seat.due.need.value,
        "evidence": evidence(seat.due.trainee),
    }
    key = planned_key(told["rep_id"], about["day"])
    if practices.propose(session, **about, **told, key=key, now=now) is None:
        practices.propose(session, **about, **told, key=f"{key} {now.isoformat()}", now=now)
