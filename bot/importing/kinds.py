"""Each kind of record: how a row's fields become columns (ValueError says what is wrong), and how a batch is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.importing import days
from bot.importing.plan import Bad, Plan
from bot.parsing import words
from coaching.errors import Refusal
from coaching.leads import fold
from coaching.terms import Happening, Origin, Outcome, Role, Verdict
from storage import calls, imports, leads, meetings, members, teams
from storage.tables import Member, Team

ROLES = {"rep": Role.REP, "sdr": Role.REP, "mentor": Role.MENTOR, "manager": Role.MANAGER, "ae": Role.AE}
STATES = {"booked": None, "held": Happening.HELD, "no_show": Happening.NO_SHOW, "cancelled": Happening.CANCELLED}


@dataclass
class Desk:
    """What an import keeps at hand: the people and teams of the workspace, the leads by name, the walk through months."""

    plan: Plan
    workspace_id: int
    now: datetime
    teams: dict[int, Team]
    people: dict[str, Member]
    reps: list[Member]
    lead_ids: dict[str, int]
    walk: days.Walk | None
    turn: Any = field(default_factory=count)

    @classmethod
    def opened(cls, session: Session, plan: Plan, *, workspace_id: int, now: datetime) -> "Desk":
        """Read once at the start. ValueError when --start is no month, or nobody is there to assign to."""
        found = [
            m
            for t in teams.every(session, workspace_id=workspace_id)
            for m in members.of_team(session, workspace_id=workspace_id, team_id=_id(t))
        ]
        desk = cls(
            plan=plan,
            workspace_id=workspace_id,
            now=now,
            teams={_id(t): t for t in teams.every(session, workspace_id=workspace_id)},
            people={},
            reps=[m for m in found if m.is_rep],
            lead_ids=imports.leads_by_fold(session, workspace_id=workspace_id),
            walk=days.Walk(plan.start) if plan.start else None,
        )
        for member in found:
            desk.know(member)
        if plan.assign_reps and not desk.reps:
            raise ValueError("--assign-reps needs reps: import members first, or set the team up with /onpace.")
        return desk

    def know(self, member: Member) -> None:
        """Find the member again by Slack id and by name."""
        for name in (member.slack_id or "", fold(member.name)):
            if name:
                self.people.setdefault(name, member)

    def person(self, named: str) -> Member:
        """A member by Slack id or name. ValueError when nobody is called so."""
        found = self.people.get(named) or self.people.get(fold(named))
        if found is None:
            raise ValueError(f"no member {named!r}: import members first, or check the name")
        return found

    def rep(self, fields: dict[str, str]) -> Member:
        """Whose row it is: named, or the next in turn."""
        if fields.get("rep"):
            return self.person(fields["rep"])
        if self.plan.assign_reps:
            return self.reps[next(self.turn) % len(self.reps)]
        raise ValueError("no rep: map a column to rep, or use --assign-reps")

    def team(self, member: Member) -> Team:
        """The member's team. ValueError without one."""
        if member.team_id is None:
            raise ValueError(f"{member.name} is in no team")
        return self.teams[member.team_id]

    def lead(self, session: Session, fields: dict[str, str]) -> int | None:
        """The lead by name, made when new; None when the row names none."""
        if not (name := fields.get("lead", "")):
            return None
        folded = fold(name)
        if folded not in self.lead_ids:
            made = leads.add(
                session,
                workspace_id=self.workspace_id,
                team_id=None,
                name=name[:200],
                now=self.now,
                source=words.source(fields.get("source", "")),
            )
            session.flush()
            self.lead_ids[folded] = _id(made)
        return self.lead_ids[folded]


@dataclass(frozen=True)
class Draft:
    """A row that was understood."""

    line: int
    key: str
    made: Any


@dataclass(frozen=True)
class Kind:
    """`read` makes a row into what `write` writes; `write` says how many were new and which rows failed after all."""

    read: Callable[[Session, Desk, dict[str, str], str], Any]
    write: Callable[[Session, Desk, Sequence[Draft]], tuple[int, list[Bad]]]


def _call(session: Session, desk: Desk, fields: dict[str, str], key: str) -> dict[str, Any]:
    rep = desk.rep(fields)
    team = desk.team(rep)
    if desk.walk and "day" not in fields and "at" not in fields:
        fields["day"] = desk.walk.day(fields.get("month", ""), fields.get("day_of_week", "")).isoformat()
    at = days.moment(fields, ZoneInfo(team.timezone), team.opens)
    outcome, direction = words.outcome(fields.get("outcome", "")), words.direction(fields.get("direction", "outbound"))
    if outcome is None:
        raise ValueError(f"{fields.get('outcome', '')!r} is no outcome: one of {', '.join(Outcome)} (see --value)")
    if direction is None:
        raise ValueError(f"{fields['direction']!r} is no direction: outbound or inbound")
    return {
        "workspace_id": desk.workspace_id,
        "team_id": _id(team),
        "member_id": _id(rep),
        "lead_id": desk.lead(session, fields),
        "at": at,
        "day": at.astimezone(ZoneInfo(team.timezone)).date(),
        "direction": direction.value,
        "outcome": outcome.value,
        "source": words.source(fields.get("source", "")),
        "talk_seconds": _seconds(fields.get("talk_seconds", "0")),
        "wrap_up_seconds": _seconds(fields.get("wrap_up_seconds", "0")),
        "notes": fields.get("notes", "")[:1000],
        "key": key,
    }


