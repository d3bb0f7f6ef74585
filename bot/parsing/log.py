"""What `/log …` means."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.parsing import opening
from bot.parsing.dates.when import When, read_when
from bot.parsing.doubt import Named, length_meant, must_be_name, must_stand_together, nobody
from bot.parsing.line import MOST_MINUTES, Line, ahead
from bot.parsing.words import count, direction
from coaching.errors import BadDate, Missing, NotUnderstood, TooMany
from coaching.terms import Activity, Direction, Outcome

MOST = 500  # calls or e-mails in one line
DAYS_BACK = 31
_MORNING = time(9)
_BY_EMAIL = re.compile(r"(?:^|(?<=\s))(?:\(?(?:by|via|over|through) (?:e-?)?mail\)?|メール(?:で|経由|にて|から))(?=$|[\s,、])", re.I)
_COUNTED = re.compile(r"(?:^|(?<=\s))(x[0-9,]+|[0-9,]+(?:x| ?件| ?回| ?コール| ?通| ?本| calls?| times))(?=$|\s)")
_MAILS = re.compile(r"^([0-9,]+)(?= \S)")  # email 20 Acme: nobody is called so
_NUMBER = re.compile(r"[-+−]?[0-9][0-9.,]*")
_JOINERS = re.compile(r"^(?:(?:with|at|to|for|,|:|、|-)\s+)+|(?:\s+(?:with|at|on|to|for|by|and|,|、|-))+$")


@dataclass(frozen=True)
class Logged:
    """A line understood. Exactly one of outcome and activity is set."""

    outcome: Outcome | None = None
    activity: Activity | None = None
    count: int = 1  # calls, e-mails, or minutes of work
    lead: str = ""
    on: date | None = None  # a day late: `yesterday`; None is today
    starts_at: datetime | None = None  # of an appointment, or when to call back
    ae: str = ""  # Slack id, or @name as typed without the @
    source: str = ""
    direction: Direction = Direction.OUTBOUND
    by_email: bool = False
    talk_seconds: int = 0
    wrap_up_seconds: int = 0
    notes: str = ""


def read_log(text: str, *, now: datetime, zone: ZoneInfo, named: Named = nobody) -> Logged:
    """Understand a line. Raises NotUnderstood, Missing, TooMany (more than 500), BadDate, TooLong (more than 1000 characters).

    `/log appointment Acme tomorrow 14:00 @ae source:webinar inbound` · `/log アポ 山田商事 明日14時 @sora source:セミナー`
    · `/log 12 no-answer` · `/log 不在 12` · `/log contact Acme 5m` · `/log callback Acme 15:00` · `/log 12 no-answer yesterday`
    · `/log email 20` · `/log email opened 8` · `/log work 30m` · `/log appointment Acme 12/3 10:00 by email`
    · `/log contact Acme 5m wrap:3m note: asked for prices`. The outcome may also end the line (山田商事 不在).
    A name with words of ours goes in quotation marks: `/log contact "Yesterday"`; `named` tells the names that need none.
    """
    line = Line.of(text)
    notes, source, name = line.notes, line.source("log-appointment"), line.quoted()
    base = Logged(
        notes=notes,
        source=source,
        ae=line.people("log-appointment"),
        wrap_up_seconds=line.wrap_up(),
        by_email=bool(line.take(_BY_EMAIL)),
        direction=_direction(line),
    )
    start = opening.read(line.rest)
    line.rest = start.rest
    base = replace(base, outcome=start.outcome, activity=start.activity, by_email=base.by_email or start.by_email)
    told = _Told(line, name, start.count, now, zone, named)
    if start.activity is Activity.WORK_MINUTES:
        return told.work(base)
    if start.outcome in (Outcome.APPOINTMENT, Outcome.CALLBACK):
        return told.later(base)
    return told.done(base)


def _direction(line: Line) -> Direction:
    for word in line.rest.split():
        if found := direction(word):
            line.take(re.compile(rf"(?:^|(?<=\s)){re.escape(word)}(?=$|\s)"))
            return found
    return Direction.OUTBOUND


def _is_name(text: str) -> bool:
    return any(sign.isalnum() for sign in text) and not _NUMBER.fullmatch(text) and not opening.is_another(text)


@dataclass
class _Told:
    """The words after the outcome."""

    line: Line
    name: str  # the lead in quotation marks
    first_count: int | None
    now: datetime
    zone: ZoneInfo
    named: Named

    def later(self, base: Logged) -> Logged:
        """An appointment or a call back: it needs a lead, and an appointment a time."""
        what = base.outcome.value if base.outcome else ""
        example, said = f"log-{what}", self.line.rest
        when = self._when(forward=True)
        talk = self.line.length() or 0
        must_stand_together(said, self.line.rest, example, ahead=True)
        number, lead = self._count_and_lead(example, ahead=True)
        if number > 1:
            raise TooMany(number, 1)
        if not lead:
            raise Missing("lead", example)
        if base.outcome is Outcome.APPOINTMENT and when.clock is None:
            raise Missing("time" if when.day else "when", example)
        starts_at = self._moment(when)
        return replace(base, lead=lead, starts_at=starts_at, talk_seconds=talk)

    def done(self, base: Logged) -> Logged:
        """Calls or e-mails that happened, today or a day late."""
        example, said = "log-email" if base.activity else "log-call", self.line.rest
        when = self._when(forward=False)
        if when.clock is not None:
            raise NotUnderstood(when.said, "", "log-callback")
        talk = self.line.length() or 0
        must_stand_together(said, self.line.rest, example)
        number, lead = self._count_and_lead(example)
        return replace(base, count=number, lead=lead, on=self._day(when), talk_seconds=talk)

    def work(self, base: Logged) -> Logged:
        """Minutes of work; other words are its notes."""
        when = self._when(forward=False)
        seconds = self.line.length()
        words = self.line.rest.split()
        numbers = [] if seconds is not None else [w for w in words if count(w) is not None][:1]
        spent = seconds // 60 if seconds is not None else (count(numbers[0]) if numbers else self.first_count)
        if not spent and words:
            raise NotUnderstood(" ".join(words)[:80], length_meant(" ".join(words)), "log-work")
        if not spent:
            raise Missing("count", "log-work")
        if spent > MOST_MINUTES:
            raise TooMany(spent, MOST_MINUTES, "minutes")
        notes = " ".join(w for w in (self.name, *words) if w and w not in numbers)
        return replace(base, count=spent, on=self._day(when), notes="\n".join(filter(None, (notes, base.notes))))

    def _when(self, *, forward: bool) -> When:
        local = self.now.astimezone(self.zone)
        when = read_when(self.line.rest, today=local.date(), forward=forward, now=local)
        self.line.rest = when.rest
        return when

    def _moment(self, when: When) -> datetime | None:
        """When to call back: a day without a time means its morning, today without one any time."""
        if when.clock is None and when.day is not None and when.day != self.now.astimezone(self.zone).date():
            when = replace(when, clock=_MORNING)
        return ahead(when, now=self.now, zone=self.zone)

    def _day(self, when: When) -> date | None:
        """The day it happened, None for today. Raises BadDate for a day to come and one more than 31 days ago."""
        today = self.now.astimezone(self.zone).date()
        if when.day is None or when.day == today:
            return None
        if when.day > today or (when.guessed_year and today - when.day > timedelta(days=300)):
            raise BadDate(when.said, "in_the_future")
        if today - when.day > timedelta(days=DAYS_BACK):
            raise BadDate(when.said, "too_far")
        return when.day

    def _count_and_lead(self, example: str, *, ahead: bool = False) -> tuple[int, str]:
        counted = self.line.take(_COUNTED) or (self.line.take(_MAILS) if example == "log-email" and self.first_count is None else None)
        lead = _JOINERS.sub("", self.line.rest).strip(' ,、;"“”')
        number = self.first_count if self.first_count is not None else count(counted[1]) if counted else None
        if number is None and (alone := count(lead)) is not None:
            number, lead = alone, ""
        if lead and (self.name or not _is_name(lead)):
            raise NotUnderstood(lead[:80], "", example)
        if lead:
            must_be_name(lead, example, named=self.named, ahead=ahead)
        if number == 0:
            raise NotUnderstood("0", "", "log-many")
        if number is not None and number > MOST:
            raise TooMany(number, MOST)
        return number or 1, self.name or lead
