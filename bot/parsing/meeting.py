"""What `/meeting …` means."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.parsing.dates.when import When, read_when
from bot.parsing.doubt import Named, must_be_name, must_stand_together, nobody
from bot.parsing.line import Line, ahead
from bot.parsing.numbers import MONEY
from bot.parsing.words import amount, known, nearest, verb
from coaching.errors import BadAmount, BadDate, Missing, NotUnderstood
from coaching.terms import Happening

DAYS_BACK = 366
_LONGEST = 3  # words in one verb: "did not show"
_AMOUNT = re.compile(rf"(?:^|(?<=\s))(?:{MONEY})(?=$|[\s、]|,(?![0-9]))", re.I)
_LIKE_AMOUNT = re.compile(r"[0-9]|[〇一二三四五六七八九十百千万億]+円?$")
_JOINERS = re.compile(r"^(?:(?:with|at|for|,|:|、|-)\s+)+|(?:\s+(?:with|at|on|to|for|→|に|へ|,|:|、|-))+$")


@dataclass(frozen=True)
class Told:
    """`held Acme` · `moved Acme 12/3 10:00` · `no-show Acme` · `qualified Acme` · `won Acme 1,200,000` (optionally with a day)."""

    kind: Happening
    lead: str
    starts_at: datetime | None = None  # moved
    amount: Decimal | None = None  # won
    on: date | None = None  # won: the day, None is today; else the day said, which may tell two meetings apart
    clock: time | None = None  # the time said, which may tell them apart too


def read_meeting(text: str, *, now: datetime, zone: ZoneInfo, named: Named = nobody) -> Told:
    """Understand a line; the verb may come first or last (`山田商事 実施`). Raises NotUnderstood, Missing, BadDate, BadAmount, TooLong.

    `named`: whether there is a lead of this name, which tells where a name ends and what should have been an amount begins.
    """
    line = Line.of(text)
    name = line.quoted()
    line.people("meeting-held")
    kind = _verb(line)
    local = now.astimezone(zone)
    when = read_when(line.rest, today=local.date(), forward=kind is Happening.MOVED, now=local)
    example = _example(kind)
    if kind is Happening.MOVED:
        must_stand_together(line.rest, when.rest, example, ahead=True)
    line.rest = when.rest
    money = _money(line) if kind is Happening.WON else None
    starts_at = ahead(when, now=now, zone=zone) if kind is Happening.MOVED else None
    if kind is Happening.WON and money is None:
        raise _no_amount(line.rest, name, named)
    lead = _lead(line, name, example, named)
    if kind is Happening.MOVED and starts_at is None:
        raise Missing("when", example)
    if kind is Happening.MOVED:
        return Told(kind, lead, starts_at)
    return Told(kind, lead, amount=money, on=_day(when, local.date()), clock=when.clock)


def _example(kind: Happening | None) -> str:
    return f"meeting-{kind.value}" if kind in (Happening.MOVED, Happening.WON) else "meeting-held"


def _verb(line: Line) -> Happening:
    words = line.rest.split()
    for size in range(min(_LONGEST, len(words)), 0, -1):
        if found := verb(" ".join(words[:size]).strip(",:、")):
            line.rest = " ".join(words[size:])
            return found
    return _later_verb(line, words)


def _later_verb(line: Line, words: list[str]) -> Happening:
    """The verb behind the name; the last one said."""
    if words and not nearest(words[0], known("VERBS"), least=80):
        for end in range(len(words), 1, -1):
            for size in range(min(_LONGEST, end - 1), 0, -1):
                if found := verb(" ".join(words[end - size : end]).strip(",:、")):
                    line.rest = " ".join([*words[: end - size], *words[end:]])
                    return found
    raise _unknown(words)


def _unknown(words: list[str]) -> Missing | NotUnderstood:
    if not words:
        return Missing("outcome", "meeting-held")
    for said in (words[0], " ".join(words[:2]), words[-1]):
        if suggestion := nearest(said, known("VERBS")):
            return NotUnderstood(said[:80], suggestion, _example(verb(suggestion)))
    return NotUnderstood(words[0][:80], "", "meeting-held")


def _money(line: Line) -> Decimal | None:
    found = line.take(_AMOUNT, last=True)
    return amount(found[0]) if found else None


def _no_amount(rest: str, name: str, named: Named) -> Missing | BadAmount:
    """Won, but how much: what stands behind the lead's name is no amount, or nothing stands there."""
    words = rest.strip(' ,、;:"“”').split()
    if name or not words:
        return BadAmount(" ".join(words)[:80]) if words else Missing("amount" if name else "lead", "meeting-won")
    if not named(" ".join(words)):
        for end in range(len(words) - 1, 0, -1):
            if named(" ".join(words[:end])):
                return BadAmount(" ".join(words[end:])[:80])
        if len(words) > 1 and _LIKE_AMOUNT.match(words[-1]):
            return BadAmount(words[-1][:80])
    return Missing("amount", "meeting-won")


def _lead(line: Line, name: str, example: str, named: Named) -> str:
    rest = _JOINERS.sub("", line.rest).strip(' ,、;:"“”')
    if rest and name:
        raise NotUnderstood(rest[:80], "", example)
    if not (name or rest):
        raise Missing("lead", example)
    if not name and not any(sign.isalnum() for sign in rest):
        raise NotUnderstood(rest[:80], "", example)
    if rest:
        must_be_name(rest, example, named=named)
    return name or rest


def _day(when: When, today: date) -> date | None:
    if when.day is None or when.day == today:
        return None
    if when.day > today:
        raise BadDate(when.said, "in_the_future")
    if today - when.day > timedelta(days=DAYS_BACK):
        raise BadDate(when.said, "too_far")
    return when.day
