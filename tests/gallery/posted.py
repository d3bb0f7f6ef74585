"""Scenes of what is said unasked: mornings, the team's numbers, paces that turn, the live board, a source that fell."""

from collections.abc import Callable
from datetime import timedelta

from bot.jobs import JOBS
from bot.jobs.closes import Closer
from bot.jobs.pulse import Pulse
from bot.jobs.rounds import Rounds, Writer
from coaching.posts import Job
from coaching.terms import Outcome
from storage import calls, leads, members, outbox, postplans, teams
from storage.engine import writing
from storage.postplans import Plan
from storage.tables import id_of
from tests.dawn import Dawn
from tests.gallery.stage import Scene, Stage
from tests.month import Month, moment
from tests.people import CAST

READERS = {person.slack_id: who for who, person in CAST.items()}


def kept(o: Stage, at: str, look: Callable[[Stage], None]) -> None:
    """What this look put into the outbox, or changed there, as each reader gets it."""
    o.now = moment(at)
    before = {row.id: row.body for row in o.outgoing()}
    look(o)
    for row in o.outgoing():
        if before.get(row.id) != row.body:
            o.keep("file" if "picture" in row.body else "post", READERS.get(row.to, "mio"), {"channel": row.to, **row.body})
    o.posted = len(o.outgoing())


def due(o: Stage) -> None:
    """The rounds of every job but requests, which have scenes of their own."""
    jobs: dict[Job, Writer] = {job: writer for job, writer in JOBS.items() if job not in (Job.VERDICT, Job.OUTCOME, Job.GAP)}
    Rounds(o.engine, lambda: o.now, jobs, lambda: None).look()


def beat(o: Stage) -> None:
    """Paces and boards."""
    Pulse(o.engine, lambda: o.now, lambda: None).beat()


def day(o: Stage) -> None:
    """A day of the team: mornings, the pace that breaks, noon, and the board."""
    with writing(o.engine) as session:
        for team in teams.every(session, workspace_id=1):
            team.created_at = moment("2026-10-01 09:00")
            session.add(team)
        for n, source in enumerate(("web", "webinar", "", "webinar")):
            leads.add(session, workspace_id=1, team_id=None, name=f"Delta {n}", now=o.now, source=source, key=f"row {n}")
    Dawn(o).by_hand("yui", "ken", "2026-11-24 16:00")
    kept(o, "2026-11-20 15:00", beat)
    kept(o, "2026-11-24 09:00", due)
    kept(o, "2026-11-24 10:00", beat)
    o.say("mio", "/onpace posts preview warning")
    kept(o, "2026-11-24 12:00", due)
    told = next((row for row in o.outgoing() if row.key.startswith("pace ")), None)
    assert told, "somebody's pace turned"
    muted = o.tap_value(READERS[told.to], "pace-mute", "mute")
    o.press(muted, "undo")
    who = READERS[told.to]
    o.say(who, "/onpace mute")
    o.press(o.press(o.say(who, "/onpace"), "pace-unmute"), "pace-mute")
    for line in ("unmute", "unmute", "mute until friday"):
        o.say(who, f"/onpace {line}")


def empty(o: Stage) -> None:
    """A team that has just begun."""
    with writing(o.engine) as session:
        for team in teams.every(session, workspace_id=1):
            team.created_at = moment("2026-10-01 09:00")
            session.add(team)
    kept(o, "2026-11-24 09:00", due)
    kept(o, "2026-11-24 12:00", due)
    kept(o, "2026-11-24 12:01", beat)


def left(o: Stage) -> None:
    """A board that moves, and one that is switched off."""
    o.now = moment("2026-11-24 12:01")
    beat(o)
    _confirmed(o)
    with writing(o.engine) as session:
        [team, *_] = teams.every(session, workspace_id=1)
        where = {"workspace_id": 1, "team_id": id_of(team)}
    for minute, plan in ((2, Plan(Job.BOARD, channel_id="C0OTHER")), (3, Plan(Job.BOARD, wanted=False))):
        with writing(o.engine) as session:
            postplans.keep(session, **where, plan=plan)
        kept(o, f"2026-11-24 12:0{minute}", beat)
        _confirmed(o)


def _confirmed(o: Stage) -> None:
    """What waits is posted."""
    with writing(o.engine) as session:
        for message in outbox.claim(session, now=o.now, worker="w", most=99):
            outbox.confirm(session, outgoing_id=id_of(message), now=o.now, ts=f"{message.id}.0")


def back(o: Stage) -> None:
    """One who was behind holds many meetings, and is back on pace the day after."""
    o.at("2026-11-05 09:00")
    o.say("mio", "/goal @tom meetings 18")
    o.say("mio", "/goal team meetings 20")
    o.say("tom", "/log callback Gamma 11/12 15:00")
    kept(o, "2026-11-12 16:00", beat)
    for hour in range(9, 18):
        Month(o).meeting("tom", f"2026-11-12 {hour:02}:00", "held")
    kept(o, "2026-11-13 09:30", beat)


def fell(o: Stage) -> None:
    """A source that brought every fifth contact and now every thirtieth."""
    with writing(o.engine) as session:
        tom = members.by_slack_id(session, workspace_id=1, slack_id=CAST["tom"].slack_id)
        assert tom
        for n in range(120):
            at, contacts = moment("2026-07-20 10:00") + timedelta(days=n), 6 if n < 90 else 1
            whose = {"workspace_id": 1, "team_id": tom.team_id, "member_id": id_of(tom)}
            about = {**whose, "day": at.date(), "at": at, "source": "webinar"}
            for outcome, count in ((Outcome.CONTACT, contacts), (Outcome.NO_ANSWER, 30 - contacts)):
                calls.add(session, **about, outcome=outcome, count=count)  # type: ignore[arg-type]
        for team in teams.every(session, workspace_id=1):
            team.created_at = moment("2026-07-01 09:00")
            session.add(team)
    kept(o, "2026-11-20 12:00", due)


def closed(o: Stage) -> None:
    """November closes on the fifth business day of December."""
    o.at("2026-12-07 09:00")
    Closer(o.engine, lambda: o.now).look()
    kept(o, "2026-12-07 09:00", due)
    for _ in range(2):  # the brief, then the month
        _confirmed(o)
        o.later(minutes=1)
    o.say("mio", "/onpace posts preview close")


SCENES: dict[str, tuple[str, Scene]] = {
    "posted-day": ("full", day),
    "posted-empty": ("empty", empty),
    "posted-back": ("empty", back),
    "posted-left": ("empty", left),
    "posted-closed": ("full", closed),
    "posted-fell": ("empty", fell),
}
