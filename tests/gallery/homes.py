"""Scenes of practice at a glance: App Home and /coach for a rep, a mentor and a manager, with much of it, little and none."""

from datetime import timedelta
from typing import Any

from coaching.terms import Role
from storage import alarms, members
from storage.engine import writing
from storage.tables import Member, id_of
from tests.gallery.coached import work
from tests.gallery.stage import Scene, Stage
from tests.month import Month
from tests.practising import Desk

TODAY, BEFORE = "2026-11-24", "2026-11-20"


def _each(o: Stage) -> None:
    """All three, on App Home and by words."""
    for who in ("yui", "ken", "mio"):
        o.open_home(who)
        o.say(who, "/coach")


def _expected(o: Stage) -> None:
    for line in ("contact 12%", "appointment 15%"):
        o.say("mio", f"/coach threshold {line}")


def full(o: Stage) -> None:
    """Everything at once: practices in each state, a score that waits, reps nobody could be found for."""
    _expected(o)
    work(o, "yui", "2026-10-12", 28, contact=6, appointment=1, no_answer=32)
    desk = Desk(o)
    made = desk.practice("yui", "ken", "2026-11-19 16:30", "yui", "ken")
    desk.score(made, "ken", 4, well=o.tongue.note, next_time=o.tongue.note[:60])
    desk.score(made, "mio", 3, well=o.tongue.note[:40])
    desk.practice("yui", "ken", f"{BEFORE} 16:30", "yui", "ken")
    desk.practice("yui", "ken", f"{TODAY} 16:30")
    desk.practice("tom", "ken", f"{TODAY} 17:00", "tom", "ken")
    desk.practice("tom", "ken", f"{TODAY} 17:30", "ken")
    desk.unserved(TODAY, hana="called_off")
    _each(o)
    for rep in ("ken", "tom"):
        o.open_home(rep)


def left_out(o: Stage) -> None:
    """Nobody could be placed, each for another reason; two scores wait; the last mark did not pass."""
    _expected(o)
    desk = Desk(o)
    desk.score(desk.practice("yui", "ken", "2026-11-18 16:30"), "ken", 2)
    for hour in (15, 16):
        desk.practice("yui", "ken", f"{BEFORE} {hour}:30", "yui", "ken")
    desk.unserved(TODAY, yui="away", hana="no_mentor", tom="too_late", ken="no_hours")
    _each(o)
    desk.practice("yui", "ken", f"{TODAY} 09:00", "yui", "ken")
    for who in ("yui", "ken"):  # it is over, and waits for its score
        o.open_home(who)


def many(o: Stage) -> None:
    """More than there is room for."""
    _expected(o)
    desk = Desk(o)
    with writing(o.engine) as session:
        everybody = members.every(session, workspace_id=1)
        ken = next(one for one in everybody if one.slack_id == "U0KEN")
        members.set_roles(ken, members.roles(ken) | {Role.MANAGER})
        for number in range(6):
            row = Member(workspace_id=1, team_id=ken.team_id, name=f"{o.tongue.rep} {number}", is_rep=True, created_at=o.now)
            row.mentor_id, row.start_date = id_of(ken), o.now.date()
            other = Member(workspace_id=1, team_id=ken.team_id, name=f"{o.tongue.rep} M{number}", is_mentor=True, created_at=o.now)
            session.add_all([row, other])
    for who in ("hana", "tom", "yui", "ken", "mio", "ann", "sora"):
        Month(o).meeting(who, f"{BEFORE} 10:00")
    for hour in range(9, 18):
        desk.practice("yui", "ken", f"2026-11-19 {hour:02}:30", "yui", "ken")
        desk.practice("yui", "ken", f"{TODAY} {hour:02}:30", "yui", "ken")
    _each(o)


def nobody(o: Stage) -> None:
    """A graduate, a mentor without trainees, a team without a mentor."""
    _expected(o)
    work(o, "yui", "2026-10-12", 30, contact=6, appointment=2, no_answer=32)
    o.press(o.say("mio", "/coach @yui"), "coach-graduate")
    _each(o)
    with writing(o.engine) as session:
        for member in members.every(session, workspace_id=1):
            member.mentor_id = None
    o.open_home("ken")
    with writing(o.engine) as session:
        for member in members.every(session, workspace_id=1):
            members.set_roles(member, members.roles(member) - {Role.MENTOR})
    for who in ("mio", "ken"):
        o.open_home(who)


def behind(o: Stage) -> None:
    """A rep and the team behind since a day, a meeting today, and everybody's page after it."""
    o.say("tom", f"/log appointment {o.tongue.lead} 11/24 16:00 @lena")
    with writing(o.engine) as session:
        tom = next(one for one in members.every(session, workspace_id=1) if one.slack_id == "U0TOM")
        for whose in (id_of(tom), alarms.TEAM):
            about: dict[str, Any] = {
                "workspace_id": 1,
                "team_id": tom.team_id or 0,
                "member_id": whose,
                "month": o.now.date().replace(day=1),
            }
            alarms.turn(session, **about, behind=True, now=o.now - timedelta(days=4), today=o.now.date() - timedelta(days=4))
    for who in ("tom", "mio", "sora", "lena"):
        o.open_home(who)


SCENES: dict[str, tuple[str, Scene]] = {
    "homes-full": ("empty", full),
    "homes-left-out": ("empty", left_out),
    "homes-many": ("empty", many),
    "homes-nobody": ("empty", nobody),
    "homes-behind": ("full", behind),
}
