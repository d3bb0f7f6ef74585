"""Two workspaces in one database, alike to the last name and key, never see each other."""

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import import_module
from typing import Any

from sqlmodel import Session, select

import storage
from coaching.calendar import Period
from coaching.funnel import Funnel, Step
from coaching.terms import Role
from storage import (
    agenda,
    alarms,
    boards,
    calls,
    changes,
    closings,
    entries,
    figures,
    goals,
    hushes,
    imports,
    leads,
    marks,
    meetings,
    members,
    mentoring,
    milestones,
    outbox,
    postplans,
    practices,
    prompts,
    requests,
    scenarios,
    teams,
    thresholds,
)
from storage.figures import Days, Today
from storage.tables import Lead, Meeting, Member, Practice, ScenarioVersion, Tally, Team, id_of
from tests.storage.desk import DAY, NOW, Desk
from tests.storage.filled import DAYS, Full, filled

MONTH = Period(DAY, DAY)
NOTHING: tuple[Any, ...] = (None, [], {}, set(), Funnel(), Today(0, 0, 0), Days({}, {}))

# What only writes, or makes what it gives back: it is handed the workspace it writes to.
WRITES = {
    "erasing.erase",
    "agenda.told_otherwise",
    "alarms.turn",
    "outbox.count_alone",
    "boards.leave",
    "boards.show",
    "boards.try_again",
    "closings.keep",
    "rounds.decide",
    "installations.begin",
    "calls.add",
    "calls.rebuild_tally",
    "changes.put_back",
    "efforts.add",
    "entries.open_entry",
    "entries.remember",
    "goals.set_goal",
    "hushes.end",
    "hushes.keep",
    "leads.add",
    "marks.keep",
    "meetings.book",
    "members.add_leave",
    "members.ensure",
    "members.note_dm",
    "members.remove_leave_of",
    "members.unnote_leave",
    "mentoring.commit_to",
    "mentoring.keep",
    "mentoring.note_again",
    "mentoring.put_back",
    "milestones.keep_ready",
    "milestones.note",
    "outbox.discard",
    "outbox.expire",
    "outbox.hold",
    "outbox.park_due",
    "outbox.put",
    "outbox.release",
    "outbox.rewrite",
    "outbox.withdraw",
    "postplans.keep",
    "practices.keep_plan",
    "practices.propose",
    "prompts.open_again",
    "scenarios.put_back",
    "teams.create",
    "teams.remove_closure",
    "teams.set_closure",
    "teams.set_scheme",
    "thresholds.set_threshold",
}


Ask = Callable[[Session, int, Full], Any]


def _leave(session: Session, w: int, f: Full) -> dict[int, Any]:
    days = members.leave_days(session, workspace_id=w, member_ids=[f.desk.hana], **DAYS)
    return {who: away for who, away in days.items() if away}


def _moved(session: Session, w: int, f: Full) -> frozenset[int]:
    """Hana comes to another team for as long as is asked."""
    like = session.get_one(Team, f.desk.team_id).model_dump(exclude={"id"}) | {"name": "Osaka"}
    osaka = session.exec(select(Team).where(Team.workspace_id == f.desk.workspace_id, Team.name == "Osaka")).first() or Team(**like)
    session.add(osaka)
    session.flush()
    hana = session.get_one(Member, f.desk.hana)
    hana.team_id = osaka.id
    found = figures.moved(session, workspace_id=w, team_id=id_of(osaka), **DAYS)
    hana.team_id = f.desk.team_id
    return found


def _worked(session: Session, w: int, f: Full, *who: int) -> list[Any]:
    """Of few and of many members: what they did, what their team did."""
    about: dict[str, Any] = {"since": {Step.CONTACT: DAY}, "lately": DAY, "now": NOW}
    done = figures.worked(session, workspace_id=w, team_id=f.desk.team_id, member_ids=who, **about, **DAYS)
    return [*done.each.items(), *done.team.items()]


def _mark(session: Session, f: Full) -> int:
    return id_of(marks.of(session, workspace_id=f.desk.workspace_id, practice_ids=[f.practice])[f.practice][0])


def _version(session: Session, f: Full) -> ScenarioVersion:
    return session.get_one(ScenarioVersion, session.get_one(Practice, f.practice).version_id)


