"""Who is asked for what on a day: meetings past their time, verdicts, gaps; and what became of what they were asked."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property

from bot.scoreboard import ending
from bot.scoreboard.askable import BACK as BACK
from bot.scoreboard.askable import KINDS as KINDS
from bot.scoreboard.askable import Askable
from bot.scoreboard.ending import Ending
from bot.scoreboard.missing import Missing
from bot.scoreboard.sheet import AWAY, Sheet, Told, about, note_of
from coaching.gaps import GRACE, Cause, Gap
from coaching.posts import Job
from coaching.terms import Role, State
from storage import hushes, members, postplans, requests
from storage.tables import Meeting, Member, Outgoing, Team, id_of


@dataclass(frozen=True)
class Asked(Askable):
    """What a team's people are asked on a day."""

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
            endings=self._endings(member) if today else (),
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
        if Job.GAP not in self.wanted(id_of(self.team)) or not (self.missing or noted):
            return []
        told = set(noted)
        return [gap for gap in self.gaps.of(member) if self.missing or gap.about in told]

    def _own(self, member: Member, meeting_ids: list[int]) -> Mapping[int, int]:
        if not meeting_ids:
            return {}
        since = datetime.combine(self.day, time(), self.zone)
        return requests.own_words(self.session, **self.where, meeting_ids=meeting_ids, member_id=id_of(member), since=since)

    def _digest(self, member: Member) -> list[Told]:
        """What others of the teams a manager answers for were asked by the business day before, and is open still."""
        if Job.GAP not in self.wanted(id_of(self.team)) or Role.MANAGER not in members.roles(member):
            return []
        desks = [desk for desk in self._desks if self._answers_for(member, desk.team.id)]
        told = self._owed([told for desk in desks for told in desk.told_of_others(member)], {desk.team.id for desk in desks})
        once = list({told.about: told for told in reversed(told)}.values())[::-1]  # where both sides of a meeting were asked
        return sorted(once, key=lambda told: told.meeting.starts_at if told.meeting else self.now)

    def _owed(self, told: list[Told], teams: Container[int | None]) -> list[Told]:
        """A word is a rep's of these teams to give, also where only the AE was asked; the AE's where the rep was away or is not asked."""
        others = [(one, one.meeting.member_id) for one in told if one.meeting and one.meeting.member_id != one.member.id]
        asked = {rep for one, rep in others if one.meeting and rep in self.targets(one.meeting) and self.everybody[rep].team_id in teams}
        away = members.leave_days(self.session, **self.where, member_ids=asked, first=self.before, last=self.before) if asked else {}
        theirs = {id(one) for one, rep in others if rep in asked and not away[rep] and one.meeting and one.meeting.state == State.BOOKED}
        return [one for one in told if id(one) not in theirs]

    def _endings(self, member: Member) -> list[Ending]:
        manages = Role.MANAGER in members.roles(member)
        return [one for team_id, one in self._ending.items() if manages and self._answers_for(member, team_id)]

    @cached_property
    def _ending(self) -> Mapping[int, Ending]:
        """Of which teams a month is about to close."""
        found = {id_of(team): ending.of_team(self.session, team=team, day=self.day, now=self.now) for team in self._teams}
        return {team_id: one for team_id, one in found.items() if one}

    @cached_property
    def _desks(self) -> Sequence["Asked"]:
        """Of each team of the workspace that asks for gaps; people read of theirs in one message, whichever team writes it."""
        return [self if team.id == self.team.id else replace(self, team=team, only=None) for team in self._teams if self._asks(team)]

    def _asks(self, team: Team) -> bool:
        return team.id == self.team.id or postplans.of_team(self.session, **self.where, team_id=id_of(team))[Job.GAP].wanted

    def told_of_others(self, member: Member) -> list[Told]:
        """Of this team's people but one."""
        others = [number for number, one in self.everybody.items() if number != member.id and one.team_id == self.team.id]
        if self.before == self.day:
            return []
        return [told for one, sent in self._last_sent(others).items() for told in self._open_of(self.everybody[one], *sent)]

    def _last_sent(self, people: Sequence[int]) -> Mapping[int, tuple[date, Outgoing]]:
        """By person, their message of the business day before that went out; where a round was missed, of those whose words wait, their
        latest of the four before.
        """
        found: dict[int, tuple[date, Outgoing]] = {}
        for day in reversed(self.calendar.days(self.day - timedelta(days=21), self.before)[-5:]):
            keys = {requests.key_of(one, day): one for one in people if one not in found and (day == self.before or one in self.of_member)}
            sent = requests.messages(self.session, **self.where, keys=keys) if keys else {}
            found |= {keys[key]: (day, row) for key, row in sent.items() if row.ts}
        return {one: found[one] for one in people if one in found}

    def _open_of(self, member: Member, day: date, message: Outgoing) -> list[Told]:
        """What that message of a day asked somebody for and is open."""
        noted = note_of(message)
        counted = datetime.combine(day + timedelta(days=1), time(), self.zone) - GRACE  # a message counts more than it shows
        mine = self.of_member.get(id_of(member), [])
        asked = [one for one in mine if one.starts_at <= counted or one.id in noted["meetings"]]
        found = [Told(member, meeting=one, fresh=one.starts_at.astimezone(self.zone).date() > self._told_to) for one in asked]
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
