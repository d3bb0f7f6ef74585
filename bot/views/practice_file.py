"""A practice for the calendar: an .ics both sides can open (RFC 5545, 5546). It says who and when, no figures: calendars are shared."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.scoreboard.pairs import Pair
from bot.talk import File
from bot.text import Markup
from bot.views.naming import label
from bot.views.practice import Reader
from storage import practices, scenarios

if TYPE_CHECKING:
    from icalendar import Event

NOBODY = "invalid:nomail"  # RFC 5546 asks for an organizer, and we know nobody's address

EVENT = re.compile(r"^BEGIN:VEVENT$.*?^END:VEVENT$", re.MULTILINE | re.DOTALL)
TOLD = {name: re.compile(rf"^{name}:(.*)$", re.MULTILINE) for name in ("SEQUENCE", "DTSTART", "STATUS")}
UID = re.compile(r"^UID:practice-(\d+)-", re.MULTILINE)


def written_in(content: str) -> Mapping[int, tuple[int, datetime | None]]:
    """What one of these files says: practice → sequence and start, None where it is off. No line it reads is so long that it is folded."""
    found: dict[int, tuple[int, datetime | None]] = {}
    for event in EVENT.findall(content.replace("\r\n", "\n")):
        told = {name: wanted.findall(event)[0] for name, wanted in TOLD.items()}
        start = datetime.strptime(told["DTSTART"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        found[int(UID.findall(event)[0])] = int(told["SEQUENCE"]), None if told["STATUS"] == "CANCELLED" else start
    return found


@dataclass(frozen=True)
class Appointment:
    """A practice at the time it has now; `sequence` grows whenever that changes (RFC 5545, 3.8.7.4); the workspace's Slack id."""

    pair: Pair
    sequence: int
    workspace: str

    @property
    def uid(self) -> str:
        """The same as long as the practice lives."""
        return f"practice-{self.pair.id}-{self.workspace.lower()}@onpace"


def calendar_file(reader: Reader, found: Sequence[Appointment]) -> tuple[Markup, File]:
    """What is said with the file, and the file: practices to put into the calendar, or (all of them off) to take out of it."""
    on = any(one.pair.live for one in found)
    when = reader.words.when(found[0].pair.practice.starts_at)
    kind = "on" if on else "off"
    text = reader.words(f"morning-file-{kind}", when=when, count=len(found))
    return text, File("ics", _written(reader, found, on=on), reader.words.plain(f"morning-file-title-{kind}", when=str(when)))


def _written(reader: Reader, found: Sequence[Appointment], *, on: bool) -> str:
    from icalendar import Calendar  # a tenth of a second that the start need not wait for

    calendar = Calendar()
    calendar.add("prodid", "-//OnPace//OnPace//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH" if on else "CANCEL")
    for one in found:
        calendar.add_component(_event(reader, one, on=on))
    return str(calendar.to_ical(), "utf-8")


def _event(reader: Reader, one: Appointment, *, on: bool) -> "Event":
    from icalendar import Event, vCalAddress, vText

    practice, other = one.pair.practice, next(side for side in one.pair.sides if side.id != reader.member.id)
    event = Event()
    event.add("uid", one.uid)
    event.add("sequence", one.sequence)
    event.add("dtstamp", _utc(reader.now))
    event.add("dtstart", _utc(practice.starts_at))
    event.add("dtend", _utc(practices.ends_at(practice)))
    event.add("summary", reader.words.plain("morning-event", who=label(other)))
    event.add("description", scenarios.title(one.pair.version, reader.words.language))
    event.add("status", "CONFIRMED" if on else "CANCELLED")
    event.add("class", "PRIVATE")
    organizer = vCalAddress(NOBODY)
    organizer.params["cn"] = vText("OnPace")
    event["organizer"] = organizer
    return event


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)
