"""Prompts to a mentor in the morning: a rep is ready to graduate, a graduate's rate has fallen. Each once; the rest is theirs to say."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from bot.mornings.day import Day
from bot.mornings.posts import Draft
from bot.scoreboard.trainees import Trainee, trainees
from bot.talk import Post
from bot.text import Words
from bot.views import practice_told as view
from coaching.practice import ready_to_graduate
from coaching.trainee import RESTARTS, Way
from storage.tables import Member

QUIET = timedelta(days=14)  # after a mentor said "not yet"


def advice(day: Day) -> list[Draft]:
    """The prompts of a morning. The same again has the same key, so it is sent once until somebody answers or the standing changes."""
    reps = [one for one in day.people.values() if one.is_rep and one.team_id == day.team.id]
    found: list[Draft] = []
    for rep in trainees(day.session, team=day.team, reps=reps, now=day.now):
        if rep.learning and ready_to_graduate(rep.readings) and not _declined(day, rep):
            found += _drafts(day, rep, "graduation", view.ready, _gates(rep))
        elif fell := _fallen(rep):
            found += _drafts(day, rep, "relapse", view.fallen, fell)
    return found


def _gates(rep: Trainee) -> list[str]:
    """What graduation is advised by: other gates, or one that was below since, make it another advice."""
    return [f"{r.step.value}{'!' if r.course.below_on is not None else ''}" for r in rep.readings.values() if r.gates]


def _fallen(rep: Trainee) -> list[str]:
    """The rates of a graduate whose signal is on, with what is expected of them."""
    if not rep.graduated:
        return []
    return [f"{r.step.value}={r.expected:g}" for r in rep.readings.values() if r.gates and r.course.relapsed_on is not None]


def _declined(day: Day, rep: Trainee) -> bool:
    """Whether the mentor said "not yet" a short while ago."""
    last = rep.way[-1] if rep.way else None
    return last is not None and last.kind is Way.KEPT and day.day - last.day < QUIET


def _drafts(day: Day, rep: Trainee, kind: str, say: Callable[[Words, Trainee], view.Said], signal: Sequence[str]) -> list[Draft]:
    """To the rep's mentor, when they are back; to the managers, of who has none."""
    turns = sum(turn.kind in RESTARTS for turn in rep.way)
    declined = max((turn.day.isoformat() for turn in rep.way if turn.kind is Way.KEPT), default="")
    about = f"{kind} {rep.member.id} {turns}{declined} {','.join(sorted(signal))}"

    def draft(member: Member) -> Draft:
        key = f"{about} {member.id}"
        return Draft(key, lambda: Post(key, str(member.slack_id), *say(day.reader(member).words, rep)))

    return [draft(member) for member in _whose(day, rep)]


def _whose(day: Day, rep: Trainee) -> list[Member]:
    mentor = day.people.get(rep.member.mentor_id or 0)
    mentors = [mentor] if mentor and mentor.slack_id and mentor.is_mentor and mentor.id != rep.member.id else []
    managers = [one for one in day.people.values() if one.is_manager and one.slack_id and one.id != rep.member.id]
    return [one for one in mentors or managers if day.hears(one)]
