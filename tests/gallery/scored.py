"""Scenes of scenarios and scores: what is practised, how it is marked, what the rep and other scorers are told."""

from typing import Any

from tests.gallery.stage import Scene, Stage
from tests.office import Shown
from tests.practising import Desk

MARKS = {"item_name": "4", "item_reason": "5", "item_leave": "3", "item_voice": "4"}
LOW = {"item_name": "4", "item_reason": "2", "item_leave": "1", "item_voice": "4"}


def said(o: Stage) -> dict[str, Any]:
    """What went well, and what to try: as long as it may be."""
    return {"well": (o.tongue.note * 3)[:200], "next": o.tongue.note}


def scores(o: Stage) -> None:
    """One that waits, blockers, a second view, changed, taken back, answered."""
    desk = Desk(o)
    o.say("ken", "/coach score @yui")
    o.say("ken", "/coach score")
    desk.practice("yui", "ken", "2026-11-24 09:30")
    o.say("mio", "/coach score")
    form = o.say("ken", "/coach score @yui")
    form.fill(item_name="4")
    form.fill(**MARKS, **said(o), blocked=["purpose", "after_no"])
    changed = o.press(o.say("ken", "/coach score @yui"), "coach-score").fill(**MARKS, **said(o), blocked=[])
    answers(o)
    o.say("ken", "/log undo")
    alike = o.press(o.say("mio", "/coach score @yui"), "coach-score").fill(**MARKS, well="OK", next="OK")
    o.press(alike, "undo")
    o.press(o.say("mio", "/coach score @yui"), "coach-score").fill(**LOW, well="OK", next="OK")
    o.press(changed, "undo")


def taken_back(o: Stage) -> None:
    """The only score there is: what changed in it, then all of it."""
    Desk(o).practice("yui", "ken", "2026-11-24 09:30")
    first = o.say("ken", "/coach score @yui").fill(**MARKS, well="OK", next="OK")
    o.press(o.press(o.say("ken", "/coach score @yui"), "coach-score").fill(**LOW), "undo")
    o.press(first, "undo")


def answers(o: Stage) -> None:
    """The rep answers, once more, the same again, and takes it back; to a scorer who is there, and to one who has left."""
    [*_, post] = [row for row in o.outgoing() if row.to == "U0YUI"]
    element = post.body["blocks"][-1]["elements"][0]
    form = o.tap_value("yui", element["action_id"], element["value"])
    form.fill(answer="")
    first = form.fill(answer=(o.tongue.note * 4)[:300])
    o.press(o.tap_value("yui", element["action_id"], element["value"]).fill(answer="OK"), "undo")
    o.say("yui", "/log undo")
    again = o.tap_value("yui", element["action_id"], element["value"])
    again.fill()
    o.say("mio", "/onpace left @ken")
    sent = again.fill(answer="OK")
    for who in ("mio", "yui"):
        o.say(who, "/coach @yui")
    o.press(sent, "undo")
    back = next(shown for shown in [o.tap_value("mio", "setup-back", str(_number(o, "ken")))])
    assert back.text
    o.press(first, "undo")


def _number(o: Stage, who: str) -> int:
    with_id = {person: number for number, person in enumerate(("hana", "tom", "yui", "ken", "mio", "ann", "sora", "lena"), 1)}
    return with_id[who]


def waiting(o: Stage) -> None:
    """Several that wait; before its time; called off; a rep who is not in Slack any more."""
    desk = Desk(o)
    desk.practice("yui", "ken", "2026-11-20 16:30")
    desk.practice("yui", "ken", "2026-11-23 16:30")
    desk.practice("hana", "mio", "2026-11-24 16:30")
    desk.practice("tom", "mio", "2026-11-25 16:30")
    o.say("ken", "/coach score")
    o.say("ken", "/coach score @yui")
    o.press(o.say("mio", "/coach score @hana"), "coach-score").fill(**MARKS, **said(o))
    o.say("mio", "/coach score @tom")
    o.tap_value("mio", "practice-cancel", "4")
    o.tap_value("mio", "coach-score", "4")
    o.say("tom", "/coach score @yui")
    o.say("mio", "/onpace left @yui")
    o.tap_value("ken", "coach-score", "1").fill(**MARKS, **said(o))


def longest(o: Stage) -> dict[str, Any]:
    """A scenario that fills its fields."""
    note = o.tongue.note * 9
    item = "\n".join([note[:40], *(note[n : n + 66] for n in range(5))])
    lines = {"title": note[:60], "rep": note[:600], "mentor": note[:600], "blockers": "\n".join(note[n : n + 66] for n in range(5))}
    return lines | {f"item_{n}": item for n in range(1, 6)} | {"step": "whole"}


def scenes(o: Stage) -> None:
    """The list, a new one, another version, mistakes, retired and brought back."""
    form = o.press(o.say("mio", "/coach scenarios"), "coach-scenario-new")
    form.fill(title="x", step="", rep="x", mentor="x")
    form.fill(title="", rep="x", mentor="x", item_1="", item_2="a", item_3="a\nb\n" + "b" * 70, blockers="1\n2\n3\n4\n5\n6", pass_mark="0")
    form.fill(**longest(o))
    made = form.fill(title="A", rep="x", mentor="x", item_1="a: b / c / d")
    edit = edited(o, "9")
    edit.fill()
    changed = edit.fill(pass_mark="80")
    edit.fill(pass_mark="85")
    odd = edited(o, "9")
    assert odd.modal
    o.press(made, "undo")
    o.say("mio", "/log undo")
    o.press(o.press(o.say("mio", "/coach scenarios"), "coach-scenario-retire"), "undo")
    retired = o.press(o.say("mio", "/coach scenarios"), "coach-scenario-retire")
    o.press(o.say("mio", "/coach scenarios"), "coach-scenario-back")
    o.press(retired, "undo")
    o.press(changed, "undo")
    o.say("hana", "/coach scenarios")


def edited(o: Stage, number: str) -> Shown:
    """The form of a scenario."""
    return o.tap_value("mio", "coach-scenario-edit", number)


def many(o: Stage) -> None:
    """As many as there can be, and scoring by the longest."""
    Desk(o).practice("yui", "ken", "2026-11-24 09:30")
    form = o.press(o.say("mio", "/coach scenarios"), "coach-scenario-new")
    for _ in range(7):
        form.fill(**longest(o))
    o.press(o.say("mio", "/coach scenarios"), "coach-scenario-new")
    edited(o, "1").fill(item_1="a: b / c / d", item_2="", item_3="", item_4="")
    Desk(o).practice("hana", "ken", "2026-11-24 09:00")
    o.say("mio", "/coach score @hana").fill(item_own1="2", well="OK", next="OK")


SCENES: dict[str, tuple[str, Scene]] = {
    "coach-scores": ("empty", scores),
    "coach-scores-taken-back": ("empty", taken_back),
    "coach-scores-waiting": ("empty", waiting),
    "coach-scenarios": ("empty", scenes),
    "coach-scenarios-many": ("empty", many),
}
