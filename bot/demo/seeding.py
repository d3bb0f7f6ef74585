"""Three months of the demo team's life, simulated with known truth and written as if it had been logged."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlmodel import Session

from bot.demo import trained
from bot.demo.cast import CAST, CHANNEL, TEAM, WORKSPACE, companies
from bot.holidays import calendar_of
from coaching import simulation
from coaching.leads import fold
from coaching.terms import Activity, GoalFor, Happening, Kpi, Origin, Role
from storage import calls, efforts, entries, goals, imports, members, teams, workspaces
from storage.engine import writing
from storage.tables import Lead, Member, Team, id_of

SEED = 631
#: When the demo begins: a Friday afternoon of a month with a holiday ahead.
BEGINS = datetime(2026, 11, 20, 15, 0, tzinfo=ZoneInfo("Asia/Tokyo"))
FIRST = date(2026, 8, 20)
BATCH = 4000


def _silent(done: int, of: int) -> None:
    """Nobody watches."""


def is_seeded(engine: Engine) -> bool:
    """Whether the demo team is there already."""
    with writing(engine) as session:
        found = workspaces.find(session, slack_id=WORKSPACE)
        return found is not None and bool(teams.every(session, workspace_id=id_of(found)))


def seed(engine: Engine, *, now: datetime = BEGINS, first: date = FIRST, progress: Callable[[int, int], None] = _silent) -> None:
    """Make the team and its history until `now`. All of it or nothing."""
    with writing(engine) as session:
        team, people = _people(session, now)
        _goals(session, team, people["U0MIO"], first, now)
        cast = _cast(team, people, now)
        history = simulation.simulate(cast, seed=SEED, first=first, now=now)
        names = companies(SEED)
        found = _leads(session, team, names, now, {call.lead: call for call in history.calls})
        for done in range(0, len(history.calls), BATCH):
            calls.add_rows(session, [_call(team, call, found[call.lead]) for call in history.calls[done : done + BATCH]])
            progress(done, len(history.calls))
        _efforts(session, team, history)
        _entered(session, team, history)
        imports.add_histories(session, [_meeting(team, meeting, found[meeting.lead]) for meeting in history.meetings], _zone(team))
        trained.coach(session, team, people, cast.calendar, first=first, now=now, seed=SEED)
        progress(len(history.calls), len(history.calls))


def _people(session: Session, now: datetime) -> tuple[Team, dict[str, Member]]:
    workspace = workspaces.ensure(session, slack_id=WORKSPACE, now=now, name="OnPace demo")
    team = teams.create(session, workspace_id=id_of(workspace), name=TEAM, now=now)
    team.channel_id = CHANNEL
    session.flush()
    rows: dict[str, Member] = {}
    for person in CAST:
        row = members.ensure(session, workspace_id=id_of(workspace), slack_id=person.slack_id, now=now, name=person.real_name)
        row.team_id, row.slack_language, row.start_date, row.balance_weight = team.id, person.language, person.start_date, person.weight
        members.set_roles(row, person.roles)
        rows[person.slack_id] = row
    session.flush()
    for person in CAST:
        rows[person.slack_id].mentor_id = rows[person.mentor].id if person.mentor else None
    return team, rows


def _goals(session: Session, team: Team, manager: Member, first: date, now: datetime) -> None:
    wanted = [
        (GoalFor.TEAM, Kpi.MEETINGS, Decimal(300)),
        (GoalFor.TEAM, Kpi.QUALIFIED, Decimal("0.6")),
        (GoalFor.TEAM, Kpi.REVENUE, Decimal(25_000_000)),
        (GoalFor.REP, Kpi.MEETINGS, Decimal(34)),
        (GoalFor.REP, Kpi.QUALIFIED, Decimal("0.6")),
        (GoalFor.REP, Kpi.REVENUE, Decimal(2_500_000)),
    ]
    for goal_for, kpi, value in wanted:
        goals.set_goal(
            session,
            workspace_id=team.workspace_id,
            team_id=id_of(team),
            goal_for=goal_for,
            kpi=kpi,
            value=value,
            month=first.replace(day=1),
            set_by=id_of(manager),
            now=now,
        )


def _cast(team: Team, people: dict[str, Member], now: datetime) -> simulation.Cast:
    """Who worked until `now`."""
    here = [p for p in CAST if p.start_date is None or p.start_date <= now.date()]
    started = {id_of(people[p.slack_id]): p.start_date for p in here if p.start_date}
    reps = simulation.spread([id_of(people[p.slack_id]) for p in here if Role.REP in p.roles], seed=SEED, started=started)
    aes = [simulation.Ae(id_of(people[p.slack_id]), p.weight) for p in CAST if Role.AE in p.roles]
    return simulation.Cast(calendar=calendar_of(team, (), years=(2026, 2027)), reps=reps, aes=aes, companies=companies(SEED))


def _leads(session: Session, team: Team, names: list[str], now: datetime, called: dict[int, simulation.Call]) -> list[int]:
    """The companies' ids; one that was called has its calls' source, and belongs to who called."""
    names = [*names, "Acme"]  # of every example: nobody called it yet, and its name alone is clear
    about = [(called[n].source, called[n].rep) if n in called else ("", None) for n in range(len(names))]
    return imports.add_leads(
        session,
        [
            Lead(workspace_id=team.workspace_id, team_id=team.id, name=name, folded=fold(name), source=source, owner_id=rep, created_at=now)
            for name, (source, rep) in zip(names, about, strict=True)
        ],
    )


def _call(team: Team, call: simulation.Call, lead_id: int) -> dict[str, object]:
    return {
        "workspace_id": team.workspace_id,
        "team_id": id_of(team),
        "member_id": call.rep,
        "lead_id": lead_id,
        "at": call.at,
        "day": call.at.astimezone(_zone(team)).date(),
        "direction": call.direction.value,
        "outcome": call.outcome.value,
        "source": call.source,
        "talk_seconds": call.talk_seconds,
        "wrap_up_seconds": call.wrap_up_seconds,
    }


def _efforts(session: Session, team: Team, history: simulation.History) -> None:
    for sent in history.emails:
        day = sent.at.astimezone(_zone(team)).date()
        amounts = {Activity.EMAIL_SENT: sent.sent, Activity.EMAIL_OPENED: sent.opened, Activity.EMAIL_CLICKED: sent.clicked}
        for activity, amount in amounts.items():
            if amount:
                efforts.add(
                    session,
                    workspace_id=team.workspace_id,
                    team_id=id_of(team),
                    member_id=sent.rep,
                    at=sent.at,
                    day=day,
                    activity=activity,
                    amount=amount,
                )


def _entered(session: Session, team: Team, history: simulation.History) -> None:
    """Until when each rep's data is complete: their last call."""
    last = {call.rep: call.at for call in sorted(history.calls, key=lambda call: call.at)}
    for rep, at in last.items():
        entries.open_entry(
            session, workspace_id=team.workspace_id, actor_id=rep, key=f"history:{rep}", fingerprint="", kind="history", now=at
        )


def _meeting(team: Team, meeting: simulation.Meeting, lead_id: int) -> imports.History:
    columns = {
        "workspace_id": team.workspace_id,
        "team_id": id_of(team),
        "member_id": meeting.rep,
        "lead_id": lead_id,
        "ae_id": meeting.ae,
        "origin": (Origin.BY_EMAIL if meeting.by_email else Origin.CALL).value,
        "source": meeting.source,
        "booked_on": meeting.booked_at.astimezone(_zone(team)).date(),
    }
    return imports.History(columns, [_told(team, meeting, event) for event in meeting.events])


def _told(team: Team, meeting: simulation.Meeting, event: simulation.Event) -> imports.Told:
    return imports.Told(
        kind=event.kind,
        at=event.at,
        authority=event.authority,
        actor_id=meeting.rep if event.authority is Role.REP else meeting.ae,
        starts_at=event.starts_at,
        amount=event.amount,
        won_on=event.at.astimezone(_zone(team)).date() if event.kind is Happening.WON else None,
    )


def _zone(team: Team) -> ZoneInfo:
    return ZoneInfo(team.timezone)
