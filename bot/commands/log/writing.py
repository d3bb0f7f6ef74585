"""A plan becomes rows: calls, a booked meeting, e-mails, under one entry that Undo takes back as a whole."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.scoreboard.balance import balance
from bot.talk import Ask
from bot.views.month import today_of
from bot.views.naming import lead_name
from bot.views.person import in_no_team
from bot.views.plan import NEW, Plan
from bot.views.recorded import Recorded
from coaching.calendar import month_of
from coaching.errors import AlreadyHeld, BadDate, Gone, NoSuchMember, NotAnAe, TooLong, TooMany
from coaching.leads import fold
from coaching.terms import Activity, Origin, Role, State
from storage import calls, efforts, entries, leads, meetings, members
from storage.tables import Entry, Lead, Member

LATE = timedelta(days=62)  # how late something may be logged
FAR = timedelta(days=400)  # how far ahead a meeting may be booked
MOST = 500  # calls or e-mails in one entry
MOST_MINUTES = 24 * 60
LONGEST_NAME = 150


def record(ask: Ask, plan: Plan, candidates: list[Lead]) -> Recorded:
    """Write the plan, with the lead it names found among `candidates` or made. What it corrects is taken back in the same transaction."""
    check(ask, plan)
    plan, ae, suggested = _with_ae(ask, plan)
    entry_id = _entry(ask, plan)
    lead, is_new = _lead(ask, plan, candidates, entry_id)
    if plan.activity:
        _effort(ask, plan, entry_id)
    else:
        _call_and_meeting(ask, plan, entry_id, lead)
    if plan.corrects:
        _take_back(ask, plan.corrects)
    kept = replace(plan, lead_id=lead.id if lead else None, corrects=None)
    if lead:
        entries.retell(ask.session, entry_id=entry_id, summary={"plan": kept.packed()})
    return Recorded(entry_id, kept, lead, is_new, ae, suggested)


def trouble_with_days(ask: Ask, plan: Plan) -> tuple[str, BadDate] | None:
    """The form's field whose day makes no sense, with the refusal; None when all do."""
    today = today_of(ask)
    day = plan.on or today
    if not today - LATE <= day <= today:
        return "on", BadDate(_said(ask, day, today), "in_the_future" if day > today else "too_far")
    start = plan.starts_at.astimezone(ask.zone).date() if plan.starts_at else day
    if plan.starts_at and not day <= start <= day + FAR:
        return "day", BadDate(_said(ask, start, today), "in_the_past" if start < day else "too_far")
    return None


def _said(ask: Ask, day: date, today: date) -> str:
    """The day as people say it; with its year where that is what is wrong."""
    return str(ask.words.day(day)) if day.year == today.year else day.isoformat()


def ae_named(ask: Ask, word: str) -> int | None:
    """The AE's member id; None when nobody was named. Raises InNoTeam, NoSuchMember, NotAnAe."""
    if not word:
        return None
    workspace_id = ask.workspace_id
    one = members.by_slack_id(ask.session, workspace_id=workspace_id, slack_id=word)
    found = [one] if one and one.takes_part else list(members.by_name(ask.session, workspace_id=workspace_id, name=word))
    aes = [m for m in found if m.is_ae]
    if len(aes) == 1:
        return aes[0].id
    if not found and word in ask.known:
        raise in_no_team(ask, word)
    if not found or aes:
        raise NoSuchMember(word)
    raise NotAnAe(found[0].name or word, tuple(m.slack_id for m in aes_of(ask) if m.slack_id))


def aes_of(ask: Ask) -> list[Member]:
    """The team's AEs."""
    return list(members.of_team(ask.session, workspace_id=ask.workspace_id, team_id=ask.team_id, role=Role.AE))


def whose_turn(ask: Ask) -> int | None:
    """The AE furthest below their share of the meetings given this month; None without AEs."""
    found = balance(ask.session, team=ask.team, period=month_of(today_of(ask))).next
    return found.id if found else None


def check(ask: Ask, plan: Plan) -> None:
    """What a line, a form and a button must all hold to. Raises BadDate, TooMany, TooLong."""
    most = MOST_MINUTES if plan.activity is Activity.WORK_MINUTES else MOST
    if plan.count > most:
        raise TooMany(plan.count, most, "minutes" if plan.activity is Activity.WORK_MINUTES else "count")
    if len(plan.lead) > LONGEST_NAME:
        raise TooLong("lead", LONGEST_NAME)
    if trouble := trouble_with_days(ask, plan):
        raise trouble[1]


