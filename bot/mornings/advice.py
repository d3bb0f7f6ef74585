"""Prompts to a mentor in the morning: a rep is ready to graduate, a graduate's rate has fallen. Each once; the rest is theirs to say."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from bot.mornings.posts import Day
from bot.scoreboard.trainees import Trainee
from bot.talk import Post
from bot.text import Words
from bot.views import practice_told as view
from coaching.practice import ready_to_graduate
from coaching.trainee import RESTARTS, Way
from storage.tables import Member

QUIET = timedelta(days=14)  # after a mentor said "not yet"


def advice(day: Day, reps: Iterable[Trainee]) -> list[Post]:
    """The prompts of a morning. The same again has the same key, so it is sent once until somebody answers or the standing changes."""
    found: list[Post] = []
    for rep in reps:
        if rep.learning and ready_to_graduate(rep.readings) and not _declined(day, rep):
            found += _posts(day, rep, "graduation", view.ready, _gates(rep))
        elif fell := _fallen(rep):
            found += _posts(day, rep, "relapse", view.fallen, fell)
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


def _posts(day: Day, rep: Trainee, kind: str, say: Callable[[Words, Trainee], view.Said], signal: Sequence[str]) -> list[Post]:
    """To the rep's mentor, when they are back; to the managers, of who has none."""
    turns = sum(turn.kind in RESTARTS for turn in rep.way)
    found = []
    for member in _whose(day, rep):
        text, blocks = say(day.reader(member).words, rep)
        key = f"{kind} {rep.member.id} {turns} {','.join(sorted(signal))} {member.id}"
        found.append(Post(key, str(member.slack_id), text, blocks))
    return found


def _whose(day: Day, rep: Trainee) -> list[Member]:
    mentor = day.people.get(rep.member.mentor_id or 0)
    mentors = [mentor] if mentor and mentor.slack_id and mentor.is_mentor and mentor.id != rep.member.id else []
    managers = [one for one in day.people.values() if one.is_manager and one.slack_id and one.id != rep.member.id]
    return [one for one in mentors or managers if day.hears(one)]