def _write_calls(session: Session, desk: Desk, drafts: Sequence[Draft]) -> tuple[int, list[Bad]]:
    return calls.add_rows(session, [draft.made for draft in drafts]), []


def _meeting(session: Session, desk: Desk, fields: dict[str, str], key: str) -> imports.History:
    rep = desk.rep(fields)
    team = desk.team(rep)
    zone = ZoneInfo(team.timezone)
    starts_at = days.moment(fields, zone, team.opens)
    booked_on = days.day(fields["booked_on"]) if fields.get("booked_on") else starts_at.astimezone(zone).date()
    told = [imports.Told(Happening.BOOKED, desk.now, starts_at=starts_at)]
    word, verdict = fields.get("state", "held").casefold(), fields.get("verdict", "pending").casefold()
    if word not in STATES:
        raise ValueError(f"{word!r} is no state: one of {', '.join(STATES)}")
    if happened := STATES[word]:
        told.append(imports.Told(happened, desk.now))
    if verdict not in list(Verdict):
        raise ValueError(f"{verdict!r} is no verdict: one of {', '.join(Verdict)}")
    if verdict != Verdict.PENDING:
        if word != "held":
            raise ValueError("a verdict needs a held meeting")
        told.append(imports.Told(Happening(verdict), desk.now, authority=Role.AE))
    columns = {
        "workspace_id": desk.workspace_id,
        "team_id": _id(team),
        "member_id": _id(rep),
        "ae_id": _id(desk.person(fields["ae"])) if fields.get("ae") else None,
        "lead_id": desk.lead(session, fields),
        "origin": Origin.IMPORTED.value,
        "source": words.source(fields.get("source", "")),
        "booked_on": booked_on,
        "key": key,
    }
    return imports.History(columns, told)


def _write_meetings(session: Session, desk: Desk, drafts: Sequence[Draft]) -> tuple[int, list[Bad]]:
    known = imports.meetings_by_key(session, workspace_id=desk.workspace_id, keys=[draft.key for draft in drafts])
    fresh = list({draft.key: draft for draft in drafts if draft.key not in known}.values())
    by_zone: dict[str, list[imports.History]] = {}
    for draft in fresh:
        by_zone.setdefault(desk.teams[draft.made.columns["team_id"]].timezone, []).append(draft.made)
    for zone, histories in by_zone.items():
        imports.add_histories(session, histories, ZoneInfo(zone))
    return len(fresh), []


def _win(session: Session, desk: Desk, fields: dict[str, str], key: str) -> dict[str, Any]:
    if not fields.get("meeting"):
        raise ValueError("no meeting: map a column to meeting, holding the id the meeting was imported with")
    try:
        amount = words.amount(fields.get("amount", ""))
    except Refusal as refusal:
        raise ValueError(f"{fields['amount']!r} is no amount above zero") from refusal
    if amount is None:
        raise ValueError(f"{fields.get('amount', '')!r} is no amount")
    return {"meeting": f"meetings {fields['meeting']}", "amount": amount, "won_on": days.day(fields.get("won_on", ""))}


def _write_wins(session: Session, desk: Desk, drafts: Sequence[Draft]) -> tuple[int, list[Bad]]:
    known = imports.known_wins(session, workspace_id=desk.workspace_id, keys=[draft.key for draft in drafts])
    found = imports.meetings_by_key(session, workspace_id=desk.workspace_id, keys=[draft.made["meeting"] for draft in drafts])
    bad, fresh = [], 0
    for draft in drafts:
        if draft.key in known:
            continue
        meeting = found.get(draft.made["meeting"])
        if meeting is None:
            bad.append(Bad(draft.line, f"no meeting with id {draft.made['meeting'].removeprefix('meetings ')!r}: import meetings first"))
        elif meeting.won_on is not None:
            bad.append(Bad(draft.line, f"the meeting is won already, on {meeting.won_on}"))
        elif meeting.state != "held":
            bad.append(Bad(draft.line, "the meeting was not held, so it cannot be won"))
        else:
            _record_win(session, desk, draft, meeting)
            known.add(draft.key)
            fresh += 1
    return fresh, bad


