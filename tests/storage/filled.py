"""A desk with one of everything, to ask every query of in another workspace."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from coaching.funnel import Step
from coaching.posts import Decision, Job
from coaching.score import Weights
from coaching.terms import GoalFor, Happening, Kpi, Outcome, Role
from coaching.trainee import Way
from storage import entries, goals, members, mentoring, milestones, outbox, practices, rounds, teams, thresholds
from storage.dialect import stored
from storage.tables import Alarm, ClosedMonth, Hush, LiveBoard, Mark, PostPlan, id_of
from tests.storage.desk import DAY, NOW, Desk

DAYS: dict[str, Any] = {"first": DAY, "last": DAY}


@dataclass(frozen=True)
class Full:
    """A desk with one of everything."""

    desk: Desk
    lead: int
    meeting: int
    entry: int
    leave: int
    practice: int
    commitment: int

    @property
    def lead_ids(self) -> list[int]:
        return [self.lead]


def filled(session: Session, slack_id: str) -> Full:
    desk = Desk.opened(session, slack_id)
    entry, lead = desk.entry(key="key", kind="appointment"), desk.lead(key="lead-1")
    [call] = desk.call(Outcome.APPOINTMENT, entry=entry, lead=lead, source="web")
    desk.call(Outcome.CALLBACK, call_back_at=NOW)
    open_meeting = desk.book(NOW, lead=lead, ae=desk.sora, call=call, entry=entry, source="web", key="meeting-1")
    held = desk.book(NOW, lead=lead, ae=desk.sora, source="web")
    desk.tell(held, Happening.HELD)
    desk.tell(desk.book(NOW, ae=desk.sora), Happening.HELD)
    to_win = desk.book(NOW, ae=desk.sora)
    for kind in (Happening.HELD, Happening.QUALIFIED):
        desk.tell(to_win, kind, by=Role.AE)
    desk.tell(held, Happening.WON, amount=Decimal(100), key="win-1")
    desk.mail()
    own: dict[str, Any] = {"workspace_id": desk.workspace_id, "team_id": desk.team_id}
    for goal_for, member_id in ((GoalFor.TEAM, None), (GoalFor.REP, None), (GoalFor.MEMBER, desk.hana)):
        goal = {"goal_for": goal_for, "member_id": member_id, "kpi": Kpi.MEETINGS, "value": Decimal(30), "month": DAY}
        goals.set_goal(session, **own, **goal, set_by=desk.mio, now=NOW)  # type: ignore[arg-type]
    expected = {"step": Step.CONTACT, "rate": Decimal("0.12"), "valid_from": DAY, "set_by": desk.mio}
    thresholds.set_threshold(session, **own, **expected, now=NOW)  # type: ignore[arg-type]
    way = {"kind": Way.GRADUATED, "day": DAY, "actor_id": desk.mio}
    milestones.note(session, workspace_id=desk.workspace_id, member_id=desk.hana, **way, now=NOW)  # type: ignore[arg-type]
    ready = (desk.hana, Step.CONTACT, Decimal("0.12")), DAY
    milestones.keep_ready(session, workspace_id=desk.workspace_id, found=[ready])
    teams.set_closure(session, **own, day=DAY, working=False)
    teams.set_scheme(session, **own, valid_from=DAY, weights=Weights(), ramp=["1"])
    leave = members.add_leave(session, workspace_id=desk.workspace_id, member_id=desk.hana, **DAYS)
    practice, commitment = _practised(desk)
    _told(desk, own)
    entries.remember(session, workspace_id=desk.workspace_id, key="key", fingerprint="f", now=NOW, body={})
    outbox.put(session, workspace_id=desk.workspace_id, key="post", to=f"U{desk.workspace_id}", body={}, due_at=NOW, unasked_on=DAY)
    post = outbox.by_key(session, workspace_id=desk.workspace_id, key="post")
    outbox.park(session, outgoing_id=id_of(post) if post else 0, state=outbox.PARKED, trouble="is_archived")
    outbox.put(session, workspace_id=desk.workspace_id, key="parked U0", to=f"U{desk.workspace_id}", body={}, due_at=NOW)
    notice = outbox.by_key(session, workspace_id=desk.workspace_id, key="parked U0")
    outbox.park(session, outgoing_id=id_of(notice) if notice else 0, state=outbox.FAILED, trouble="is_archived")
    file: dict[str, Any] = {"file": {"content": "BEGIN:VCALENDAR"}}
    outbox.put(session, workspace_id=desk.workspace_id, key="practice-file 1 0 1", to=f"U{desk.workspace_id}", body=file, due_at=NOW)
    outbox.put(session, workspace_id=desk.workspace_id, key="graduation 1 0 contact 1", to=f"U{desk.workspace_id}", body={}, due_at=NOW)
    soon = f"practice-soon 1 {NOW.isoformat()} 1"
    outbox.put(session, workspace_id=desk.workspace_id, key=soon, to=f"U{desk.workspace_id}", body={}, due_at=NOW)
    return Full(desk, stored(lead.id), stored(open_meeting.id), stored(entry.id), stored(leave.id), practice, commitment)


def _told(desk: Desk, own: dict[str, Any]) -> None:
    """What is told unasked, of each kind."""
    desk.session.add(PostPlan(**own, job=Job.NUMBERS))
    rounds.decide(desk.session, **own, job=Job.NUMBERS, period="2026-11-20 12:00", decision=Decision.WRITTEN, now=NOW)
    desk.session.add(Alarm(**own, month=DAY, since=NOW))
    desk.session.add(LiveBoard(**own, channel_id="C0TEAM", key="board 1"))
    desk.session.add(Hush(workspace_id=desk.workspace_id, member_id=desk.hana, about="pace", until=NOW))
    desk.session.add(ClosedMonth(**own, month=DAY, closed_at=NOW, figures={}))


def _practised(desk: Desk) -> tuple[int, int]:
    """A practice ahead, by the morning's plan, with a mentor who is busy later and said their hours; the ids of it and of what they do."""
    mentor: dict[str, Any] = {"workspace_id": desk.workspace_id, "member_id": desk.mio}
    practice = desk.practice(NOW + timedelta(hours=1), key="day")
    marked: dict[str, Any] = {"workspace_id": desk.workspace_id, "practice_id": id_of(practice), "scorer_id": desk.mio, "at": NOW}
    desk.session.add(Mark(**marked, marks={"opening": 4}, total=Decimal(80), passed=True))
    practices.keep_plan(desk.session, workspace_id=desk.workspace_id, team_id=desk.team_id, day=DAY, now=NOW, unserved={})
    mentoring.keep(desk.session, **mentor, hours={"0": ("16:00", "18:00")}, a_day=2, a_week=6, minutes=30)
    busy = mentoring.commit_to(desk.session, **mentor, starts_at=NOW, ends_at=NOW + timedelta(minutes=30))
    return stored(practice.id), stored(busy.id)
