"""Scenes of practices: agreed on, moved, called off, by hand, the week, mentors' hours and other times."""

from datetime import date
from typing import Any

from coaching.errors import SlotTaken
from storage import practices
from storage.engine import writing
from storage.tables import Member
from tests.gallery.stage import Scene, Stage
from tests.month import Month
from tests.practising import Desk
from tests.rows import rows

TODAY = "2026-11-24"


def _id(o: Stage, who: str) -> int:
    return next(row.id or 0 for row in rows(o, Member) if row.slack_id == f"U0{who.upper()}")


def _left_out(o: Stage, **why: str) -> None:
    with writing(o.engine) as session:
        unserved = {_id(o, who): word for who, word in why.items()}
        practices.keep_plan(session, workspace_id=1, team_id=1, day=date.fromisoformat(TODAY), now=o.now, unserved=unserved)


def _one(o: Stage, at: str = f"{TODAY} 16:30", rep: str = "yui", *agreed: str) -> str:
    return str(Desk(o).practice(rep, "ken", at, *agreed))


def agreed(o: Stage) -> None:
    """Each side's yes, twice, a manager's, taken back."""
    one = _one(o)
    first = o.tap_value("yui", "practice-accept", one)
    o.tap_value("ken", "practice-accept", one)
    o.tap_value("ken", "practice-accept", one)
    o.tap_value("mio", "practice-accept", one)
    o.press(first, "undo")
    o.tap_value("ken", "practice", one)
    _one(o, f"{TODAY} 17:00", "tom")
    second = o.tap_value("ken", "practice-accept", _one(o, "2026-11-25 16:00", "hana"))
    o.press(second, "undo")
    o.say("ken", "/log undo")


def moved(o: Stage) -> None:
    """The times both have; one that was taken meanwhile; the same; none at all; taken back."""
    one = _one(o)
    form = o.tap_value("yui", "practice-other-time", one)
    assert form.modal
    slots = [option["value"] for option in form.modal.blocks[-1]["element"]["options"]]
    _one(o, f"{TODAY} 16:00", "tom")
    again = form.fill(slot=slots[0])
    done = again.fill(slot=slots[3])
    again.fill(slot=slots[3])
    o.tap_value("ken", "practice-accept", one)
    o.tap_value("ken", "practice-cancel", f"{one} 2026-11-24T07:30:00+00:00")
    o.press(done, "undo")
    o.say("ken", "/onpace leave 11/25 12/4")
    o.at(f"{TODAY} 16:20")
    o.tap_value("yui", "practice-other-time", _one(o, f"{TODAY} 17:30", "hana"))
    o.say("ken", "/coach hours 17:30-18:00")
    o.tap_value("hana", "practice-other-time", "3")


def off(o: Stage) -> None:
    """Not today, without and with a reason; cancelled; what has ended; what did not take place."""
    form = o.tap_value("yui", "practice-skip", _one(o))
    form.fill(reason=" ")
    skipped = form.fill(reason=(o.tongue.note * 4)[:300])
    o.tap_value("ken", "practice-accept", "1")
    o.press(skipped, "undo")
    cancelled = o.tap_value("ken", "practice-cancel", "1")
    o.tap_value("yui", "practice-accept", "1")
    o.press(cancelled, "undo")
    o.tap_value("mio", "practice", "1")
    two = _one(o, f"{TODAY} 10:00", "tom")
    Desk(o).score(int(two), "ken", 4)
    o.tap_value("ken", "practice-accept", two)
    o.tap_value("ken", "practice", two)
    o.at(f"{TODAY} 18:00")
    for who in ("yui", "ken"):
        o.tap_value(who, "practice-accept", "1")
    o.tap_value("ken", "practice-skip", "1").fill(reason="OK")


def evidence(o: Stage) -> None:
    """Figures as they were; the threshold changed since, and dropped."""
    for line in ("contact 12%", "appointment 15%"):
        o.say("mio", f"/coach threshold {line}")
    o.say("ken", "/coach practice @yui tomorrow 17:00")
    for day in range(2, 21):
        Month(o).calls("yui", f"2026-11-{day:02}", contact=4, no_answer=8)
    o.say("mio", "/coach practice @yui 11/26 16:00")
    o.say("mio", "/coach threshold appointment 20%")
    o.tap_value("yui", "practice-accept", "2")
    o.say("mio", "/coach threshold appointment off")
    o.tap_value("ken", "practice-accept", "2")


