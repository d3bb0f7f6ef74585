"""Scenes of /coach: thresholds, standings for each role, graduation and relapse with their reasons."""

from datetime import date, timedelta

from tests.gallery.stage import Scene, Stage
from tests.month import Month
from tests.practising import Desk


def work(o: Stage, who: str, first: str, days: int, source: str = "web", **counts: int) -> None:
    """The same calls on so many weekdays."""
    month, day = Month(o), date.fromisoformat(first)
    while days:
        if day.weekday() < 5:
            month.calls(who, day.isoformat(), source, **counts)
            days -= 1
        day += timedelta(days=1)


def thresholds(o: Stage) -> None:
    for who in ("mio", "yui", "hana", "sora", "ken"):
        o.say(who, "/coach")
    o.say("mio", "/coach threshold")
    kept = o.say("mio", "/coach threshold contact 12%")
    o.say("mio", "/coach threshold appointment 15% 12/1")
    o.say("mio", "/coach threshold contact 14%")
    form = o.press(o.say("mio", "/coach threshold"), "coach-threshold-form")
    form.fill()
    form.fill(contact="lots")
    form.fill(contact="", appointment="12.5%", held="80%", qualified="60%", call_to_appointment="2%")
    o.say("mio", "/coach threshold")
    o.press(kept, "undo")
    for line in ("contakt 12%", "contact", "contact 200%", "12%"):
        o.say("mio", f"/coach threshold {line}")


def standings(o: Stage) -> None:
    """A trainee below, one ready on a cold list, one with too few calls, experienced reps around them."""
    for line in ("contact 12%", "appointment 15%", "held 80%", "call-to-appointment 2%", "qualified 60%"):
        o.say("mio", f"/coach threshold {line}")
    o.say("ken", "/coach")
    work(o, "hana", "2026-10-05", 30, contact=8, appointment=2, no_answer=30)
    work(o, "tom", "2026-10-05", 30, "list", contact=3, no_answer=37)
    o.say("yui", "/coach")
    work(o, "yui", "2026-10-05", 10, contact=1, no_answer=3)
    o.say("yui", "/coach")
    work(o, "yui", "2026-10-19", 11, contact=1, no_answer=20)
    work(o, "yui", "2026-11-03", 14, "list", contact=9, no_answer=31)
    for who in ("ken", "mio", "yui", "hana", "tom"):
        o.say(who, "/coach")
    o.press(o.say("mio", "/coach"), "coach")
    o.say("tom", "/coach @yui")
    work(o, "hana", "2026-11-16", 6, contact=1, no_answer=39)
    o.say("mio", "/coach @hana")


def slips(o: Stage) -> None:
    """A threshold that restarts the trials, put back on the same day; and a rate below with few tries while the gate is ready."""
    o.say("mio", "/coach threshold contact 1%")
    o.say("mio", "/coach threshold appointment 30%")
    work(o, "yui", "2026-10-12", 30, contact=1, no_answer=39)
    o.later(days=1)
    for who in ("yui", "ken"):
        o.say(who, "/coach")
    o.say("mio", "/coach @yui")
    for rate in ("2%", "1%"):
        o.say("mio", f"/coach threshold contact {rate}")


def words(o: Stage) -> None:
    """Words after /coach that are no name, and help; two people who confirm the same graduation."""
    for line in ("help", "threshhold contact 12%", "cancel @yui", "graduate @yui", "<@U0YUI|yui> practice"):
        o.say("mio", f"/coach {line}")
    for who, line in (("ken", "@hana"), ("ken", "score @hana"), ("ken", "practice me"), ("tom", "help"), ("tom", "graduate")):
        o.say(who, f"/coach {line}")
    o.say("mio", "/coach practice @yui 11/19 16:00")
    o.say("mio", "/coach practice @yui 1/18 16:00")
    o.say("mio", "/coach threshold contact 12%")
    work(o, "yui", "2026-10-05", 30, contact=9, no_answer=31)
    shown = o.say("mio", "/coach @yui")
    for _ in range(2):
        o.press(shown, "coach-graduate")


def full(o: Stage) -> None:
    """More reps than one message shows."""
    o.say("mio", "/coach threshold contact 12%")
    o.say("mio", "/coach")


def ways(o: Stage) -> None:
    for line in ("contact 12%", "appointment 15%"):
        o.say("mio", f"/coach threshold {line}")
    work(o, "yui", "2026-10-12", 30, contact=6, appointment=2, no_answer=32)
    for who in ("yui", "ken"):
        o.say(who, "/coach")
    ready = o.say("mio", "/coach @yui")
    form = o.press(ready, "coach-decline")
    form.fill(reason=" ")
    kept = form.fill(reason="Objections first")
    done = o.press(o.say("mio", "/coach @yui"), "coach-graduate")
    o.press(ready, "coach-graduate")
    o.say("mio", "/coach")
    o.say("yui", "/coach")
    o.later(days=35)
    work(o, "yui", "2026-11-25", 22, contact=6, no_answer=34)
    fallen = o.say("mio", "/coach @yui")
    again = o.press(fallen, "coach-again")
    o.say("mio", "/coach @yui")
    o.press(again, "undo")
    spared = o.press(o.say("mio", "/coach @yui"), "coach-decline").fill(reason="New list this month")
    o.say("ken", "/coach @yui")
    o.press(spared, "undo")
    o.at("2026-11-24 10:30")
    for shown in (kept, done):
        o.press(shown, "undo")


