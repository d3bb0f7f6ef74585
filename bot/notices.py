"""The notice to managers of what could not be posted: one message a day to each, which grows in place."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlmodel import Session

from bot import mail
from bot.scoreboard.book import team_calendar
from bot.talk import Post, Profile
from bot.text import Words
from bot.views.parked import UNTOLD, Parked, noted, sharer, told, told_sharer
from coaching.calendar import Period
from coaching.due import speakable
from storage import members, outbox, teams, workspaces
from storage.engine import reading, writing
from storage.tables import Member, Outgoing, Team, id_of


class Notices:
    """Looks for messages that were parked, and tells the managers who can do something about it."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime], known: Callable[[str], Mapping[str, Profile]] = lambda _: {}) -> None:
        """Nothing is told yet. `known`: what Slack has told of the people of a workspace, by its Slack id."""
        self._known = known
        self._engine = engine
        self._clock = clock

    def tell(self) -> None:
        """What the ticker does every few seconds."""
        with reading(self._engine) as session:
            where = outbox.with_parked(session)
        for workspace_id in where:
            with writing(self._engine) as session:
                self._tell(session, workspace_id)

    def _tell(self, session: Session, workspace_id: int) -> None:
        now = self._clock()
        outbox.expire(session, workspace_id=workspace_id, before=now - UNTOLD)
        workspace = workspaces.by_row(session, row=workspace_id)
        known = self._known(workspace.slack_id) if workspace else {}
        outbox.discard(session, workspace_id=workspace_id, ids=Parked(session, workspace_id, now, known).old)
        parked = Parked(session, workspace_id, now, known)
        for message in parked.messages:
            self._tell_sharer(session, parked, message)
        there = [one for one in parked.managers if self._is_there(session, one, now)]
        for member_id, messages in parked.among(there).items():
            manager = members.find(session, workspace_id=workspace_id, member_id=member_id)
            if manager and manager.slack_id:
                self._told(session, parked, manager, messages)

    def _tell_sharer(self, session: Session, parked: Parked, message: Outgoing) -> None:
        """Once, who shared it, unless they are told as its manager anyway."""
        member = members.by_slack_id(session, workspace_id=parked.workspace_id, slack_id=sharer(message)) if sharer(message) else None
        key = f"{outbox.NOTICE}share {message.id}"
        if member is None or message in parked.of_manager.get(id_of(member), []):
            return
        if outbox.by_key(session, workspace_id=parked.workspace_id, key=key) is None:
            post = Post(key, sharer(message), told_sharer(self._words(session, member)[0], message))
            mail.put_after(session, None, [post], self._clock(), workspace_id=parked.workspace_id, by=post.to)

    def _is_there(self, session: Session, manager: Member, now: datetime) -> bool:
        """On a business day of theirs, not in the quiet hours, not on leave: else another manager is told, and they when they are back."""
        team = self._team(session, manager)
        if team is None:
            return True
        zone = ZoneInfo(team.timezone)
        today = now.astimezone(zone).date()
        span: dict[str, Any] = {"first": today, "last": today}
        away = members.leave_days(session, workspace_id=manager.workspace_id, member_ids=[id_of(manager)], **span)
        works = team_calendar(session, team=team, period=Period(**span)).is_open(today) and today not in away.get(id_of(manager), ())
        return works and speakable(now, zone, team.quiet_from, team.quiet_until) == now

    def _told(self, session: Session, parked: Parked, manager: Member, messages: Sequence[Outgoing]) -> None:
        """One manager's notice of today, made or brought up to date; none on a day when there is nothing they were not told of."""
        words, today = self._words(session, manager)
        notice, now, known = f"{outbox.NOTICE}{manager.slack_id} ", self._clock(), parked.told_to(manager)
        about: dict[str, Any] = {"workspace_id": manager.workspace_id, "key": f"{notice}{today}"}
        ids, before = {id_of(message) for message in messages}, outbox.by_key(session, **about)
        if before is None and ids <= known:
            return
        post = Post(about["key"], str(manager.slack_id), *told(words, messages), note={"parked": sorted(ids | noted(before))})
        if before is None:
            outbox.withdraw(session, workspace_id=manager.workspace_id, key=notice)  # yesterday's, if it never went out
            self._put(session, manager, post)
        elif before.body != post.body():
            outbox.rewrite(session, **about, body=post.body(), now=now)

    def _put(self, session: Session, manager: Member, post: Post) -> None:
        """It keeps to the quiet hours, for nothing can be mended at night that App Home does not show, and counts; but it is never left
        out: with it a manager would lose what others were not told.
        """
        team = self._team(session, manager)
        if team:
            mail.put_needed(session, team, [post], self._clock())
        else:
            mail.put_after(session, None, [post], self._clock(), workspace_id=manager.workspace_id, by="")

    def _words(self, session: Session, manager: Member) -> tuple[Words, date]:
        team = self._team(session, manager)
        zone = ZoneInfo(team.timezone if team else "UTC")
        language = manager.language or manager.slack_language or (team.language if team else "en")
        return Words(language, zone), self._clock().astimezone(zone).date()

    def _team(self, session: Session, manager: Member) -> Team | None:
        """The manager's team; for one who is in none, the workspace's first."""
        if manager.team_id:
            return teams.find(session, workspace_id=manager.workspace_id, team_id=manager.team_id)
        return next(iter(teams.every(session, workspace_id=manager.workspace_id)), None)
