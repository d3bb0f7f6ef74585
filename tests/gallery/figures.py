"""Scenes of /kpi and /goal: boards, parts, pictures, sharing; goals by words and form, and backwards from a revenue."""

from datetime import date, timedelta

from sqlmodel import select

from bot.scoreboard import closing
from coaching.terms import Kpi
from storage import teams
from storage.engine import writing
from storage.tables import ClosedMonth, MeetingEvent, id_of
from tests.gallery.stage import Scene, Stage
from tests.month import Month

EVERY = (
    "me",
    "team",
    "source",
    "ae",
    "reps",
    "funnel",
    "split",
    "me source",
    "team last-month",
    "2026-11-02..2026-11-13",
    "team 2026-12",
    "definitions",
)


def boards(o: Stage) -> None:
    for line in EVERY:
        o.say("tom", f"/kpi {line}")
    o.say("tom", "/kpi me 2026-11-20..2026-11-20")
    o.say("mio", "/kpi reps")
    o.say("mio", "/kpi @tom")
    o.say("sora", "/kpi me")
    o.say("ken", "/kpi @yui")


def many(o: Stage) -> None:
    """More reps than one message names."""
    Month(o).hire(40, o.tongue.rep)
    o.say("mio", "/kpi reps")


def taps(o: Stage) -> None:
    shown = o.say("mio", "/kpi team")
    o.press(shown, "kpi-share")
    o.press(shown, "kpi", "source")
    o.press(o.press(shown, "kpi:before"), "kpi:before")
    own = o.say("tom", "/kpi me", channel="D0TOM")
    o.press(own, "kpi-share")


def splits(o: Stage) -> None:
    """Each step that can hold a month back, too early, and nothing to hold it against."""
    month = Month(o)
    o.say("mio", "/kpi split @tom")
    month.goal("15", who="tom")
    for first in ("2026-08", "2026-09", "2026-10"):
        month.calls("tom", f"{first}-10", no_answer=480, contact=120, appointment=40)
        for day in (5, 6, 7, 12, 13, 14, 19, 20, 21, 26, 27, 28):
            month.meeting("tom", f"{first}-{day:02} 14:00", "held")
    o.say("tom", "/kpi")
    month.calls("tom", "2026-11-10", no_answer=500)
    o.say("tom", "/kpi")
    month.calls("tom", "2026-11-10", no_answer=300, contact=100, appointment=34)
    o.say("tom", "/kpi")
    for day in (5, 6, 9, 10, 11, 12, 13, 16, 17, 18):
        month.meeting("tom", f"2026-11-{day:02} 14:00", "no_show")
    o.say("tom", "/kpi")
    month.meeting("tom", "2026-11-12 15:00", "held")
    o.press(o.say("tom", "/kpi"), "kpi:split")
    month.calls("yui", "2026-11-12", no_answer=200, contact=80)
    o.say("mio", "/kpi @yui")
    for day in (5, 6, 9, 10, 11, 12):
        month.meeting("ken", f"2026-10-{day:02} 14:00", "held", email=True)
    o.say("mio", "/kpi @ken")
    o.say("mio", "/kpi split @ken")
    for once in ("2026-10-10", "2026-11-10"):
        month.calls("hana", once, no_answer=30)
    o.say("mio", "/kpi split @hana")
    o.say("tom", "/kpi split 2026-11-02..2026-11-13")
    o.at("2026-11-02 18:00")
    o.say("tom", "/kpi split")


def closed(o: Stage) -> None:
    """A month as it was closed, what was entered later, and who entered it."""
    month, lead = Month(o), o.tongue.lead
    o.at("2026-11-26 09:00")
    o.say("tom", f"/log appointment {lead} 11/27 10:00 @sora")
    o.say("tom", f"/log appointment {o.tongue.others[0]} 11/27 15:00 @sora")
    o.at("2026-11-27 17:00")
    o.say("tom", f"/meeting held {lead}")
    month.goal("10")
    for day in ("2026-12-03", "2026-12-09"):
        o.at(f"{day} 10:00")
        o.say("mio", "/kpi later team last-month")
    o.say("mio", "/kpi later team 2026-11-02..2026-11-13")
    with writing(o.engine) as session:
        team = teams.every(session, workspace_id=1)[0]
        kept = closing.close(session, team=team, month=date(2026, 11, 1), now=o.now)
    o.say("mio", "/kpi later team last-month")
    judged = o.say("sora", f"/meeting qualified {lead}")
    o.at("2026-12-10 09:00")
    o.press(judged, "undo")
    o.say("mio", "/kpi team last-month")
    for n in range(2, 8):
        o.at(f"2026-12-1{n} 10:00")
        o.say("sora", f"/meeting {'un' if n % 2 else ''}qualified {lead}")
    o.say("tom", f"/meeting held {o.tongue.others[0]}")
    o.say("sora", f"/meeting won {lead} 1,200,000")
    o.press(o.say("mio", "/kpi team last-month"), "kpi:later")
    o.press(o.say("tom", "/kpi me last-month"), "kpi-share")
    late_calls(o, id_of(kept))
    o.say("mio", "/kpi later team last-month")
    o.say("tom", "/kpi later team last-month")


