"""Wins in a file: each names the meeting it came from."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from bot.importing import days
from bot.importing.kinds.desk import Desk, Draft, Kind
from bot.importing.plan import Bad
from bot.parsing import words
from coaching.errors import Refusal
from storage import imports
from storage.tables import Meeting


def _win(_session: Session, _desk: Desk, fields: dict[str, str], _key: str) -> dict[str, Any]:
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
    found = imports.meetings_by_key(session, workspace_id=desk.workspace_id, keys=[draft.made["meeting"] for draft in drafts], lock=True)
    bad, fresh, won = [], {}, {number for number, meeting in found.items() if meeting.won_on}
    for draft in drafts:
        if draft.key in known or draft.key in fresh:
            continue
        number = draft.made["meeting"]
        if trouble := _trouble(found.get(number), number, number in won):
            bad.append(Bad(draft.line, trouble))
            continue
        won.add(number)
        fresh[draft.key] = imports.Win(draft.key, found[number], draft.made["amount"], draft.made["won_on"])
    imports.add_wins(session, list(fresh.values()), now=desk.now)
    return len(fresh), bad


def _trouble(meeting: Meeting | None, number: str, won: bool) -> str:
    """Why this meeting cannot be won; "" when it can."""
    if meeting is None:
        return f"no meeting with id {number.removeprefix('meetings ')!r}: import meetings first"
    if won:
        return "the meeting is won already" + (f", on {meeting.won_on}" if meeting.won_on else " by an earlier row")
    return "" if meeting.state == "held" else "the meeting was not held, so it cannot be won"


WINS = Kind(_win, _write_wins)
