"""A scoreboard in words, laid out for a phone."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot.scoreboard import Board
from bot.text import Markup, Words, mention
from bot.views import forecast
from bot.views.naming import source_name, who
from coaching.calendar import Period
from coaching.funnel import Funnel, Rate, Step
from coaching.pace import Pace
from coaching.terms import Kpi
from storage.tables import Member

EVEN = Decimal("0.05")  # a difference that would be shown as 0.0
LEAST = Decimal("0.1")  # a day: less would be shown as 0


def period_name(words: Words, period: Period) -> Markup:
    """November 2026, or the first and last day of a range."""
    if period.is_month():
        return words.month(period.first)
    if period.first == period.last:
        return words.day(period.first)
    return words("kpi-range", first=words.day(period.first), last=words.day(period.last))


def managers_of(people: Iterable[Member]) -> Markup:
    """Mentions of those who could do it, three at most."""
    return Markup(" ".join(mention(m.slack_id) for m in list(people)[:3] if m.slack_id))


def source(words: Words, name: str) -> str:
    """A source in the reader's language, or as the team calls it; what had none says so."""
    return source_name(words, name) if name else words("source-unknown")


def head(words: Words, board: Board, whose: str) -> Markup:
    """Which period, whose."""
    return words("kpi-head", period=period_name(words, board.period), who=whose)


def complete(words: Words, board: Board) -> Markup:
    """Data complete to when, and how many meetings wait for a word."""
    waiting = words("kpi-waiting", count=board.waiting)
    if board.complete_to is None:
        return words("kpi-nothing-entered") if board.is_empty else waiting
    return words("kpi-complete", when=words.when(board.complete_to), waiting=waiting)


def summary(words: Words, board: Board, *, can_set: bool, managers: Iterable[Member]) -> list[str]:
    """The board's main part: meetings against the goal, the funnel, revenue and score; a sentence when there is nothing."""
    goal = goal_lines(words, board, can_set=can_set, managers=managers)
    if board.is_ahead:
        return [_not_begun(words, board), *goal]
    if board.is_empty:
        against = [held_line(words, board)] if board.goals.get(Kpi.MEETINGS) and board.pace else []
        return [words("kpi-empty", open="no" if board.is_over else "yes"), *against, *goal]
    return [held_line(words, board), *goal, "", *funnel_lines(words, board.funnel), "", *result_lines(words, board)]


def _not_begun(words: Words, board: Board) -> Markup:
    return words("kpi-not-begun", count=board.funnel.ahead)


def held_line(words: Words, board: Board) -> Markup:
    """9 of 18 meetings held — 13.3 expected by now: 4.3 behind."""
    goal = board.goals.get(Kpi.MEETINGS)
    if board.pace is None or not goal:
        return words("kpi-held", held=board.funnel.held)
    said = words("kpi-held-of", held=board.funnel.held, goal=words.number(goal))
    return Markup(f"*{said}* — {_against(words, board, board.pace, goal)}")


def _against(words: Words, board: Board, pace: Pace, goal: Decimal) -> Markup:
    """The result against the goal, or the pace so far."""
    if board.is_over:
        return words("kpi-final", percent=words.percent(pace.actual / goal))
    if pace.actual >= goal:
        return words("kpi-reached")
    if not pace.expected or pace.shortfall is None:
        return words("kpi-pace-not-begun")
    return words(f"kpi-pace-{side(pace.shortfall)}", expected=words.number(pace.expected), off=words.number(abs(pace.shortfall)))


def side(shortfall: Decimal) -> str:
    """behind, ahead or even, as one decimal shows it."""
    return "even" if abs(shortfall) < EVEN else "behind" if shortfall > 0 else "ahead"


def goal_lines(words: Words, board: Board, *, can_set: bool, managers: Iterable[Member]) -> list[Markup]:
    """What is booked ahead and needed a day; or why there is no pace and who can change that."""
    if board.is_ahead:
        goal = board.goals.get(Kpi.MEETINGS)
        return [words("kpi-future-goal", goal=words.number(goal))] if goal else []
    ahead = [words("kpi-booked-ahead", count=board.funnel.ahead)] if board.funnel.ahead else []
    if board.pace is None:
        return [*ahead, words("kpi-no-goal-range")]
    return [*ahead, *forecast.lines(words, board), *_left(words, board, board.pace, can_set=can_set, managers=list(managers))]


def _left(words: Words, board: Board, pace: Pace, *, can_set: bool, managers: list[Member]) -> list[Markup]:
    if pace.goal is None:
        return [no_goal(words, board, can_set=can_set, managers=managers)]
    if pace.goal == 0:
        return [words("kpi-goal-zero")]
    return needed(words, board)