def late_calls(o: Stage, closed_id: int) -> None:
    """Calls of the day before, as if the month had been closed in between; and words nobody of here said."""
    o.at("2026-12-01 09:00")
    o.say("tom", "/log 12 no-answer yesterday")
    o.say("mio", "/log 3 no-answer yesterday")
    with writing(o.engine) as session:
        session.get_one(ClosedMonth, closed_id).closed_at = o.now - timedelta(minutes=1)
        for row in session.exec(select(MeetingEvent).where(MeetingEvent.kind == "held")).all():
            row.actor_id = None
    o.at("2026-12-18 10:00")


def nowhere(o: Stage) -> None:
    share = o.deed(o.say("tom", "/kpi me"), "kpi-share", "")
    Month(o).team(channel_id="")
    o.tap("tom", share, channel="D0TOM")


def visible(o: Stage) -> None:
    for visibility in ("top_n", "open"):
        Month(o).team(visibility=visibility, top_n=3)
        o.say("tom", "/kpi reps")
        o.say("tom", "/kpi definitions")


def states(o: Stage) -> None:
    """Ahead, even, reached, zero, not begun, no day left, over."""
    month = Month(o)
    month.meeting("tom", "2026-11-05 14:00", "held", "qualified")
    for goal in ("1", "0", "2", "1.4", "40"):
        month.goal(goal, who="tom", month="2026-11-01")
        o.say("tom", "/kpi")
    o.at("2026-11-30 18:30")
    o.say("tom", "/kpi")
    o.at("2026-12-01 07:00")
    o.say("tom", "/kpi")
    o.say("tom", "/kpi last-month")


def even(o: Stage) -> None:
    """To the point on pace."""
    month = Month(o)
    month.meeting("tom", "2026-11-04 14:00", "held")
    month.goal("19", who="tom", month="2026-11-01")
    o.at("2026-11-02 18:00")
    month.meeting("tom", "2026-11-02 11:00", "held")
    o.say("tom", "/kpi")


def nothing(o: Stage) -> None:
    for line in EVERY:
        o.say("tom", f"/kpi {line}")
    for line in ("team", "reps", "@tom"):
        o.say("mio", f"/kpi {line}")


def goals(o: Stage) -> None:
    for who in ("mio", "tom"):
        o.say(who, "/goal")
    o.say("mio", "/goal each meetings 30")
    o.say("mio", "/goal")
    o.say("mio", "/goal team meetings 1")
    o.press(o.say("mio", "/goal team meetings 300"), "goal:each")
    for line in ("each meetings 30", "@tom meetings 20 2026-12", "qualified 60%", "revenue 12000000", "each revenue 3500000"):
        o.say("mio", f"/goal {line}")
    for who in ("mio", "tom"):
        o.say(who, "/goal")
    form = o.press(o.say("mio", "/goal"), "goal-form")
    form.fill()
    form.fill(team_meetings="many", team_qualified="600%", team_revenue="much")
    o.press(
        form.fill(team_meetings="450", team_qualified="62.5%", team_revenue="15000000", each_revenue="4000000", each_meetings="31"), "undo"
    )
    o.tap_value("mio", "goal", "team meetings 12")


def goals_full(o: Stage) -> None:
    for who in ("mio", "tom"):
        o.say(who, "/goal")


def backwards(o: Stage) -> None:
    o.press(o.say("mio", "/goal from-revenue 100000000"), "goal-keep-backwards")
    form = o.press(o.say("mio", "/goal"), "goal-backwards-form")
    form.fill(revenue="much", deal="0")
    form.fill(revenue="100m", deal="2,500,000")


