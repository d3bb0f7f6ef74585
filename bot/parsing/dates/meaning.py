"""Atoms → days and times of day."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.parsing.dates.atoms import Slot, month_number, weekday_number
from bot.parsing.dates.clusters import Cluster
from coaching.errors import BadDate


@dataclass(frozen=True)
class Anchor:
    """What a date is read against; `now` is local and needed only for `in 30 min`."""

    today: date
    forward: bool
    now: datetime | None = None


@dataclass(frozen=True)
class Day:
    """A day; `guessed_year` when it was said by month and day alone, `repeats` when by its weekday alone."""

    day: date
    guessed_year: bool = False
    repeats: bool = False


_SAID = {
    -2: "一昨日 おととい day_before_yesterday",
    -1: "昨日 きのう 昨夜 昨晩 ゆうべ yesterday yday last_night",
    0: "今日 きょう 本日 今朝 今晩 今夜 today this_morning this_afternoon this_evening tonight",
    2: "明後日 あさって day_after_tomorrow the_day_after_tomorrow",
    3: "明々後日 明明後日 しあさって",
}
_WORDS = {word.replace("_", " "): days for days, said in _SAID.items() for word in said.split()}  # all others are spellings of tomorrow
_WEEKS = {"再来週": 2, "来週": 1, "今週": 0, "先週": -1, "next": 1, "this": 0, "last": -1}
_MONTHS = {"再来月": 2, "来月": 1, "今月": 0, "先月": -1}
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}


def make(year: int, month: int, day: int, word: str) -> date:
    """A date, or BadDate: no_such_day, or too_far outside 2000 to 2100."""
    if not 2000 <= year <= 2100:
        raise BadDate(word, "too_far")
    if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        raise BadDate(word, "no_such_day")
    return date(year, month, day)


def shifted(day: date, months: int) -> tuple[int, int]:
    """Year and month so many months away."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1


def _date(found: re.Match[str], at: Anchor) -> Day:
    groups = found.groupdict()
    month = month_number(groups["mon"]) if groups.get("mon") else int(groups["m"])
    day, year = int(groups["d"]), groups.get("y")
    if year:
        return Day(make(int(year), month, day, found[0]))
    this = (at.today.month, at.today.day)
    turn = (month, day) < this if at.forward else -((month, day) > this)
    return Day(make(at.today.year + turn, month, day, found[0]), guessed_year=True)


def _short(found: re.Match[str], _: Anchor) -> Day:
    a, b, c = int(found["a"]), int(found["b"]), int(found["c"])
    year, month, day = (2000 + a, b, c) if a > 12 and c < 32 else (c if c > 99 else 2000 + c, a, b)
    return Day(make(year, month, day, found[0]))


def _monthday(found: re.Match[str], at: Anchor) -> Day:
    day = int(found["d"])
    months = _MONTHS[found["month"]] if found["month"] else (day < at.today.day if at.forward else -(day > at.today.day))
    return Day(make(*shifted(at.today, months), day, found[0]))


def _word(found: re.Match[str], at: Anchor) -> Day:
    return Day(at.today + timedelta(days=_WORDS.get(found[0].lower(), 1)))


def _offset(found: re.Match[str], at: Anchor) -> Day:
    groups = found.groupdict()
    count = _COUNTS.get(groups["n"].lower()) or int(groups["n"])
    count *= -1 if groups.get("way") in ("ago", "before", "back", "前") else 1
    unit = groups["unit"].lower()
    if unit.startswith("month") or unit.endswith("月"):
        year, month = shifted(at.today, count)
        return Day(make(year, month, min(at.today.day, monthrange(max(1, min(year, 9999)), month)[1]), found[0]))
    target = at.today + timedelta(days=count * (7 if unit.startswith(("week", "週")) else 1))
    return Day(make(target.year, target.month, target.day, found[0]))


