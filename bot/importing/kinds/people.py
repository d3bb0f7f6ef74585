"""Leads and members in a file."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.importing import days
from bot.importing.kinds.desk import Desk, Draft, Kind, number_of
from bot.importing.plan import Bad
from bot.parsing import words
from coaching.leads import fold
from coaching.terms import Role
from storage import imports, leads, members, teams
from storage.tables import Member

ROLES = {"rep": Role.REP, "sdr": Role.REP, "mentor": Role.MENTOR, "manager": Role.MANAGER, "ae": Role.AE}


def _lead(_session: Session, desk: Desk, fields: dict[str, str], _key: str) -> dict[str, Any]:
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
        desk.lead_ids.setdefault(made.folded, number_of(made))
    return len(fresh), []


def _member(_session: Session, _desk: Desk, fields: dict[str, str], _key: str) -> dict[str, Any]:
    if not fields.get("name") and not fields.get("slack_id"):
        raise ValueError("no name and no slack_id")
    named = fields.get("role", "rep").casefold()
    if unknown := [word for word in named.replace("+", " ").split() if word not in ROLES]:
        raise ValueError(f"{unknown[0]!r} is no role: one of rep, mentor, manager, ae (several with +)")
    start = days.day(fields["start_date"]) if fields.get("start_date") else None
    roles = frozenset(ROLES[word] for word in named.replace("+", " ").split())
    return fields | {"roles": roles, "start": start, "team": fields.get("team", "")}


def _write_members(session: Session, desk: Desk, drafts: Sequence[Draft]) -> tuple[int, list[Bad]]:
    fresh, bad = 0, []
    for draft in drafts:
        fresh += _known(desk, draft.made) is None
        _member_row(session, desk, draft.made)
    for draft in drafts:
        if mentor := draft.made.get("mentor"):
            try:
                _member_row(session, desk, draft.made).mentor_id = desk.person(mentor).id
            except ValueError as wrong:
                bad.append(Bad(draft.line, f"{wrong} (the member is in, without a mentor)", kept=True))
    return fresh, bad


def _known(desk: Desk, made: dict[str, Any]) -> Member | None:
    """The member by Slack id, else by name; two Slack ids are two people, whatever they are called."""
    slack_id = made.get("slack_id", "")
    if slack_id in desk.people:
        return desk.people[slack_id]
    named = desk.people.get(fold(made.get("name", "")))
    return None if named is not None and named.slack_id and slack_id else named


def _member_row(session: Session, desk: Desk, made: dict[str, Any]) -> Member:
    """The member, found or made, with team, roles and start as the file says; what it leaves empty stays."""
    row = _known(desk, made) or Member(workspace_id=desk.workspace_id, created_at=desk.now)
    was = members.rep_of(row)
    row.slack_id = row.slack_id or made.get("slack_id") or None
    row.name = row.name or made.get("name", "")
    if made["team"] or row.team_id is None:
        row.team_id = _team_id(session, desk, made["team"])
    row.start_date = made["start"] or row.start_date
    members.set_roles(row, members.roles(row) | made["roles"])
    members.note_rep(row, was=was, today=desk.now.astimezone(ZoneInfo(desk.team(row).timezone)).date())
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
    desk.teams[number_of(found)] = found
    return number_of(found)


LEADS = Kind(_lead, _write_leads)
MEMBERS = Kind(_member, _write_members)
