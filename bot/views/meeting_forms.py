"""Two forms: a meeting's new time, and what was won."""

from bot.blocks import date_picker, field, line, section, time_picker
from bot.talk import Ask, Modal
from bot.views.meeting_rows import row
from bot.views.month import today_of
from storage.tables import Meeting


def moved_form(ask: Ask, meeting: Meeting) -> Modal:
    """Day and time, starting from the present ones."""
    words = ask.words
    start = max(meeting.starts_at, ask.now).astimezone(ask.zone)
    clock = meeting.starts_at.astimezone(ask.zone)
    blocks = (
        section(row(ask, meeting)),
        field(words.plain("meeting-field-day"), date_picker("day", f"{start:%Y-%m-%d}")),
        field(words.plain("meeting-field-time"), time_picker("time", f"{clock:%H:%M}")),
    )
    return _modal(ask, "meeting-moved", "meeting-moved-title", blocks, meeting)


def won_form(ask: Ask, meeting: Meeting, *, again: bool = False) -> Modal:
    """Amount and day; `again` corrects the win that is recorded, from what it says now."""
    words = ask.words
    start = f"{meeting.won_amount:f}" if again and meeting.won_amount else ""
    day = (again and meeting.won_on) or today_of(ask)
    blocks = (
        section(row(ask, meeting)),
        field(words.plain("meeting-field-amount"), line("amount", start, words.plain("meeting-hint-amount"), most=60)),
        field(words.plain("meeting-field-won-on"), date_picker("day", f"{day:%Y-%m-%d}")),
    )
    return _modal(ask, "meeting-won-again" if again else "meeting-won", "meeting-won-title", blocks, meeting)


def _modal(ask: Ask, form: str, title: str, blocks: tuple[dict[str, object], ...], meeting: Meeting) -> Modal:
    words = ask.words
    return Modal(form, words.plain(title), blocks, submit=words.plain("save"), close=words.plain("cancel"), meta=str(meeting.id))