# Each query asked in workspace `w` with the ids, names and keys of `f`.
QUERIES: dict[str, Ask] = {
    "agenda.editable": lambda s, w, f: agenda.editable(s, workspace_id=w, to=f"U{f.desk.workspace_id}", day=DAY, about=""),
    "agenda.files": lambda s, w, f: _if_own(agenda.files(s, workspace_id=w, since=NOW), w, f),
    "agenda.reminded": lambda s, w, f: _if_own(agenda.reminded(s, workspace_id=w, since=NOW), w, f),
    "agenda.unreminded": lambda s, w, f: _if_own(
        agenda.unreminded(s, workspace_id=w, to="U0HANA", after=NOW, before=NOW + timedelta(hours=2)), w, f
    ),
    "agenda.known": lambda s, w, f: _if_own(agenda.known(s, workspace_id=w, keys=["post"]), w, f),
    "alarms.of_team": lambda s, w, f: alarms.of_team(s, workspace_id=w, team_id=f.desk.team_id, month=DAY),
    "boards.find": lambda s, w, f: boards.find(s, workspace_id=w, team_id=f.desk.team_id),
    "meetings.on_day": lambda s, w, f: meetings.on_day(s, workspace_id=w, member_ids=[f.desk.hana], day=DAY),
    "closings.months": lambda s, w, f: closings.months(s, workspace_id=w, team_id=f.desk.team_id),
    "closings.find": lambda s, w, f: closings.find(s, workspace_id=w, team_id=f.desk.team_id, month=DAY),
    "closings.late_calls": lambda s, w, f: closings.late_calls(
        s, workspace_id=w, team_id=f.desk.team_id, month=MONTH, since=NOW - timedelta(days=1)
    ),
    "closings.talked_of": lambda s, w, f: closings.talked_of(
        s, workspace_id=w, team_id=f.desk.team_id, month=MONTH, since=NOW - timedelta(days=1)
    ),
    "calls.call_backs": lambda s, w, f: calls.call_backs(s, workspace_id=w, member_id=f.desk.hana, before=NOW),
    "changes.on_day": lambda s, w, f: changes.on_day(s, "closure", workspace_id=w, team_id=f.desk.team_id, day=DAY),
    "changes.of_post": lambda s, w, f: changes.of_post(s, workspace_id=w, team_id=f.desk.team_id, job="numbers"),
    "entries.answered": lambda s, w, f: _own(entries.answered(s, workspace_id=w, key="key"), f),
    "entries.find": lambda s, w, f: entries.find(s, workspace_id=w, entry_id=f.entry),
    "entries.turned_since": lambda s, w, f: _if_own(entries.turned_since(s, workspace_id=w, moment=NOW) or None, w, f),
    "entries.recent": lambda s, w, f: entries.recent(s, workspace_id=w, actor_id=f.desk.hana, since=NOW),
    "figures.ahead_by_day": lambda s, w, f: figures.ahead_by_day(
        s, workspace_id=w, team_id=f.desk.team_id, now=NOW - timedelta(days=366), **DAYS
    ),
    "figures.bookings": lambda s, w, f: figures.bookings(s, workspace_id=w, team_id=f.desk.team_id, **DAYS),
    "figures.booked_by_day": lambda s, w, f: figures.booked_by_day(s, workspace_id=w, team_id=f.desk.team_id, **DAYS),
    "figures.by_day": lambda s, w, f: figures.by_day(s, workspace_id=w, team_id=f.desk.team_id, **DAYS),
    "figures.by_ae": lambda s, w, f: figures.by_ae(s, workspace_id=w, team_id=f.desk.team_id, now=NOW, **DAYS),
    "figures.by_member": lambda s, w, f: figures.by_member(s, workspace_id=w, team_id=f.desk.team_id, now=NOW, **DAYS),
    "figures.by_source": lambda s, w, f: figures.by_source(s, workspace_id=w, team_id=f.desk.team_id, now=NOW, **DAYS),
    "figures.first_day": lambda s, w, f: figures.first_day(s, workspace_id=w, team_id=f.desk.team_id),
    "figures.funnel": lambda s, w, f: figures.funnel(s, workspace_id=w, team_id=f.desk.team_id, now=NOW, **DAYS),
    "figures.held_by_day": lambda s, w, f: figures.held_by_day(s, workspace_id=w, member_id=f.desk.hana, **DAYS),
    "figures.held_by_source": lambda s, w, f: figures.held_by_source(s, workspace_id=w, team_id=f.desk.team_id, **DAYS),
    "figures.cells": lambda s, w, f: figures.cells(s, workspace_id=w, team_id=f.desk.team_id, member_ids=[f.desk.hana], now=NOW, **DAYS),
    "figures.of_team": lambda s, w, f: figures.of_team(s, workspace_id=w, team_id=f.desk.team_id, now=NOW, **DAYS),
    "figures.worked": lambda s, w, f: [*_worked(s, w, f, f.desk.hana), *_worked(s, w, f, f.desk.hana, f.desk.tom, f.desk.mio)],
    "figures.last_entry_at": lambda s, w, f: figures.last_entry_at(s, workspace_id=w, team_id=f.desk.team_id),
    "figures.made": lambda s, w, f: figures.made(s, workspace_id=w, team_id=f.desk.team_id, **DAYS),
    "figures.months": lambda s, w, f: figures.months(s, workspace_id=w, team_id=f.desk.team_id, **DAYS),
    "figures.moved": _moved,
    "figures.sources": lambda s, w, f: figures.sources(s, workspace_id=w, team_id=f.desk.team_id),
    "figures.today": lambda s, w, f: figures.today(s, workspace_id=w, member_id=f.desk.hana, day=DAY),
    "outbox.heard": lambda s, w, f: outbox.heard(s, workspace_id=w, to=f"U{f.desk.workspace_id}", day=DAY) or None,
    "postplans.of_team": lambda s, w, f: [
        plan for plan in postplans.of_team(s, workspace_id=w, team_id=f.desk.team_id).values() if plan.own
    ],
    "postplans.of_workspace": lambda s, w, f: postplans.of_workspace(s, workspace_id=w).get(f.desk.team_id),
    "goals.full_for_reps": lambda s, w, f: goals.full_for_reps(s, workspace_id=w, team_id=f.desk.team_id, month=DAY),
    "goals.of_members": lambda s, w, f: goals.of_members(s, workspace_id=w, team_id=f.desk.team_id, month=DAY),
    "goals.of_team": lambda s, w, f: goals.of_team(s, workspace_id=w, team_id=f.desk.team_id, month=DAY),
    "hushes.of": lambda s, w, f: hushes.of(s, workspace_id=w, member_ids=[f.desk.hana], now=NOW - timedelta(days=1))[f.desk.hana],
    "imports.known_wins": lambda s, w, f: _if_own(imports.known_wins(s, workspace_id=w, keys=["win-1"]), w, f),
    "imports.leads_by_fold": lambda s, w, f: _own(list(imports.leads_by_fold(s, workspace_id=w).values()), f),
    "imports.leads_by_key": lambda s, w, f: _own(imports.leads_by_key(s, workspace_id=w, keys=["lead-1"]).get("lead-1"), f),
    "imports.meetings_by_key": lambda s, w, f: _own(imports.meetings_by_key(s, workspace_id=w, keys=["meeting-1"]).get("meeting-1"), f),
    "leads.find": lambda s, w, f: leads.find(s, workspace_id=w, lead_id=f.lead),
    "leads.left": lambda s, w, f: leads.left(s, workspace_id=w, team_id=f.desk.team_id),
    "leads.named": lambda s, w, f: _own(leads.named(s, workspace_id=w, name="Acme"), f),
    "marks.find": lambda s, w, f: marks.find(s, workspace_id=w, mark_id=_mark(s, f)),
    "marks.of": lambda s, w, f: marks.of(s, workspace_id=w, practice_ids=[f.practice]),
    "marks.own": lambda s, w, f: marks.own(s, workspace_id=w, practice_id=f.practice, scorer_id=f.desk.mio),
    "meetings.find": lambda s, w, f: meetings.find(s, workspace_id=w, meeting_id=f.meeting),
    "meetings.given_by_ae": lambda s, w, f: meetings.given_by_ae(s, workspace_id=w, team_id=f.desk.team_id, **DAYS),
    "meetings.of_lead": lambda s, w, f: meetings.of_lead(s, workspace_id=w, lead_ids=f.lead_ids),
    "meetings.open_of": lambda s, w, f: meetings.open_of(s, workspace_id=w, member_id=f.desk.hana),
    "meetings.to_judge": lambda s, w, f: meetings.to_judge(s, workspace_id=w, ae_id=f.desk.sora),
    "meetings.waiting_in_team": lambda s, w, f: meetings.waiting_in_team(
        s, workspace_id=w, team_id=f.desk.team_id, now=NOW + timedelta(days=366)
    ),
    "meetings.to_win": lambda s, w, f: meetings.to_win(s, workspace_id=w, ae_id=f.desk.sora),
    "meetings.unsettled": lambda s, w, f: [
        one for one in meetings.unsettled(s, workspace_id=w, team_id=f.desk.team_id, now=NOW + timedelta(days=366)) if one
    ],
    "members.by_name": lambda s, w, f: _own(members.by_name(s, workspace_id=w, name="Hana"), f),
    "members.by_slack_id": lambda s, w, f: _own(members.by_slack_id(s, workspace_id=w, slack_id="U0HANA"), f),
    "members.every": lambda s, w, f: _own(members.every(s, workspace_id=w), f),
    "members.find": lambda s, w, f: members.find(s, workspace_id=w, member_id=f.desk.hana),
    "members.find_leave": lambda s, w, f: members.find_leave(s, workspace_id=w, leave_id=f.leave),
    "members.leave_days": _leave,
    "members.leaves": lambda s, w, f: members.leaves(s, workspace_id=w, member_ids=[f.desk.hana], since=DAY),
    "members.managers": lambda s, w, f: members.managers(s, workspace_id=w, team_id=f.desk.team_id),
    "members.of_team": lambda s, w, f: members.of_team(s, workspace_id=w, team_id=f.desk.team_id, role=Role.REP),
    "members.some": lambda s, w, f: list(members.some(s, workspace_id=w, member_ids=[f.desk.hana])),
    "members.unheard": lambda s, w, f: _own(members.unheard(s, workspace_id=w, heard=["U0TOM"]), f),
    "members.said_anew": lambda s, w, f: _own(members.said_anew(s, workspace_id=w, outside={"U0HANA": True}), f),
    "mentoring.commitments": lambda s, w, f: mentoring.commitments(
        s, workspace_id=w, member_ids=[f.desk.mio], start=NOW, end=NOW + timedelta(hours=2)
    ),
    "mentoring.find": lambda s, w, f: mentoring.find(s, workspace_id=w, commitment_id=f.commitment),
    "mentoring.of": lambda s, w, f: _if_own(mentoring.of(s, workspace_id=w, member_ids=[f.desk.mio])[f.desk.mio].hours, w, f),
    "practices.by_key": lambda s, w, f: _own(practices.by_key(s, workspace_id=w, key="day"), f),
    "practices.find": lambda s, w, f: practices.find(s, workspace_id=w, practice_id=f.practice),
    "practices.last_days": lambda s, w, f: practices.last_days(s, workspace_id=w, team_id=f.desk.team_id, **DAYS, states=["proposed"]),
    "practices.of_rep": lambda s, w, f: practices.of_rep(s, workspace_id=w, rep_id=f.desk.hana),
    "practices.on_days": lambda s, w, f: practices.on_days(s, workspace_id=w, team_id=f.desk.team_id, **DAYS),
    "practices.plan_of": lambda s, w, f: practices.plan_of(s, workspace_id=w, team_id=f.desk.team_id, day=DAY),
    "practices.taken": lambda s, w, f: practices.taken(s, workspace_id=w, member_ids=[f.desk.mio], start=NOW, end=NOW + timedelta(hours=2)),
    "practices.unscored": lambda s, w, f: practices.unscored(s, workspace_id=w, team_id=f.desk.team_id, before=NOW + timedelta(hours=2)),
    "prompts.sent": lambda s, w, f: prompts.sent(s, workspace_id=w, to=[f"U{f.desk.workspace_id}"]),
    "requests.logged_days": lambda s, w, f: requests.logged_days(s, workspace_id=w, team_id=f.desk.team_id, **DAYS),
    "requests.logs": lambda s, w, f: requests.logs(s, workspace_id=w, member_ids=[f.desk.hana], since=NOW)[f.desk.hana],
    "requests.messages": lambda s, w, f: _own(list(requests.messages(s, workspace_id=w, keys=["post"]).values()), f),
    "requests.own_words": lambda s, w, f: requests.own_words(s, workspace_id=w, meeting_ids=[f.meeting], member_id=f.desk.hana, since=NOW),
    "requests.passed": lambda s, w, f: requests.passed(s, workspace_id=w, team_id=f.desk.team_id, since=DAY, before=NOW) or None,
    "requests.some": lambda s, w, f: list(requests.some(s, workspace_id=w, meeting_ids=[f.meeting])),
    "requests.unreached": lambda s, w, f: requests.unreached(s, workspace_id=w, team_id=f.desk.team_id, **DAYS),
    "requests.wanting": lambda s, w, f: requests.wanting(s, workspace_id=w, team_ids=[f.desk.team_id], since=DAY, before=NOW),
    "scenarios.find": lambda s, w, f: scenarios.find(s, workspace_id=w, scenario_id=_version(s, f).scenario_id),
    "scenarios.steps": lambda s, w, f: scenarios.steps(s, workspace_id=w, version_ids=[id_of(_version(s, f))]),
    "scenarios.versions": lambda s, w, f: scenarios.versions(s, workspace_id=w, version_ids=[id_of(_version(s, f))]),
    "milestones.of": lambda s, w, f: milestones.of(s, workspace_id=w, member_ids=[f.desk.hana]),
    "milestones.ready_days": lambda s, w, f: list(milestones.ready_days(s, workspace_id=w, member_ids=[f.desk.hana])),
    "thresholds.history": lambda s, w, f: thresholds.history(s, workspace_id=w, team_id=f.desk.team_id),
    "thresholds.on": lambda s, w, f: thresholds.on(s, workspace_id=w, team_id=f.desk.team_id, day=DAY),
    "outbox.by_key": lambda s, w, f: _own(outbox.by_key(s, workspace_id=w, key="post"), f),
    "outbox.notices": lambda s, w, f: _own(list(outbox.notices(s, workspace_id=w, since=NOW)), f),
    "outbox.parked": lambda s, w, f: _own(list(outbox.parked(s, workspace_id=w, since=NOW)), f),
    "teams.by_name": lambda s, w, f: _own(teams.by_name(s, workspace_id=w, name="inside"), f),
    "teams.closures": lambda s, w, f: teams.closures(s, workspace_id=w, team_id=f.desk.team_id),
    "teams.every": lambda s, w, f: _own(teams.every(s, workspace_id=w), f),
    "teams.find": lambda s, w, f: teams.find(s, workspace_id=w, team_id=f.desk.team_id),
    "teams.scheme": lambda s, w, f: teams.scheme(s, workspace_id=w, team_id=f.desk.team_id, on=DAY),
}


