"""Scenes of /onpace and App Home: setting up, settings, people, leave, language, help; Home by role."""

from storage import teams
from storage.engine import writing
from storage.tables import Member
from tests.gallery.stage import Scene, Stage
from tests.people import CAST
from tests.rows import rows

PLACE = {"zone": "Asia/Tokyo", "country": "JP", "currency": "JPY"}


def beginning(o: Stage) -> None:
    form = o.press(o.say("mio", "/onpace"), "setup-team")
    form.fill(name=" ", other_zone="Mars/Base", other_country="XX", week=[], opens="09:00", closes="09:00", **PLACE)
    made = form.fill(name=o.tongue.team, channel="C0TEAM", **PLACE)
    people = o.press(made, "setup-members")
    people.fill(managers=[])
    with_reps = people.fill(reps=["U0HANA", "U0YUI"], managers=["U0MIO"])
    more = o.press(with_reps, "setup-members").fill(mentors=["U0KEN"], aes=["U0SORA"])
    rep = o.press(more, "setup-rep")
    rep.fill(rep=number(o, "yui"), mentor=number(o, "ken"), start="2026-11-02")
    o.press(o.say("mio", "/onpace"), "goal-form").fill(team_meetings="30", each_meetings="15")
    o.say("mio", "/onpace")


def without_mentor(o: Stage) -> None:
    """A team of a manager alone, and one whose new rep has no mentor and which has no channel."""
    made = o.press(o.say("ann", "/onpace"), "setup-team").fill(name="One", **PLACE)
    o.tap_value("ann", "setup-rep", "")
    o.press(made, "setup-members").fill(reps=["U0YUI"], managers=["U0ANN"])
    o.say("yui", f"/log appointment {o.tongue.lead} 11/24 11:00")
    o.at("2026-11-24 12:00")
    o.say("yui", f"/meeting held {o.tongue.lead}")
    o.say("ann", "/kpi ae")
    grown = o.press(made, "setup-members").fill(reps=["U0YUI"], aes=["U0SORA"], managers=["U0ANN"])
    o.press(grown, "setup-rep").fill(rep=number(o, "yui"), start="2026-11-02")
    rep = o.press(o.say("ann", "/onpace settings"), "setup-members").fill(mentors=["U0KEN"])
    o.say("ann", "/goal team meetings 30")
    o.press(rep, "setup-rep").fill(mentor=number(o, "ken"))
    o.say("ann", "/onpace")
    o.say("ann", "/onpace members")
    o.say("ann", "/onpace settings")
    o.say("ann", "/onpace left @ann")


def number(o: Stage, who: str) -> str:
    """The id of a member's row."""
    return str(next(m.id for m in rows(o, Member) if m.slack_id == CAST[who].slack_id))


def menus(o: Stage) -> None:
    shown = o.say("mio", "/onpace settings")
    for name in ("team", "members", "rep", "shares", "leave", "left", "closed", "posts", "visibility", "score"):
        o.press(shown, f"setup-{name}")
    o.press(shown, "goal:show")
    o.press(shown, "onpace:help")


def kept(o: Stage) -> None:
    """Every form of the settings sent, wrong and right."""
    shown = o.say("mio", "/onpace settings")
    o.press(shown, "setup-team").fill()
    o.press(shown, "setup-rep").fill(rep=number(o, "ken"), mentor=number(o, "ken"))
    o.press(shown, "setup-rep").fill(rep=number(o, "yui"), mentor="0", start=None)
    closed = o.press(shown, "setup-closed")
    for day, kind in (("2026-12-29", "closed"), ("2026-12-12", "working"), ("2026-12-29", "plain")):
        closed.fill(day=day, kind=kind)
    o.say("mio", "/onpace settings")
    for visibility in ("private", "top_n", "open"):
        o.press(shown, "setup-visibility").fill(visibility=visibility, top_n="10")
    o.press(shown, "setup-visibility").fill(top_n="0")
    score = o.press(shown, "setup-score")
    score.fill(weight_meetings="x", cap="x")
    score.fill(weight_meetings="0", weight_qualified="0", weight_revenue="0")
    score.fill(weight_meetings="6", cap="150%")


def people(o: Stage) -> None:
    o.say("tom", "/onpace members")
    listed = o.say("mio", "/onpace members")
    o.outsider("U0ZOE", o.tongue.people["zoe"])
    shares = o.press(listed, "setup-shares")
    weights = [f"weight_{number(o, who)}" for who in ("sora", "lena")]
    for value in ("x", "0"):
        shares.fill(**dict.fromkeys(weights, value))
    o.press(shares.fill(**{weights[0]: "200"}), "undo")
    form = o.press(listed, "setup-members")
    form.fill(reps=["U0TOM", "U0ZOE"])
    form.fill(reps=["U0TOM", "U0HANA"])
    in_another_team(o, "lena")
    form.fill(aes=["U0LENA"])
    gone = o.say("mio", "/onpace left @tom")
    o.press(gone, "setup-back")
    o.press(listed, "setup-left").fill(who=number(o, "hana"))


def in_another_team(o: Stage, who: str) -> None:
    """Make them a member of a second team."""
    with writing(o.engine) as session:
        member = session.get_one(Member, int(number(o, who)))
        member.team_id = teams.create(session, workspace_id=member.workspace_id, name="2", now=o.now).id


def leave(o: Stage) -> None:
    o.say("tom", "/onpace leave")
    o.press(o.say("tom", "/onpace leave 12/1 12/3"), "undo")
    o.say("tom", "/onpace leave 12/28")
    o.say("tom", "/log undo")
    o.press(o.say("tom", "/onpace leave"), "setup-leave-remove")
    o.press(o.say("tom", "/onpace leave"), "setup-leave").fill(first="2026-12-10", last="2026-12-09")
    form = o.press(o.say("mio", "/onpace leave @tom"), "setup-leave")
    form.fill(who=number(o, "tom"), first="2026-12-10", last="2026-12-11")


def talk(o: Stage) -> None:
    kept = [o.press(o.say("mio", "/onpace settings"), "setup-visibility").fill(visibility=seen) for seen in ("open", "top_n")]
    for shown in kept:  # the first was changed again since
        o.press(shown, "undo")
    o.say("tom", "/onpace language")
    o.say("tom", f"/onpace language {o.tongue.language}")
    for who in ("tom", "ken", "mio", "sora", "zoe"):
        o.say(who, "/onpace help")
    o.say("tom", "/onpace")
    for topic in ("log", "meeting", "kpi", "goal", "coach", "onpace", "posts"):
        o.say("tom", f"/onpace help {topic}")


def homes_new(o: Stage) -> None:
    o.open_home("zoe")


def homes(o: Stage) -> None:
    for who in ("tom", "ken", "mio", "sora", "zoe"):
        o.open_home(who)


def home_taps(o: Stage) -> None:
    o.home_tap("tom", "log-tap", "no_answer")
    o.home_tap("tom", "undo:latest")
    o.home_tap("tom", "meeting:held")
    o.home_tap("tom", "kpi:me")
    o.home_tap("sora", "meeting:won")
    o.home_tap("tom", "log-details")


SCENES: dict[str, tuple[str, Scene]] = {
    "setup-beginning": ("new", beginning),
    "setup-without-mentor": ("new", without_mentor),
    "setup-menus": ("full", menus),
    "setup-kept": ("empty", kept),
    "setup-people": ("full", people),
    "setup-leave": ("empty", leave),
    "setup-talk": ("empty", talk),
    "home-new": ("new", homes_new),
    "home-empty": ("empty", homes),
    "home-full": ("full", homes),
    "home-taps": ("full", home_taps),
}
