"""The parts of a scoreboard in words: by source, by rep, by AE."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from bot.scoreboard import Board, Row
from bot.scoreboard.balance import Balance
from bot.text import Markup, Words
from bot.views import kpi
from bot.views.kpi import rate_text
from bot.views.naming import who
from coaching.funnel import Funnel, Step
from coaching.terms import Kpi
from storage.tables import Member

MOST = 40  # rows in one message; Slack's text ends at 3,000 characters a paragraph


def off(words: Words, difference: Decimal) -> Markup:
    """+8, −34, ±0: against the pace."""
    shown = words.number(abs(difference))
    return Markup("±0" if shown == "0" else f"+{shown}" if difference > 0 else f"−{shown}")


def held_to(board: Board) -> Markup:
    """What its parts are held against: the pace, and once the period is over the goal."""
    return Markup("goal" if board.is_over else "pace")


def by_source(words: Words, board: Board, *, short: bool = False) -> list[str]:
    """Each source with its meetings, and its calls; `short`: those where meetings were held, wait or should have been; most first."""
    found = [
        (source, funnel) for source, funnel in sources(board) if not short or funnel.held or funnel.waiting or source in board.source_marks
    ]
    lines: list[str] = [_source_line(words, board, source, funnel, short) for source, funnel in found[:MOST]]
    lines += [words("and-more", count=len(found) - MOST)] if len(found) > MOST else []
    return lines if lines or short else [words("kpi-no-rows")]


def sources(board: Board) -> list[tuple[str, Funnel]]:
    """The sources, most meetings held first; one that should have brought some by now and did not is among them."""
    active = {source: funnel for source, funnel in board.by_source.items() if _is_active(funnel)}
    found = {source: Funnel() for source in board.source_marks} | active
    return sorted(found.items(), key=lambda one: (-one[1].held, -one[1].calls, one[0]))


def _is_active(funnel: Funnel) -> bool:
    """Whether there were calls or meetings: e-mails and other work name no source."""
    return any((funnel.calls, funnel.appointments, funnel.due, funnel.ahead, funnel.won))


def _source_line(words: Words, board: Board, source: str, funnel: Funnel, short: bool) -> Markup:
    mark = board.source_marks.get(source)
    against = Markup("")
    if mark is not None:
        against = words("kpi-mark", to=held_to(board), mark=words.number(mark), off=off(words, funnel.held - mark))
    counts = {"held": funnel.held, "calls": funnel.calls, "contacts": funnel.contacts, "appointments": funnel.appointments}
    key = "kpi-source-short" if short else "kpi-source-line"
    return words(key, source=kpi.source(words, source), mark=against, waits=_waits(words, funnel), **counts)


def _waits(words: Words, funnel: Funnel) -> Markup:
    """How many meetings wait for a word: as long as they do, what is held of what was due says less than it seems."""
    return words("kpi-waits", count=funnel.waiting) if funnel.waiting else Markup("")


def ranked(rows: Sequence[Row]) -> list[Row]:
    """Most meetings held first."""
    return sorted(rows, key=lambda row: (-row.funnel.held, row.member.name))


def top(rows: Sequence[Row], count: int) -> frozenset[int]:
    """The members among the first `count` by meetings held; equals share the last place, and nobody is there with none."""
    held = sorted((row.funnel.held for row in rows), reverse=True)
    if not held or count < 1:
        return frozenset()
    least = max(held[min(count, len(held)) - 1], 1)
    return frozenset(row.member.id for row in rows if row.member.id is not None and row.funnel.held >= least)


def by_rep(words: Words, rows: Sequence[Row]) -> list[str]:
    """A line for each rep that may be seen here, and how many more there are."""
    return [*(_rep_line(words, row) for row in rows[:MOST]), *more_people(words, len(rows))]


def more_people(words: Words, count: int) -> list[Markup]:
    """And 160 more, beneath the first of so many people."""
    return [words("kpi-more-people", count=count - MOST)] if count > MOST else []


def _rep_line(words: Words, row: Row) -> Markup:
    goal = row.goals.get(Kpi.MEETINGS)
    wanted = words("kpi-rep-goal", goal=words.number(goal)) if goal else Markup("")
    behind = row.pace.shortfall if row.pace else None
    to = Markup("pace" if row.pace and row.pace.remaining_days else "goal")
    against = words("kpi-rep-off", off=off(words, -behind), to=to) if behind is not None else Markup("")
    scored = words("kpi-rep-score", score=words.number(row.score)) if row.score is not None else Markup("")
    return words("kpi-rep-line", who=who(row.member), held=row.funnel.held, goal=wanted, off=Markup(against + scored))


def by_ae(words: Words, found: Sequence[tuple[Member | None, Funnel]]) -> list[str]:
    """Each AE with what was held and how it was judged, most held first."""
    order = sorted(found, key=lambda one: (-one[1].held, one[0] is None, one[0].name if one[0] else ""))
    lines = [_ae_line(words, ae, funnel) for ae, funnel in order[:MOST]]
    return [*lines, *more_people(words, len(order))] or [words("kpi-no-rows")]


def _ae_line(words: Words, ae: Member | None, funnel: Funnel) -> Markup:
    return words(
        "kpi-ae-line",
        who=who(ae) if ae else words("kpi-no-ae"),
        held=funnel.held,
        due=funnel.due,
        share=rate_text(words, funnel.rate(Step.HELD)),
        waits=_waits(words, funnel),
        qualified=funnel.qualified,
        judged=funnel.judged,
        rate=rate_text(words, funnel.rate(Step.QUALIFIED)),
        pending=funnel.pending,
        won=funnel.won,
        money=words.money(funnel.revenue),
    )


def left(words: Words, found: Mapping[str, int]) -> Markup:
    """The leads nobody called yet, by source, most first."""
    order = sorted(((source, count) for source, count in found.items() if count), key=lambda one: (-one[1], one[0]))[:MOST]
    named = [words("kpi-leads-source", source=kpi.source(words, source), count=count) for source, count in order]
    return words("kpi-leads-left", count=sum(found.values()), sources=Markup(words("separator").join(named)))


def balance(words: Words, found: Balance, *, is_present: bool) -> list[Markup]:
    """The meetings booked in the period by whom they were given to, most first, beside each one's share; and whose turn is next."""
    order = sorted(found.shares, key=lambda one: (-one.given, one.ae.name))
    lines = [
        words("kpi-balance-line", who=who(one.ae), given=one.given, share=words.number(one.share), off=off(words, one.off))
        for one in order[:MOST]
    ]
    turn = [words("kpi-balance-next", who=who(found.next))] if is_present and found.next else []
    return [words("kpi-balance"), *lines, *more_people(words, len(order)), *turn]
