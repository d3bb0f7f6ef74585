"""Who is asked for what on a day: meetings past their time, verdicts, gaps; and what became of what they were asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.scoreboard.book import team_calendar
from bot.scoreboard.missing import Missing
from bot.scoreboard.sheet import AWAY, Sheet, Told, about, note_of
from bot.talk import Profile
from coaching.calendar import Calendar, Period
from coaching.gaps import GRACE, Cause, Gap
from coaching.posts import Job
from coaching.terms import Role, State
from storage import hushes, members, postplans, requests, teams
from storage.tables import Hush, Meeting, Member, Outgoing, Team, id_of

BACK = timedelta(days=45)  # older meetings are not asked for: their month is closed


@dataclass(frozen=True)
class Asked:
    """What a team's people are asked on a day. `wants`: which kinds of requests the team has; `missing`: gaps are asked for, too."""

    session: Session
    team: Team
    day: date
    now: datetime
    wants: frozenset[Job] = frozenset({Job.VERDICT, Job.OUTCOME, Job.GAP})
    missing: bool = False
    known: Mapping[str, Profile] = field(default_factory=dict)
    only: Member | None = None
    rhythms: dict[int, timedelta | None] = field(default_factory=dict)  # of the day: kept from look to look

    @cached_property
    def zone(self) -> ZoneInfo:
        """The team's."""
        return ZoneInfo(self.team.timezone)

    @cached_property
    def where(self) -> dict[str, Any]:
        """Whose data it is."""
        return {"workspace_id": self.team.workspace_id}

    @cached_property
    def calendar(self) -> Calendar:
        """The team's, around the day."""
        return team_calendar(self.session, team=self.team, period=Period(self.day - BACK, self.day))

    @cached_property
    def before(self) -> date:
        """The business day before; the day itself where there is none for weeks."""
        days = self.calendar.days(self.day - timedelta(days=21), self.day - timedelta(days=1))
        return days[-1] if days else self.day

    @cached_property
    def everybody(self) -> Mapping[int, Member]:
        """Who can be told anything: active, with a full Slack account; of the whole workspace."""
        return {id_of(one): one for one in members.every(self.session, **self.where) if self._is_reachable(one)}

    def _is_reachable(self, member: Member) -> bool:
        profile = self.known.get(str(member.slack_id))
        return member.active and bool(member.slack_id) and (profile is None or profile.human)

    @cached_property
    def people(self) -> Mapping[int, Member]:
        """Those of them who belong here (who is in no team: to the first), and are not on leave; whose messages are past, all."""
        if self.only is not None:
            return {id_of(self.only): self.only}
        here = {one: member for one, member in self.everybody.items() if self._belongs(member)}
        if self.day < self.calendar.today(self.now):
            return here
        away = members.leave_days(self.session, **self.where, member_ids=list(here), first=self.day, last=self.day)
        return {one: member for one, member in here.items() if not away[one]}

    def _belongs(self, member: Member) -> bool:
        return member.team_id == self.team.id or (
            member.team_id is None and bool(members.roles(member)) and self._teams[0].id == self.team.id
        )

    @cached_property
    def _teams(self) -> Sequence[Team]:
        return sorted(teams.every(self.session, **self.where), key=id_of)

    @cached_property
    def meetings(self) -> Sequence[Meeting]:
        """All that wait for a word of anybody."""
        until = self.now - GRACE
        about: dict[str, Any] = {"team_ids": [id_of(one) for one in self._teams], "since": self.day - BACK, "before": until}
        return [one for one in requests.wanting(self.session, **self.where, **about) if one.starts_at <= until]

    @cached_property
    def of_member(self) -> Mapping[int, list[Meeting]]:
        """The same by who is asked."""
        found: dict[int, list[Meeting]] = {}
        for meeting in self.meetings:
            for one in self.targets(meeting):
                found.setdefault(one, []).append(meeting)
        return found

    def targets(self, meeting: Meeting) -> list[int]:
        """Whom to ask: of a word the rep and the AE, of a verdict the AE; where none of them can be asked, the managers."""
        judge = [meeting.ae_id] if Job.VERDICT in self.wants else []
        rep = [meeting.member_id] if Job.OUTCOME in self.wants and meeting.state == State.BOOKED else []
        own = [one for one in dict.fromkeys([*judge, *rep]) if one is not None and one in self.everybody]
        sides = [meeting.ae_id] if meeting.state == State.HELD else [meeting.ae_id, meeting.member_id]
        if own or Job.VERDICT not in self.wants or any(one in self.everybody for one in sides):
            return own
        return [one for one, member in self.everybody.items() if self._answers_for(member, meeting.team_id)]

    def _answers_for(self, member: Member, team_id: int | None) -> bool:
        """Whether a team is a manager's: their own; any, of who is in none; and one that has no manager of its own."""
        own = member.team_id in (None, team_id) or team_id not in self._managed
        return own and Role.MANAGER in members.roles(member)

    @cached_property
    def _managed(self) -> frozenset[int | None]:
        """The teams that have a manager of their own."""
        return frozenset(one.team_id for one in self.everybody.values() if Role.MANAGER in members.roles(one))

    @cached_property
    def hushed(self) -> Mapping[int, Mapping[str, Hush]]:
        """What each does not want to hear of now."""
        return hushes.of(self.session, **self.where, member_ids=list(self.people), now=self.now)

    @cached_property
    def messages(self) -> Mapping[str, Outgoing]:
        """The message of the day of each, where there is one; those of the business day before, too."""
        keys = [requests.key_of(one, day) for one in self.people for day in (self.day, self.before)]
        return requests.messages(self.session, **self.where, keys=keys)

    def message(self, member: Member) -> Outgoing | None:
        """Somebody's message of the day."""
        return self.messages.get(requests.key_of(id_of(member), self.day))

    @cached_property
    def gaps(self) -> Missing:
        """What seems to be missing of the reps."""
        return Missing(self.session, self.team, self.calendar, self.day, self.now, list(self.people.values()), self.rhythms)

    def sheet(self, member: Member) -> Sheet:
        """What a person is asked now, and what became of what they were asked today."""
        one, noted = id_of(member), note_of(self.message(member))
        today = self.day == self.calendar.today(self.now)
        mine = [meeting for meeting in self.of_member.get(one, []) if today or meeting.id in noted["meetings"]]
        hushed = self.hushed[one]
        later = [(meeting, hushed[about(meeting)]) for meeting in mine if about(meeting) in hushed]
        was = [number for number in noted["meetings"] if number not in {meeting.id for meeting in mine}]
        done = requests.some(self.session, **self.where, meeting_ids=was) if was else {}
        gaps = [gap for gap in self.found(member, noted["gaps"]) if gap.about not in hushed or hushed[gap.about].reason == AWAY]
        return Sheet(
            member,
            self.day,
            waiting=[meeting for meeting in reversed(mine) if about(meeting) not in hushed],
            later=[pair for pair in later if pair[0].id in noted["meetings"]],
            done=[done[number] for number in was if number in done and done[number].state != State.WITHDRAWN],
            gaps=gaps,
            settled=[name for name in noted["gaps"] if name not in {gap.about for gap in gaps}],
            said={name: hush for name, hush in hushed.items() if hush.entry_id},
            digest=self._digest(member),
            own=self._own(member, list(done)),
            past=not today,
            passed_on=not today and self._has_newer(member),
        )

    def _has_newer(self, member: Member) -> bool:
        """Whether who reads a message of another day has one of today."""
        return requests.key_of(id_of(member), self.calendar.today(self.now)) in self._newer

    @cached_property
    def _newer(self) -> frozenset[str]:
        """The keys of today's messages that are out."""
        keys = [requests.key_of(one, self.calendar.today(self.now)) for one in self.people]
        return frozenset(key for key, row in requests.messages(self.session, **self.where, keys=keys).items() if row.ts)

    def found(self, member: Member, noted: Iterable[str]) -> Sequence[Gap]:
        """Somebody's gaps: those they were told of, and (at the time for it) what else there is."""
        if Job.GAP not in self.wants or not (self.missing or noted):
            return []
        told = set(noted)
        return [gap for gap in self.gaps.of(member) if self.missing or gap.about in told]

    def _own(self, member: Member, meeting_ids: list[int]) -> Mapping[int, int]:
        if not meeting_ids:
            return {}
        since = datetime.combine(self.day, time(), self.zone)
        return requests.own_words(self.session, **self.where, meeting_ids=meeting_ids, member_id=id_of(member), since=since)

    def _digest(self, member: Member) -> list[Told]:
        """What others of the teams a manager answers for were asked the business day before, and is open still."""
        if Job.GAP not in self.wants or Role.MANAGER not in members.roles(member):
            return []
        told = [told for desk in self._desks if self._answers_for(member, desk.team.id) for told in desk.told_of_others(member)]
        told.sort(key=lambda one: one.meeting is not None and one.meeting.member_id != one.member.id)  # a meeting is its rep's
        once = list({told.about: told for told in reversed(told)}.values())[::-1]  # both sides of a meeting were asked
        return sorted(once, key=lambda told: told.meeting.starts_at if told.meeting else self.now)

    @cached_property
    def _desks(self) -> Sequence["Asked"]:
        """Of each team of the workspace that asks for gaps; people read of theirs in one message, whichever team writes it."""
        return [self if team.id == self.team.id else replace(self, team=team, only=None) for team in self._teams if self._asks(team)]

    def _asks(self, team: Team) -> bool:
        return team.id == self.team.id or postplans.of_team(self.session, **self.where, team_id=id_of(team))[Job.GAP].wanted

    def told_of_others(self, member: Member) -> list[Told]:
        """Of this team's people but one."""
        others = [one for one in self.everybody.values() if one.id != member.id and one.team_id == self.team.id]
        if self.before == self.day or not others:
            return []
        keys = {requests.key_of(id_of(one), self.before): one for one in others}
        sent = {key: row for key, row in requests.messages(self.session, **self.where, keys=keys).items() if row.ts}
        return [told for key, one in keys.items() if key in sent for told in self._open_of(one, sent[key])]

    def _open_of(self, member: Member, message: Outgoing) -> list[Told]:
        noted = note_of(message)
        mine = [(one, one.starts_at.astimezone(self.zone).date()) for one in self.of_member.get(id_of(member), [])]
        counted = datetime.combine(self.before + timedelta(days=1), time(), self.zone) - GRACE  # a message counts more than it shows
        asked = [(one, day) for one, day in mine if one.starts_at <= counted or one.id in noted["meetings"]]
        found = [Told(member, meeting=one, fresh=day > self._told_to) for one, day in asked]
        gaps = [gap for gap in self.gaps.of(member) if gap.about in noted["gaps"] and gap.cause is not Cause.SILENCE]
        quiet = hushes.of(self.session, **self.where, member_ids=[id_of(member)], now=self.now)[id_of(member)]
        return found + [Told(member, gap=gap) for gap in gaps if gap.about not in quiet]

    @cached_property
    def _told_to(self) -> date:
        """The day of the latest meetings of which managers read the business day before."""
        days = self.calendar.days(self.day - timedelta(days=21), self.before)
        return days[-2] if len(days) > 1 else self.before

    def is_fresh(self, meeting: Meeting) -> bool:
        """Whether its time passed since people were last told of such: after the quiet hours began on the business day before."""
        return meeting.starts_at + GRACE > self._told_until

    @cached_property
    def _told_until(self) -> datetime:
        overnight = self.team.quiet_from > self.team.quiet_until
        midnight = datetime.combine(self.before + timedelta(days=1), time(), self.zone)
        return datetime.combine(self.before, self.team.quiet_from, self.zone) if overnight else midnight
