"""From a revenue back to calls a day, with the team's own rates of the last three months (design §3, goals backwards)."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil

from bot.blocks import actions, button, field, line, section
from bot.commands.goal.asked import FROM_REVENUE, Wanted, read_value, take_month, value_of
from bot.commands.goal.keeping import keep
from bot.parsing import picked
from bot.parsing import words as known
from bot.scoreboard import recent_months, team_calendar
from bot.talk import Ask, Modal, Reply
from bot.views import goal as view
from bot.views.month import today_of
from bot.views.permission import must
from coaching.calendar import month_of
from coaching.errors import BadAmount, Gone, Missing
from coaching.funnel import Step
from coaching.goals import Backwards, from_revenue
from coaching.permissions import May
from coaching.terms import GoalFor, Kpi
from storage import figures

DEAL = re.compile(r"(?:deal-size|deal|単価|受注単価)\s*[:=]?\s*(\S+)", re.IGNORECASE)

#: What the button of a way back carries: revenue, deal size, month.
KEPT = re.compile(r"([1-9]\d{0,14}(?:\.\d{1,4})?) ([1-9]\d{0,14}(?:\.\d{1,4})?|-) (\d{4}-\d\d)", re.ASCII)


@dataclass(frozen=True)
class Plan:
    """The way back, with the rates it used by the step each leads to, and the names of those that are missing."""

    found: Backwards | None
    rates: dict[str, Decimal | None]
    missing: list[str]


def backwards(ask: Ask, words: list[str]) -> Reply:
    """The chain for the words `from-revenue 100000000 [deal 2500000] [month]`."""
    text = " ".join(word for word in words if word.casefold() not in FROM_REVENUE)
    said = DEAL.search(text)
    month, left = take_month(ask, DEAL.sub(" ", text).split())
    left = [word for word in left if known.kpi(word) is not Kpi.REVENUE]
    if not left:
        raise Missing("amount", "goal-backwards")
    return _shown(ask, value_of(Kpi.REVENUE, " ".join(left)), _deal(said[1]) if said else None, month)


def _deal(text: str) -> Decimal:
    value = value_of(Kpi.REVENUE, text)
    if not value:
        raise BadAmount(text)
    return value


def _shown(ask: Ask, revenue: Decimal, deal: Decimal | None, month: date) -> Reply:
    if not revenue:
        raise BadAmount("0")
    words = ask.words
    plan = planned(ask, revenue, deal, month)
    if plan.found is None:
        lines: list[str] = [words("goal-chain-revenue", revenue=words.money(revenue)), words("goal-missing-deal")]
    else:
        lines = view.chain(words, plan.found, revenue, plan.rates, plan.missing)
    text = "\n".join([words("goal-chain-head", month=words.month(month)), *lines])
    if plan.found is None or plan.found.meetings is None:
        return Reply(text, (section(text),))
    value = f"{revenue} {deal or '-'} {month:%Y-%m}"
    keep_it = button(words.plain("goal-button-keep"), "goal-keep-backwards", value, style="primary")
    return Reply(text, (section(text), actions(keep_it)))


def planned(ask: Ask, revenue: Decimal, deal: Decimal | None, month: date) -> Plan:
    """The way back from a revenue, with the team's own rates of the three months before this one."""
    past = recent_months(today_of(ask))
    team_id = ask.team_id
    own = figures.funnel(ask.session, workspace_id=ask.team.workspace_id, team_id=team_id, first=past.first, last=past.last, now=ask.now)
    size = deal or (own.revenue / own.won if own.won else None)
    rates = {
        "won": size,
        "meetings": own.rate(Step.CLOSE).value,
        "appointments": own.rate(Step.HELD).value,
        "contacts": own.rate(Step.APPOINTMENT).value,
        "calls": own.rate(Step.CONTACT).value,
    }
    missing = [name for name in ("meetings", "appointments", "contacts", "calls") if not rates[name]]
    if not size:
        return Plan(None, rates, missing)
    period = month_of(month)
    days = team_calendar(ask.session, team=ask.team, period=period).days(period.first, period.last)
    found = from_revenue(
        revenue,
        deal_size=size,
        close_rate=rates["meetings"] or None,
        held_rate=rates["appointments"] or None,
        appointment_rate=rates["contacts"] or None,
        contact_rate=rates["calls"] or None,
        business_days=len(days),
    )
    return Plan(found, rates, missing[:1])


def keep_backwards(ask: Ask) -> Reply:
    """[Set as goal]: the revenue, and the meetings it takes rounded up, become the team's goals."""
    must(ask, May.MANAGE)
    kept = KEPT.fullmatch(ask.text)
    if kept is None:
        raise Gone
    revenue, month = Decimal(kept[1]), picked.month(kept[3])
    plan = planned(ask, revenue, None if kept[2] == "-" else Decimal(kept[2]), month)
    if plan.found is None or plan.found.meetings is None:
        return Reply(ask.words("goal-missing-deal"))
    meetings = Decimal(ceil(plan.found.meetings))
    wanted = [Wanted(GoalFor.TEAM, Kpi.REVENUE, revenue, month), Wanted(GoalFor.TEAM, Kpi.MEETINGS, meetings, month)]
    entry_id = keep(ask, wanted)
    whose = view.whose(ask.words, GoalFor.TEAM, None, ask.team.name)
    said = [view.kept(ask.words, whose=whose, kpi=one.kpi, value=one.value, month=month) for one in wanted]
    return view.recorded(ask.words, said, entry_id)


def backwards_form(ask: Ask) -> Reply:
    """The same by form."""
    must(ask, May.MANAGE)
    words = ask.words
    blocks = (
        field(words.plain("goal-field-revenue"), line("revenue", most=40), hint=words.plain("goal-hint-revenue")),
        field(words.plain("goal-field-deal"), line("deal", most=40), optional=True, hint=words.plain("goal-hint-deal")),
    )
    title, submit = words.plain("goal-backwards-title"), words.plain("goal-button-count")
    return Reply(modal=Modal("goal-backwards", title, blocks, submit=submit, close=words.plain("cancel")))


def backwards_sent(ask: Ask) -> Reply:
    """The form's numbers, read like words."""
    must(ask, May.MANAGE)
    said = {name: str(ask.form.get(name) or "").strip() for name in ("revenue", "deal")}
    given = {name: read_value(Kpi.REVENUE, text) for name, text in said.items() if text}
    errors = {name: ask.words.plain("goal-error-money") for name, value in given.items() if not value}
    if errors or "revenue" not in given:
        return Reply(errors=errors or {"revenue": ask.words.plain("goal-error-money")})
    return _shown(ask, given["revenue"] or Decimal(0), given.get("deal"), month_of(today_of(ask)).first)
