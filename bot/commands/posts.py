"""What OnPace says by itself and could not post: sent after all, or discarded."""

from collections.abc import Sequence
from dataclasses import replace

from bot.blocks import section
from bot.parsing.numbers import row_id
from bot.talk import Ask, Post, Reply
from bot.text import Markup, Words
from bot.views.parked import Parked, sharer, told_sharer
from bot.views.permission import must
from coaching.permissions import May
from storage import members, outbox
from storage.tables import Outgoing, id_of


def send(ask: Ask) -> Reply:
    """[Send the 3 now]: those the button stood below, as far as they still wait; what fails again is told again."""
    found = _asked_about(ask)
    count = outbox.release(ask.session, workspace_id=ask.workspace_id, ids=[id_of(one) for one in found], now=ask.now)
    return _said(ask, ask.words("posts-sent", count=count) if count else ask.words("posts-nothing-waits"))


def discard(ask: Ask) -> Reply:
    """[Discard]: they are never sent."""
    found = _asked_about(ask)
    owed = [one for one in found if one.state != outbox.HELD and sharer(one) not in ("", ask.member.slack_id)]
    count = outbox.discard(ask.session, workspace_id=ask.workspace_id, ids=[id_of(one) for one in found])
    said = _said(ask, ask.words("posts-discarded", count=count) if count else ask.words("posts-nothing-waits"))
    return replace(said, posts=tuple(_to_sharer(ask, one) for one in owed))


def _to_sharer(ask: Ask, message: Outgoing) -> Post:
    member = members.by_slack_id(ask.session, workspace_id=ask.workspace_id, slack_id=sharer(message))
    language = (member.language or member.slack_language if member else "") or ask.team.language
    text = told_sharer(Words(language, ask.zone, ask.team.currency), message, discarded=True)
    return Post(key=f"discarded {message.id}", to=sharer(message), text=text)


def _asked_about(ask: Ask) -> Sequence[Outgoing]:
    must(ask, May.MANAGE)
    last = row_id(ask.text.partition(" ")[0]) or 0
    parked = Parked(ask.session, ask.workspace_id, ask.now, ask.known)
    mine = {id_of(message) for message in parked.of_manager.get(ask.member_id, [])} | parked.told_to(ask.member)
    return [message for message in parked.messages if id_of(message) in mine and id_of(message) <= last]


def _said(ask: Ask, text: Markup) -> Reply:
    return Reply(text, (section(text),), replace=not ask.from_home, home=True)
