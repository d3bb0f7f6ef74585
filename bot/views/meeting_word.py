"""What is said about a meeting, as it travels in a button."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from coaching.errors import Gone
from coaching.terms import Happening

VERDICTS = (Happening.QUALIFIED, Happening.UNQUALIFIED)


@dataclass(frozen=True)
class Word:
    """What is said about a meeting. `earlier`: it was held before its time; `again`: it corrects the win recorded before."""

    kind: Happening
    starts_at: datetime | None = None  # moved
    amount: Decimal | None = None  # won
    on: date | None = None  # won
    earlier: bool = False
    again: bool = False

    def value(self, meeting_id: int) -> str:
        """This word about this meeting, as a button's value."""
        kept = {
            "meeting": str(meeting_id),
            "kind": self.kind.value,
            "starts_at": self.starts_at and self.starts_at.isoformat(),
            "amount": self.amount and str(self.amount),
            "on": self.on and self.on.isoformat(),
        }
        return json.dumps({name: value for name, value in kept.items() if value})


def of_value(value: str) -> tuple[str, Word]:
    """The meeting's id and the word, from such a button. Raises Gone when it is none."""
    try:
        kept = json.loads(value)
        amount = Decimal(kept["amount"]) if "amount" in kept else None
        starts_at = datetime.fromisoformat(kept["starts_at"]) if "starts_at" in kept else None
        on = date.fromisoformat(kept["on"]) if "on" in kept else None
        return str(kept["meeting"]), Word(Happening(kept["kind"]), starts_at, amount, on)
    except (ValueError, KeyError, TypeError, ArithmeticError) as broken:
        raise Gone from broken