def _with_ae(ask: Ask, plan: Plan) -> tuple[Plan, Member | None, bool]:
    """The plan with its AE: who was named, else whose turn it is (then the last is True)."""
    if not plan.books:
        return plan, None, False
    suggested = plan.ae_id is None
    ae_id = whose_turn(ask) if suggested else plan.ae_id
    ae = members.find(ask.session, workspace_id=ask.workspace_id, member_id=ae_id) if ae_id else None
    if ae_id and (ae is None or not ae.is_ae or not ae.takes_part):
        raise Gone
    return replace(plan, ae_id=ae_id), ae, suggested and ae is not None


def _entry(ask: Ask, plan: Plan) -> int:
    kind = "activity" if plan.activity else "appointment" if plan.books else "calls"
    return ask.entry(kind, {"plan": replace(plan, lead_id=None, corrects=None).packed()})


def _lead(ask: Ask, plan: Plan, candidates: list[Lead], entry_id: int) -> tuple[Lead | None, bool]:
    """The lead, and whether it is new."""
    if not plan.lead and not plan.lead_id:
        return None, False
    workspace_id = ask.workspace_id
    if plan.lead_id not in (None, NEW):
        chosen = leads.find(ask.session, workspace_id=workspace_id, lead_id=plan.lead_id or 0)
        if chosen is None:
            raise Gone
        return chosen, False
    same = [lead for lead in candidates if lead.folded == fold(plan.lead)]
    if plan.lead_id is None and same:
        return same[0], False
    new = leads.add(
        ask.session,
        workspace_id=workspace_id,
        team_id=ask.team.id,
        name=plan.lead,
        now=ask.now,
        source=plan.source,
        owner_id=ask.member.id,
        entry_id=entry_id,
    )
    return new, True


def _effort(ask: Ask, plan: Plan, entry_id: int) -> None:
    assert plan.activity
    at, day = _moment(ask, plan)
    efforts.add(
        ask.session,
        workspace_id=ask.workspace_id,
        team_id=ask.team_id,
        member_id=ask.member_id,
        at=at,
        day=day,
        activity=plan.activity,
        amount=plan.count,
        entry_id=entry_id,
    )


def _call_and_meeting(ask: Ask, plan: Plan, entry_id: int, lead: Lead | None) -> None:
    """An appointment is a call and a meeting; by e-mail it is a meeting alone (design §2.6)."""
    source = plan.source or (lead.source if lead else "")
    call_id = None if plan.books and plan.by_email else _calls(ask, plan, entry_id, lead, source)
    if plan.books and plan.starts_at:
        meetings.book(
            ask.session,
            workspace_id=ask.workspace_id,
            team_id=ask.team_id,
            member_id=ask.member_id,
            starts_at=plan.starts_at,
            zone=ask.zone,
            now=ask.now,
            booked_on=plan.on or today_of(ask),
            lead_id=lead.id if lead else None,
            ae_id=plan.ae_id,
            call_id=call_id,
            entry_id=entry_id,
            actor_id=ask.member.id,
            origin=Origin.BY_EMAIL if plan.by_email else Origin.CALL,
            source=source,
            direction=plan.direction,
        )


def _calls(ask: Ask, plan: Plan, entry_id: int, lead: Lead | None, source: str) -> int | None:
    assert plan.outcome
    at, day = _moment(ask, plan)
    made = calls.add(
        ask.session,
        workspace_id=ask.workspace_id,
        team_id=ask.team_id,
        member_id=ask.member_id,
        at=at,
        day=day,
        outcome=plan.outcome,
        direction=plan.direction,
        source=source,
        lead_id=lead.id if lead else None,
        entry_id=entry_id,
        count=plan.count,
        talk_seconds=plan.talk_seconds,
        wrap_up_seconds=plan.wrap_up_seconds,
        notes=plan.notes,
        call_back_at=None if plan.books else plan.starts_at,
    )
    return made[0]


def _moment(ask: Ask, plan: Plan) -> tuple[datetime, date]:
    """When it was done: now, or on an earlier day at the end of the working day."""
    if plan.on is None or plan.on == today_of(ask):
        return ask.now, today_of(ask)
    return datetime.combine(plan.on, ask.team.closes, ask.zone), plan.on


def _take_back(ask: Ask, entry_id: int) -> None:
    old = entries.find(ask.session, workspace_id=ask.workspace_id, entry_id=entry_id)
    if old is None or old.undone_at or old.actor_id != ask.member_id:
        raise Gone
    _must_be_open(ask, old)
    entries.undo(ask.session, entry=old, actor_id=ask.member_id, now=ask.now)


def _must_be_open(ask: Ask, old: Entry) -> None:
    """A booking whose meeting was held is history that others rely on. Raises AlreadyHeld."""
    lead_id = old.summary.get("plan", {}).get("lead_id")
    booked = meetings.of_lead(ask.session, workspace_id=ask.workspace_id, lead_ids=[lead_id]) if lead_id else ()
    if any(m.entry_id == old.id and m.state == State.HELD for m in booked):
        raise AlreadyHeld(lead_name(ask, lead_id))