def _record_win(session: Session, desk: Desk, draft: Draft, meeting: Any) -> None:  # noqa: ANN401 - a row of Meeting
    meetings.record(
        session,
        meeting=meeting,
        kind=Happening.WON,
        now=desk.now,
        zone=ZoneInfo(desk.teams[meeting.team_id].timezone),
        authority=Role.MANAGER,
        amount=draft.made["amount"],
        won_on=draft.made["won_on"],
        key=draft.key,
    )


def _lead(session: Session, desk: Desk, fields: dict[str, str], key: str) -> dict[str, Any]:
    if not fields.get("name"):
        raise ValueError("no name")
    owner = desk.person(fields["owner"]) if fields.get("owner") else None
    return {"name": fields["name"][:200], "source": words.source(fields.get("source", "")), "owner_id": owner.id if owner else None}


def _write_leads(session: Session, desk: Desk, drafts: Sequence[Draft]) -> tuple[int, list[Bad]]:
    known = imports.leads_by_key(session, workspace_id=desk.workspace_id, keys=[draft.key for draft in drafts])
    fresh = {draft.key: draft for draft in drafts if draft.key not in known}
    for key, draft in fresh.items():
        made = leads.add(session, workspace_id=desk.workspace_id, team_id=None, now=desk.now, key=key, **draft.made)
        session.flush()
        desk.lead_ids.setdefault(made.folded, _id(made))
    return len(fresh), []


def _member(session: Session, desk: Desk, fields: dict[str, str], key: str) -> dict[str, Any]:
    if not fields.get("name") and not fields.get("slack_id"):
        raise ValueError("no name and no slack_id")
    named = fields.get("role", "rep").casefold()
    if unknown := [word for word in named.replace("+", " ").split() if word not in ROLES]:
        raise ValueError(f"{unknown[0]!r} is no role: one of rep, mentor, manager, ae (several with +)")
    start = days.day(fields["start_date"]) if fields.get("start_date") else None
    roles = frozenset(ROLES[word] for word in named.replace("+", " ").split())
    return fields | {"roles": roles, "start": start, "team": fields.get("team", "")}


def _write_members(session: Session, desk: Desk, drafts: Sequence[Draft]) -> tuple[int, list[Bad]]:
    fresh, bad, before = 0, [], set(desk.people)
    for draft in drafts:
        known = draft.made.get("slack_id", "") in before or fold(draft.made.get("name", "")) in before
        row = _member_row(session, desk, draft.made)
        fresh += not known
        desk.know(row)
    for draft in drafts:
        if mentor := draft.made.get("mentor"):
            try:
                _member_row(session, desk, draft.made).mentor_id = desk.person(mentor).id
            except ValueError as wrong:
                bad.append(Bad(draft.line, f"{wrong} (the member is in, without a mentor)"))
    return fresh, bad


def _member_row(session: Session, desk: Desk, made: dict[str, Any]) -> Member:
    """The member, found or made, with team, roles and start as the file says."""
    row = desk.people.get(made.get("slack_id", "")) or desk.people.get(fold(made.get("name", "")))
    if row is None:
        row = Member(workspace_id=desk.workspace_id, slack_id=made.get("slack_id") or None, name=made.get("name", ""), created_at=desk.now)
    row.team_id = _team_id(session, desk, made["team"])
    row.start_date = made["start"] or row.start_date
    members.set_roles(row, members.roles(row) | made["roles"])
    session.add(row)
    session.flush()
    desk.know(row)
    return row


def _team_id(session: Session, desk: Desk, name: str) -> int:
    """The team by name, made when new; without a name the first one."""
    if not name and desk.teams:
        return next(iter(desk.teams))
    name = name or "Team"
    found = teams.by_name(session, workspace_id=desk.workspace_id, name=name)
    if found is None:
        like = next(iter(desk.teams.values()), None)
        settings = (
            {"timezone": like.timezone, "country": like.country, "language": like.language, "currency": like.currency} if like else {}
        )
        found = teams.create(session, workspace_id=desk.workspace_id, name=name, now=desk.now, **settings)
        session.flush()
    desk.teams[_id(found)] = found
    return _id(found)


def _seconds(text: str) -> int:
    found = int(text) if text.isdecimal() else words.minutes(text)
    if found is None or found > 86_400:
        raise ValueError(f"{text!r} is no duration: seconds, or 5m")
    return found


def _id(row: Any) -> int:  # noqa: ANN401 - any table's row
    return int(row.id)


KINDS = {
    "calls": Kind(_call, _write_calls),
    "meetings": Kind(_meeting, _write_meetings),
    "wins": Kind(_win, _write_wins),
    "leads": Kind(_lead, _write_leads),
    "members": Kind(_member, _write_members),
}
