"""What `/meeting …` means."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from coaching.terms import Happening


@dataclass(frozen=True)
class Told:
    """`held Acme` · `moved Acme 12/3 10:00` · `no-show Acme` · `qualified Acme` · `won Acme 1,200,000` (optionally with a day)."""

    kind: Happening
    lead: str
    starts_at: datetime | None = None  # moved
    amount: Decimal | None = None  # won
    on: date | None = None  # won: the day, None is today


def read_meeting(text: str, *, now: datetime, zone: ZoneInfo) -> Told:
    """Understand a line; the verb may come first or last (`山田商事 実施`). Raises NotUnderstood, Missing, BadDate, BadAmount, TooLong."""
    raise NotImplementedError
