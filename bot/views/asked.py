"""The one message of a day in which a person is asked: meetings for a word or a verdict, gaps with their fix; it grows in place."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from bot.blocks import MOST_TEXT, Element, actions, button, section
from bot.scoreboard.asked import Asked
from bot.scoreboard.sheet import Sheet, Told, note_of
from bot.talk import Ask, Block, Reply
from bot.text import Markup, clipped
from bot.views.ending import ending_line
from bot.views.meeting_rows import again_button, buttons_of, row
from bot.views.naming import lead_name, who
from coaching.errors import Gone
from coaching.gaps import Cause, Gap
from coaching.terms import State, Verdict
from storage import meetings
from storage.tables import Hush, Meeting, Outgoing, id_of

#: How many of each are shown; what is asked then fits in any case, and what was said as far as there is room.
MOST_WAITING, MOST_GAPS, MOST_LATER, MOST_DONE, MOST_TOLD, MOST_ENDINGS = 8, 6, 4, 8, 10, 10
MOST_BLOCKS = 48  # of a message's 50: two are for what stands on top of an answer
MOST_FRESH = 3  # told one by one to managers
ASKING = frozenset({"asked-later", "asked-nothing"})  # the buttons of what is open
PLACE = "asked"  # where a button stood, as its value says: `held:12:asked:2026-11-24`

One = TypeVar("One")


@dataclass(frozen=True)
class Line:
    """A paragraph of the message, with a button beside it or a row of them below."""

    text: Markup
    beside: Element | None = None
    below: Sequence[Element] = ()
    said: int | None = None  # the entry of the reader's own word it tells of, 0 of another's; None: it asks, and is never left out

    @property
    def blocks(self) -> list[Block]:
        """As Slack shows it."""
        return [section(self.text, self.beside), *([actions(*self.below)] if self.below else [])]


def shown(ask: Ask, sheet: Sheet) -> tuple[Markup, tuple[Block, ...]]:
    """The message as a text and as blocks."""
    lines = _fitting(_lines(ask, sheet))
    text = clipped("\n".join(line.text for line in lines), MOST_TEXT)
    return Markup(text), tuple(block for line in lines for block in line.blocks)


def _fitting(lines: Iterable[Line]) -> list[Line]:
    """As many as a message holds, each whole: what was said longest ago is left out first, so that the last word keeps its Undo."""
    left = list(lines)
    said = sorted((line for line in left if line.said is not None), key=lambda line: line.said or 0)
    while said and sum(len(line.blocks) for line in left) > MOST_BLOCKS:
        left.remove(said.pop(0))
    return left


def _latest(found: Sequence[One], most: int, said: Callable[[One], int | None]) -> list[One]:
    """Those last said something of, in the order they are in."""
    kept = sorted(range(len(found)), key=lambda at: said(found[at]) or 0)[-most:]
    return [found[at] for at in sorted(kept)]


def asks(body: Mapping[str, Any]) -> bool:
    """Whether a message, as the outbox keeps it, has anything to answer still."""
    return any(element.get("action_id") in ASKING for block in body["blocks"] for element in block.get("elements", ()))


def note(sheet: Sheet, before: Outgoing | None) -> dict[str, Any]:
    """What the message is about: what it was before, and what is asked in it now."""
    had = note_of(before)
    asked: dict[str, list[Any]] = {
        "meetings": [id_of(one) for one in sheet.waiting[:MOST_WAITING]],
        "gaps": [one.about for one in sheet.gaps[:MOST_GAPS]],
    }
    kept = {name: list(dict.fromkeys([*had[name], *asked[name]])) for name in asked}
    return kept | ({"past": [id_of(one) for one in reversed(sheet.waiting)]} if sheet.past else {})


def again(ask: Ask, day: date, said: str = "") -> Reply:
    """The message once more, in place of the one a button stood in; what just happened is where it belongs in it, and the reply's text."""
    text, blocks = shown(ask, sheet_of(ask, day))
    return Reply("\n".join(line for line in (said, text) if line), blocks, replace=True, home=True)


def settled_again(ask: Ask, day: date, about: str) -> Reply:
    """The same to a button of a gap that is settled since: what holds of it."""
    return again(ask, day, _settled(ask, sheet_of(ask, day), about).text)


def day_of(told: str) -> date:
    """The day of a message, from a button's value. Raises Gone."""
    try:
        return date.fromisoformat(told)
    except ValueError as broken:
        raise Gone from broken


def sheet_of(ask: Ask, day: date) -> Sheet:
    """What is asked of who asks on a day."""
    return Asked(ask.session, ask.team, day, ask.now, known=ask.known, only=ask.member).sheet(ask.member)


