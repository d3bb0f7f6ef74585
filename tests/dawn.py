"""A team's mornings: the ticker looks at this moment, and what waits in the outbox is read as the people would."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from icalendar import Calendar, Component
from sqlmodel import Session, select

from bot.mornings import Mornings
from coaching.agreement import Deed
from storage import members, mentoring, practices, scenarios
from storage.engine import reading, writing
from storage.tables import Member, Outgoing, Practice, PracticePlan, Team, id_of
from tests.month import moment
from tests.office import Office
from tests.people import CAST

JAPAN = timedelta(hours=9)
TODAY = "2026-11-24"  # a Tuesday after a holiday


@dataclass
class Dawn:
    """`dawn.look("2026-11-24 08:45")`, then `dawn.heard("ken")`."""

    office: Office
    mornings: Mornings = field(init=False)

    def __post_init__(self) -> None:
        self.mornings = self.another()

    def another(self) -> Mornings:
        """A further replica."""
        return Mornings(self.office.engine, lambda: self.office.now)

    def look(self, at: str = "") -> None:
        """The ticker looks, at this moment of Tokyo."""
        self.office.now = moment(at) if at else self.office.now
        self.mornings.look()

    def member(self, who: str, **changes: Any) -> None:
        """Change what somebody is."""
        with writing(self.office.engine) as session:
            row = self._of(session, who)
            for name, value in changes.items():
                setattr(row, name, self._of(session, value).id if name == "mentor_id" and value else value)
            session.add(row)

    def trains(self, mentor: str | None, *reps: str, start: str = "2026-11-16") -> None:
        """These reps are new, and this is their mentor."""
        for rep in reps:
            self.member(rep, mentor_id=mentor, start_date=date.fromisoformat(start))

    def leave(self, who: str, first: str, last: str = "") -> None:
        """Somebody is away."""
        with writing(self.office.engine) as session:
            row = self._of(session, who)
            span = {"first": date.fromisoformat(first), "last": date.fromisoformat(last or first)}
            members.add_leave(session, workspace_id=row.workspace_id, member_id=id_of(row), **span)

    def hours(
        self, who: str, first: str, last: str, *, a_day: int = 4, a_week: int = 12, minutes: int = 30, days: Iterable[int] = range(5)
    ) -> None:
        """When a mentor can practise, every weekday or on some (Monday is 0)."""
        with writing(self.office.engine) as session:
            row = self._of(session, who)
            about: dict[str, Any] = {"workspace_id": row.workspace_id, "member_id": id_of(row), "a_day": a_day, "a_week": a_week}
            mentoring.keep(session, **about, minutes=minutes, hours={str(day): (first, last) for day in days})

    def busy(self, who: str, first: str, last: str) -> None:
        """Somebody promised a time: "15:00" of today, or of a day."""
        with writing(self.office.engine) as session:
            row = self._of(session, who)
            start, end = (moment(at if "-" in at else f"{TODAY} {at}") for at in (first, last))
            span: dict[str, Any] = {"starts_at": start, "ends_at": end}
            mentoring.commit_to(session, workspace_id=row.workspace_id, member_id=id_of(row), **span)

    def said(self, rep: str, kind: Deed, by: str, *, at: str = "") -> None:
        """Something is said of a rep's latest practice."""
        with writing(self.office.engine) as session:
            row = session.exec(select(Practice).where(Practice.rep_id == self._of(session, rep).id).order_by("id")).all()[-1]
            starts: dict[str, Any] = {"starts_at": moment(at)} if at else {}
            practices.say(session, practice=row, kind=kind, actor_id=self._of(session, by).id, now=self.office.now, **starts)

    def by_hand(self, rep: str, mentor: str, at: str) -> None:
        """A practice somebody schedules."""
        with writing(self.office.engine) as session:
            one, other = self._of(session, rep), self._of(session, mentor)
            team = session.exec(select(Team)).first()
            assert team
            version = scenarios.for_step(session, team=team, step=None, now=self.office.now)
            about: dict[str, Any] = {"workspace_id": team.workspace_id, "team_id": id_of(team), "key": f"hand {rep} {at}", "step": ""}
            people: dict[str, Any] = {"rep_id": id_of(one), "mentor_id": id_of(other), "version_id": id_of(version), "minutes": 30}
            told: dict[str, Any] = {"day": date.fromisoformat(at[:10]), "starts_at": moment(at), "need": "", "evidence": {}}
            assert practices.propose(session, **about, **people, **told, now=self.office.now, actor_id=id_of(other))

    def post(self) -> None:
        """Everything that waits goes out."""
        with writing(self.office.engine) as session:
            for row in session.exec(select(Outgoing).where(Outgoing.state == "waiting")).all():
                row.state, row.ts, row.posted_at = "posted", "1.0", self.office.now
                session.add(row)

    def plan(self) -> dict[str, str]:
        """Today's live practices: rep → "16:00 ken"."""
        with reading(self.office.engine) as session:
            names = {row.id: self.key(row) for row in session.exec(select(Member)).all()}
            rows = session.exec(select(Practice).where(Practice.day == self.day()).order_by("starts_at")).all()
            live = [row for row in rows if row.state in ("proposed", "accepted")]
            return {names[row.rep_id]: f"{row.starts_at + JAPAN:%H:%M} {names[row.mentor_id]}" for row in live}

    def day(self) -> date:
        """Tokyo's day."""
        return (self.office.now + JAPAN).date()

    def unserved(self) -> dict[str, str]:
        """Who was not served today, and why."""
        with reading(self.office.engine) as session:
            names = {str(row.id): self.key(row) for row in session.exec(select(Member)).all()}
            plans = session.exec(select(PracticePlan).where(PracticePlan.day == self.day())).all()
            return {names[one]: why for plan in plans for one, why in plan.unserved.items()}

    def heard(self, who: str, begins: str = "") -> list[str]:
        """What somebody was or will be told, with all its text and buttons."""
        return [_all_of(row.body) for row in self.rows(who) if "file" not in row.body and row.key.startswith(begins)]

    def rows(self, who: str = "") -> list[Outgoing]:
        """The outbox, of one person."""
        return [row for row in self.office.outgoing() if not who or row.to == CAST[who].slack_id]

    def calendar(self, who: str) -> list[tuple[str, list[Component]]]:
        """The method and events of each calendar file somebody gets."""
        files = [Calendar.from_ical(row.body["file"]["content"]) for row in self.rows(who) if "file" in row.body]
        return [(str(one["method"]), list(one.walk("VEVENT"))) for one in files]

    @staticmethod
    def key(row: Member) -> str:
        """What the cast calls somebody; others by name."""
        return next((key for key, person in CAST.items() if person.slack_id == row.slack_id), row.name)

    def _of(self, session: Session, who: str) -> Member:
        return session.exec(select(Member).where(Member.slack_id == CAST[who].slack_id)).one()


def _all_of(body: dict[str, Any]) -> str:
    texts = [body["text"]]
    for block in body["blocks"]:
        elements = [*block.get("elements", ()), *([block["accessory"]] if "accessory" in block else [])]
        texts += [f"[{one['text']['text']}]" for one in elements if one["type"] == "button"]
    return "\n".join(texts)
