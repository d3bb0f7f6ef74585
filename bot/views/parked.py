"""What could not be posted, for the managers whose it is: what is in the way of it, and what to do."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from sqlmodel import Session

from bot.blocks import Element, actions, button, confirm, section
from bot.talk import Block, Profile, is_full
from bot.text import Markup, Words, channel_link, mention
from storage import members, outbox, teams
from storage.tables import Member, Outgoing, id_of

OF_USE = timedelta(days=3)  # a weekend; older news is no news
UNTOLD = timedelta(days=14)  # but what no manager was there to hear of waits for them so long
MOST = 10  # places in one message
WHY = {
    "is_archived": "archived",
    "not_in_channel": "outside",
    "channel_not_found": "outside",
    "messages_tab_disabled": "tab",
    "missing_scope": "app",
    "no_permission": "app",
    "access_denied": "app",
    "ekm_access_denied": "app",
    "team_access_not_granted": "app",
    **dict.fromkeys(
        ("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "not_installed"),
        "token",
    ),
}


@dataclass(frozen=True)
class Parked:
    """A workspace's parked messages that are still of use, and whose they are. `known`: what Slack has told of its people."""

    session: Session
    workspace_id: int
    now: datetime
    known: Mapping[str, Profile] = field(default_factory=dict)

    @cached_property
    def messages(self) -> Sequence[Outgoing]:
        """All of them, oldest first."""
        return outbox.parked(self.session, workspace_id=self.workspace_id, since=self.now - UNTOLD)

    @cached_property
    def of_manager(self) -> dict[int, list[Outgoing]]:
        """By the manager (id) who can do something about them."""
        return self.among(self.managers)

    def among(self, managers: Sequence[Member]) -> dict[int, list[Outgoing]]:
        """The same of these managers: by the team a place belongs to; all of them where it is no team's, or none of them is the team's."""
        found: dict[int, list[Outgoing]] = {}
        places = {to: self._teams(to) for to in {message.to for message in self.messages}}
        own = {to: [one for one in managers if one.team_id in of] for to, of in places.items()}
        for message in self.messages:
            for manager in own[message.to] or managers:
                found.setdefault(id_of(manager), []).append(message)
        return found

    @cached_property
    def managers(self) -> Sequence[Member]:
        """The workspace's, but for who has left Slack."""
        return [one for one in members.managers(self.session, workspace_id=self.workspace_id) if self._is_here(one)]

    def told_to(self, manager: Member) -> set[int]:
        """The ids of what a manager was told of: maybe in place of others who were away."""
        return {number for row in self._notices if row.to == manager.slack_id for number in noted(row)}

    @property
    def old(self) -> list[int]:
        """The ids of what somebody was told of, and nobody wants any more."""
        known = {number for row in self._notices for number in noted(row)}
        return [id_of(one) for one in self.messages if id_of(one) in known and one.planned_at < self.now - OF_USE]

    @cached_property
    def _notices(self) -> Sequence[Outgoing]:
        return outbox.notices(self.session, workspace_id=self.workspace_id, since=self.now - UNTOLD)

    def _is_here(self, manager: Member) -> bool:
        return is_full(manager, self.known)

    def _teams(self, to: str) -> set[int | None]:
        person = members.by_slack_id(self.session, workspace_id=self.workspace_id, slack_id=to)
        if person:
            return {person.team_id} - {None}
        return {team.id for team in teams.every(self.session, workspace_id=self.workspace_id) if team.channel_id == to}


def noted(notice: Outgoing | None) -> set[int]:
    """The ids of what a notice is, or was, about."""
    return set(notice.body.get("note", {}).get("parked", ())) if notice else set()


def told(words: Words, messages: Sequence[Outgoing]) -> tuple[Markup, tuple[Block, ...]]:
    """What is in the way of these messages, with [Send] and [Discard]; the blocks change whenever the messages do."""
    unsure = any(message.state == outbox.HELD for message in messages)
    head = words("posts-parked-perhaps" if unsure else "posts-parked", count=len(messages))
    text = Markup("\n".join([head, *_lines(words, messages)]))
    upto = f"{max(id_of(message) for message in messages)} {sum(message.attempts for message in messages)}"
    send = button(words.plain("posts-send", count=len(messages)), "posts-send", upto, style="primary")
    return text, (section(text), actions(send, _discard(words, len(messages), upto)))


def sharer(message: Outgoing) -> str:
    """The Slack id of who shared what is in a message; "" where nobody did."""
    kind, _, rest = message.key.partition(" ")
    return rest.partition(" ")[0] if kind == "share" else ""


def told_sharer(words: Words, message: Outgoing, *, discarded: bool = False) -> Markup:
    """Why what somebody shared is not in its channel."""
    if discarded:
        return words("posts-share-discarded", place=_place(message.to))
    if message.state == outbox.HELD:
        return words("posts-share-held", place=_place(message.to))
    return words("posts-share-parked", place=_place(message.to), why=words(f"posts-why-{_why(message)}"))


def _discard(words: Words, count: int, upto: str) -> Element:
    asked = confirm(
        words.plain("posts-discard-title"),
        words.plain("posts-discard-text", count=count),
        words.plain("posts-discard"),
        words.plain("cancel"),
    )
    return button(words.plain("posts-discard"), "posts-discard", upto, ask_first=asked)


def _lines(words: Words, messages: Sequence[Outgoing]) -> list[Markup]:
    places = Counter((message.to, _why(message)) for message in messages)
    lines = [
        words("posts-line", place=_place(to), count=count, why=words(f"posts-why-{why}")) for (to, why), count in places.most_common(MOST)
    ]
    return [*lines, words("posts-more", count=len(places) - MOST)] if len(places) > MOST else lines


def _why(message: Outgoing) -> str:
    if message.state == outbox.FAILED:
        return "unanswered" if message.trouble.startswith(outbox.UNANSWERED) else "refused"
    to_person = message.to.startswith(("U", "W", "D"))
    if message.state == outbox.HELD:
        return "held-person" if to_person else "held"
    return WHY.get(message.trouble) or ("person" if to_person or "user" in message.trouble else "restricted")


def _place(to: str) -> Markup:
    return mention(to) if to.startswith(("U", "W")) else channel_link(to)