def needed(words: Words, board: Board) -> list[Markup]:
    """What each business day left has to bring, or what is short when none is left; nothing without a goal or once it is reached."""
    pace = board.pace
    if board.is_over or pace is None or not pace.goal or pace.actual >= pace.goal or pace.needed_per_day is None:
        return []
    if not pace.remaining_days:
        return [words("kpi-no-days-left", missing=words.number(pace.goal - pace.actual))]
    return [words("kpi-needed", days=int(pace.remaining_days), each=words.number(max(pace.needed_per_day, LEAST)))]


def no_goal(words: Words, board: Board, *, can_set: bool, managers: Sequence[Member]) -> Markup:
    """Why there is no pace, and who can change that."""
    if can_set:
        example = words("kpi-goal-example-rep", who=who(board.member)) if board.member else words("kpi-goal-example")
        return words("kpi-no-goal-manager", example=example)
    return words("kpi-no-goal", managers=managers_of(managers), people=len(managers))


def rate_text(words: Words, rate: Rate) -> Markup:
    """` (15%, 12–19)`; nothing when there is nothing to divide by."""
    if rate.value is None:
        return Markup("")
    if rate.interval is None:
        return words("kpi-rate-bare", percent=words.percent(rate.value))
    return words(
        "kpi-rate", percent=words.percent(rate.value), low=_share(words, rate.interval.low), high=_share(words, rate.interval.high)
    )


def _share(words: Words, value: float) -> Markup:
    return words.number(value * 100, 0)


def funnel_lines(words: Words, funnel: Funnel) -> list[Markup]:
    """calls → contacts → appointments → held → qualified, with rates and intervals."""

    def rate(step: Step) -> Markup:
        return rate_text(words, funnel.rate(step))

    lines = [words("kpi-calls", count=funnel.calls)]
    if funnel.calls:
        lines.append(words("kpi-contacts", count=funnel.contacts, rate=rate(Step.CONTACT)))
    if funnel.calls or funnel.appointments:
        lines.append(words("kpi-appointments", count=funnel.appointments, rate=rate(Step.APPOINTMENT), email=funnel.by_email))
    if funnel.due or funnel.held:
        lines.append(words("kpi-due", held=funnel.held, due=funnel.due, rate=rate(Step.HELD), waiting=funnel.waiting))
    return [*lines, *_judged(words, funnel)]


def _judged(words: Words, funnel: Funnel) -> list[Markup]:
    if not funnel.judged:
        return [words("kpi-none-judged", pending=funnel.pending)] if funnel.held else []
    rate = rate_text(words, funnel.rate(Step.QUALIFIED))
    return [words("kpi-qualified", qualified=funnel.qualified, judged=funnel.judged, rate=rate, pending=funnel.pending)]


def result_lines(words: Words, board: Board) -> list[Markup]:
    """Revenue, and the score with what it is made of."""
    goal = board.goals.get(Kpi.REVENUE)
    against = words("kpi-won-goal", goal=words.money(goal)) if goal else Markup("")
    won = words("kpi-won", money=words.money(board.funnel.revenue), count=board.funnel.won, goal=against)
    if board.pace is None:
        return [won]
    parts = {kpi.value: words.percent(share) for kpi, share in board.attainments.items()}
    total = Markup("–") if board.score is None else words.number(board.score)
    score = words("kpi-score", score=total, weights=ratio(words, board), **parts)
    left_out = any(share is None for share in board.attainments.values())
    return [won, score, *([words("kpi-score-left-out")] if left_out else [])]


def ratio(words: Words, board: Board) -> Markup:
    """6:3:1."""
    return Markup(":".join(words.number(board.weights.of.get(kpi, Decimal(0))) for kpi in Kpi))


def more_lines(words: Words, funnel: Funnel) -> list[Markup]:
    """What stands beside the funnel: whole rates, directions, talk, e-mails, other work; only what there is."""
    lines = []
    if funnel.calls:
        lines.append(words("kpi-call-to-appointment", rate=rate_text(words, funnel.rate(Step.CALL_TO_APPOINTMENT))))
        lines.append(words("kpi-more-inbound", inbound=funnel.inbound, outbound=funnel.calls - funnel.inbound))
    if funnel.held:
        lines.append(words("kpi-close-rate", rate=rate_text(words, funnel.rate(Step.CLOSE))))
    if funnel.talk_seconds or funnel.wrap_up_seconds:
        lines.append(words("kpi-more-talk", talk=words.duration(funnel.talk_seconds), wrap=words.duration(funnel.wrap_up_seconds)))
    if funnel.emails_sent or funnel.emails_opened or funnel.emails_clicked:
        lines.append(words("kpi-more-email", sent=funnel.emails_sent, opened=funnel.emails_opened, clicked=funnel.emails_clicked))
    return [*lines, *([words("kpi-more-work", minutes=funnel.work_minutes)] if funnel.work_minutes else [])]
