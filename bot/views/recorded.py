"""What was recorded, as the reply says it: what was understood, where that leaves you, Undo and Correct."""

from dataclasses import dataclass

from bot.blocks import Element, actions, button, context, menu, section
from bot.holidays import calendar_of
from bot.talk import Ask, Block, Reply
from bot.text import Markup
from bot.views.month import day_line, month_counts, month_line, today_of
from bot.views.naming import label, source_name, who
from bot.views.plan import Plan
from coaching.terms import Activity, Direction, Outcome, Role
from storage import members, teams
from storage.tables import Lead, Member


@dataclass(frozen=True)
class Recorded:
    """What was written. `suggested`: nobody was named and it is this AE's turn."""

    entry_id: int
    plan: Plan
    lead: Lead | None = None
    new_lead: bool = False
    ae: Member | None = None
    suggested: bool = False


def recorded(ask: Ask, done: Recorded) -> Reply:
    """The reply to something logged."""
    said = [understood(ask, done)]
    if done.new_lead and done.lead:
        said.append(ask.words("log-new-lead", lead=done.lead.name))
    if done.suggested and done.ae:
        said.append(ask.words("log-ae-turn", ae=who(done.ae)))
    said += _closed(ask, done.plan)
    lines = [day_line(ask, done.plan.on or today_of(ask)), *_month(ask, done.plan)]
    text = "\n".join([*said, *lines])
    blocks = (section(ask.words("between").join(said)), context(*lines), actions(*_ways_on(ask, done)))
    return Reply(text, blocks, home=True)


def understood(ask: Ask, done: Recorded) -> Markup:
    """Recorded: appointment — Acme, Wed, Nov 25, 14:00, with @sora, webinar."""
    details = _details(ask, done.plan, done.lead.name if done.lead else done.plan.lead, done.ae)
    head = _head(ask, done.plan)
    if not details:
        return ask.words("log-recorded", what=head)
    return ask.words("log-recorded-with", what=head, details=Markup(ask.words("separator").join(details)))


def summary_line(ask: Ask, plan: Plan) -> Markup:
    """What an entry was, for the list Undo shows: 12 × no answer; appointment, Acme, Wed, Nov 25, 14:00."""
    return Markup(ask.words("separator").join([_head(ask, plan), *_details(ask, plan, plan.lead, None)]))


def _head(ask: Ask, plan: Plan) -> Markup:
    words = ask.words
    if plan.activity is Activity.WORK_MINUTES:
        return words("log-work", time=words.duration(plan.count * 60))
    if plan.activity:
        return words(f"log-{plan.activity.value}", count=plan.count)
    assert plan.outcome
    name = words(f"outcome-{plan.outcome.value}")
    return words("log-several", what=name, count=plan.count) if plan.count > 1 else name


def _details(ask: Ask, plan: Plan, lead: str, ae: Member | None) -> list[Markup]:
    words = ask.words
    when = plan.starts_at and words("log-call-back" if plan.outcome is Outcome.CALLBACK else "log-at", when=words.when(plan.starts_at))
    source = source_name(words, plan.source)
    pieces = [
        lead and words("log-name", name=lead),
        when,
        ae and words("log-with", ae=who(ae)),
        source and words("log-name", name=source),
        plan.direction is Direction.INBOUND and words("direction-inbound"),
        plan.by_email and words("log-by-email"),
        plan.talk_seconds and words("log-talk", time=words.duration(plan.talk_seconds)),
        plan.wrap_up_seconds and words("log-wrap-up", time=words.duration(plan.wrap_up_seconds)),
        plan.notes and words("quoted", words=plan.notes[:100]),
        plan.on and words.day(plan.on),
    ]
    return [piece for piece in pieces if piece]


def _closed(ask: Ask, plan: Plan) -> list[Markup]:
    """A word when the meeting lies on a weekend or holiday: it may be a slip of the pen."""
    if not plan.books or not plan.starts_at:
        return []
    day = plan.starts_at.astimezone(ask.zone).date()
    own = teams.closures(ask.session, workspace_id=ask.workspace_id, team_id=ask.team_id)
    is_open = calendar_of(ask.team, own, years=(day.year,)).is_open(day)
    return [] if is_open else [ask.words("log-closed-day", day=ask.words.day(day))]


def _month(ask: Ask, plan: Plan) -> list[Markup]:
    """After an appointment the month line, and when it is for this month which meeting it will be when held."""
    day = plan.starts_at and plan.starts_at.astimezone(ask.zone).date()
    if not plan.books or not day:
        return []
    today = today_of(ask)
    if (day.year, day.month) != (today.year, today.month):
        return [month_line(ask)]
    held, _, _ = month_counts(ask, ask.member)
    becomes = ask.words("log-becomes", day=ask.words.day(day), number=held + 1)
    return [Markup(ask.words("between").join([month_line(ask), becomes]))]


def _ways_on(ask: Ask, done: Recorded) -> list[Element]:
    words = ask.words
    ways = [
        button(words.plain("undo"), "undo", str(done.entry_id)),
        button(words.plain("correct"), "log-correct", str(done.entry_id)),
    ]
    if done.ae:
        others = [m for m in _aes(ask) if m.id != done.ae.id]
        choices = [(label(m), f"{done.entry_id}:{m.id}") for m in others]
        ways += [menu("log-ae", choices, hint=words.plain("log-another-ae"))] if choices else []
    return ways


def _aes(ask: Ask) -> list[Member]:
    return list(members.of_team(ask.session, workspace_id=ask.workspace_id, team_id=ask.team_id, role=Role.AE))


def notice(text: str) -> tuple[Block, ...]:
    """One sentence on its own."""
    return (section(text),)
