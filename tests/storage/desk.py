"""A small team to write tests about storage with: who they are, and one line for each thing they enter."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from coaching.funnel import Funnel
from coaching.terms import Activity, Direction, Happening, Origin, Outcome, Role
from storage import calls, efforts, entries, figures, leads, meetings, members, practices, teams, workspaces
from storage.dialect import stored
from storage.tables import Entry, Lead, Meeting, MeetingEvent, Practice, Scenario, ScenarioVersion

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 9, 2, 10, tzinfo=TOKYO)  # a Wednesday
DAY = NOW.date()
HOUR = timedelta(hours=1)
YEARS_END = datetime(2026, 12, 31, 23, tzinfo=TOKYO)
_keys = count(1)


def tokyo(text: str) -> datetime:
    """A local time such as 2026-09-02T10:00."""
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO)


@dataclass(frozen=True)
class Desk:
    """One workspace with one team: Hana and Tom call, Sora is the AE, Mio the manager."""

    session: Session
    workspace_id: int
    team_id: int
    hana: int
    tom: int
    sora: int
    mio: int

    @classmethod
    def opened(cls, session: Session, slack_id: str = "T0ONE") -> "Desk":
        """The same people in any workspace."""
        workspace_id = stored(workspaces.ensure(session, slack_id=slack_id, now=NOW).id)
        team_id = stored(teams.create(session, workspace_id=workspace_id, name="Inside", now=NOW).id)
        people = {"Hana Sato": Role.REP, "Tom Baker": Role.REP, "Sora Kato": Role.AE, "Mio Tanaka": Role.MANAGER}
        ids = []
        for name, role in people.items():
            slack = "U0" + name.split()[0].upper()
            member = members.ensure(session, workspace_id=workspace_id, slack_id=slack, now=NOW, name=name)
            member.team_id = team_id
            members.set_roles(member, [role])
            ids.append(stored(member.id))
        session.flush()
        return cls(session, workspace_id, team_id, *ids)

    def on(self, session: Session) -> "Desk":
        """The same desk, seen in another session."""
        return Desk(session, self.workspace_id, self.team_id, self.hana, self.tom, self.sora, self.mio)

    def entry(self, *, key: str = "", actor: int | None = None, at: datetime = NOW, kind: str = "calls") -> Entry:
        entry_id = entries.open_entry(
            self.session,
            workspace_id=self.workspace_id,
            actor_id=actor or self.hana,
            key=key or f"key-{next(_keys)}",
            fingerprint="f",
            kind=kind,
            now=at,
        )
        return self.session.get_one(Entry, entry_id)

    def call(
        self,
        outcome: Outcome = Outcome.NO_ANSWER,
        *,
        entry: Entry | None = None,
        member: int | None = None,
        at: datetime = NOW,
        day: date | None = None,
        count: int = 1,
        source: str = "",
        direction: Direction = Direction.OUTBOUND,
        lead: Lead | None = None,
        talk: int = 0,
        call_back_at: datetime | None = None,
    ) -> list[int]:
        return calls.add(
            self.session,
            workspace_id=self.workspace_id,
            team_id=self.team_id,
            member_id=member or self.hana,
            at=at,
            day=day or at.astimezone(TOKYO).date(),
            outcome=outcome,
            direction=direction,
            source=source,
            lead_id=lead.id if lead else None,
            entry_id=entry.id if entry else None,
            count=count,
            talk_seconds=talk,
            call_back_at=call_back_at,
        )

    def lead(self, name: str = "Acme", *, entry: Entry | None = None, key: str | None = None) -> Lead:
        entry_id = entry.id if entry else None
        return leads.add(self.session, workspace_id=self.workspace_id, team_id=self.team_id, name=name, now=NOW, entry_id=entry_id, key=key)

    def book(
        self,
        starts_at: datetime,
        *,
        now: datetime = NOW,
        member: int | None = None,
        ae: int | None = None,
        entry: Entry | None = None,
        call: int | None = None,
        lead: Lead | None = None,
        origin: Origin = Origin.CALL,
        source: str = "",
        key: str | None = None,
    ) -> Meeting:
        return meetings.book(
            self.session,
            workspace_id=self.workspace_id,
            team_id=self.team_id,
            member_id=member or self.hana,
            starts_at=starts_at,
            zone=TOKYO,
            now=now,
            booked_on=now.astimezone(TOKYO).date(),
            lead_id=lead.id if lead else None,
            ae_id=ae,
            call_id=call,
            entry_id=entry.id if entry else None,
            origin=origin,
            source=source,
            key=key,
        )

    def tell(
        self,
        meeting: Meeting,
        kind: Happening,
        *,
        now: datetime = NOW,
        by: Role = Role.REP,
        entry: Entry | None = None,
        starts_at: datetime | None = None,
        amount: Decimal | None = None,
        voids: int | None = None,
        key: str | None = None,
    ) -> MeetingEvent:
        return meetings.record(
            self.session,
            meeting=meeting,
            kind=kind,
            now=now,
            zone=TOKYO,
            authority=by,
            entry_id=entry.id if entry else None,
            starts_at=starts_at,
            amount=amount,
            voids_id=voids,
            key=key,
        )

    def mail(self, activity: Activity = Activity.EMAIL_SENT, amount: int = 1, *, entry: Entry | None = None) -> None:
        entry_id = entry.id if entry else None
        efforts.add(
            self.session,
            workspace_id=self.workspace_id,
            team_id=self.team_id,
            member_id=self.hana,
            at=NOW,
            day=DAY,
            activity=activity,
            amount=amount,
            entry_id=entry_id,
        )

    def undo(self, entry: Entry, *, now: datetime = NOW, actor: int | None = None) -> None:
        entries.undo(self.session, entry=entry, actor_id=actor or entry.actor_id, now=now)

    def funnel(self, first: date = DAY, last: date = DAY, *, now: datetime = NOW, member: int | None = None) -> Funnel:
        """The team's funnel, or a member's."""
        team_id = None if member else self.team_id
        return figures.funnel(
            self.session, workspace_id=self.workspace_id, first=first, last=last, now=now, team_id=team_id, member_id=member
        )

    def month(self, month: str, *, now: datetime = YEARS_END) -> Funnel:
        """The team's funnel of a month such as 2026-09."""
        first = date.fromisoformat(f"{month}-01")
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return self.funnel(first, last, now=now)

    def scene(self, key: str = "") -> int:
        """A version of a scenario of the team's own; its id."""
        scenario = Scenario(workspace_id=self.workspace_id, team_id=self.team_id, key=key or f"own-{next(_keys)}")
        self.session.add(scenario)
        self.session.flush()
        version = ScenarioVersion(workspace_id=self.workspace_id, scenario_id=stored(scenario.id), number=1, texts={}, made_at=NOW)
        self.session.add(version)
        self.session.flush()
        return stored(version.id)

    def practice(self, at: datetime, rep: int | None = None, key: str = "", **more: Any) -> Practice:
        """A practice with Mio of half an hour; Hana's unless another rep's."""
        told: dict[str, Any] = {
            "workspace_id": self.workspace_id,
            "team_id": self.team_id,
            "rep_id": rep or self.hana,
            "mentor_id": self.mio,
        }
        told |= {"key": key or f"key-{next(_keys)}", "version_id": self.scene(), "step": "contact", "day": at.date(), "minutes": 30}
        found = practices.propose(self.session, **told, starts_at=at, need="new", evidence={"k": 5}, now=NOW, **more)
        assert found is not None
        return found
