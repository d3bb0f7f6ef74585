"""Prompts to a mentor in the morning: a rep is ready to graduate, a graduate's rate has fallen. Each once; the rest is theirs to say."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from bot.mornings.day import Day
from bot.mornings.posts import Draft
from bot.scoreboard.trainees import Trainee, trainees
from bot.talk import Post
from bot.text import Words
from bot.views import practice_told as view
from coaching.practice import ready_to_graduate
from coaching.reading import Reading
from coaching.trainee import RESTARTS, Way
from storage import prompts
from storage.tables import Member

QUIET = timedelta(days=14)  # after a mentor said "not yet"

Say = Callable[[Words, Trainee], view.Said]


def advice(day: Day) -> list[Draft]:
    """The prompts of a morning. Each is sent once, and again where it rests on a rate that none named since a mentor answered, or since its
    trials began anew.
    """
    reps = [one for one in day.people.values() if one.is_rep and one.team_id == day.team.id]
    found: list[_Prompt] = []
    for rep in trainees(day.session, team=day.team, reps=reps, now=day.now):
        if rep.learning and ready_to_graduate(rep.readings) and not _declined(day, rep):
            found += _prompts(day, rep, prompts.GRADUATION, view.ready, _gates(rep))
        elif fell := _fallen(rep):
            found += _prompts(day, rep, prompts.RELAPSE, view.fallen, fell)
    sent = prompts.sent(day.session, workspace_id=day.team.workspace_id, to={str(one.to.slack_id) for one in found}) if found else ()
    return [one.draft(day) for one in found if one.is_news(sent)]


@dataclass(frozen=True)
class _Prompt:
    """One to somebody; `about`: the kind, the rep, and how often and when a mentor answered; `signals`: the rates it rests on."""

    about: str
    signals: frozenset[str]
    rep: Trainee
    say: Say
    to: Member

    def is_news(self, sent: Iterable[str]) -> bool:
        """Whether it rests on a rate that none of those sent so far named."""
        told = (key.split(" ") for key in sent)
        named = [rates for *about, rates, to in told if about == self.about.split(" ") and to == str(self.to.id)]
        return not self.signals <= {rate for rates in named for rate in rates.split(",")}

    def draft(self, day: Day) -> Draft:
        """As it is sent."""
        key = f"{self.about} {','.join(sorted(self.signals))} {self.to.id}"
        return Draft(key, lambda: Post(key, str(self.to.slack_id), *self.say(day.reader(self.to).words, self.rep)))


def _gates(rep: Trainee) -> list[str]:
    """What graduation is advised by; one that was below since is another advice."""
    return [_signal(rep, read, "!" if read.course.below_on is not None else "") for read in rep.readings.values() if read.gates]


def _fallen(rep: Trainee) -> list[str]:
    """The rates of a graduate whose signal is on."""
    if not rep.graduated:
        return []
    return [_signal(rep, read) for read in rep.readings.values() if read.gates and read.course.relapsed_on is not None]


def _signal(rep: Trainee, read: Reading, mark: str = "") -> str:
    """A rate, what is expected of it, and the day its trials began anew or the rep started: with others it is another one."""
    began = read.anew.day if read.anew else rep.member.start_date
    return f"{read.step.value}{mark}={read.expected:g}@{began or ''}"


def _declined(day: Day, rep: Trainee) -> bool:
    """Whether the mentor said "not yet" a short while ago."""
    last = rep.way[-1] if rep.way else None
    return last is not None and last.kind is Way.KEPT and day.day - last.day < QUIET


def _prompts(day: Day, rep: Trainee, kind: str, say: Say, signals: Iterable[str]) -> list[_Prompt]:
    """To the rep's mentor, when they are back; to the managers, of who has none."""
    turns = sum(turn.kind in RESTARTS for turn in rep.way)
    declined = max((turn.day.isoformat() for turn in rep.way if turn.kind is Way.KEPT), default="")
    about = f"{kind} {rep.member.id} {turns}{declined}"
    return [_Prompt(about, frozenset(signals), rep, say, member) for member in _whose(day, rep)]


def _whose(day: Day, rep: Trainee) -> list[Member]:
    mentor = day.people.get(rep.member.mentor_id or 0)
    mentors = [mentor] if mentor and mentor.slack_id and mentor.is_mentor and mentor.id != rep.member.id else []
    managers = [one for one in day.people.values() if one.is_manager and one.slack_id and one.id != rep.member.id]
    return [one for one in mentors or managers if day.hears(one)]
