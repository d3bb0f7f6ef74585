"""Calls in a file."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.importing import days
from bot.importing.kinds.desk import Desk, Draft, Kind, number_of
from bot.importing.plan import Bad
from bot.parsing import words
from coaching.terms import Outcome
from storage import calls


def _call(session: Session, desk: Desk, fields: dict[str, str], key: str) -> dict[str, Any]:
    rep = desk.rep(fields)
    team = desk.team(rep)
    if desk.walk and "day" not in fields and "at" not in fields:
        fields["day"] = desk.walk.day(fields.get("month", ""), fields.get("day_of_week", "")).isoformat()
    at = days.moment(fields, ZoneInfo(team.timezone), team.opens)
    if at > desk.now:
        raise ValueError(f"{at:%Y-%m-%d %H:%M} has not come yet")
    outcome, direction = words.outcome(fields.get("outcome", "")), words.direction(fields.get("direction", "outbound"))
    if outcome is None:
        raise ValueError(f"{fields.get('outcome', '')!r} is no outcome: one of {', '.join(Outcome)} (see --value)")
    if direction is None:
        raise ValueError(f"{fields['direction']!r} is no direction: outbound or inbound")
    talk, wrap_up = _seconds(fields.get("talk_seconds", "0")), _seconds(fields.get("wrap_up_seconds", "0"))
    return {
        "workspace_id": desk.workspace_id,
        "team_id": number_of(team),
        "member_id": number_of(rep),
        "lead_id": desk.lead(session, fields),
        "at": at,
        "day": at.astimezone(ZoneInfo(team.timezone)).date(),
        "direction": direction.value,
        "outcome": outcome.value,
        "source": words.source(fields.get("source", "")),
        "talk_seconds": talk,
        "wrap_up_seconds": wrap_up,
        "notes": fields.get("notes", "")[:1000],
        "key": key,
    }


def _write_calls(session: Session, _desk: Desk, drafts: Sequence[Draft]) -> tuple[int, list[Bad]]:
    return calls.add_rows(session, [draft.made for draft in drafts]), []


def _seconds(text: str) -> int:
    found = int(text) if text.isdecimal() else words.minutes(text)
    if found is None or found > 86_400:
        raise ValueError(f"{text!r} is no duration: seconds, or 5m")
    return found


CALLS = Kind(_call, _write_calls)
