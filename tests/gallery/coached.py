"""Scenes of /coach: thresholds, standings for each role, graduation and relapse with their reasons."""

from datetime import date, timedelta

from tests.gallery.stage import Scene, Stage
from tests.month import Month


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
    for line in ("contakt 12%", "contact", "contact 200%"):
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
    o.press(spared, "undo")
    o.at("2026-11-24 10:30")
    for shown in (kept, done):
        o.press(shown, "undo")


def nobody(o: Stage) -> None:
    """A mentor without trainees, a team without reps."""
    o.say("mio", "/onpace left @yui")
    o.say("ken", "/coach")
    for who in ("hana", "tom", "ken"):
        o.say("mio", f"/onpace left @{who}")
    o.say("mio", "/coach")


SCENES: dict[str, tuple[str, Scene]] = {
    "coach-thresholds": ("empty", thresholds),
    "coach-standings": ("empty", standings),
    "coach-full": ("full", full),
    "coach-ways": ("empty", ways),
    "coach-nobody": ("empty", nobody),
}
