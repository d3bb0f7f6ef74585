"""Times a mentor is not free: noted, listed with [Remove], and the form."""

from collections.abc import Sequence

from bot.blocks import actions, button, context, date_picker, field, line, section, time_picker
from bot.parsing.hours import MOST_NOTE
from bot.scoreboard.pairs import Pair
from bot.talk import Modal, Reply
from bot.text import Markup, Words
from bot.views import practice as rows
from bot.views.naming import label, who
from bot.views.practice import Reader
from storage.tables import Commitment, Member

MOST = 20


def _span(words: Words, row: Commitment) -> Markup:
    """Wed, Nov 25, 16:00–17:00 · dentist; a whole day without its hours."""
    start, end = row.starts_at.astimezone(words.zone), row.ends_at.astimezone(words.zone)
    whole = (start.hour, start.minute, (end - start).days) == (0, 0, 1)
    when = words.day(start.date()) if whole else Markup(f"{words.when(start)}–{words.clock(end)}")
    return words("busy-line", when=when, has_note=Markup("yes" if row.note else "no"), note=row.note)


def noted(reader: Reader, mentor: Member, row: Commitment, entry_id: int, found: Sequence[Pair]) -> Reply:
    """What was noted with Undo, and the practices that are then."""
    words, own = reader.words, Markup("yes" if mentor.id == reader.member.id else "no")
    text = words("busy-noted", own=own, who=who(mentor), when=_span(words, row))
    blocks = [section(text), actions(button(words.plain("undo"), "undo", str(entry_id)))]
    lines = [text]
    if found:
        lines += [words("busy-practices", count=len(found)), *(rows.line(reader, pair) for pair in found)]
        blocks += [section(lines[1]), *(block for pair in found[:10] for block in rows.row(reader, pair, cancels=True))]
    return Reply(Markup("\n".join(lines)), tuple(blocks), home=True)


def removed(reader: Reader, mentor: Member, row: Commitment) -> Markup:
    """That it is free again."""
    return reader.words("busy-removed", who=who(mentor), when=_span(reader.words, row))


def listed(reader: Reader, mentor: Member, found: Sequence[Commitment], said: Markup | None = None, undo: int | None = None) -> Reply:
    """What is still to come, each with a way to take it out; `said`: what was just done, with its Undo."""
    words, own = reader.words, Markup("yes" if mentor.id == reader.member.id else "no")
    head = words("busy-head" if found else "busy-none", own=own, who=who(mentor))
    spans = [_span(words, row) for row in found[:MOST]]
    each = [
        section(span, button(words.plain("setup-button-remove"), f"coach-busy-remove:{row.id}", str(row.id)))
        for span, row in zip(spans, found, strict=False)
    ]
    back = [actions(button(words.plain("undo"), "undo", str(undo)))] if undo else []
    top = [section(said), *back] if said else []
    enter = actions(button(words.plain("busy-button"), "coach-busy-form", str(mentor.id)))
    more = [context(words("and-more", count=len(found) - MOST))] if len(found) > MOST else []
    blocks = (*top, section(head), *each, *more, enter, context(words("busy-how")))
    return Reply(Markup("\n".join([*([said] if said else []), head, *spans])), blocks, replace=said is not None, home=said is not None)


def form(reader: Reader, mentor: Member) -> Modal:
    """A day, from, to, and what it is."""
    words, day = reader.words, reader.now.astimezone(reader.words.zone).date()
    blocks = (
        section(words("busy-form-head", who=label(mentor))),
        field(words.plain("busy-field-day"), date_picker("day", day.isoformat())),
        field(words.plain("busy-field-from"), time_picker("from", "16:00")),
        field(words.plain("busy-field-to"), time_picker("to", "17:00")),
        field(words.plain("busy-field-note"), line("note", most=MOST_NOTE), optional=True, hint=words.plain("busy-hint-note")),
    )
    return Modal("coach-busy", words.plain("busy-title"), blocks, words.plain("save"), words.plain("cancel"), meta=str(mentor.id))
