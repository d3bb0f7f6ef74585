"""Scenes of /log: the pad, lines, questions, the form, Undo."""

from typing import Any

from storage import members, teams
from storage.engine import writing
from tests.gallery.stage import Scene, Stage
from tests.office import Shown


def pad(o: Stage) -> None:
    shown = o.say("tom", "/log")
    for outcome in ("no_answer", "gatekeeper", "contact", "callback", "not_interested", "wrong_number"):
        shown = o.press(shown, "log-tap", outcome)
    o.press(shown, "undo")
    o.press(shown, "log-details", "appointment")


def pad_full(o: Stage) -> None:
    o.press(o.say("tom", "/log"), "log-tap", "contact")


def lines(o: Stage) -> None:
    lead = o.tongue.lead
    for line in (
        "12 no-answer",
        "1 contact",
        f"contact {lead} 5m inbound",
        f"appointment {lead} tomorrow 14:00 @sora source:webinar",
        f"appointment {lead} 12/3 10:00 by email",
        f"appointment {o.tongue.others[0]} 11/28 10:00",
        f"callback {o.tongue.others[1]} 15:00",
        f"contact {o.tongue.others[2]} 90s wrap:2m source:{o.tongue.source}",
        "12 no-answer 11/20",
        "email 20",
        "email opened 8",
        "email clicked 1",
        "work 30m",
        "help",
    ):
        o.say("tom", f"/log {line}")
    o.say("tom", "/onpace log 3 no-answer")


def sources(o: Stage) -> None:
    for source in ("web", "webinar", "referral", "event", "outbound", "outbound-list", "list", "ad", "download", "newsletter", "partner"):
        o.say("tom", f"/log contact {o.tongue.lead} source:{source}")
    o.say("tom", "/log 12 no-answer")
    o.say("tom", "/kpi source")


def which(o: Stage) -> None:
    o.say("tom", f"/log contact {o.tongue.lead}")
    o.say("tom", f"/log contact {o.tongue.lead} 2 source:webinar")
    o.press(o.say("tom", f"/log contact {o.tongue.same} 5m"), "log-lead")
    o.press(o.say("tom", f"/log contact {o.tongue.same} 5m"), "log-lead:new")


def twice(o: Stage) -> None:
    line = f"/log appointment {o.tongue.lead} tomorrow 14:00"
    o.say("tom", line)
    o.press(o.say("tom", line), "log-lead:another")
    with writing(o.engine) as session:
        hana = members.by_slack_id(session, workspace_id=1, slack_id="U0HANA")
        assert hana
        hana.team_id = teams.create(session, workspace_id=1, name="2", now=o.now).id
    o.say("hana", line)


def another_ae(o: Stage) -> None:
    shown = o.say("tom", f"/log appointment {o.tongue.lead} tomorrow 14:00")
    o.press(o.press(shown, "log-ae"), "undo")


def form(o: Stage) -> None:
    empty = o.press(o.say("tom", "/log"), "log-details")
    filled: dict[str, Any] = {
        "outcome": "contact",
        "lead": o.tongue.lead,
        "direction": "inbound",
        "new_source": o.tongue.source,
        "talk": "12",
        "wrap_up": "90s",
        "notes": o.tongue.note,
        "on": "2026-11-20",
    }
    o.press(empty.fill(**filled), "log-correct").fill(outcome="appointment", day="2026-11-25", time="14:00", by_email=["yes"])
    for wrong in (
        {},
        {"outcome": "appointment"},
        {"outcome": "appointment", "lead": "x", "day": "2026-11-20", "time": "10:00"},
        {"outcome": "contact", "talk": "long", "wrap_up": "100h", "on": "2027-01-30"},
    ):
        empty.fill(**wrong)


def form_of_many(o: Stage) -> None:
    form = o.press(o.say("tom", "/log 12 no-answer"), "log-correct")
    form.fill(count="0")
    form.fill(count="9999")
    form.fill(count="13")


def efforts(o: Stage) -> None:
    form = o.press(o.say("tom", "/log email 20"), "log-correct")
    form.fill(count="")
    form.fill(count="25")
    o.press(o.say("tom", "/log work 30m"), "log-correct")


def undoing(o: Stage) -> None:
    o.say("mio", "/log undo")
    o.say("mio", "/goal team meetings 300")
    o.say("mio", f"/meeting held {o.tongue.lead}")
    o.say("mio", f"/meeting won {o.tongue.lead} 1,200,000")
    for line in ("12 no-answer", f"contact {o.tongue.lead} 5m", "email 20", f"appointment {o.tongue.others[3]} tomorrow 14:00 @sora"):
        o.say("mio", f"/log {line}")
    listed = o.say("mio", "/log undo")
    o.press(o.press(listed, "undo"), "undo")
    o.press(listed, "undo")
    again: Shown = o.say("mio", "/log 3 no-answer")
    o.press(again, "undo")
    o.press(again, "undo")


def lead_of_line(o: Stage) -> None:
    o.tap_value("tom", "log-pad", "")
    o.press(o.say("tom", "/log appointment"), "log-pad")
    o.press(o.say("tom", "/log xyzzy"), "log-details")


SCENES: dict[str, tuple[str, Scene]] = {
    "log-pad": ("empty", pad),
    "log-pad-full": ("full", pad_full),
    "log-lines": ("empty", lines),
    "log-sources": ("empty", sources),
    "log-which": ("empty", which),
    "log-twice": ("empty", twice),
    "log-another-ae": ("empty", another_ae),
    "log-form": ("empty", form),
    "log-form-of-many": ("empty", form_of_many),
    "log-efforts": ("empty", efforts),
    "log-undo": ("full", undoing),
    "log-ways": ("empty", lead_of_line),
}
