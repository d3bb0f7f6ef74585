"""Times for a practice by hand: those both have as buttons, why one cannot be had, and who was quicker."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from bot.blocks import Element, actions, button, context, menu, section
from bot.parsing import picked
from bot.scoreboard.pairs import Pair
from bot.scoreboard.wanted import Hindrance, Wanted
from bot.talk import Ask, Reply
from bot.text import Markup, Words
from bot.views.naming import label, who
from bot.views.permission import reachable
from bot.views.practice import Reader, line
from bot.views.practice_forms import slot_of
from coaching.agreement import State
from coaching.errors import Gone, Refusal
from coaching.terms import Role
from storage import members
from storage.tables import Member

MOST = 6  # times shown as buttons


def offer(
    reader: Reader,
    rep: Member,
    mentor: Member,
    slots: Sequence[datetime],
    there: Sequence[Pair],
    *,
    mentors: Sequence[Member],
    none_on: date | None = None,
) -> Reply:
    """The times both have; the next one stands out. `there`: what the rep practises already, `none_on`: the day that was asked for.

    `mentors`: who else could practise with them.
    """
    others = with_whom(reader.words, rep, [one for one in mentors if one.id != mentor.id])
    words = reader.words
    known = [words("practice-offer-there", practice=line(reader, pair)) for pair in there[:3]]
    none = [words("practice-offer-none-on", day=words.day(none_on))] if none_on else []
    if not slots:
        text = Markup("\n".join([*known, words("practice-offer-none", rep=who(rep), mentor=who(mentor))]))
        return Reply(text, (section(text), actions(_hours(words), *others)))
    head = words("practice-offer", rep=who(rep), mentor=who(mentor))
    text = Markup("\n".join([*known, *none, head]))
    return Reply(text, (section(text), actions(*times(reader, rep, mentor, slots), *others), *_more(words, slots)))


def with_whom(words: Words, rep: Member, mentors: Sequence[Member]) -> list[Element]:
    """A menu of mentors, where there are any; the value is the rep and the mentor."""
    choices = [(label(one), f"{rep.id} {one.id}") for one in mentors]
    return [menu("practice-mentor", choices, hint=words.plain("practice-with"))] if choices else []


def times(reader: Reader, rep: Member, mentor: Member, slots: Sequence[datetime]) -> list[Element]:
    """Each a button that schedules; the value is the rep, the moment and the mentor."""
    said = reader.words.plain
    found = [
        (said("practice-offer-time", when=str(reader.when(slot))), f"{rep.id} {slot.isoformat()} {mentor.id}") for slot in slots[:MOST]
    ]
    return [_time(n, *one) for n, one in enumerate(found)]


def _time(n: int, label: str, value: str) -> Element:
    return button(label, f"practice-schedule:{n}", value, style="" if n else "primary")


def _more(words: Words, slots: Sequence[datetime]) -> list[dict[str, object]]:
    return [context(words("practice-offer-how"))] if len(slots) > MOST else []


def _hours(words: Words) -> Element:
    return button(words.plain("hours-button"), "coach-hours-form")


def moment_of(text: str) -> datetime:
    """The moment a button carries. Raises Gone."""
    try:
        return slot_of(text)
    except Refusal:
        raise Gone from None


def day_of(text: str) -> date:
    """The day a button carries. Raises Gone."""
    try:
        return picked.day(text)
    except Refusal:
        raise Gone from None


def no_mentor(words: Words, rep: Member, mentors: Sequence[Member]) -> Reply:
    """Nobody is to practise with them yet: whoever could."""
    text, others = words("practice-no-mentor", rep=who(rep)), with_whom(words, rep, mentors)
    return Reply(text, (section(text), *([actions(*others)] if others else [])))


def too_late(words: Words, rep: Member, day: date) -> Reply:
    """The day has gone by: the next time by one tap."""
    text = words("practice-too-late", rep=who(rep), day=words.day(day))
    again = button(words.plain("practice-button-schedule"), "practice-schedule", str(rep.id), style="primary")
    return Reply(text, (section(text), actions(again)), replace=True)


def mentors_of(ask: Ask) -> tuple[str, ...]:
    """The Slack ids of those who mentor in the team."""
    found = members.of_team(ask.session, workspace_id=ask.workspace_id, team_id=ask.team_id, role=Role.MENTOR)
    return reachable(ask, found)


def taken(reader: Reader, pair: Pair) -> Markup:
    """Who practises with the rep already, and when."""
    when = reader.when(pair.practice.starts_at)
    return reader.words("practice-taken", rep=who(pair.rep), mentor=who(pair.mentor), when=when)


def second(reader: Reader, there: Pair, mentor: Member, at: datetime) -> Reply:
    """The rep practises that day already: which it is, and a second one by one tap."""
    words = reader.words
    told = {"when": reader.when(there.practice.starts_at), "rep": who(there.rep), "mentor": who(there.mentor)}
    text = words("practice-second", had=Markup("yes" if there.practice.state == State.DONE else "no"), **told)
    label = words.plain("practice-button-second", when=str(reader.when(at)))
    also = button(label, "practice-schedule", f"{there.rep.id} {at.astimezone(UTC).isoformat()} {mentor.id} also")
    return Reply(text, (section(text), actions(also)))


def hindered(reader: Reader, found: Wanted, other: Pair | None, slots: Sequence[datetime]) -> Reply:
    """Why the time cannot be had, and the next ones that can."""
    words, why = reader.words, found.hindrance
    assert why
    what = {"when": words.when(found.at), "rep": who(found.rep), "mentor": who(found.mentor)}
    if other and why in (Hindrance.REP_BUSY, Hindrance.MENTOR_BUSY):
        what |= {"other": who(other.mentor if why is Hindrance.REP_BUSY else other.rep), "has": Markup("practice")}
    else:
        what |= {"other": Markup(""), "has": Markup("other")}
    hours = Markup(f"{words.clock(found.hours.start)}–{words.clock(found.hours.end)}") if found.hours else Markup("")
    text = words(f"practice-not-{why.value.replace('_', '-')}", hours=hours, has_hours=Markup("yes" if found.hours else "no"), **what)
    if not slots:
        none = Markup(f"{text}\n{words('practice-offer-none', rep=who(found.rep), mentor=who(found.mentor))}")
        return Reply(none, (section(none), actions(_hours(words))))
    text = Markup(f"{text}\n{words('practice-not-but')}")
    return Reply(text, (section(text), actions(*times(reader, found.rep, found.mentor, slots))))
