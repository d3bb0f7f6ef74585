"""Meetings in a file."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.importing import days
from bot.importing.kinds.desk import Desk, Draft, Kind, number_of
from bot.importing.plan import Bad
from bot.parsing import words
from coaching.terms import Happening, Origin, Role, Verdict
from storage import imports

STATES = {"booked": None, "held": Happening.HELD, "no_show": Happening.NO_SHOW, "cancelled": Happening.CANCELLED}


def _meeting(session: Session, desk: Desk, fields: dict[str, str], key: str) -> imports.History:
    rep = desk.rep(fields)
    team = desk.team(rep)
    zone = ZoneInfo(team.timezone)
    starts_at = days.moment(fields, zone, team.opens)
    booked_on = days.day(fields["booked_on"]) if fields.get("booked_on") else starts_at.astimezone(zone).date()
    told = [imports.Told(Happening.BOOKED, desk.now, starts_at=starts_at)]
    word, verdict = _ours(fields.get("state", "held")), _ours(fields.get("verdict", "pending"))
    if word not in STATES:
        raise ValueError(f"{word!r} is no state: one of {', '.join(STATES)}")
    if word == "held" and starts_at > desk.now:
        raise ValueError(f"{starts_at:%Y-%m-%d %H:%M} has not come yet, so the meeting cannot have been held")
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
        "team_id": number_of(team),
        "member_id": number_of(rep),
        "ae_id": number_of(desk.person(fields["ae"])) if fields.get("ae") else None,
        "lead_id": desk.lead(session, fields),
        "origin": Origin.IMPORTED.value,
        "source": words.source(fields.get("source", "")),
        "booked_on": booked_on,
        "key": key,
    }
    return imports.History(columns, told)


def _ours(word: str) -> str:
    """A state or verdict under our own word: 実施 is held, 有効 is qualified; what is not known stays as it is."""
    found = words.verb(word)
    return found.value if found else word.casefold()


def _write_meetings(session: Session, desk: Desk, drafts: Sequence[Draft]) -> tuple[int, list[Bad]]:
    known = imports.meetings_by_key(session, workspace_id=desk.workspace_id, keys=[draft.key for draft in drafts])
    fresh = list({draft.key: draft for draft in drafts if draft.key not in known}.values())
    by_zone: dict[str, list[imports.History]] = {}
    for draft in fresh:
        by_zone.setdefault(desk.teams[draft.made.columns["team_id"]].timezone, []).append(draft.made)
    for zone, histories in by_zone.items():
        imports.add_histories(session, histories, ZoneInfo(zone))
    return len(fresh), []


MEETINGS = Kind(_meeting, _write_meetings)
