"""Goals in words: what is set, what it means for each rep, and the way back from a revenue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil

from bot.blocks import actions, button, context, section
from bot.scoreboard import Board
from bot.talk import Reply
from bot.text import Markup, Words, mention
from bot.views.kpi_reply import paragraphs
from bot.views.kpi_rows import MOST, more_people
from bot.views.naming import who
from coaching.goals import Backwards
from coaching.terms import GoalFor, Kpi
from storage.tables import Member


def amount(words: Words, kpi: Kpi, value: Decimal | None) -> Markup:
    """A goal with its unit; – when there is none."""
    if value is None:
        return words("none")
    if kpi is Kpi.REVENUE:
        return words.money(value)
    if kpi is Kpi.QUALIFIED:
        return share(words, value)
    count = words.number(value, 2)
    return words("goal-meetings", count=count, number=Markup("one" if count == "1" else "other"))


def share(words: Words, value: Decimal | None) -> Markup:
    """60%, 62.5%."""
    whole = value is None or value * 100 == int(value * 100)
    return words.percent(value, 0 if whole else 1)


def three(words: Words, goals: Mapping[Kpi, Decimal]) -> dict[str, Markup]:
    """The three KPIs' goals as values of a sentence."""
    return {kpi.value: amount(words, kpi, goals.get(kpi)) for kpi in Kpi}


@dataclass(frozen=True)
class Goals:
    """What `/goal` shows. `set_for_team`: the team's as set (its meetings may be the sum of the reps' instead); `own` only for a rep."""

    board: Board
    set_for_team: Mapping[Kpi, Decimal]
    full: Mapping[Kpi, Decimal]
    own: Mapping[Kpi, Decimal] | None
    manages: bool
    managers: Sequence[Member]


def overview(words: Words, goals: Goals) -> Reply:
    """The goals of a month; managers get the form."""
    lines = [words("goal-head", month=words.month(goals.board.period.first)), *_team(words, goals)]
    if goals.own is not None:
        lines.append(words("goal-yours", **three(words, goals.own)))
    if not goals.manages:
        names = Markup(" ".join(mention(m.slack_id) for m in list(goals.managers)[:3] if m.slack_id))
        note = words("goal-set-by", managers=names, people=len(goals.managers))
        return Reply("\n".join([*lines, note]), (*paragraphs(lines), context(note)))
    lines += _reps(words, goals)
    note = words("goal-how")
    buttons = (
        button(words.plain("goal-button-form"), "goal-form", f"{goals.board.period.first:%Y-%m}", style="primary"),
        button(words.plain("goal-button-backwards"), "goal-backwards-form"),
    )
    return Reply("\n".join([*lines, note]), (*paragraphs(lines), context(note), actions(*buttons)))


def _team(words: Words, goals: Goals) -> list[Markup]:
    lines = [words("goal-team", **three(words, goals.board.goals))]
    summed = Kpi.MEETINGS in goals.board.goals and Kpi.MEETINGS not in goals.set_for_team
    if summed:
        lines.append(words("goal-team-summed"))
    return [*lines, *([words("goal-each", **three(words, goals.full))] if goals.full else [])]


def _reps(words: Words, goals: Goals) -> list[Markup]:
    rows = [row for row in goals.board.by_member if row.member.is_rep and row.goals]
    return [words("goal-rep", who=who(row.member), **three(words, row.goals)) for row in rows[:MOST]] + more_people(words, len(rows))


def kept(words: Words, *, whose: str, kpi: Kpi, value: Decimal, month: date) -> Markup:
    """What was set, for whom, from when."""
    return words(f"goal-kept-{kpi.value}", who=whose, value=amount(words, kpi, value), month=words.month(month))


def whose(words: Words, goal_for: GoalFor, member: Member | None, team: str) -> str:
    """Whom a goal is for."""
    if goal_for is GoalFor.REP:
        return words("goal-for-each")
    return who(member) if member else words("goal-for-team", team=team)


def share_of_each(value: Decimal, reps: int) -> Decimal:
    """The team's goal for each rep, rounded up to a whole meeting: the sum reaches the team's goal."""
    return Decimal(ceil(value / reps))


def recorded(words: Words, said: Sequence[str], entry_id: int | None, each: tuple[str, str] | None = None) -> Reply:
    """What was set, with Undo; `each` is the label and words of the step that suggests itself."""
    text = "\n".join(said)
    buttons = [button(words.plain("undo"), "undo", str(entry_id))]
    if each:
        buttons.append(button(each[0], "goal:each", each[1]))
    return Reply(text, (section(text), actions(*buttons)), home=True)


def chain(words: Words, found: Backwards, revenue: Decimal, rates: Mapping[str, Decimal | None], missing: Sequence[str]) -> list[str]:
    """revenue → deals won → meetings → appointments → contacts → calls a day, as far as the rates reach."""
    lines: list[str] = [words("goal-chain-revenue", revenue=words.money(revenue))]
    steps = (("won", found.won), ("meetings", found.meetings), ("appointments", found.appointments), ("contacts", found.contacts))
    for name, value in steps:
        if value is None:
            break
        rate = rates[name]
        shown = words.money(rate) if name == "won" and rate is not None else share(words, rate and round(rate, 3))
        lines.append(words(f"goal-chain-{name}", count=words.number(value), rate=shown))
    if found.calls is not None and found.calls_per_day is not None:
        rate_of_calls = share(words, rates["calls"] and round(rates["calls"], 3))
        lines.append(words("goal-chain-calls", count=found.calls, each=found.calls_per_day, rate=rate_of_calls))
    return [*lines, *(words(f"goal-missing-{name}") for name in missing)]
