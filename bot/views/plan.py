"""What is to be logged, as it travels in buttons, forms and the line Undo shows."""

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from bot.parsing.log import Logged
from coaching.errors import Gone, TooLong
from coaching.terms import Activity, Direction, Outcome

#: The lead_id that says: a new lead, whatever names there are.
NEW = 0
MOST = 2000  # characters of a button's value


@dataclass(frozen=True)
class Plan:
    """One thing to log. Exactly one of outcome and activity is set."""

    outcome: Outcome | None = None
    activity: Activity | None = None
    count: int = 1  # calls, e-mails, or minutes of work
    lead: str = ""
    lead_id: int | None = None  # which lead of this name; NEW for a new one; None: look it up
    on: date | None = None  # None is today
    starts_at: datetime | None = None
    ae_id: int | None = None  # None: whose turn it is
    source: str = ""
    direction: Direction = Direction.OUTBOUND
    by_email: bool = False
    talk_seconds: int = 0
    wrap_up_seconds: int = 0
    notes: str = ""
    corrects: int | None = None  # the entry this one takes the place of
    another: bool = False  # beside a meeting with the same lead at the same time

    @property
    def books(self) -> bool:
        """Whether a meeting comes of it."""
        return self.outcome is Outcome.APPOINTMENT

    def packed(self) -> dict[str, Any]:
        """As JSON can hold it, without what is as usual."""
        return {f.name: _packed(getattr(self, f.name)) for f in fields(self) if getattr(self, f.name) != f.default}

    def value(self) -> str:
        """As a button's value. Raises TooLong."""
        text = json.dumps(self.packed(), ensure_ascii=False, separators=(",", ":"))
        if len(text) > MOST:
            raise TooLong("text", MOST // 2)
        return text


def of_logged(logged: Logged, ae_id: int | None) -> Plan:
    """A line understood, with its AE found."""
    same: dict[str, Any] = {f.name: getattr(logged, f.name) for f in fields(Plan) if hasattr(logged, f.name)}
    return Plan(**same | {"ae_id": ae_id})


def unpacked(kept: dict[str, Any]) -> Plan:
    """A plan from what `packed` made of it."""
    read: dict[str, Callable[[Any], Any]] = {
        "outcome": Outcome,
        "activity": Activity,
        "direction": Direction,
        "on": date.fromisoformat,
        "starts_at": datetime.fromisoformat,
    }
    return Plan(**{name: read[name](value) if name in read else value for name, value in kept.items()})


def of_value(value: str) -> Plan:
    """A plan from a button. Raises Gone when it is not one."""
    try:
        plan = unpacked(json.loads(value))
    except (ValueError, TypeError, AttributeError, RecursionError) as broken:
        raise Gone from broken
    if not _is_whole(plan):
        raise Gone
    return plan


def _is_whole(plan: Plan) -> bool:
    """Whether what JSON held is of the kinds a plan has, and its numbers fit a database."""
    numbers = (plan.count, plan.lead_id, plan.ae_id, plan.corrects, plan.talk_seconds, plan.wrap_up_seconds)
    words = (plan.lead, plan.source, plan.notes)
    return all(n is None or (type(n) is int and 0 <= n < 10**18) for n in numbers) and all(isinstance(word, str) for word in words)


def _packed(value: Any) -> Any:  # noqa: ANN401 - a field of a plan
    return value.isoformat() if isinstance(value, date) else value
