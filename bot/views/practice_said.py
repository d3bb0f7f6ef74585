"""What is said after a practice was agreed on, moved or called off: to who did it, and to the other side."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from bot.blocks import actions, button, section
from bot.scoreboard.pairs import Pair, pairs
from bot.talk import Ask, Block, Post, Reply
from bot.text import Markup
from bot.views.naming import who
from bot.views.permission import is_full
from bot.views.practice import Reader, line, row
from storage.tables import Member, Practice


def said(
    ask: Ask, text: Markup, shown: Sequence[Pair], *, undo: int | None = None, posts: Iterable[Post] = (), cancels: bool = False
) -> Reply:
    """What was done with its Undo, and how these practices stand now; it takes the place of the message the button was in."""
    reader = Reader.of(ask)
    back = [actions(button(ask.words.plain("undo"), "undo", str(undo)))] if undo else []
    blocks: list[Block] = [section(text), *back]
    blocks += [block for pair in shown for block in row(reader, pair, cancels=cancels)]
    lines = [text, *(line(reader, pair) for pair in shown)]
    return Reply(Markup("\n".join(lines)), tuple(blocks), replace=True, posts=tuple(posts), home=True)


def news(ask: Ask, pair: Pair, key: str, **values: Any) -> tuple[Post, ...]:  # noqa: ANN401 - whatever the sentence takes
    """A sentence (`practice-told-<key>`) to whoever of the two did not do it, with how the practice stands now.

    Moments among `values` are said as the reader says them.
    """
    return told(Reader.of(ask), _others(ask, pair)[0], pair, key, ask.key, by=ask.member, **values)


def heard(ask: Ask, text: Markup, pair: Pair) -> Markup:
    """The sentence with who of the others was told of it, and whom Slack does not reach."""
    reached, unreached = _others(ask, pair)
    told = "none" if not reached else "some" if unreached else "all"
    names = {"who": _names(ask, reached), "unreached": _names(ask, unreached)}
    return Markup(text + ask.words("practice-heard", told=Markup(told), **names))


def _others(ask: Ask, pair: Pair) -> tuple[list[Member], list[Member]]:
    """Who of the two did not do it: those a DM reaches, and those it does not."""
    others = [one for one in pair.sides if one.id != ask.member_id]
    reached = [one for one in others if one.slack_id and one.takes_part and is_full(ask, one)]
    return reached, [one for one in others if one not in reached]


def _names(ask: Ask, found: Sequence[Member]) -> Markup:
    if len(found) > 1:
        return ask.words("practice-two", rep=who(found[0]), mentor=who(found[1]))
    return ask.words("practice-one", who=who(found[0])) if found else Markup("")


def told(
    teller: Reader,
    to: Iterable[Member],
    pair: Pair,
    key: str,
    once: str,
    *,
    by: Member,
    **values: Any,  # noqa: ANN401
) -> tuple[Post, ...]:
    """The same to anybody; `once`: the identity of what was done."""
    posts = []
    for member in to:
        if member.slack_id and member.takes_part:
            reader = teller.instead(member)
            shown = {name: reader.when(value) if hasattr(value, "astimezone") else value for name, value in values.items()}
            text = reader.words(f"practice-told-{key}", who=who(by), **shown)
            below = line(reader, pair)
            body = Markup(f"{text}\n{below}")
            posts.append(Post(f"practice {pair.id} {member.id} {once}", member.slack_id, body, (section(text), *row(reader, pair))))
    return tuple(posts)


def undone(ask: Ask, reply: Reply, text: Markup, touched: Sequence[Practice], *, shows: bool) -> Reply:
    """The same after an Undo that changed these practices: the other side is told; `shows`: with how they stand where the button was."""
    found = pairs(ask.session, workspace_id=ask.workspace_id, found=touched)
    posts = tuple(post for pair in found for post in news(ask, pair, "undone"))
    return said(ask, text, [pair for pair in found if pair.live], posts=posts) if shows else replace(reply, posts=posts)