def by_hand(o: Stage) -> None:
    """Times offered, taken, quicker; what cannot be had, each with its reason; who was left out."""
    _one(o, f"{TODAY} 17:00", "tom")
    o.say("mio", "/coach practice @tom today 16:00 with @ken")
    offer = o.say("ken", "/coach practice @yui")
    done = o.press(offer, "practice-schedule")
    o.say("ken", "/coach practice @yui")
    o.press(offer, "practice-schedule")
    o.tap_value("mio", "practice-schedule", str(_id(o, "yui")))
    o.press(done, "undo")
    for when in ("today 09:00", "11/28 16:00", "tomorrow 11:00", "today 17:00", "11/24", "someday", "yesterday"):
        o.say("ken", f"/coach practice @yui {when}")
    o.say("ken", "/coach practice @tom 17:00")
    o.say("ken", "/coach busy tomorrow 16:00-17:00")
    o.say("ken", "/coach practice @yui tomorrow 16:00")
    o.say("mio", "/onpace leave @yui 11/26")
    o.say("ken", "/coach practice @yui 11/26 16:00")
    o.say("ken", "/coach hours mon-thu 16:00-18:00 1 a day")
    for when in ("11/27 16:00", "today 16:00"):
        o.say("ken", f"/coach practice @yui {when}")
    o.say("ken", "/coach practice @yui today")
    o.press(o.say("mio", "/coach practice @hana tomorrow 16:00"), "practice-mentor")
    o.say("mio", "/coach practice @tom with @sora")
    for line in ("", "@sora tomorrow 16:00"):
        o.say("ken", f"/coach practice {line}")
    o.say("ken", "/onpace leave 11/25 12/4")
    o.say("mio", "/coach practice @yui")
    o.say("mio", "/coach practice @yui tomorrow 16:00")
    o.tap_value("ken", "practice-take", f"{_id(o, 'yui')} 2026-11-20")


def busy_rep(o: Stage) -> None:
    """A rep who mentors has something else then; two mentors for one rep."""
    with writing(o.engine) as session:
        session.get_one(Member, _id(o, "hana")).is_mentor = True
    o.say("hana", "/coach busy tomorrow 16:00-17:00")
    o.say("ken", "/coach practice @hana tomorrow 16:00")
    o.tap_value("ken", "practice-schedule", str(_id(o, "yui")))
    o.tap_value("hana", "practice-schedule", str(_id(o, "yui")))
    o.say("hana", "/coach practice @yui today 16:00")
    with writing(o.engine) as session:
        for who in ("hana", "ken"):
            session.get_one(Member, _id(o, who)).is_mentor = False
    o.say("mio", "/coach practice @tom with @ken")
    o.refuse("hana", SlotTaken())


def weeks(o: Stage) -> None:
    """Empty, full, with who was left out, on leave, closed; opened and taken from there."""
    for who in ("mio", "ken", "yui"):
        o.say(who, "/coach week")
    _one(o, f"{TODAY} 16:30", "yui", "yui", "ken")
    _one(o, f"{TODAY} 17:00", "tom", "tom")
    _one(o, "2026-11-26 16:30", "yui")
    _left_out(o, hana="full", ken="no_common_time")
    for who in ("mio", "ken", "yui"):
        o.say(who, "/coach week")
    o.press(o.say("ken", "/coach week"), "practice-take")
    o.press(o.say("mio", "/coach week"), "practice", "1")
    o.say("ken", "/onpace leave 11/26")
    o.say("ken", "/coach week")
    o.say("ken", "/coach week next")
    o.say("ken", "/coach week whenever")
    o.at("2026-11-28 10:00")
    o.say("yui", "/coach week")
    o.at("2026-12-22 10:00")
    for day in ("12/28", "12/29", "12/30", "12/31", "1/1"):
        close(o, day)
    o.say("ken", "/coach week next")


def close(o: Stage, day: str) -> None:
    """The team is closed that day."""
    month, number = day.split("/")
    year = 2027 if month == "1" else 2026
    o.tap_value("mio", "setup-closed", "-").fill(day=f"{year}-{int(month):02}-{int(number):02}", kind="closed")


