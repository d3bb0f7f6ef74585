"""What a command is given (Ask) and what it gives back (Reply): plain values, no Slack client in sight."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.text import Words
from coaching.errors import NotSetUp
from coaching.posts import Job
from storage import entries
from storage.tables import Member, Team, Workspace, id_of

Block: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Profile:
    """What Slack says of a person. `human`: a full member, no bot, guest or deactivated account."""

    name: str
    language: str
    human: bool = True


def is_full(member: Member, known: Mapping[str, Profile]) -> bool:
    """Whether somebody is a full member of the workspace: as Slack told since the start, else as it told last (design §8)."""
    profile = known.get(str(member.slack_id))
    return profile.human if profile else not member.outside


@dataclass(frozen=True)
class Ask:
    """One thing a person asked of the bot, with everything a command may use to answer."""

    session: Session
    now: datetime  # aware
    workspace: Workspace
    member: Member  # who asks; may be in no team and have no role yet
    home: Team | None  # the member's team, or the workspace's only one for managers; commands use `team`
    language: str
    key: str  # identity of the delivery: unique per thing a person did
    text: str = ""  # the words after the command, or a tapped button's / chosen option's value
    form: Mapping[str, Any] = field(default_factory=dict)  # a submitted form: input's action_id → str | list[str] | None
    meta: str = ""  # a form's private_metadata
    channel: str = ""  # where the person is
    in_dm: bool = False  # that is the person's own DM with OnPace
    command: str = ""  # /log, /kpi …, or the action or form id
    from_home: bool = False  # tapped on App Home
    fingerprint: str = ""  # hash of what was asked, for storage.entries
    known: Mapping[str, Profile] = field(default_factory=dict)  # people of the workspace by Slack id, as far as they are known
    upcoming: Callable[[Job], "Upcoming"] = lambda _: Upcoming(None)  # what a job would post for the team now (bot.previewing)

    @property
    def team(self) -> Team:
        """The team this is about. Raises NotSetUp."""
        if self.home is None:
            raise NotSetUp
        return self.home

    @property
    def workspace_id(self) -> int:
        """Whose data everything asked of storage is."""
        return id_of(self.workspace)

    @property
    def team_id(self) -> int:
        """The id of `team`. Raises NotSetUp."""
        return id_of(self.team)

    @property
    def member_id(self) -> int:
        """Who asks."""
        return id_of(self.member)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The team's time zone; days are cut by it."""
        return ZoneInfo(self.home.timezone if self.home else "UTC")

    @cached_property
    def words(self) -> Words:
        """Every sentence, number and date in the reader's language."""
        return Words(self.language, self.zone, self.home.currency if self.home else "JPY")

    def entry(self, kind: str, summary: Mapping[str, Any] | None = None) -> int:
        """Open the entry of this delivery, the unit of Undo; its id. `summary`: what its Undo line says."""
        about: dict[str, Any] = {"workspace_id": self.workspace_id, "actor_id": self.member_id, "kind": kind, "now": self.now}
        return entries.open_entry(self.session, **about, key=self.key, fingerprint=self.fingerprint, summary=dict(summary or {}))

    def saying(self, text: str) -> "Ask":
        """The same ask with other words, to hand a tap on to the command it stands for."""
        return replace(self, text=text)


@dataclass(frozen=True)
class Picture:
    """A chart to draw and send: `chart` is a drawing of bot.charts; title and alt are plain text."""

    chart: Any
    title: str
    alt: str


@dataclass(frozen=True)
class File:
    """A file to send with a post: its end (`ics`), its words, and what it is called."""

    end: str
    content: str
    title: str


@dataclass(frozen=True)
class Post:
    """A message for somebody else, or for later: sent once through the outbox, whatever happens."""

    key: str  # unique per workspace: the same key is never sent twice
    to: str  # a channel's or a person's Slack id
    text: str
    blocks: tuple[Block, ...] = ()
    picture: Picture | None = None
    file: File | None = None  # with the text, without the blocks
    until: datetime | None = None  # of no use from then on: not sent later
    note: Mapping[str, Any] = field(default_factory=dict)  # what it is about, for who writes it anew; nobody reads it
    warned: tuple[int, date] | None = None  # whose pace (a member's, or alarms.TEAM) it is the first to call behind, and on which day

    def body(self) -> dict[str, Any]:
        """The post as the outbox keeps it."""
        body: dict[str, Any] = {"text": self.text, "blocks": list(self.blocks)}
        if self.picture:
            body["picture"] = {"chart": self.picture.chart.as_json(), "title": self.picture.title, "alt": self.picture.alt}
        if self.file:
            body["file"] = {"end": self.file.end, "content": self.file.content, "title": self.file.title}
        kept = {"until": self.until.isoformat() if self.until else "", "note": dict(self.note)}
        return body | {name: value for name, value in (kept | {"warned": self.warned is not None}).items() if value}


@dataclass(frozen=True)
class Upcoming:
    """What a job would post now (None: not before the morning is planned); `told`: what its readers know already, as it reads now, and
    since when (None: today). `example`: where there is neither, what such a post looks like, with the figures of `month` (None: made up).
    """

    posts: Sequence[Post] | None
    told: Sequence[tuple[Post, datetime | None]] = ()
    example: Sequence[Post] = ()
    month: date | None = None


@dataclass(frozen=True)
class Modal:
    """A view to open: `form` is its row in the table of forms; `how` is open, push or update (update only from a form)."""

    form: str
    title: str
    blocks: tuple[Block, ...]
    submit: str = ""  # "" = no submit button
    close: str = ""
    meta: str = ""  # private_metadata
    how: str = "open"


@dataclass(frozen=True)
class Reply:
    """What the person who asked gets, seen only by them.

    `text` says all by itself (it is the notification and the fallback); `blocks` show it better. From a button it replaces the
    message the button is in when `replace`, else it is a new message. `errors` (input's block_id → sentence) keeps a form open.
    """

    text: str = ""
    blocks: tuple[Block, ...] = ()
    replace: bool = False
    modal: Modal | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    picture: Picture | None = None  # follows: in the person's DM with OnPace, or where they are when that is the DM
    posts: tuple[Post, ...] = ()
    home: bool = False  # App Home shows what changed: publish it again

    def kept(self) -> dict[str, Any]:
        """What a repeated delivery is answered with: the words again, not the pictures and posts that follow once."""
        return {"text": self.text, "blocks": list(self.blocks), "replace": self.replace, "errors": dict(self.errors), "home": self.home}

    @classmethod
    def again(cls, kept: dict[str, Any]) -> "Reply":
        """The same again."""
        return cls(**(kept | {"blocks": tuple(kept["blocks"])}))