def backwards_missing(o: Stage) -> None:
    """Each rate that may be missing."""
    month = Month(o)
    o.say("mio", "/goal from-revenue 100000000")
    o.tap_value("mio", "goal-keep-backwards", "100000000 - 2026-11")
    deal = "/goal from-revenue 100000000 deal 2500000"
    o.say("mio", deal)
    month.meeting("tom", "2026-10-05 14:00", "held", "qualified", won=1_000_000)
    o.say("mio", deal)
    month.calls("tom", "2026-10-05", contact=10)
    o.say("mio", deal)
    month.calls("tom", "2026-10-06", no_answer=10, appointment=3)
    o.say("mio", deal)


def missed(o: Stage) -> None:
    """Meetings that were due and none held."""
    Month(o).meeting("tom", "2026-10-05 14:00", "held", "qualified", won=1_000_000)
    o.say("mio", "/goal from-revenue 100000000")


def bare(o: Stage) -> None:
    """More won than held: what was held last month is won now. And a source named as an import names it."""
    lead = o.tongue.lead
    o.at("2026-10-28 10:00")
    o.say("tom", f"/log appointment {lead} 10/29 11:00 @sora")
    o.say("tom", f"/log appointment {o.tongue.others[0]} 11/5 11:00 @sora")
    o.at("2026-10-29 12:00")
    o.say("sora", f"/meeting qualified {lead}")
    o.at("2026-11-05 12:00")
    o.say("sora", f"/meeting qualified {o.tongue.others[0]}")
    for name in (lead, o.tongue.others[0]):
        o.say("sora", f"/meeting won {name} 1,000,000")
    Month(o).calls("tom", "2026-11-06", "list", no_answer=1)
    o.say("tom", "/kpi funnel")
    o.say("tom", "/kpi source")


def no_goal(o: Stage) -> None:
    """Figures without a goal: who can set one."""
    month = Month(o)
    month.meeting("tom", "2026-11-05 14:00", "held")
    month.meeting("tom", "2026-11-27 10:00")
    o.say("tom", "/kpi")
    o.say("mio", "/kpi team")
    o.say("mio", "/kpi @tom")
    month.goal("0.6", Kpi.QUALIFIED)
    o.say("mio", "/goal")


def outlook(o: Stage) -> None:
    """How the month may end: likely and not, what calls would do, until when bookings count, near the end, without a goal."""
    month = Month(o)
    for day in range(1, 31):
        month.calls("tom", f"2026-09-{day:02d}", no_answer=40, contact=8)
        month.meeting("tom", f"2026-{9 + day % 2:02d}-{day:02d} 14:00", "held")
    for day in (4, 5, 6, 9, 10, 11, 12, 13, 16):
        month.calls("tom", f"2026-11-{day:02d}", no_answer=40, contact=8)
        month.meeting("tom", f"2026-11-{day:02d} 14:00", "held")
    for day in (24, 25, 26, 27, 30):
        month.meeting("tom", f"2026-11-{day} 14:00")
    month.booked_before(6)
    for goal in ("18", "15", "11", "40"):
        month.goal(goal, who="tom", month="2026-11-01")
        o.say("tom", "/kpi")
    o.at("2026-11-27 12:00")
    o.say("tom", "/kpi")
    month.goal("0", who="tom", month="2026-11-01")
    o.say("tom", "/kpi")
    o.say("mio", "/kpi team")
    month.meeting("hana", "2026-11-05 14:00", "held")
    month.goal("5", who="hana", month="2026-11-01")
    o.at("2026-11-30 17:30")
    o.say("hana", "/kpi")


SCENES: dict[str, tuple[str, Scene]] = {
    "kpi-boards": ("full", boards),
    "kpi-many": ("empty", many),
    "kpi-taps": ("full", taps),
    "kpi-splits": ("empty", splits),
    "kpi-closed": ("empty", closed),
    "kpi-nowhere": ("empty", nowhere),
    "kpi-visible": ("full", visible),
    "kpi-states": ("empty", states),
    "kpi-even": ("empty", even),
    "kpi-outlook": ("empty", outlook),
    "kpi-nothing": ("empty", nothing),
    "kpi-bare": ("empty", bare),
    "kpi-no-goal": ("empty", no_goal),
    "goal": ("empty", goals),
    "goal-full": ("full", goals_full),
    "goal-backwards": ("full", backwards),
    "goal-backwards-missing": ("empty", backwards_missing),
    "goal-backwards-missed": ("empty", missed),
}
