"""One delivery → one answer: session, member, command, refusal, and the same answer when it comes again."""

import html
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot import commands, mail, previewing
from bot.blocks import section
from bot.delivery import Delivery
from bot.directory import Directory
from bot.talk import Ask, Block, Post, Reply, Upcoming, is_full
from bot.text import Words, mention
from bot.views.home import home
from bot.views.refusals import refused
from coaching.errors import NotInstalled, Refusal, SameKeyOtherContent
from storage import entries, members, patience, teams, touched, workspaces
from storage.engine import reading, writing
from storage.outages import outage, passing
from storage.tables import Member, Team, Workspace, id_of

log = structlog.get_logger()

#: Seconds kept back while waiting for other writers, to find the sentence; and how many of them a silent database is still asked.
SPARE, ASKING = 0.7, 0.3


@dataclass(frozen=True)
class Answering:
    """Everything an answer needs. `clock` is the only source of the present; `wake` is called when something waits to be posted."""

    engine: Engine
    clock: Callable[[], datetime]
    directory: Directory
    language: str = "en"  # of people nothing is known of yet
    wake: Callable[[], None] = lambda: None
    touched: Callable[[frozenset[int]], None] = lambda _: None  # told the teams whose figures changed, once it is committed
    installed: Callable[[str], bool] = lambda _: True  # whether OnPace is, in the workspace with this Slack id
    seconds: float = patience.PERSON_SECONDS  # within which an answer is there, whatever the database does
    _spoken: dict[tuple[str, str], str] = field(default_factory=dict)  # a few bytes for each person, for when the database is away

    def answer(self, delivery: Delivery) -> Reply:
        """The reply to show, in time whatever the database does. Never raises: what a command refuses or breaks on becomes a sentence,
        and nothing was written; only where nobody can know that, the sentence says so."""
        with patience.within(self.seconds):
            try:
                reply = self._tried(delivery)
            except Refusal as refusal:
                return _kept_open(delivery, refused(self._words(delivery), refusal, commands.ending(delivery)))
            except Exception as trouble:  # noqa: BLE001 - the one error exit: logged there, and the person gets a sentence
                return _kept_open(delivery, self._out(delivery, trouble) or self._broke(delivery))
        if reply.posts or reply.picture:
            self.wake()
        return reply

    def _tried(self, delivery: Delivery) -> Reply:
        try:
            return self._answered(delivery)
        except DBAPIError as trouble:
            if not passing(trouble):
                raise
            return self._answered(delivery)

    def _out(self, delivery: Delivery, trouble: Exception) -> Reply | None:
        """What is said when the database takes nothing just now; None when it is not that."""
        refusal = outage(trouble)
        if refusal is None:
            return None
        log.warning("the database took nothing", trouble=repr(trouble)[:300], kind=delivery.kind, name=delivery.name)
        words = self._spare_words(delivery) if self._heard(delivery) else self._words(delivery)
        return refused(words, refusal, commands.ending(delivery))

    def home(self, delivery: Delivery, notice: str = "") -> tuple[Block, ...]:
        """What App Home shows the person now. Raises NotInstalled."""
        self._must_be_installed(delivery)
        asked = {"slack_id": delivery.workspace, "person": delivery.user}
        with reading(self.engine) as session:  # it takes its time, and people who log are not kept waiting
            found = workspaces.person(session, **asked)
            if found and self._is_noted(delivery, found.member):
                shown = home(self._ask_of(session, delivery, found.workspace, found.member, found.team))
                return (section(notice), *shown) if notice else shown
        with writing(self.engine) as session:
            self._ask(session, delivery, workspaces.person(session, **asked))
        return self.home(delivery, notice)

    def _is_noted(self, delivery: Delivery, member: Member) -> bool:
        """Whether what Slack says of them is in the database."""
        told = self.directory.profile(delivery.workspace, delivery.user)
        return told is None or (bool(member.name or not told.name) and told.language in ("", member.slack_language))

    def form_did_not_open(self, delivery: Delivery) -> Reply:
        """What is said when Slack did not open a form in time."""
        return Reply(self._words(delivery)("app-form-did-not-open"))

    def _answered(self, delivery: Delivery) -> Reply:
        self._must_be_installed(delivery)
        command, name, text = commands.resolve(delivery.kind, delivery.name, delivery.text)
        if (name, text) != (delivery.name, delivery.text):
            delivery = replace(delivery, name=name, text=text)
        if name in commands.READS and (looked := self._looked(delivery, command)):
            return looked
        with self._writing() as session:
            found = workspaces.person(session, slack_id=delivery.workspace, person=delivery.user, key=delivery.key)
            if found and found.answer:
                if found.answer.fingerprint != delivery.fingerprint:
                    raise SameKeyOtherContent
                return Reply.again(found.answer.body)
            ask = self._ask(session, delivery, found)
            reply = command(ask)
            self._put(session, ask, reply)
            if session.info.get("entered"):
                entries.remember(
                    session, workspace_id=id_of(ask.workspace), key=ask.key, fingerprint=ask.fingerprint, now=ask.now, body=reply.kept()
                )
                touched.note(session, ask.member.team_id)
        if changed := touched.teams(session):
            self.touched(changed)
        return reply

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        waits = max(min(self.seconds, patience.left()) - SPARE, 0.1)
        with patience.within(waits + ASKING), writing(self.engine, within=waits) as session:
            yield session

    def _must_be_installed(self, delivery: Delivery) -> None:
        if not self.installed(delivery.workspace):
            raise NotInstalled

    def _looked(self, delivery: Delivery, command: commands.Command) -> Reply | None:
        """The answer to what only looks; None from somebody new, who is to be noted first."""
        with reading(self.engine) as session:
            found = workspaces.person(session, slack_id=delivery.workspace, person=delivery.user)
            if found is None:
                return None
            ask = self._ask_of(session, delivery, found.workspace, found.member, found.team)
            reply = command(ask)
        if reply.posts or reply.picture:
            with self._writing() as session:
                self._put(session, ask, reply)
        return reply

    def _ask(self, session: Session, delivery: Delivery, found: workspaces.Asker | None) -> Ask:
        """The ask of a delivery; who is new is noted, and what Slack says of them."""
        workspace, member, team = found[:3] if found else self._new(session, delivery)
        if profile := self.directory.profile(delivery.workspace, delivery.user):
            if not member.name:
                member.name = profile.name
            if profile.language not in ("", member.slack_language):  # an assignment alone would make the session look for changes
                member.slack_language = profile.language
        return self._ask_of(session, delivery, workspace, member, team)

    def _new(self, session: Session, delivery: Delivery) -> tuple[Workspace, Member, None]:
        now = self.clock()
        workspace = workspaces.ensure(session, slack_id=delivery.workspace, now=now)
        return workspace, members.ensure(session, workspace_id=id_of(workspace), slack_id=delivery.user, now=now), None

    def _ask_of(self, session: Session, delivery: Delivery, workspace: Workspace, member: Member, home: Team | None) -> Ask:
        team = home or self._only_team(session, member)
        profile = self.directory.profile(delivery.workspace, delivery.user)  # a reading session did not note it yet
        spoken = (profile.language if profile else "") or member.slack_language
        language = member.language or spoken or (team.language if team else self.language)
        self._spoken[delivery.workspace, delivery.user] = language
        now, known = self.clock(), self.directory.known(delivery.workspace)
        return Ask(
            session=session,
            now=now,
            workspace=workspace,
            member=member,
            home=team,
            language=language,
            key=delivery.key,
            text=delivery.text,
            form=delivery.form,
            meta=delivery.meta,
            channel=delivery.channel,
            in_dm=delivery.channel.startswith("D") and member.dm_id in ("", delivery.channel),
            command=delivery.name,
            from_home=delivery.from_home,
            fingerprint=delivery.fingerprint,
            known=known,
            upcoming=partial(previewing.preview, session, team, now, known) if team else lambda _: Upcoming(None),
        )

    def _only_team(self, session: Session, member: Member) -> Team | None:
        """The workspace's only team, for who is in none."""
        every = teams.every(session, workspace_id=member.workspace_id)
        return every[0] if len(every) == 1 or (every and member.is_manager) else None

    def _put(self, session: Session, ask: Ask, reply: Reply) -> None:
        """What follows the reply goes into the outbox in the same transaction."""
        posts = list(reply.posts)
        if reply.picture:
            posts.append(Post(key=f"picture {ask.key}", to=str(ask.member.slack_id), text="", picture=reply.picture))
        mail.put_after(session, ask.home, posts, ask.now, workspace_id=id_of(ask.workspace), by=str(ask.member.slack_id))

    def _words(self, delivery: Delivery) -> Words:
        """The reader's words, for a sentence after everything was rolled back."""
        try:
            with reading(self.engine) as session:
                found = workspaces.person(session, slack_id=delivery.workspace, person=delivery.user)
                member = found.member if found else None
                team = (found.team or self._only_team(session, found.member)) if found else None
        except Exception:  # noqa: BLE001 - the database itself may be what broke; the person is told all the same
            return self._spare_words(delivery)
        profile = self.directory.profile(delivery.workspace, delivery.user)
        chosen, known = (member.language, member.slack_language) if member else ("", "")
        language = chosen or (profile.language if profile else "") or known or (team.language if team else "") or self.language
        return Words(language, ZoneInfo(team.timezone if team else "UTC"), team.currency if team else "JPY")

    def _spare_words(self, delivery: Delivery) -> Words:
        """The language the person was last answered in, or Slack's: without the database."""
        return Words(self._heard(delivery) or self.language, ZoneInfo("UTC"))

    def _heard(self, delivery: Delivery) -> str:
        profile = self.directory.profile(delivery.workspace, delivery.user)
        return self._spoken.get((delivery.workspace, delivery.user)) or (profile.language if profile else "")

    def _broke(self, delivery: Delivery) -> Reply:
        """The one error exit: logged with what was asked, told with a short id."""
        ref = uuid.uuid4().hex[:6]
        log.exception("an answer broke", ref=ref, kind=delivery.kind, name=delivery.name, user=delivery.user, key=delivery.key)
        words = self._words(delivery)
        try:
            with reading(self.engine) as session:
                workspace = workspaces.find(session, slack_id=delivery.workspace)
                found = members.managers(session, workspace_id=id_of(workspace)) if workspace else []
            known = self.directory.known(delivery.workspace)
            who = next((m.slack_id for m in found if m.slack_id and is_full(m, known)), "")
        except Exception:  # noqa: BLE001 - the database itself may be what broke; the person is told all the same
            who = ""
        named = who and delivery.kind != "form"  # a form cannot show a mention
        told = {"ref": ref, "ending": commands.ending(delivery)}
        return Reply(words("app-broke-ask", manager=mention(who), **told) if named else words("app-broke", **told))


def _kept_open(delivery: Delivery, reply: Reply) -> Reply:
    """A form that could not be taken stays open, the sentence under its first field, unless it cannot show its mention or way out."""
    if delivery.kind != "form" or not delivery.form or "<@" in reply.text or len(reply.blocks) > 1:
        return reply
    return Reply(errors={next(iter(delivery.form)): html.unescape(reply.text)})
