"""Scenes of what cannot be done as asked: every refusal, and what breaks."""

from coaching.errors import (
    BadAmount,
    DatabaseAway,
    DatabaseBusy,
    DatabaseFull,
    DatabaseReadOnly,
    DatabaseUnsure,
    Missing,
    NotAllowed,
    NotAMember,
    NotAnAe,
    NotUnderstood,
    Refusal,
)
from tests.gallery.stage import Scene, Stage


def before(o: Stage) -> None:
    for line in ("/log 12 no-answer", "/onpace members", "/kpi"):
        o.say("tom", line)
    o.outsider("U0ZOE", o.tongue.people["zoe"])
    o.say("zoe", "/onpace")


def strangers(o: Stage) -> None:
    """Who is in no team, and who may not."""
    for line in ("/log 12 no-answer", "/meeting", "/onpace"):
        o.say("zoe", line)
    for line in ("/goal team meetings 300", "/onpace settings", "/kpi @hana", "/onpace leave @hana 12/1"):
        o.say("tom", line)
    o.say("sora", "/log 12 no-answer")
    o.outsider("U0ROBOT", "robot")
    for line in ("/coach <@U0ROBOT>", "/coach @zoe", "/onpace leave @zoe 12/1", "/coach threshold contact 96%"):
        o.say("mio", line)


def misread(o: Stage) -> None:
    """Lines that are not understood, whole or right."""
    for line in (
        "apointment Acme tomorrow 14:00",
        "xyzzy",
        "appointment tomorrow 14:00",
        "appointment Acme",
        "appointment Acme 12/3",
        "contact Acme 2/30",
        "appointment Acme 11/20 10:00",
        "12 no-answer 12/1",
        "appointment Acme Monday 11/25 10:00",
        "appointment Acme 来週 10:00",
        "appointment Acme 2031/1/5 10:00",
        "501 no-answer",
        "2 contact Acme",
        "work",
        "callback Acme",
        "appointment Acme tomorrow 14:00 @tom",
        "appointment Acme tomorrow 14:00 @nobody",
        "contact " + o.tongue.lead * 5,
        "contact Acme " + "x" * 3000,
    ):
        o.say("tom", f"/log {line}")
    for line in ("helt Acme", "held", "moved Acme", "won Acme", "won Acme much", "held Acme"):
        o.say("mio", f"/meeting {line}")
    for line in ("tem", "@nobody", "2026-13"):
        o.say("mio", f"/kpi {line}")
    for line in (
        "team",
        "<@U0HANA>",
        "team 300",
        "team meetings",
        "team meetngs 300",
        "qualified 600%",
        "revenue much",
        "from-revenue",
        "from-revenue 0",
        "qualified",
        "revenue",
    ):
        o.say("mio", f"/goal {line}")
    for line in ("setings", "language klingon", "help lgo", "leave someday", "leave 12/3 12/1", "left", "left @nobody"):
        o.say("mio", f"/onpace {line}")


def gone(o: Stage) -> None:
    """Buttons of old messages, a delivery that came twice, an Undo too late."""
    for action in ("undo", "meeting", "log-lead", "log-ae", "no-such-button"):
        o.tap_value("tom", action, "999")
    o.say("tom", "/log 12 no-answer", key="1")
    o.say("tom", "/log 13 no-answer", key="1")
    late = o.say("tom", "/log 12 no-answer")
    o.later(hours=25)
    o.press(late, "undo")
    o.tap_value("mio", "goal-keep-backwards", "broken")
    o.late_form("tom")


def broken(o: Stage) -> None:
    """What nobody thought of, told by a command and under a form."""
    form = o.press(o.say("mio", "/onpace settings"), "setup-closed")
    o.break_down()
    o.say("tom", "/log 12 no-answer")
    form.fill()


def history(o: Stage) -> None:
    """What became of a meeting stands in the way."""
    lead = o.tongue.lead
    booked = o.say("hana", f"/log appointment {lead} 11/24 11:00 @sora")
    o.at("2026-11-24 12:00")
    o.say("hana", f"/meeting qualified {lead}")
    o.say("sora", f"/meeting won {lead} 1,200,000")
    o.say("hana", "/log email 20ish")
    o.say("hana", f"/meeting held {lead}")
    o.say("hana", f"/meeting moved {lead} 12/3 10:00")
    o.press(booked, "undo")
    o.press(booked, "log-ae")
    cancelled = o.tongue.others[1]
    o.say("hana", f"/log appointment {cancelled} 12/1 11:00 @sora")
    for word in ("cancelled", "held"):
        o.say("hana", f"/meeting {word} {cancelled}")


def uninstalled(o: Stage) -> None:
    o.uninstall()
    o.say("tom", "/log 12 no-answer")


def untold(o: Stage) -> None:
    """Refusals no member can bring about at will, or in a team that lacks somebody, as they are told."""
    nobody: tuple[str, ...] = ()
    every: list[Refusal] = [
        DatabaseBusy(),
        DatabaseFull(),
        DatabaseReadOnly(),
        DatabaseAway(),
        DatabaseUnsure(),
        Refusal(),
        NotAMember(nobody),
    ]
    every += [
        NotAllowed(what, who)
        for what in ("log", "judge", "manage", "coach", "see_member", "record_meeting", "")
        for who in (nobody, ("U0MIO",))
    ]
    every += [Missing(what, "") for what in ("lead", "when", "time", "amount", "outcome", "person", "rate", "count", "")]
    every += [NotAnAe("Acme", nobody), BadAmount("0"), NotUnderstood(o.tongue.lead, "", "")]
    for refusal in every:
        o.refuse("tom", refusal)


SCENES: dict[str, tuple[str, Scene]] = {
    "refused-before": ("new", before),
    "refused-strangers": ("empty", strangers),
    "refused-misread": ("empty", misread),
    "refused-gone": ("empty", gone),
    "refused-broken": ("empty", broken),
    "refused-history": ("empty", history),
    "refused-uninstalled": ("empty", uninstalled),
    "refused-untold": ("empty", untold),
}