def full_week(o: Stage) -> None:
    """A week with more practices than a phone shows, and many left out."""
    month = Month(o)
    month.hire(8, o.tongue.rep)
    desk: dict[str, Any] = dict.fromkeys(("hana", "tom"), "full")
    with writing(o.engine) as session:
        hired = [row.id or 0 for row in rows(o, Member) if row.is_rep and row.slack_id is None]
        unserved = dict.fromkeys(hired, "away") | {_id(o, who): why for who, why in desk.items()}
        practices.keep_plan(session, workspace_id=1, team_id=1, day=date.fromisoformat(TODAY), now=o.now, unserved=unserved)
    o.say("mio", "/coach week")


def hours(o: Stage) -> None:
    """Shown, by words, by form with every error, by a manager, taken back; nobody mentors."""
    form = o.press(o.say("ken", "/coach hours"), "coach-hours-form")
    form.fill(day_0="lots", day_1="18:00-16:00")
    form.fill(day_0="16:00-16:10", minutes="20")
    form.fill(**{f"day_{day}": "" for day in range(5)})
    kept = form.fill(day_0="10:00-11:00", day_4="", minutes="20", a_day="1", a_week="6")
    o.say("ken", "/coach hours")
    o.say("ken", "/coach hours mon-thu 16:00-18:00 fri 10:00-12:00")
    o.press(kept, "undo")
    o.say("ken", "/log undo")
    o.press(o.say("ken", "/coach hours sat-sun 10:00-12:00"), "coach-hours-form")
    for line in ("default", "mon 18:00-16:00", "mon", "banana", "300 min", "99 a day", "5 min"):
        o.say("ken", f"/coach hours {line}")
    o.say("ken", "/coach hours mon-fri 8:00-9:00")
    o.say("mio", "/coach hours @ken mon 10:00-12:00")
    o.say("mio", "/coach hours @ken")
    o.say("mio", "/coach hours")
    o.say("hana", "/coach hours")


def not_free(o: Stage) -> None:
    """Noted by words and form, with a practice then, listed, removed, taken back; by a manager."""
    o.say("ken", "/coach busy")
    o.say("ken", f"/coach busy tomorrow 16:00-17:00 {o.tongue.note}")
    _one(o)
    noted = o.say("ken", "/coach busy today 16:00-17:00")
    o.press(noted, "undo")
    _one(o, f"{TODAY} 17:00", "tom")
    o.say("ken", "/coach busy today")
    form = o.press(o.say("ken", "/coach busy"), "coach-busy-form")
    form.fill(to="15:00")
    form.fill(day="2026-11-20")
    form.fill(day="2026-11-26", note="OK")
    removed = o.press(o.say("ken", "/coach busy"), "coach-busy-remove")
    o.say("ken", "/log undo")
    o.press(removed, "undo")
    o.say("mio", "/coach busy @ken")
    o.say("mio", "/coach busy @ken 11/27 10:00-11:00")
    for line in ("lunch", "yesterday 10:00-11:00", "17:00-16:00"):
        o.say("ken", f"/coach busy {line}")
    for _ in range(5):
        shown = o.say("mio", "/coach busy @ken")
        if "coach-busy-remove" in str(shown.blocks):
            o.press(shown, "coach-busy-remove")


def graduated(o: Stage) -> None:
    """Practices ahead go with the graduation, and come back with its Undo."""
    for line in ("contact 12%", "appointment 15%"):
        o.say("mio", f"/coach threshold {line}")
    for day in [*range(12, 17), *range(19, 24), *range(26, 31)]:
        Month(o).calls("yui", f"2026-10-{day}", contact=6, appointment=2, no_answer=32)
    for day in [*range(2, 7), *range(9, 14), *range(16, 21)]:
        Month(o).calls("yui", f"2026-11-{day:02}", contact=6, appointment=2, no_answer=32)
    _one(o)
    o.press(o.press(o.say("mio", "/coach @yui"), "coach-graduate"), "undo")


SCENES: dict[str, tuple[str, Scene]] = {
    "practice-agreed": ("empty", agreed),
    "practice-moved": ("empty", moved),
    "practice-off": ("empty", off),
    "practice-evidence": ("empty", evidence),
    "practice-by-hand": ("empty", by_hand),
    "practice-busy-rep": ("empty", busy_rep),
    "practice-weeks": ("empty", weeks),
    "practice-full-week": ("empty", full_week),
    "practice-hours": ("empty", hours),
    "practice-not-free": ("empty", not_free),
    "practice-graduated": ("empty", graduated),
}
