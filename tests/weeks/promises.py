"""What three weeks must have kept, read off the database: nothing of it is the bot's own word."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations

from sqlmodel import col

from bot.demo import seeding
from bot.views.coach import SIGNS
from coaching.practice import Rhythm
from coaching.standing import Standing
from coaching.trainee import Way
from storage.tables import Call, Mark, Milestone, Outgoing, Practice
from tests.office import TOKYO
from tests.weeks.floor import Records
from tests.weeks.life import LEFT, Day, business_days
from tests.weeks.truth import DAYS, GRADUATES, NEW, RELAPSES, TRUTHS

BELOW = SIGNS[Standing.BELOW]


def broken(records: Records, days: Sequence[Day]) -> Iterator[str]:
    """A sentence for each promise that was not kept."""
    yield from _served(records, days)
    yield from _booked_once(records)
    yield from _ways(records, whole=len(days) == DAYS)
    yield from _scored(records, days)
    yield from _said_once(records)
    yield from _logged(records, len(days))


def _served(records: Records, days: Sequence[Day]) -> Iterator[str]:
    """A new rep practises every day of the first twenty, then daily while below (design §4); twice a week while nothing is known."""
    before: dict[str, str] = {}
    for number, today in enumerate(days):
        for who, first in NEW.items():
            due = first + number <= Rhythm().new_days or BELOW in before.get(who, "")
            if due and today.held.get(who, "…").endswith("…") and not any(who in line for line in _next(days, number)):
                yield f"{who} had no practice on {today.day}"
        before = today.standing


def _next(days: Sequence[Day], number: int) -> Sequence[str]:
    """What the next morning brought: a score asked for is a practice that was held."""
    return days[number + 1].news if number + 1 < len(days) else ()


def _booked_once(records: Records) -> Iterator[str]:
    for day in business_days():
        rows = [one for one in records.on(day) if one.state not in ("skipped", "cancelled")]
        for one, other in combinations(rows, 2):
            shared = {one.rep_id, one.mentor_id} & {other.rep_id, other.mentor_id}
            if shared and abs(one.starts_at - other.starts_at) < timedelta(minutes=30):
                yield f"{shared} twice at {one.starts_at}"


def _ways(records: Records, *, whole: bool) -> Iterator[str]:
    """One graduates and one relapses, each prompted for once; in fewer days than all, nobody else."""
    names = records.people()
    since = records.rows(Milestone, col(Milestone.day) > seeding.BEGINS.date())
    found = Counter((names[row.member_id], row.kind) for row in since)
    told = Counter(key.partition(" ")[0] for key in records.told() if key.startswith(("graduation ", "relapse ")))
    wanted = Counter({(GRADUATES, Way.GRADUATED.value): 1, (RELAPSES, Way.RELAPSED.value): 1})
    prompts = Counter({"graduation": 1, "relapse": 1})
    if not (found == wanted and told == prompts if whole else found <= wanted and told <= prompts):
        yield f"graduations and relapses: {dict(found)}, prompts: {dict(told)}"


def _scored(records: Records, days: Sequence[Day]) -> Iterator[str]:
    over = {
        row.id for row in records.rows(Practice, col(Practice.state).not_in(("skipped", "cancelled")), col(Practice.day) <= days[-1].day)
    }
    marked = {row.practice_id for row in records.rows(Mark)}
    if over != marked:
        yield f"{len(over - marked)} practices are over without a mark"
    asked = sum("is asked for" in line for day in days for line in day.news)
    if asked != 1 + sum(number < len(days) - 1 for number in LEFT):  # the demo begins with one
        yield f"{asked} scores were asked for in a morning"


def _said_once(records: Records) -> Iterator[str]:
    """The same words to the same person on one day."""
    told = [(row.to, f"{row.body['text']}{row.body.get('file', '')}", row.planned_at) for row in records.rows(Outgoing)]
    said = Counter((to, text, at.astimezone(TOKYO).date()) for to, text, at in told)
    yield from (f"{times} times to {to} on {day}: {text}" for (to, text, day), times in said.items() if times > 1)


def _logged(records: Records, days: int) -> Iterator[str]:
    names = records.people()
    counted = Counter(names[row.member_id] for row in records.rows(Call, col(Call.day) > seeding.BEGINS.date()))
    wanted = {who: sum(truth.on(who, number).calls for number in range(days)) for who, truth in TRUTHS.items()}
    if counted != wanted:
        yield f"calls: {dict(counted)}, truly {wanted}"
