"""Two forms about a practice: another time, and why it does not take place."""

from collections.abc import Sequence
from datetime import datetime

from bot.blocks import field, line, menu, section
from bot.scoreboard.pairs import Pair
from bot.talk import Modal
from bot.text import readable
from bot.views import practice as view
from bot.views.practice import Reader
from coaching.errors import BadDate

MOST = 100  # options of a menu (docs.slack.dev, select menu)


def other_time(reader: Reader, pair: Pair, slots: Sequence[datetime], *, taken: datetime | None = None) -> Modal:
    """The times both have, day by day; `taken`: the one that was gone when it was chosen, so that the form is shown anew."""
    words = reader.words
    lines = [section(words("practice-slot-taken", when=words.when(taken)))] if taken else []
    choices = [(words.when(slot), slot.isoformat()) for slot in shared_out(slots, reader)]
    chosen = field(words.plain("practice-field-slot"), menu("slot", choices), hint=words.plain("practice-hint-slot"))
    title, how = words.plain("practice-other-title"), "update" if taken else "open"
    blocks = (*lines, section(view.line(reader, pair)), chosen)
    return Modal("practice-other-time", title, blocks, words.plain("save"), words.plain("cancel"), meta=pair.value, how=how)


def shared_out(slots: Sequence[datetime], reader: Reader) -> Sequence[datetime]:
    """As many as a menu holds, none of the days left out."""
    days = sorted({slot.astimezone(reader.words.zone).date() for slot in slots})
    each = MOST // max(len(days), 1)
    by_day = [[slot for slot in slots if slot.astimezone(reader.words.zone).date() == day] for day in days]
    return [slot for found in by_day for slot in found[: each if len(slots) > MOST else None]]


def slot_of(value: object) -> datetime:
    """The time a menu's option stands for. Raises BadDate."""
    try:
        found = datetime.fromisoformat(str(value or ""))
    except ValueError as broken:
        raise BadDate(str(value or ""), "no_such_day") from broken
    if found.tzinfo is None:
        raise BadDate(str(value), "no_such_day")
    return found


def skip(reader: Reader, pair: Pair, longest: int) -> Modal:
    """Why it does not take place, or did not."""
    words = reader.words
    past = "missed" if pair.is_over(reader.now) else "skip"
    reason = line("reason", most=longest, several_lines=True, hint=words.plain("practice-example-reason"))
    asked = field(words.plain("coach-field-reason"), reason, hint=words.plain("practice-hint-reason"))
    blocks = (section(view.line(reader, pair)), asked)
    title = words.plain(f"practice-{past}-title")
    return Modal("practice-skip", title, blocks, words.plain("save"), words.plain("cancel"), meta=pair.value)


def said_in(value: object) -> str:
    """What was written in a field, as it is kept."""
    return readable(str(value or "").strip())
