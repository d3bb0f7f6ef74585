"""Scenes of the morning: each side's practice, who could not be placed, reminders, scores that wait, advice, what cannot be."""

from datetime import date

from sqlmodel import select

from coaching.agreement import Deed
from storage.engine import reading, writing
from storage.tables import Member, Practice
from tests.dawn import Dawn
from tests.gallery.coached import work
from tests.gallery.practised import close
from tests.gallery.stage import Scene, Stage
from tests.month import Month
from tests.people import CAST

READERS = {person.slack_id: who for who, person in CAST.items()}


def look(o: Stage, dawn: Dawn, at: str) -> None:
    """The ticker looks; what it put into the outbox is kept as each reader gets it, and goes out."""
    before = {row.id for row in dawn.rows()}
    dawn.look(at)
    for row in dawn.rows():
        if row.id not in before:
            kind = "calendar" if "file" in row.body else "post"
            o.keep(kind, READERS[row.to], {"channel": row.to, **row.body})
    dawn.post()
    o.posted = len(o.outgoing())


def days(o: Stage) -> None:
    """A new rep below, one without a call, one it is too early to say of; the same day's reminders, and what waits the day after."""
    for line in ("contact 12%", "appointment 15%"):
        o.say("mio", f"/coach threshold {line}")
    dawn = Dawn(o)
    dawn.trains("ken", "yui", "hana", start="2026-10-01")
    dawn.trains("ken", "tom", start="2026-11-24")
    work(o, "yui", "2026-10-05", 34, contact=4, no_answer=36)
    work(o, "hana", "2026-10-12", 8, contact=3, appointment=1, no_answer=26)
    dawn.hours("ken", "16:00", "18:00", a_day=2)
    look(o, dawn, "2026-11-24 08:45")
    look(o, dawn, "2026-11-24 15:50")
    dawn.leave("tom", "2026-11-25")
    look(o, dawn, "2026-11-25 08:45")
    dawn.said("hana", Deed.MOVED, "ken", at="2026-11-25 17:30")
    look(o, dawn, "2026-11-25 10:00")
    dawn.said("hana", Deed.CANCELLED, "ken")
    look(o, dawn, "2026-11-25 10:10")
    dawn.leave("yui", "2026-11-25")
    look(o, dawn, "2026-11-25 10:20")
    look(o, dawn, "2026-11-26 08:45")
    dawn.member("tom", active=False)
    dawn.member("yui", active=False)
    look(o, dawn, "2026-11-26 10:00")
    o.at("2026-11-27 08:30")
    for line in ("contact 13%", "appointment 14%"):
        o.say("mio", f"/coach threshold {line}")
    look(o, dawn, "2026-11-27 08:45")


def reasons(o: Stage) -> None:
    """Nobody who could: every mentor away, no time both have, no mentor, no hours on the day, too late in it."""
    dawn = Dawn(o)
    dawn.trains("ken", "yui")
    dawn.leave("ken", "2026-11-24")
    look(o, dawn, "2026-11-24 08:45")
    o.now = o.now.replace(day=25)
    dawn.hours("ken", "16:00", "17:00")
    dawn.busy("yui", "2026-11-25 15:30", "2026-11-25 18:00")
    look(o, dawn, "2026-11-25 08:45")
    dawn.member("ken", is_mentor=False)
    look(o, dawn, "2026-11-26 08:45")
    dawn.member("ken", is_mentor=True)
    dawn.hours("ken", "10:00", "12:00", days=[0, 4])
    look(o, dawn, "2026-12-01 08:45")
    look(o, dawn, "2026-12-04 11:45")


