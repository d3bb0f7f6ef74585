"""Scenes of /meeting: the list by role, taps, forms, words, questions."""

from tests.gallery.stage import Scene, Stage


def nothing(o: Stage) -> None:
    for who in ("tom", "sora", "mio"):
        o.say(who, "/meeting")
    o.say("tom", "/meeting help")


def lists(o: Stage) -> None:
    for who in ("tom", "sora", "mio"):
        o.say(who, "/meeting")
    o.tap_value("tom", "meeting-list", "")


def near(o: Stage) -> None:
    """Yesterday, today, tomorrow."""
    now = o.now
    o.at("2026-11-22 10:00")
    o.say("tom", f"/log appointment {o.tongue.lead} 11/23 16:00 @sora")
    o.now = now
    for when in ("today 17:00", "tomorrow 9:00"):
        o.say("tom", f"/log appointment {o.tongue.others[1]} {when} @sora")
    o.say("tom", "/meeting")


def of_the_team(o: Stage) -> None:
    """A manager with none of their own; more than one page; one of an earlier month."""
    now = o.now
    o.at("2026-10-20 10:00")
    for hour in range(10, 22):
        o.say("tom", f"/log appointment {o.tongue.others[0]} tomorrow {hour}:00")
    o.now = now
    shown = o.press(o.press(o.say("mio", "/meeting"), "meeting-more:team"), "meeting-more:team")
    o.press(shown, "meeting:held")
    o.press(o.say("tom", "/meeting"), "meeting-more:waiting")
    o.press(o.say("tom", "/meeting"), "meeting:held")


def taps(o: Stage) -> None:
    shown = o.say("tom", "/meeting")
    shown = o.press(shown, "meeting:held")
    shown = o.press(shown, "undo")
    o.press(o.press(shown, "meeting:no_show"), "meeting:again")
    o.press(shown, "meeting", "held")
    shown = o.press(o.press(o.say("tom", "/meeting"), "meeting:cancelled"), "undo")
    o.press(shown, "meeting:cancelled")


def judged(o: Stage) -> None:
    shown = o.press(o.say("sora", "/meeting"), "meeting:qualified")
    shown = o.press(shown, "meeting:unqualified")
    o.press(shown, "meeting:no_show")


def moved(o: Stage) -> None:
    form = o.press(o.say("tom", "/meeting"), "meeting:moved")
    form.fill(day="2026-11-20")
    form.fill(day="2028-11-20")
    o.press(form.fill(day="2026-12-03", time="10:00"), "undo")


def won(o: Stage) -> None:
    form = o.press(o.say("mio", "/meeting"), "meeting:won")
    form.fill(amount="much", day="2026-11-30")
    form.fill(amount="1,200,000")


def won_again(o: Stage) -> None:
    lead = o.tongue.lead
    o.say("tom", f"/log appointment {lead} 11/24 11:00 @sora")
    o.at("2026-11-24 12:00")
    o.say("sora", f"/meeting qualified {lead}")
    o.say("sora", f"/meeting won {lead} 1,200,000")
    o.say("sora", f"/meeting won {lead} 1,200,000")
    again = o.press(o.say("sora", f"/meeting won {lead} 1,300,000"), "meeting-won-again")
    again.fill(amount="")
    again.fill(amount="123,456,789")
    o.say("sora", "/log undo")


def words(o: Stage) -> None:
    lead, other = o.tongue.lead, o.tongue.others[0]
    o.say("tom", f"/meeting held {lead}")
    o.say("sora", f"/meeting qualified {lead}")
    o.say("tom", f"/meeting moved {other} 12/3 10:00")
    o.say("tom", f"/meeting no-show {o.tongue.others[2]}")
    o.say("tom", f"/meeting cancelled {o.tongue.others[3]}")
    o.say("sora", f"/meeting unqualified {o.tongue.others[4]}")
    for _ in range(2):
        o.say("tom", f"/meeting no-show {o.tongue.others[5]}")


def already(o: Stage) -> None:
    o.say("tom", f"/log appointment {o.tongue.lead} 11/24 11:00 @sora")
    o.at("2026-11-24 12:00")
    for word in ("held", "held"):
        o.say("tom", f"/meeting {word} {o.tongue.lead}")
    for verdict in ("qualified", "qualified", "unqualified", "unqualified"):
        o.say("sora", f"/meeting {verdict} {o.tongue.lead}")
    o.say("tom", f"/log appointment {o.tongue.others[1]} 11/24 13:00 @sora")
    o.at("2026-11-24 14:00")
    for _ in range(2):
        o.say("tom", f"/meeting no-show {o.tongue.others[1]}")
    o.say("tom", f"/log appointment {o.tongue.others[2]} 12/1 13:00 @sora")
    for _ in range(2):
        o.say("tom", f"/meeting cancelled {o.tongue.others[2]}")


def which(o: Stage) -> None:
    for hour in (11, 15):
        o.say("tom", f"/log appointment {o.tongue.lead} 12/1 {hour}:00 @sora")
    o.press(o.say("tom", f"/meeting cancelled {o.tongue.same}"), "meeting-which")


def earlier(o: Stage) -> None:
    o.say("tom", f"/log appointment {o.tongue.lead} tomorrow 14:00 @sora")
    asked = o.say("tom", f"/meeting held {o.tongue.lead}")
    o.press(asked, "dismiss")
    o.press(asked, "meeting-held-sure")


def others(o: Stage) -> None:
    """A meeting of somebody else, of nobody, one that is over, and one an AE has spoken about."""
    lead = o.tongue.lead
    o.say("hana", f"/log appointment {lead} 11/24 11:00 @sora")
    o.say("tom", f"/meeting held {lead}")
    o.say("yui", f"/meeting qualified {lead}")
    o.say("tom", f"/meeting held {o.tongue.others[0]}")
    booked = o.say("hana", f"/log appointment {o.tongue.others[1]} 11/24 11:00 @sora")
    o.at("2026-11-24 12:00")
    o.say("mio", f"/meeting won {lead} 1,200,000")
    o.say("hana", f"/meeting held {o.tongue.others[1]}")
    o.say("hana", f"/meeting cancelled {o.tongue.others[1]}")
    o.press(booked, "undo")
    o.say("hana", f"/meeting cancelled {lead}")
    o.say("hana", f"/meeting held {lead}")


def spoken(o: Stage) -> None:
    """The AE's word stands against the rep's."""
    lead = o.tongue.lead
    booked = o.say("hana", f"/log appointment {lead} 11/24 11:00 @sora")
    o.at("2026-11-24 12:00")
    o.say("sora", f"/meeting no-show {lead}")
    o.say("hana", f"/meeting held {lead}")
    o.press(booked, "undo")


SCENES: dict[str, tuple[str, Scene]] = {
    "meeting-nothing": ("empty", nothing),
    "meeting-lists": ("full", lists),
    "meeting-near": ("empty", near),
    "meeting-of-the-team": ("empty", of_the_team),
    "meeting-taps": ("full", taps),
    "meeting-judged": ("full", judged),
    "meeting-moved": ("full", moved),
    "meeting-won": ("full", won),
    "meeting-won-again": ("empty", won_again),
    "meeting-words": ("full", words),
    "meeting-already": ("empty", already),
    "meeting-which": ("empty", which),
    "meeting-earlier": ("empty", earlier),
    "meeting-others": ("empty", others),
    "meeting-spoken": ("empty", spoken),
}