def _own(found: Any, full: Full) -> Any:
    """Of what was found by a name or key both workspaces have: what is the other's."""
    rows = found if isinstance(found, list) else [found]
    return [row for row in rows if row == full.lead or getattr(row, "workspace_id", None) == full.desk.workspace_id]


def _if_own(found: Any, workspace_id: int, full: Full) -> Any:
    return found if workspace_id == full.desk.workspace_id else set()


def _functions() -> Iterator[str]:
    for info in pkgutil.iter_modules(storage.__path__):
        module = import_module(f"storage.{info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            mine = f"{function.__module__}.".startswith(f"{module.__name__}.") and not name.startswith("_")
            if mine and "workspace_id" in inspect.signature(function).parameters:
                yield f"{info.name}.{name}"


def test_every_function_that_is_told_the_workspace_is_in_the_table() -> None:
    assert set(_functions()) == QUERIES.keys() | WRITES


def test_what_one_workspace_has_the_other_does_not_see(session: Session) -> None:
    ours, theirs = filled(session, "T0OURS"), filled(session, "T0THEIRS")

    def finding(workspace: Full, whose: Full) -> set[str]:
        return {name for name, ask in QUERIES.items() if ask(session, workspace.desk.workspace_id, whose) not in NOTHING}

    assert finding(ours, ours) == finding(theirs, theirs) == set(QUERIES)
    assert finding(ours, theirs) == finding(theirs, ours) == set()


def test_the_whole_workspace_is_one_workspace(session: Session) -> None:
    ours, _ = filled(session, "T0OURS"), filled(session, "T0THEIRS")
    whole = figures.funnel(session, workspace_id=ours.desk.workspace_id, now=NOW, **DAYS)
    assert whole == ours.desk.funnel()
    assert (whole.calls, whole.held, whole.won) == (2, 3, 1)


def test_known_wins_are_those_of_the_workspace(session: Session) -> None:
    ours, theirs = filled(session, "T0OURS"), Desk.opened(session, "T0THEIRS")
    assert imports.known_wins(session, workspace_id=ours.desk.workspace_id, keys=["win-1"]) == {"win-1"}
    assert imports.known_wins(session, workspace_id=theirs.workspace_id, keys=["win-1"]) == set()


def test_rebuilding_one_tally_leaves_the_others(session: Session) -> None:
    ours, theirs = filled(session, "T0OURS"), filled(session, "T0THEIRS")
    session.execute(Tally.__table__.update().values(calls=77))  # type: ignore[attr-defined]
    calls.rebuild_tally(session, workspace_id=ours.desk.workspace_id)
    assert ours.desk.funnel().calls == 2
    assert theirs.desk.funnel().calls > 77


def test_undo_in_one_workspace_leaves_the_other(session: Session) -> None:
    ours, theirs = filled(session, "T0OURS"), filled(session, "T0THEIRS")
    before = theirs.desk.funnel()
    entry = entries.find(session, workspace_id=ours.desk.workspace_id, entry_id=ours.entry)
    assert entry is not None
    ours.desk.undo(entry, now=NOW + timedelta(minutes=5))
    assert theirs.desk.funnel() == before
    assert session.exec(select(Lead).where(Lead.id == theirs.lead)).one()
    assert session.exec(select(Meeting).where(Meeting.id == theirs.meeting)).one().state == "booked"
