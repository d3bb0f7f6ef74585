"""What a line of words carries besides its verb: notes, source, people, quoted names, lengths of time."""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.parsing.dates.when import When
from bot.parsing.figures import in_digits
from bot.parsing.words import minutes, normal, person, seen, source
from coaching.errors import BadDate, NotUnderstood, TooLong, TooMany

MOST = 1000  # characters of a line
MOST_MINUTES = 24 * 60  # of one call or piece of work
_NOTES = re.compile(r"(?:^|(?<=\s))(?:notes?|memo|comment|メモ|備考|ノート|コメント)\s*[:：]", re.I)
_LABEL = r"(?:^|(?<=\s))(?:source|src|via|ソース|流入経路|流入元|流入|チャネル|経路)\s?:"
_LABEL_ALONE = re.compile(rf"{_LABEL}\s*$", re.I)
_SOURCE = re.compile(
    rf"{_LABEL}\s?"
    r"(?:[\"“「『]([^\"”」』]*)[\"”」』]|([^\s\"]+))",
    re.I,
)
_QUOTED = re.compile(r"[\"“„]([^\"“”]*)[\"”“]|「([^」]*)」|『([^』]*)』|(?:^|(?<=\s))['‘]([^'‘’]+)['’](?=$|\s)")
_PEOPLE = re.compile(
    r"(?:(?:^|(?<=\s))(?:担当|AE|with) ?:? ?)?"
    r"(?:(<@[^<>\s]{1,80}(?:\s[^<>]{0,80})?>)|(?:^|(?<=[\s:])|(?<=担当))@ ?(?![0-9]{1,2}(?::|時|[ap]m|\s|$))([^\s@,、]+))"
)
_LINK = re.compile(r"<(?:https?://|mailto:|#)[^<>|\s]*\|([^<>]*)>")
_MINUTES_SECONDS = "minutes?|mins?|m|分半?|分間|seconds?|secs?|s|秒"
_SPAN = rf"([0-9]+(?:\.[0-9]+)? ?(?:hours?|hrs?|h|時間半?|{_MINUTES_SECONDS})(?: ?[0-9]+ ?(?:{_MINUTES_SECONDS}))?)(?=$|[\s,.、)])"
_WRAP = re.compile(rf"(?:^|(?<=\s))(?:wrap-?up|wrap|acw|後処理時間|後処理)\s?:?\s?{_SPAN}", re.I)
_TALK = re.compile(rf"(?:^|(?<=\s))(?:talked for|talk time|talk|for|通話時間|通話|会話)?\s?:?\s?{_SPAN}")


@dataclass
class Line:
    """A line being read: `rest` shrinks as its parts are taken out."""

    rest: str
    notes: str = ""

    @classmethod
    def of(cls, text: str) -> "Line":
        """A raw text, its notes set apart. Raises TooLong above 1000 characters."""
        if len(text) > MOST:
            raise TooLong("text", MOST)
        marker = _NOTES.search(text)
        line = cls(in_digits(normal(text[: marker.start()] if marker else text)))
        line.notes = _readable(text[marker.end() :]) if marker else ""
        line.rest = _LINK.sub(r"\1", line.rest)
        if len(line.rest) > MOST:  # one sign may stand for eighteen
            raise TooLong("text", MOST)
        return line

    def take(self, pattern: re.Pattern[str], *, last: bool = False) -> re.Match[str] | None:
        """Cut the first (or last) match out of the rest."""
        found = list(pattern.finditer(self.rest))
        if not found:
            return None
        match = found[-1 if last else 0]
        self.rest = normal(f"{self.rest[: match.start()]} {self.rest[match.end() :]}")
        return match

    def people(self, example: str) -> str:
        """The one person mentioned: a Slack id or a bare name. Raises NotUnderstood for a second one."""
        first, second = self.take(_PEOPLE), self.take(_PEOPLE)
        if second:
            raise NotUnderstood(second[0], "", example)
        return _who(first)[:80] if first else ""

    def source(self, example: str) -> str:
        """The source's one spelling, "" without one. Raises NotUnderstood for a label that nothing follows."""
        if alone := _LABEL_ALONE.search(self.rest):
            raise NotUnderstood(alone[0], "", example)
        found = self.take(_SOURCE)
        return source((found[1] if found[1] is not None else found[2]).rstrip(",、;")) if found else ""

    def quoted(self) -> str:
        """The first name in quotation marks, "" without one."""
        found = self.take(_QUOTED)
        return normal(next((g for g in found.groups() if g), "")) if found else ""

    def wrap_up(self) -> int:
        """Seconds of wrap-up."""
        found = self.take(_WRAP)
        return _seconds(found[1]) if found else 0

    def length(self) -> int | None:
        """Seconds of talk or work; the last said. 3M is a company, 3m three minutes."""
        found = self.take(_TALK, last=True)
        return _seconds(found[1]) if found else None


def _seconds(span: str) -> int:
    seconds = minutes(span)
    if seconds is None:
        raise NotUnderstood(span[:80], "", "log-call")
    if seconds > MOST_MINUTES * 60:
        raise TooMany(seconds // 60, MOST_MINUTES, "minutes")
    return seconds


def _who(found: re.Match[str]) -> str:
    typed = found[1] or found[2]
    return person(typed) or re.sub(r"(?:さん|様|[>.,;:!?。])+$", "", typed.lstrip("<@ "))


def _readable(text: str) -> str:
    return seen(text).strip()


def ahead(when: When, *, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment of something to come, None without a time.

    Raises BadDate: in_the_past for a moment gone by, also where a day without its year would only fit most of a year from now; too_far
    above 365 days.
    """
    today = now.astimezone(zone).date()
    moment = when.at(zone, today)
    if moment is None:
        return None
    days = (moment.date() - today).days
    if moment <= now or (when.guessed_year and days > 300):
        raise BadDate(when.said, "in_the_past")
    if days > 365:
        raise BadDate(when.said, "too_far")
    return moment
