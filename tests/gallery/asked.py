"""Scenes of the one message of a day that asks: an AE, a rep, a manager; what each tap makes of it, gaps, more than it holds."""

from datetime import date, timedelta
from typing import Any

from sqlmodel import select

from bot.talk import Reply
from storage.engine import writing
from storage.tables import Entry, Meeting, id_of
from tests.asking import Asking
from tests.gallery.stage import Scene, Stage
from tests.month import moment
from tests.office import Shown
from tests.people import CAST

READERS = {person.slack_id: who for who, person in CAST.items()}


def look(o: Stage, desk: Asking, at: str) -> None:
    """The ticker looks; each message that is new or reads otherwise is kept as its reader gets it, and goes out."""
    before = {row.key: row.body for row in o.outgoing()}
    desk.look(at)
    for row in o.outgoing():
        if before.get(row.key) != row.body:
            shown = {name: value for name, value in row.body.items() if name != "note"}
            o.keep("post", READERS[row.to], {"channel": row.to, **shown})
    desk.post()
    o.posted = len(o.outgoing())


def message(o: Stage, desk: Asking, who: str) -> Shown:
    """Somebody's message of the day, to be used."""
    return Shown(o, who, f"D0{who.upper()}", Reply(blocks=tuple(desk.blocks(who))))


def booked(o: Stage, who: str, lead: str, when: str, ae: str = "sora") -> None:
    """An appointment of the Friday before, logged but not kept as a picture of its own."""
    kept = list(o.kept.items)
    o.at("2026-11-20 10:00")
    o.say(who, f"/log appointment {lead} {when} @{ae}")
    o.kept.items[:], o.count = kept, o.count - (len(o.kept.items) - len(kept))


def day(o: Stage) -> None:
    """A meeting passes; the AE puts it off, takes that back, judges; the next one is a no-show; all is said; it is asked for anew."""
    desk = Asking.of(o)
    booked(o, "tom", o.tongue.lead, "11/24 10:00")
    booked(o, "tom", o.tongue.others[0], "11/24 13:00")
    look(o, desk, "2026-11-24 11:00")
    o.press(o.press(message(o, desk, "sora"), "asked-later"), "undo")
    old = {who: message(o, desk, who) for who in ("sora", "tom")}
    o.press(message(o, desk, "sora"), "meeting:qualified")
    o.press(old["sora"], "meeting:unqualified")
    look(o, desk, "2026-11-24 14:00")
    o.press(message(o, desk, "tom"), "meeting:no_show")
    o.press(old["tom"], "meeting:moved")
    look(o, desk, "2026-11-24 14:10")
    o.say("tom", f"/meeting moved {o.tongue.others[0]} 12/3 10:00")
    look(o, desk, "2026-11-24 14:20")
    booked(o, "tom", o.tongue.others[1], "11/25 10:00")
    look(o, desk, "2026-11-25 11:00")
    o.press(message(o, desk, "sora"), "asked-later")
    o.say("sora", "/log undo")
    old["sora"] = message(o, desk, "sora")
    o.at("2026-11-26 08:00")
    o.press(old["sora"], "meeting:no_show")
    look(o, desk, "2026-11-26 09:00")
    o.press(old["sora"], "meeting:qualified")


def of_managers(o: Stage) -> None:
    """A meeting without an AE was held: its verdict is asked of the managers."""
    desk = Asking.of(o)
    booked(o, "tom", o.tongue.lead, "11/24 10:00")
    with writing(o.engine) as session:
        for row in session.exec(select(Meeting)).all():
            row.ae_id = None
    o.at("2026-11-24 11:00")
    o.say("tom", f"/meeting held {o.tongue.lead}")
    look(o, desk, "2026-11-24 11:30")
    o.press(message(o, desk, "mio"), "meeting:qualified")


def gaps(o: Stage) -> None:
    """Each cause with its fix; the manager's digest of the next morning, with one thing of each kind; the digest alone."""
    desk = Asking.of(o)
    for who in ("hana", "yui", "ken"):
        desk.month.calls(who, "2026-11-24", no_answer=3)
    booked(o, "tom", o.tongue.lead, "11/25 10:00")
    booked(o, "hana", o.tongue.others[0], "11/25 10:00")
    desk.month.meeting("tom", "2026-11-25 14:00", ae="sora")
    _rhythm(o, desk)
    look(o, desk, "2026-11-25 16:00")
    o.press(message(o, desk, "tom"), "log-details")
    for deed in ("asked-away", "asked-contact", "asked-nothing"):
        o.press(message(o, desk, "tom"), deed)
        o.press(o.say("tom", "/log undo"), "undo")
    o.say("hana", f"/meeting held {o.tongue.others[0]}")
    o.say("tom", "/log 3 no-answer")
    look(o, desk, "2026-11-25 16:30")
    look(o, desk, "2026-11-26 09:00")
    o.press(message(o, desk, "mio"), "meeting-more:open")
    for _ in range(3):
        o.press(message(o, desk, "sora"), "meeting:qualified")
        look(o, desk, "2026-11-26 09:30")


def _rhythm(o: Stage, desk: Asking) -> None:
    """Tom logs each half hour for weeks, and on Wednesday until eleven."""
    tom = desk.press_of.member("tom")
    own: dict[str, Any] = {"workspace_id": tom.workspace_id, "actor_id": id_of(tom), "fingerprint": "f", "kind": "calls"}
    with writing(o.engine) as session:
        for ago in range(1, 75):
            for half in range(18):
                at = moment(f"{date(2026, 11, 25) - timedelta(days=ago)} {9 + half // 2:02}:{30 * (half % 2):02}")
                session.add(Entry(**own, at=at, key=f"{at}"))
    o.at("2026-11-25 11:00")
    o.say("tom", "/log 3 no-answer")


def many(o: Stage) -> None:
    """More meetings than one message holds; who has so much open is one of the manager's many; the older message ends;
    the month is about to close."""
    desk = Asking.of(o)
    for n in range(12):
        booked(o, "tom", f"{o.tongue.lead} {n + 1}", f"11/24 {9 + n // 2}:{'00' if n % 2 else '30'}")
    for who in ("hana", "yui", "ken"):
        desk.month.calls(who, "2026-11-24", no_answer=3)
    look(o, desk, "2026-11-24 19:00")
    look(o, desk, "2026-11-25 09:00")
    desk.requests = desk.replica(desk.press_of, {})  # as a ticker does every minute: it goes through everything
    look(o, desk, "2026-11-25 09:01")
    desk.month.meeting("yui", "2026-11-26 10:00", "held", ae="sora")
    look(o, desk, "2026-12-04 09:00")


SCENES: dict[str, tuple[str, Scene]] = {
    "asked-day": ("empty", day),
    "asked-managers": ("empty", of_managers),
    "asked-gaps": ("empty", gaps),
    "asked-many": ("empty", many),
}
