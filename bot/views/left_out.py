"""Everybody a day has no practice for, by reason: names without buttons, as many as one section holds."""

from collections.abc import Iterable, Sequence

from bot.text import Markup, Words
from bot.views.naming import who
from coaching.placing import Why
from storage.tables import Member

ROOM = 2500  # characters of names; with seven reasons they stay within a section's 3,000 (docs.slack.dev, section block)


def by_reason(words: Words, left: Iterable[tuple[Member, Why]]) -> list[Markup]:
    """A line for each reason, `@Yui, @Tom (every mentor is fully booked)`; then how many there was no room for."""
    found = list(left)
    shown = found[: _fitting(words, found)]
    reasons = list(dict.fromkeys(why for _, why in shown))
    lines = [_line(words, [one for one, why in shown if why == reason], reason) for reason in reasons]
    return lines + ([words("and-more", count=len(found) - len(shown))] if len(shown) < len(found) else [])


def _fitting(words: Words, found: Sequence[tuple[Member, Why]]) -> int:
    """How many names there is room for."""
    room = ROOM
    for count, (member, _) in enumerate(found):
        room -= len(_name(words, member)) + len(words("separator"))
        if room < 0:
            return count
    return len(found)


def _line(words: Words, members: Iterable[Member], why: Why) -> Markup:
    names = Markup(words("separator").join(_name(words, one) for one in members))
    return words("coached-unserved-group", names=names, why=words(f"coached-why-{why.value}"))


def _name(words: Words, member: Member) -> Markup:
    return words("practice-one", who=who(member))