def _soon(found: re.Match[str], at: Anchor) -> datetime | None:
    if at.now is None:
        return None
    groups = found.groupdict()
    count = {"half an": 0.5, "a": 1, "an": 1}.get(groups["n"].lower()) or int(groups["n"])
    count += 0.5 if groups.get("half") else 0
    span = timedelta(hours=count) if groups["unit"].lower().startswith(("h", "時")) else timedelta(minutes=count)
    return (at.now.astimezone(UTC) + span).astimezone(at.now.tzinfo).replace(second=0, microsecond=0)


def _soon_day(found: re.Match[str], at: Anchor) -> Day:
    moment = _soon(found, at)
    return Day(moment.date() if moment else at.today)


def _vague(found: re.Match[str], _: Anchor) -> Day:
    raise BadDate(found[0], "which_day")


_DAYS: dict[str, Callable[[re.Match[str], Anchor], Day]] = {
    "date": _date,
    "short": _short,
    "monthday": _monthday,
    "word": _word,
    "offset": _offset,
    "soon": _soon_day,
    "vague": _vague,
}


def _by_weekday(found: re.Match[str], at: Anchor) -> Day:
    """The weekday said: of a named week (Monday first), else the next or last such day from today, today included."""
    wanted, groups = weekday_number(found["wd"]), found.groupdict()
    week = (groups.get("week") or groups.get("rel") or "").lower()
    ahead = (wanted - at.today.weekday()) % 7
    if week in _WEEKS and not (week == "this" and not groups.get("week")):
        if week == "last" and not groups.get("week"):
            return Day(at.today - timedelta(days=7 - ahead))
        return Day(at.today + timedelta(days=wanted - at.today.weekday() + 7 * _WEEKS[week]))
    return Day(at.today + timedelta(days=ahead if at.forward or ahead == 0 else ahead - 7), repeats=at.forward)


def day_of(cluster: Cluster, text: str, at: Anchor) -> Day:
    """The day a cluster says. Raises BadDate; wrong_weekday when a date and its weekday disagree."""
    weekday = next((m for atom, m in cluster.atoms if atom.fills is Slot.WEEKDAY), None)
    for atom, found in cluster.atoms:
        if Slot.DAY in atom.fills:
            day = _DAYS[atom.name](found, at)
            if weekday and day.day.weekday() != weekday_number(weekday["wd"]):
                raise BadDate(text[cluster.start : cluster.end].strip(), "wrong_weekday")
            return day
    assert weekday is not None  # has_day: the cluster holds one or the other
    return _by_weekday(weekday, at)


def _hour(groups: dict[str, str | None], said: str) -> int:
    """The hour, 24-hour; 1時 to 5時 with no word beside them are in the afternoon: nobody visits a customer at 3 in the morning."""
    hour = int(groups["h"] or 0)
    half = (groups.get("part") or groups.get("after") or "").lower().replace(".", "")
    if half in ("am", "午前", "朝"):
        return 0 if hour == 12 and half == "am" else hour
    if half:
        return hour + 12 if hour < 12 else hour
    return hour + 12 if ":" not in said and 1 <= hour <= 5 and len(groups["h"] or "") == 1 else hour


def clock_of(cluster: Cluster, text: str, at: Anchor) -> time:
    """The time of day a cluster says. Raises BadDate (no_such_day) for 25:00."""
    atom, found = next((a, m) for a, m in cluster.atoms if Slot.CLOCK in a.fills)
    if atom.name == "soon":
        moment = _soon(found, at)
        return moment.time() if moment else time(0)
    groups = found.groupdict()
    if groups.get("noon"):
        return time(12)
    hour = _hour(groups, found[0])
    minute = 30 if groups.get("half") else int(groups.get("min") or groups.get("minute") or 0)
    if hour > 23 or minute > 59:
        raise BadDate(text[cluster.start : cluster.end].strip(), "no_such_day")
    return time(hour, minute)
