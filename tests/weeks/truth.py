"""What the demo's reps truly do in the three weeks: seeded counts of each day, known before the bot says a word about them."""

from dataclasses import dataclass
from random import Random

SEED = 631
DAYS = 15  # business days


@dataclass(frozen=True)
class Worked:
    """A rep's day: calls, contacts among them, appointments among those."""

    calls: int
    contacts: int
    appointments: int


@dataclass(frozen=True)
class Truth:
    """Calls a day, and the rates (0 to 1) on the first day and the last; between them they change evenly."""

    calls: int
    contact: tuple[float, float]
    appointment: tuple[float, float]

    def on(self, who: str, day: int) -> Worked:
        """What happens on the so manyth day (0 is the first)."""
        chance, share = Random(f"{SEED}:{who}:{day}"), day / (DAYS - 1)
        contact, appointment = (first + (last - first) * share for first, last in (self.contact, self.appointment))
        calls = round(self.calls * chance.uniform(0.9, 1.1))
        contacts = sum(chance.random() < contact for _ in range(calls))
        return Worked(calls, contacts, sum(chance.random() < appointment for _ in range(contacts)))


#: Yui goes on learning and passes; Noah and Kaito begin; Aoi, a graduate, loses her touch with the gatekeepers.
TRUTHS = {
    "yui": Truth(54, (0.23, 0.25), (0.16, 0.26)),
    "noah": Truth(50, (0.20, 0.22), (0.04, 0.08)),
    "kaito": Truth(42, (0.10, 0.14), (0.04, 0.08)),
    "aoi": Truth(58, (0.09, 0.06), (0.15, 0.12)),
}
SOURCE = "web"  # of all their leads
GRADUATES, RELAPSES = "yui", "aoi"
NEW = {"noah": 15, "kaito": 1}  # the business day each of them is on when the weeks begin
