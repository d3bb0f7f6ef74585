"""The three weeks: mornings told and answered, calls logged, practices reminded of, held and scored, people graduated."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, partial
from random import Random

from sqlmodel import Session, col

from bot.demo import seeding
from bot.demo.cast import TEAM
from bot.holidays import calendar_of
from bot.scoreboard.trainees import trainees
from bot.views.coach import SIGNS
from coaching.agreement import State
from coaching.practice import by_weakness
from storage import members, teams
from storage.tables import Mark, Practice, Team, id_of
from tests.weeks.floor import Floor, Form, Message, Records, button, clock
from tests.weeks.truth import DAYS, SEED, SOURCE, TRUTHS, Worked

LOOKS = (("morning", "ken"), ("trainee", "kaito"), ("home-mentor", "ken"), ("home-trainee", "kaito"), ("home-manager", "mio"))
SPEAKS = {"ken": "ja", "grace": "en"}  # the mentors
LEFT = (1, 6, 10)  # days whose first practice is scored only when the next morning asks for it
MOVED, MOVES = 2, "kaito"  # the day on which a new rep asks for another time
COMPANIES = {"yui": "Yokozuna", "noah": "Nightingale", "kaito": "Kaleidoscope", "aoi": "Aubergine"}
CURVE = 7  # the day on whose evening a mentor looks at how far a rep has come
LINES = {
    "en": {"well": "Let them finish, and asked on", "next": "Offer two dates to choose from"},
    "ja": {"well": "最後まで聞いてから質問できた", "next": "日程は2つ挙げて選んでもらう"},
}


@dataclass
class Day:
    """What became of a day, as the table shows it."""

    day: date
    held: dict[str, str] = field(default_factory=dict)  # rep → "16:30 ken 64"
    standing: dict[str, str] = field(default_factory=dict)
    news: list[str] = field(default_factory=list)


def _unseen(name: str, who: str) -> None:
    """Nobody looks."""


@dataclass
class Life:
    """Lived day by day: `for day in life.days()`; `seen(name, who)` is called where there is something to look at."""

    floor: Floor
    seen: Callable[[str, str], object] = field(default=_unseen)
    language: str = ""  # everybody's; else each mentor writes in their own
    read: dict[str, int] = field(default_factory=dict)  # how many messages each has answered

    def __post_init__(self) -> None:
        self.records = Records(self.floor.engine)
        self.names = self.records.people()

    def days(self, most: int = DAYS) -> Iterator[Day]:
        """The fifteen business days after the demo begins, or the first of them."""
        for number, day in enumerate(business_days()[:most]):
            found = Day(day)
            self.morning(number, found)
            self.work(number, day)
            self.practise(number, found)
            self.standings(found)
            if number == CURVE:
                self.seen("curve", "grace")
            yield found

    # The morning

    def morning(self, number: int, today: Day) -> None:
        """Planned, told, read, answered."""
        self.floor.at(clock(today.day, "08:50"))
        self.floor.until(partial(self.records.morning, today.day))
        for mentor in SPEAKS:
            for message in self.news(mentor):
                self._advised(mentor, message, today)
                self._score_asked(mentor, message, today)
        if number == 1:
            for name, who in LOOKS:
                self.seen(name, who)
        for practice in self.records.on(today.day):
            self._agree(number, practice)

    def news(self, who: str) -> list[Message]:
        """What came since they looked last."""
        found = self.floor.inbox(who)
        new, self.read[who] = found[self.read.get(who, 0) :], len(found)
        return new

    def _advised(self, mentor: str, message: Message, today: Day) -> None:
        """Graduation is confirmed, a fallen graduate gets a practice by one tap."""
        for rep in self.names:
            if button(message, "coach-graduate", str(rep)):
                self.seen("graduation", mentor)
                self.floor.tap(mentor, message, "coach-graduate", str(rep))
                today.news.append(f"{self.names[rep]} graduates")
            elif button(message, "coach-again", str(rep)):
                self.seen("relapse", mentor)
                self.floor.tap(mentor, message, "practice-schedule", str(rep))
                self.floor.tap(mentor, self.floor.ask(mentor, f"/coach @{self.names[rep]}"), "coach-again", str(rep))
                today.news.append(f"{self.names[rep]} relapses: a practice by one tap")

    def _score_asked(self, mentor: str, message: Message, today: Day) -> None:
        """Yesterday's score, asked for this morning."""
        for practice in self.records.rows(Practice, col(Practice.state).in_(("proposed", "accepted")), col(Practice.day) < today.day):
            if button(message, "coach-score", str(practice.id)):
                self._score(mentor, message, practice)
                today.news.append(f"{mentor} is asked for {self.names[practice.rep_id]}'s score")

    def _agree(self, number: int, practice: Practice) -> None:
        """Both say yes; on one day the rep asks for another time first."""
        rep, mentor = self.names[practice.rep_id], self.names[practice.mentor_id]
        if number == MOVED and rep == MOVES:
            form = self._tap(rep, "practice-other-time", practice)
            assert form
            self.floor.fill(rep, form, {})
        elif rep in TRUTHS:
            self._tap(rep, "practice-accept", practice)
        self._tap(mentor, "practice-accept", practice)

    def _tap(self, who: str, action: str, practice: Practice) -> Form | None:
        """In the newest message that has the button; who said yes already has none."""
        value = str(practice.id)
        message = next((one for one in reversed(self.floor.inbox(who)) if button(one, action, value)), None)
        return self.floor.tap(who, message, action, value) if message else None

    # The day

    def work(self, number: int, day: date) -> None:
        """Everybody logs what the truth has for them."""
        self.floor.at(clock(day, "14:00"))
        for who, truth in TRUTHS.items():
            for line in lines(who, number, day, truth.on(who, number)):
                self.floor.say(who, line)

    def practise(self, number: int, today: Day) -> None:
        """Each is reminded of and takes place; most are scored at once."""
        for practice in [one for one in self.records.on(today.day) if one.state in ("proposed", "accepted")]:
            self.floor.at(practice.starts_at - timedelta(minutes=8))
            self.floor.until(partial(self.records.reminded, practice))
        self.floor.at(clock(today.day, "18:05"))
        left = number in LEFT
        for practice in self.records.on(today.day):
            if practice.state in ("proposed", "accepted") and not left:
                mentor = self.names[practice.mentor_id]
                message = next(one for one in reversed(self.floor.inbox(mentor)) if button(one, "coach-score", str(practice.id)))
                self._score(mentor, message, practice)
            left = False
        today.held = {self.names[one.rep_id]: self._told(one) for one in self.records.on(today.day) if one.state != State.CANCELLED}

    def _score(self, mentor: str, message: Message, practice: Practice) -> None:
        form = self.floor.tap(mentor, message, "coach-score", str(practice.id))
        assert form
        chance = Random(f"{SEED}:{practice.rep_id}:{practice.day}")
        items = [block["element"]["action_id"] for block in form.blocks if block["type"] == "input"]
        level = 3 + (practice.day - business_days()[0]).days / 14
        given = {name: str(min(max(round(chance.gauss(level, 0.7)), 1), 5)) for name in items if name.startswith("item-")}
        self.floor.fill(mentor, form, given | LINES[self.language or SPEAKS[mentor]])

    def _told(self, practice: Practice) -> str:
        mark = next((row for row in self.records.rows(Mark, col(Mark.practice_id) == practice.id)), None)
        at = practice.starts_at.astimezone(clock(practice.day, "00:00").tzinfo)
        return f"{at:%H:%M} {self.names[practice.mentor_id]} {round(mark.total) if mark else '…'}"

    # What is known of it

    def standings(self, today: Day) -> None:
        """Each one's gates as they stand in the evening."""
        with Session(self.floor.engine) as session:
            team = teams.every(session, workspace_id=1)[0]
            ids = {name: number for number, name in self.names.items()}
            reps = [found for who in TRUTHS if (found := members.find(session, workspace_id=1, member_id=ids[who]))]
            for one in trainees(session, team=team, reps=reps, now=clock(today.day, "18:10")):
                signs = "".join(SIGNS[reading.standing] for reading in by_weakness(one.readings) if reading.gates)
                today.standing[self.names[id_of(one.member)]] = "graduate" if one.graduated else signs or "–"


@cache
def business_days() -> tuple[date, ...]:
    """The demo team's, from the day after the demo begins on."""
    first = seeding.BEGINS.date() + timedelta(days=1)
    usual = Team(workspace_id=0, name=TEAM, created_at=seeding.BEGINS)
    return tuple(calendar_of(usual, (), years=(2026, 2027)).days(first, first + timedelta(days=40))[:DAYS])


def lines(who: str, number: int, day: date, worked: Worked) -> Iterator[str]:
    """What they type for it: the appointments one by one, each with a company of its own."""
    yield f"/log {worked.calls - worked.contacts} no-answer source:{SOURCE}"
    if worked.contacts > worked.appointments:
        yield f"/log {worked.contacts - worked.appointments} contact source:{SOURCE}"
    for one in range(worked.appointments):
        later = day + timedelta(days=7 + one % 3)
        yield f"/log appointment {COMPANIES[who]}{number}{'abcdefghi'[one]} {later.month}/{later.day} {10 + one}:00 source:{SOURCE}"
