"""What a post looks like where nothing is to be said: with the team's own figures, or with made-up ones; written for a preview alone."""

from datetime import timedelta
from typing import Any

from bot import scoreboard
from bot.jobs.closes import of_board
from bot.jobs.edition import Edition
from bot.scoreboard import Board, closing
from bot.talk import Post, Upcoming
from bot.views.drop import told
from coaching.calendar import months_before
from coaching.drop import AT_MOST, DAYS, Drop, at_most
from coaching.funnel import Funnel, Rate, Step
from coaching.posts import Job
from storage import closings, figures, members, outbox, requests

MONTHS = 3  # closed ones that are looked at for figures
USUAL = timedelta(days=90)
UNKNOWN = ("webinar", Rate(40, 200))  # where nobody has called anybody yet
SHARE = 4  # what the example's rate falls to: a fourth


OF = (Job.DROP, Job.CLOSE)


def instead(edition: Edition, found: Upcoming) -> Upcoming:
    """Of what a job writes, what was posted before is told; where nothing is left, an example."""
    written = list(found.posts or ())
    sent = requests.messages(edition.session, workspace_id=edition.team.workspace_id, keys=[post.key for post in written])
    posts = [post for post in written if post.key not in sent or sent[post.key].state not in outbox.OVER]
    told = [(post, sent[post.key].posted_at) for post in written if post.key in sent and sent[post.key].posted_at]
    if posts or told:
        return Upcoming(posts, told)
    if edition.plan.job is Job.DROP:
        return Upcoming((), example=source_fell(edition))
    example, board = month_closed(edition)
    return Upcoming((), example=example, month=board.period.first)


def month_closed(edition: Edition) -> tuple[list[Post], Board]:
    """The last closed month in which anything happened; else the last month, or this one so far, as if it were closed. To the managers,
    and to one rep.
    """
    board = _board(edition)
    posts, bosses = of_board(edition, board), {one.slack_id for one in edition.managers}
    return [*(post for post in posts if post.to in bosses), *[post for post in posts if post.to not in bosses][:1]], board


def _board(edition: Edition) -> Board:
    for month in sorted(closings.months(edition.session, **edition.where), reverse=True)[:MONTHS]:
        found = closing.closed(edition.session, team=edition.team, member=None, period=months_before(month, 0), now=edition.now)
        if found and not found.board.is_empty:
            return found.board
    last, this = (
        scoreboard.of_team(edition.session, team=edition.team, period=months_before(edition.day, ago), now=edition.now) for ago in (1, 0)
    )
    return this if last.is_empty else last


def source_fell(edition: Edition) -> list[Post]:
    """The source most is called from, as if its contact rate had fallen to a fourth; to the managers."""
    there = edition.managers or members.managers(edition.session, workspace_id=edition.team.workspace_id)
    fall = _fall(edition)
    return [Post(f"example {one.id}", str(one.slack_id), *told(edition.words(one), edition.team, fall)) for one in there]


def _fall(edition: Edition) -> Drop:
    """So many calls that a manager would be told."""
    source, before = _usual(edition)
    rate, n = float(before.value or 0), 5 * DAYS
    while (chance := at_most(int(n * rate / SHARE), n, rate)) > AT_MOST:
        n *= 2
    return Drop(source, Step.CONTACT, Rate(int(n * rate / SHARE), n), before, chance)


def _usual(edition: Edition) -> tuple[str, Rate]:
    """The source with the most calls of late, and its contact rate."""
    about: dict[str, Any] = {**edition.where, "first": edition.day - USUAL, "last": edition.day, "now": edition.now}
    found: dict[str, Funnel] = {source: one for source, one in figures.by_source(edition.session, **about).items() if source}
    most = max(found, key=lambda source: (found[source].calls, source), default="")
    rate = found[most].rate(Step.CONTACT) if most else Rate(0, 0)
    return (most or UNKNOWN[0], rate if 0 < rate.k < rate.n else UNKNOWN[1])
