"""What was put into the details form → a plan, and the sentences under the fields that need another look."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.commands.log.writing import MOST, MOST_MINUTES, trouble_with_days
from bot.parsing import picked
from bot.parsing import words as reading
from bot.parsing.numbers import row_id
from bot.talk import Ask
from bot.views.month import today_of
from bot.views.plan import Plan
from bot.views.refusals import in_form
from coaching.errors import TooMany
from coaching.terms import Activity, Direction, Outcome

LONGEST_CALL = 10 * 3600  # seconds


@dataclass
class Sheet:
    """A submitted form, read field by field; `errors` fills with what is wrong."""

    ask: Ask
    errors: dict[str, str] = field(default_factory=dict)

    def said(self, name: str) -> str:
        """A field's text or choice; "" when empty."""
        value = self.ask.form.get(name)
        return value.strip() if isinstance(value, str) else ""

    def ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return bool(self.ask.form.get(name))

    def day(self, name: str) -> date | None:
        """A picked date."""
        return picked.day(self.said(name)) if self.said(name) else None

    def seconds(self, name: str) -> int:
        """Minutes (5, 5m, 90s) as seconds; 0 when empty."""
        text = self.said(name)
        if not text:
            return 0
        plain = reading.count(text)
        seconds = reading.minutes(text) if plain is None else plain * 60
        if seconds is None or seconds > LONGEST_CALL:
            self.wrong(name, "log-error-minutes")
        return seconds or 0

    def number(self, name: str, most: int) -> int:
        """A count from 1; 1 when the field is not in the form."""
        if name not in self.ask.form:
            return 1
        count = reading.count(self.said(name))
        if not count:
            self.wrong(name, "log-error-count")
        elif count > most:
            self.errors[name] = in_form(self.ask.words, TooMany(count, most, "minutes" if most == MOST_MINUTES else "count"))
        return count or 1

    def wrong(self, name: str, key: str) -> None:
        """Put a sentence under a field."""
        self.errors[name] = self.ask.words.plain(key)


def read_details(ask: Ask, kept: Plan) -> tuple[Plan, dict[str, str]]:
    """The plan of a details form; errors by field when it cannot be recorded."""
    sheet = Sheet(ask)
    lead = reading.normal(sheet.said("lead"))
    plan = replace(
        kept,
        outcome=_outcome(sheet),
        count=sheet.number("count", MOST),
        lead=lead,
        lead_id=kept.lead_id if lead == kept.lead else None,
        on=_on(sheet),
        starts_at=_starts_at(sheet),
        ae_id=row_id(sheet.said("ae")),
        source=reading.source(sheet.said("new-source")) if sheet.said("new-source") else sheet.said("source"),
        direction=Direction(sheet.said("direction") or Direction.OUTBOUND),
        by_email=sheet.ticked("by-email"),
        talk_seconds=sheet.seconds("talk"),
        wrap_up_seconds=sheet.seconds("wrap-up"),
        notes=sheet.said("notes")[:500],
    )
    plan = _fitting(plan)
    _whole(sheet, plan)
    return plan, sheet.errors


def read_activity(ask: Ask, kept: Plan) -> tuple[Plan, dict[str, str]]:
    """The plan of an e-mail or work form."""
    sheet = Sheet(ask)
    activity = Activity(sheet.said("activity"))
    most = MOST_MINUTES if activity is Activity.WORK_MINUTES else MOST
    plan = Plan(activity=activity, count=sheet.number("count", most), on=_on(sheet), corrects=kept.corrects)
    _days(sheet, plan)
    return plan, sheet.errors


def _outcome(sheet: Sheet) -> Outcome:
    if not sheet.said("outcome"):
        sheet.wrong("outcome", "log-error-outcome")
    return Outcome(sheet.said("outcome") or Outcome.CONTACT)


def _on(sheet: Sheet) -> date | None:
    day = sheet.day("on")
    return None if day == today_of(sheet.ask) else day


def _starts_at(sheet: Sheet) -> datetime | None:
    """The meeting's (or the call back's) time; a call back without a day is today."""
    clock, day = sheet.said("time"), sheet.day("day")
    if not clock:
        return None
    if day is None and sheet.said("outcome") == Outcome.CALLBACK:
        day = today_of(sheet.ask)
    return datetime.combine(day, picked.clock(clock), sheet.ask.zone) if day else None


def _fitting(plan: Plan) -> Plan:
    """Without what the form holds for other outcomes."""
    if plan.books:
        return plan
    timed = plan.outcome is Outcome.CALLBACK
    return replace(plan, ae_id=None, by_email=False, starts_at=plan.starts_at if timed else None)


def _whole(sheet: Sheet, plan: Plan) -> None:
    """Whether everything an appointment needs is there, and the days make sense."""
    if plan.books:
        for name in ("lead", "day", "time"):
            if not sheet.said(name):
                sheet.wrong(name, f"log-error-{name}")
    _days(sheet, plan)


def _days(sheet: Sheet, plan: Plan) -> None:
    trouble = trouble_with_days(sheet.ask, plan)
    if trouble:
        sheet.errors.setdefault(trouble[0], in_form(sheet.ask.words, trouble[1]))
