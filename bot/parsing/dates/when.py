"""One day and one time of day out of a text."""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.parsing.dates.clusters import Cluster, chosen
from bot.parsing.dates.meaning import Anchor, clock_of, day_of
from bot.parsing.words import normal
from coaching.errors import TooLong

MOST = 1000  # characters read
HALF_A_YEAR = timedelta(days=183)
_LEAD_IN = re.compile(r"(?:(?<=\s)|^)(?:at|on|from|to|for|until|by|->|→|-|は|@)\s*$", re.I)


@dataclass(frozen=True)
class When:
    """What was found in a text: a day, a time of day, or both; `rest` is the text without those words.

    `said` are the words themselves; `guessed_year`: the day was said without its year.
    """

    day: date | None
    clock: time | None
    rest: str
    said: str = field(default="", compare=False)
    guessed_year: bool = field(default=False, compare=False)

    def is_gone(self, today: date) -> bool:
        """Whether the day has passed, also one without a year that would else lie more than half a year ahead."""
        return self.day is not None and (self.day < today or self.is_stretched(today))

    def is_stretched(self, today: date) -> bool:
        """Whether a day said without its year lies ahead only because the year was taken to be the next, and far."""
        return self.day is not None and self.guessed_year and self.day - today > HALF_A_YEAR

    def at(self, zone: ZoneInfo, today: date) -> datetime | None:
        """The moment: today if only a time was said; None without a time.

        A time in a DST gap moves forward, in a fold the first one counts.
        """
        if self.clock is None:
            return None
        wall = datetime.combine(self.day or today, self.clock, zone)
        return wall.astimezone(UTC).astimezone(zone)


def _without(text: str, picked: list[Cluster]) -> str:
    for cluster in reversed(picked):
        before = _LEAD_IN.sub("", text[: cluster.start].rstrip())
        text = f"{before} {text[cluster.end :]}"
    return normal(text).strip(" ,、;。")


def read_when(text: str, *, today: date, forward: bool, now: datetime | None = None) -> When:
    """Find a date and time in a text. `forward`: without a year the date lies ahead (appointments), else behind (`yesterday`, logs).

    Understood: today tomorrow yesterday 今日 明日 あした 明後日 昨日 一昨日; fri, friday, 金曜; next friday, 来週金曜 (of next week, which
    begins on Monday), 今週金曜; 12/3 12-03 2026-12-03 12月3日 3日 Dec 3, 3 Dec, 12/3(木); 14:00 14時 14時半 14時30分 午後2時 2pm 2:30pm
    noon 正午; `in 3 days`, 3日後; with `now` (local) also `in 30 min`, 2時間後. 1時 to 5時 without 午前 are in the afternoon.
    What ends the text counts first; a capitalised English word with a name's words behind it (Friday Beers) is left alone.
    Raises BadDate for what does not exist (no_such_day: 2/30, 25:00), whose weekday contradicts it (wrong_weekday), or that is no
    single day (which_day: 来週, next week); TooLong above 1000 characters.
    """
    if len(text) > MOST:
        raise TooLong("text", MOST)
    plain = normal(text)[: MOST * 2]
    picked = chosen(plain, soon=now is not None)
    anchor = Anchor(today, forward, now)
    days = [day_of(cluster, plain, anchor) for cluster in picked if cluster.has_day]
    clocks = [clock_of(cluster, plain, anchor) for cluster in picked if cluster.has_clock]
    said = " ".join(plain[c.start : c.end] for c in picked)
    day, clock = days[0] if days else None, clocks[0] if clocks else None
    if day and day.repeats and now and clock and day.day == today and clock <= now.time():
        day = replace(day, day=today + timedelta(days=7))  # "fri 10:00", said on a Friday at noon
    return When(day.day if day else None, clock, _without(plain, picked), said, bool(day and day.guessed_year))
