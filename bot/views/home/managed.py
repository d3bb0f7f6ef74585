"""What a manager looks after on App Home: whose word or verdict is missing, and how meetings are shared among the AEs."""

from collections.abc import Mapping
from typing import Any

from bot.blocks import actions, button, section
from bot.scoreboard.balance import Share, balance
from bot.scoreboard.missing import open_of_team
from bot.talk import Ask, Block
from bot.text import Markup
from bot.views.month import today_of
from bot.views.naming import who
from bot.views.pulse import open_line
from coaching.calendar import month_of
from storage import meetings, members

MOST_NAMED = 6  # of one list; the rest is a count


def gaps(ask: Ask) -> tuple[Block, ...]:
    """What is open in the team, and whose word or verdict is missing."""
    where: dict[str, Any] = {"workspace_id": ask.workspace_id, "team_id": ask.team_id}
    wordless, pending = meetings.unsettled(ask.session, **where, now=ask.now)
    missing = open_of_team(ask.session, team=ask.team, now=ask.now)
    counts = open_line(ask.words, sum(wordless.values()), sum(pending.values()), missing)
    lines = [counts, *_named(ask, "home-gaps-words", wordless), *_named(ask, "home-gaps-verdicts", pending)]
    others = any(one != ask.member_id for one in wordless)
    ways = [button(ask.words.plain("home-show-meetings"), "meeting-more:team", "team:0")] if others else []
    ways += [button(ask.words.plain("home-show-verdicts"), "meeting-more:to_judge", "to_judge:0")] if pending else []
    return (section(Markup("\n".join(lines))), *([actions(*ways)] if ways else []))


def _named(ask: Ask, key: str, counts: Mapping[Any, int]) -> list[Markup]:
    """Who has most of them first."""
    if not counts:
        return []
    words, order = ask.words, sorted(counts.items(), key=lambda one: (-one[1], one[0] or 0))
    people = members.some(ask.session, workspace_id=ask.workspace_id, member_ids={one for one, _ in order[:MOST_NAMED] if one})
    named = [words("home-gaps-of", who=who(people[one]) if one in people else words("kpi-no-ae"), count=n) for one, n in order[:MOST_NAMED]]
    more = [words("home-gaps-others", count=sum(n for _, n in order[MOST_NAMED:]))] if len(order) > MOST_NAMED else []
    return [words(key, names=Markup(words("separator").join([*named, *more])))]


def shared(ask: Ask) -> tuple[Block, ...]:
    """What each AE was given this month beside their share, and whose turn is next; nothing where there is nobody to share with."""
    found = balance(ask.session, team=ask.team, period=month_of(today_of(ask)))
    if len(found.shares) < 2:
        return ()
    given = any(one.given for one in found.shares)
    lines = [ask.words("home-balance"), *(_share(ask, one) for one in found.shares[:MOST_NAMED])] if given else []
    more = [ask.words("and-more", count=len(found.shares) - MOST_NAMED)] if given and len(found.shares) > MOST_NAMED else []
    turn = [ask.words("home-balance-next", who=who(found.next))] if found.next else []
    return (section(Markup("\n".join([*lines, *more, *turn]))),)


def _share(ask: Ask, one: Share) -> Markup:
    return ask.words("home-balance-line", who=who(one.ae), given=one.given, share=ask.words.number(one.share))