def again(o: Stage) -> None:
    """A mentor falls ill: one of two reps is placed with another mentor, the other left out; one says not today, another has the time."""
    dawn = Dawn(o)
    dawn.trains("ken", "yui", "tom")
    dawn.member("mio", is_mentor=True)
    dawn.hours("mio", "16:00", "18:00", a_day=1)
    look(o, dawn, "2026-11-24 08:45")
    dawn.leave("ken", "2026-11-24")
    look(o, dawn, "2026-11-24 10:00")
    look(o, dawn, "2026-11-25 08:45")
    dawn.hours("mio", "16:00", "18:00", a_day=4)
    dawn.leave("ken", "2026-11-25")
    look(o, dawn, "2026-11-25 10:00")
    dawn.hours("ken", "16:00", "16:30")
    dawn.hours("mio", "16:00", "18:00", a_day=0)
    look(o, dawn, "2026-11-26 08:45")
    dawn.said("yui", Deed.SKIPPED, "yui")
    look(o, dawn, "2026-11-26 10:00")


def undone(o: Stage) -> None:
    """A cancelled practice that cannot be brought back: the mentor is full, has something else, is away; its time has passed."""
    dawn = Dawn(o)
    dawn.trains("ken", "yui", "tom")
    look(o, dawn, "2026-11-24 08:45")
    with reading(o.engine) as session:
        first = session.exec(select(Practice).order_by("id")).all()[0]
    done = o.tap_value("ken", "practice-cancel", str(first.id))
    dawn.hours("ken", "16:00", "18:00", a_day=1)
    o.press(done, "undo")
    dawn.leave("yui", "2026-11-24")
    dawn.leave("tom", "2026-11-24")
    o.press(done, "undo")
    dawn.busy("ken", "15:30", "17:00")
    o.press(done, "undo")
    o.at("2026-11-24 17:05")
    o.press(done, "undo")


def closed(o: Stage) -> None:
    """The team closes a day with one practice, and today with two: what the manager reads, the mentor, each rep, and their calendars."""
    dawn = Dawn(o)
    dawn.trains("ken", "yui", "tom")
    look(o, dawn, "2026-11-24 08:45")
    dawn.by_hand("yui", "ken", "2026-11-26 16:00")
    look(o, dawn, "2026-11-24 09:00")
    for day in ("11/26", "11/24"):
        close(o, day)
        look(o, dawn, "2026-11-24 09:30")


def many(o: Stage) -> None:
    """A mentor of twenty-six, a manager too: more of everything than one message holds."""
    Month(o).hire(26, o.tongue.rep)
    dawn = Dawn(o)
    dawn.member("mio", is_mentor=True)
    dawn.member("ken", is_mentor=False)
    dawn.hours("mio", "09:00", "12:00", a_day=12, a_week=60, minutes=15)
    with writing(o.engine) as session:
        mentor = session.exec(select(Member).where(Member.slack_id == "U0MIO")).one()
        for row in session.exec(select(Member).where(Member.is_rep, Member.slack_id == None)).all():  # noqa: E711
            row.mentor_id, row.start_date = mentor.id, date(2026, 11, 24)
            session.add(row)
    look(o, dawn, "2026-11-24 08:45")
    look(o, dawn, "2026-11-25 08:45")


def advised(o: Stage) -> None:
    """Ready to graduate, and practising on; a graduate whose rates fell."""
    for line in ("contact 12%", "appointment 15%"):
        o.say("mio", f"/coach threshold {line}")
    dawn = Dawn(o)
    dawn.trains("ken", "yui", start="2026-10-01")
    work(o, "yui", "2026-10-12", 30, contact=6, appointment=2, no_answer=32)
    o.say("mio", "/coach threshold held 80%")
    look(o, dawn, "2026-11-24 08:45")
    o.press(o.say("ken", "/coach @yui"), "coach-decline").fill(reason="Objections first")
    look(o, dawn, "2026-11-25 08:45")
    o.press(o.say("ken", "/coach @yui"), "coach-graduate")
    work(o, "yui", "2026-11-25", 22, contact=6, no_answer=34)
    look(o, dawn, "2026-12-25 08:45")


SCENES: dict[str, tuple[str, Scene]] = {
    "mornings-days": ("empty", days),
    "mornings-reasons": ("empty", reasons),
    "mornings-again": ("empty", again),
    "mornings-undone": ("empty", undone),
    "mornings-closed": ("empty", closed),
    "mornings-many": ("empty", many),
    "mornings-advised": ("empty", advised),
}