def _lines(ask: Ask, sheet: Sheet) -> Iterator[Line]:
    if sheet.passed_on:
        yield from _passed_on(ask, sheet)
        return
    if sheet.open or not (sheet.digest or sheet.endings):
        day = {"day": ask.words.day(sheet.day)} if sheet.past else {}
        yield Line(ask.words("asked-head-past" if day else "asked-head", count=sheet.open, **day))
    yield from (Line(ending_line(ask.words, one, named=len(sheet.endings) > 1)) for one in sheet.endings[:MOST_ENDINGS])
    if len(sheet.endings) > MOST_ENDINGS:
        yield Line(ask.words("and-more", count=len(sheet.endings) - MOST_ENDINGS))
    yield from (_waiting(ask, sheet, one) for one in sheet.waiting[:MOST_WAITING])
    if len(sheet.waiting) > MOST_WAITING:
        yield Line(ask.words("and-more", count=len(sheet.waiting) - MOST_WAITING), _list_button(ask))
    yield from (_gap(ask, sheet, one) for one in sheet.gaps[:MOST_GAPS])
    yield from (_later(ask, sheet, *one) for one in _latest(sheet.later, MOST_LATER, lambda pair: pair[1].entry_id))
    yield from (_done(ask, sheet, one) for one in _latest(sheet.done, MOST_DONE, lambda one: sheet.own.get(id_of(one))))
    yield from (_settled(ask, sheet, name) for name in _latest(sheet.settled, MOST_GAPS, lambda name: _entry(sheet, name)))
    if sheet.digest:
        yield _digest(ask, sheet)


def _passed_on(ask: Ask, sheet: Sheet) -> Iterator[Line]:
    """What is left of an older message once a newer one asks: what was said, without a button."""
    yield Line(ask.words("asked-passed-on", day=ask.words.day(sheet.day)))
    yield from (Line(_became(ask, sheet, one)) for one in sheet.done[-MOST_DONE:])
    yield from (Line(_settled(ask, sheet, name).text) for name in sheet.settled[:MOST_GAPS])


def _entry(sheet: Sheet, name: str) -> int:
    """The entry of what a tap said of a gap."""
    return (sheet.said[name].entry_id or 0) if name in sheet.said else 0


def _settled(ask: Ask, sheet: Sheet, name: str) -> Line:
    """What a tap said of a gap, to be taken back; or that it is none any more."""
    what, hush = named(ask, name, dated=sheet.past), sheet.said.get(name)
    if hush is None or not hush.reason:
        return Line(ask.words("asked-settled", what=what), said=0)
    return Line(ask.words(f"asked-settled-{hush.reason}", what=what), _undo(ask, sheet, hush.entry_id), said=hush.entry_id or 0)


def _waiting(ask: Ask, sheet: Sheet, meeting: Meeting) -> Line:
    place = f"{PLACE}:{sheet.day.isoformat()}"
    judges = meeting.ae_id == ask.member.id or meeting.state == State.HELD
    ways = [one for one in buttons_of(ask, meeting, place) if not (judges and one["action_id"] == "meeting:moved")]
    later = button(ask.words.plain("asked-later"), "asked-later", f"{meeting.id}:{sheet.day.isoformat()}")
    return Line(row(ask, meeting, dated=sheet.past), below=[*ways, later])


def _later(ask: Ask, sheet: Sheet, meeting: Meeting, hush: Hush) -> Line:
    until = ask.words.day(hush.until.astimezone(ask.zone).date())
    what = row(ask, meeting, dated=sheet.past)
    return Line(ask.words("asked-put-off", what=what, day=until), _undo(ask, sheet, hush.entry_id), said=hush.entry_id or 0)


def _done(ask: Ask, sheet: Sheet, meeting: Meeting) -> Line:
    said = sheet.own.get(id_of(meeting), 0)
    undo = _undo(ask, sheet, said)
    if meeting.state == State.NO_SHOW:
        return Line(_became(ask, sheet, meeting), below=[one for one in (undo, again_button(ask, meeting)) if one], said=said)
    return Line(_became(ask, sheet, meeting), undo, said=said)


def _became(ask: Ask, sheet: Sheet, meeting: Meeting) -> Markup:
    if meeting.state == State.BOOKED:
        return ask.words("asked-moved", lead=lead_name(ask, meeting.lead_id), when=ask.words.when(meeting.starts_at))
    judged = meeting.state == State.HELD and meeting.verdict != Verdict.PENDING
    what = ask.words(f"happening-{meeting.verdict if judged else meeting.state}")
    return ask.words("asked-done", what=row(ask, meeting, dated=sheet.past), became=what)


def _undo(ask: Ask, sheet: Sheet, entry_id: int | None) -> Element | None:
    if not entry_id:
        return None
    return button(ask.words.plain("undo"), "undo", f"{entry_id}:{PLACE}:{sheet.day.isoformat()}")