def _weeks(o: Stage, who: str, first: str, weeks: int, **counts: int) -> None:
    """A week's calls on its first day, so many weeks: few entries for a long curve."""
    month, day = Month(o), date.fromisoformat(first)
    for week in range(weeks):
        month.calls(who, (day + timedelta(weeks=week)).isoformat(), "web", **counts)


def curves(o: Stage) -> None:
    """What practice changed: nothing to compare, too early, within luck, beyond it; no curve yet; a threshold that changed."""
    o.say("mio", "/coach threshold appointment 15%")
    o.say("yui", "/coach")
    for who in ("hana", "tom", "ken"):
        _weeks(o, who, "2026-09-14", 10, contact=45, appointment=5)
    _weeks(o, "yui", "2026-10-05", 3, contact=30)
    _weeks(o, "yui", "2026-10-20", 6, contact=45, appointment=5)
    desk = Desk(o)
    for day, mark in (("2026-10-19", 2), ("2026-10-21", 3), ("2026-11-09", 4)):
        desk.score(desk.practice("yui", "ken", f"{day} 16:30", "yui", "ken", step="appointment"), "ken", mark)
    for who in ("ken", "yui"):
        o.say(who, "/coach @yui" if who != "yui" else "/coach")
    o.say("ken", "/coach @yui", channel="D0KEN")
    _weeks(o, "yui", "2026-10-20", 6, appointment=15)
    o.later(days=7)
    o.say("mio", "/coach threshold appointment 20%")
    o.say("ken", "/coach @yui")
    for rep, day in (("hana", "2026-09-13"), ("tom", "2026-11-30")):
        desk.score(desk.practice(rep, "ken", f"{day} 16:30", step="appointment"), "ken", 3)
        o.say("mio", f"/coach @{rep}")


def alone(o: Stage) -> None:
    """Two reps: nobody to compare with."""
    o.say("mio", "/coach threshold appointment 15%")
    for who in ("yui", "hana"):
        _weeks(o, who, "2026-10-05", 8, contact=30, appointment=5)
    desk = Desk(o)
    desk.score(desk.practice("hana", "ken", "2026-10-26 16:30", step="appointment"), "ken", 3)
    o.say("mio", "/coach @hana")


def fell(o: Stage) -> None:
    """Lower than luck explains."""
    o.say("mio", "/coach threshold appointment 15%")
    for who in ("hana", "tom", "ken"):
        _weeks(o, who, "2026-10-05", 8, contact=40, appointment=10)
    _weeks(o, "yui", "2026-10-05", 3, contact=40, appointment=10)
    _weeks(o, "yui", "2026-10-26", 5, contact=50)
    desk = Desk(o)
    desk.score(desk.practice("yui", "ken", "2026-10-23 16:30", step="appointment"), "ken", 3)
    o.say("mio", "/coach @yui")


def nobody(o: Stage) -> None:
    """A mentor without trainees, a team without reps."""
    o.say("mio", "/onpace left @yui")
    o.say("ken", "/coach")
    for who in ("hana", "tom", "ken"):
        o.say("mio", f"/onpace left @{who}")
    o.say("mio", "/coach")


def rhythm(o: Stage) -> None:
    """What is shipped, by words and form, the same again, what is none, taken back; by whom it may not be set."""
    o.press(o.say("mio", "/coach threshold"), "coach-rhythm-form")
    form = o.press(o.say("ken", "/coach rhythm"), "coach-rhythm-form")
    kept = form.fill(new="10", unknown="1", below="3")
    o.say("ken", "/coach rhythm below 3 times a week")
    o.say("ken", "/coach rhythm new none, unknown never, below daily")
    o.say("ken", "/coach rhythm new 1 day")
    o.say("ken", "/coach rhythm")
    for line in ("new 999 days", "banana"):
        o.say("ken", f"/coach rhythm {line}")
    o.say("ken", "/coach rhythm default")
    o.say("ken", "/log undo")
    o.press(kept, "undo")
    o.say("yui", "/coach rhythm")


SCENES: dict[str, tuple[str, Scene]] = {
    "coach-thresholds": ("empty", thresholds),
    "coach-words": ("empty", words),
    "coach-slips": ("empty", slips),
    "coach-rhythm": ("empty", rhythm),
    "coach-standings": ("empty", standings),
    "coach-full": ("full", full),
    "coach-ways": ("empty", ways),
    "coach-curves": ("empty", curves),
    "coach-alone": ("empty", alone),
    "coach-fell": ("empty", fell),
    "coach-nobody": ("empty", nobody),
}
