"""A month that was closed: the note that it was, what was entered for it later, and the list of that."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from bot.scoreboard.closing import Closed, Late
from bot.text import Markup, Words, escaped
from bot.views.naming import who
from storage.tables import Member

SHOWN = ("calls", "contacts", "appointments", "due", "held", "no_show", "cancelled", "qualified", "unqualified", "won", "revenue")
MOST_DAYS = 5
MOST = 40  # lines of the list


def note(words: Words, closed: Closed) -> Markup:
    """Closed on when."""
    return words("closed-note", day=words.day(closed.at.astimezone(words.zone).date()))


def beside(words: Words, closed: Closed) -> list[str]:
    """What was entered since, altogether and by day, the latest days; nothing where nothing was."""
    by_day = _by_day(words, closed.late)
    if not closed.later and not by_day:
        return []
    changes = _changes(words, closed.later)
    head = words("closed-later", changes=changes) if changes else words("closed-later-none")
    days = [words("closed-day", day=words.day(day), changes=one) for day, one in sorted(by_day.items())]
    more = [words("closed-more", count=len(days) - MOST_DAYS)] if len(days) > MOST_DAYS else []
    return ["", head, *more, *days[-MOST_DAYS:]]


def _by_day(words: Words, late: Sequence[Late]) -> Mapping[date, Markup]:
    sums: dict[date, dict[str, int | Decimal]] = {}
    for one in late:
        day = sums.setdefault(one.at.astimezone(words.zone).date(), {})
        for name, amount in _counts(one).items():
            day[name] = day.get(name, 0) + amount
    return {day: changes for day, found in sums.items() if (changes := _changes(words, found))}


def _counts(one: Late) -> dict[str, int | Decimal]:
    return {"calls": one.calls} if one.calls else vars(one.change)


def _changes(words: Words, found: Mapping[str, int | Decimal]) -> Markup:
    """held +1 · won +¥500."""
    said = [words("closed-change", what=Markup(name), change=_signed(words, name, found[name])) for name in SHOWN if found.get(name)]
    return Markup(words("closed-separator").join(said))


def _signed(words: Words, name: str, amount: int | Decimal) -> Markup:
    size = Decimal(amount).copy_abs()
    shown = words.money(size) if name == "revenue" else words.number(size)
    return Markup(f"{'+' if amount > 0 else '−'}{shown}")


def listed(words: Words, closed: Closed, people: Mapping[int, Member]) -> list[str]:
    """Who entered what and when, the latest last."""
    if not closed.late:
        return [words("closed-nothing")]
    lines = [_line(words, one, people) for one in closed.late[-MOST:]]
    return [words("closed-list", day=words.day(closed.at.astimezone(words.zone).date())), *lines]


def _line(words: Words, one: Late, people: Mapping[int, Member]) -> Markup:
    actor, rep = people.get(one.actor_id or 0), people.get(one.rep_id)
    by = who(actor) if actor else words("closed-nobody")
    if one.kind is None:
        own = "own" if rep is None or one.actor_id == one.rep_id else "other"
        whose = who(rep) if rep else Markup("")
        return words("closed-calls", when=words.when(one.at), who=by, count=one.calls, rep=Markup(own), whose=whose)
    lead = escaped(one.lead) if one.lead else words("unnamed-lead")
    what, changes = words(f"happening-{one.kind.value}"), _changes(words, vars(one.change))
    return words("closed-word", when=words.when(one.at), who=by, lead=lead, what=what, changes=changes)