def _gap(ask: Ask, sheet: Sheet, gap: Gap) -> Line:
    what = named(ask, gap.about, dated=sheet.past)
    said = ask.words(f"asked-gap-{gap.cause.value}", what=what, since=ask.words.clock(gap.since))
    return Line(said, below=list(_fixes(ask, sheet, gap)))


def _fixes(ask: Ask, sheet: Sheet, gap: Gap) -> Iterator[Element]:
    """What mends it by one tap, and that there is nothing to mend."""
    value = f"{gap.about}:{sheet.day.isoformat()}"
    if gap.cause is Cause.CONTACT:
        yield button(ask.words.plain("asked-contact"), "asked-contact", value)
    elif gap.cause is Cause.DAY:
        yield button(ask.words.plain("asked-day"), "log-details:day", gap.about.partition(" ")[2])
    else:
        yield button(ask.words.plain("open-pad"), "log-pad")
    if gap.cause is Cause.DAY:
        yield button(ask.words.plain("asked-away"), "asked-away", value)
    yield button(ask.words.plain("asked-nothing"), "asked-nothing", value)


def named(ask: Ask, about: str, *, dated: bool = False) -> Markup:
    """What a gap is about: a day, or a meeting."""
    cause, _, which = about.partition(" ")
    if cause in (Cause.DAY, Cause.SILENCE):
        return ask.words.day(date.fromisoformat(which))
    meeting = meetings.find(ask.session, workspace_id=ask.workspace_id, meeting_id=int(which))
    return row(ask, meeting, dated=dated) if meeting else ask.words("none")


def _digest(ask: Ask, sheet: Sheet) -> Line:
    """A few things one by one; many by person, and what is new one by one."""
    told = sheet.digest
    fresh = [one for one in told if one.fresh]
    if len(told) <= MOST_FRESH:
        lines = [told_line(ask, one, dated=sheet.past) for one in told]
    else:
        lines = list(_by_person(ask, told))
        few = [told_line(ask, one, dated=sheet.past) for one in fresh[:MOST_FRESH]]
        new = [ask.words("asked-digest-new"), *few] if fresh else []
        lines += [*new, *([ask.words("and-more", count=len(fresh) - MOST_FRESH)] if len(fresh) > MOST_FRESH else [])]
    more = len(told) > MOST_FRESH or any(one.meeting for one in told)
    show = button(ask.words.plain("asked-show"), "meeting-more:open", "open:0") if more else None
    return Line(Markup("\n".join([ask.words("asked-digest"), *lines])), show)


def _by_person(ask: Ask, told: Sequence[Told]) -> Iterator[Markup]:
    """@sora: 11 verdicts (oldest: Tue, Nov 17) – who has most open first."""
    people: dict[int, list[Told]] = {}
    for one in told:
        people.setdefault(id_of(one.member), []).append(one)
    most = sorted(people.values(), key=len, reverse=True)
    for some in most[:MOST_TOLD]:
        what = Markup(ask.words("separator").join(_counted(ask, some)))
        yield ask.words("asked-digest-person", who=who(some[0].member), what=what)
    if len(most) > MOST_TOLD:
        yield ask.words("kpi-more-people", count=len(most) - MOST_TOLD)


def _counted(ask: Ask, some: Sequence[Told]) -> Iterator[Markup]:
    """What one person has open, by kind, with the oldest day of each."""
    met = [one.meeting for one in some if one.meeting]
    days = {
        "verdicts": [one.starts_at.astimezone(ask.zone).date() for one in met if one.state == State.HELD],
        "meetings": [one.starts_at.astimezone(ask.zone).date() for one in met if one.state != State.HELD],
        "days": [one.gap.since.astimezone(ask.zone).date() for one in some if one.gap and one.gap.cause is Cause.DAY],
        "contacts": [one.gap.since.astimezone(ask.zone).date() for one in some if one.gap and one.gap.cause is Cause.CONTACT],
    }
    for kind, found in days.items():
        if found:
            yield ask.words(f"asked-digest-{kind}", count=len(found), day=ask.words.day(min(found)))


def told_line(ask: Ask, one: Told, *, dated: bool = False) -> Markup:
    """What is open, and whose; a meeting names both its sides itself."""
    if one.meeting:
        kind = "verdict" if one.meeting.state == State.HELD else "meeting"
        return ask.words(f"asked-digest-{kind}", what=row(ask, one.meeting, dated=dated))
    assert one.gap
    if one.gap.cause is Cause.DAY:
        return ask.words("asked-digest-day", who=who(one.member), what=named(ask, one.gap.about))
    return ask.words(f"asked-digest-{one.gap.cause.value}", what=named(ask, one.gap.about, dated=dated))


def _list_button(ask: Ask) -> Element:
    return button(ask.words.plain("pulse-button-meetings"), "meeting-list")
