"""Questions before anything is recorded: which lead of a similar name, and whether a meeting booked already is to be booked once more."""

from collections.abc import Sequence
from dataclasses import replace

from bot.blocks import actions, button, section
from bot.talk import Ask, Reply
from bot.views.meeting_rows import row
from bot.views.naming import lead_line, lead_name, moment, told_apart
from bot.views.plan import NEW, Plan
from storage.tables import Lead, Meeting


def which_lead(ask: Ask, plan: Plan, found: Sequence[Lead]) -> Reply:
    """A button for each lead and one for a new one; each carries the whole plan. Leads of one name tell since when they are here."""
    lines = [lead_line(ask, lead) for lead in found]
    dated = [f"{line[:45]} {ask.words.day(lead.created_at.astimezone(ask.zone).date())}" for line, lead in zip(lines, found, strict=True)]
    names = told_apart([longer if lines.count(one) > 1 else one for one, longer in zip(lines, dated, strict=True)])
    values = [(name, lead.id, replace(plan, lead_id=lead.id).value()) for name, lead in zip(names, found, strict=True)]
    buttons = [button(name, f"log-lead:{lead_id}", value) for name, lead_id, value in values]
    new = button(ask.words.plain("which-new-lead", lead=plan.lead), "log-lead:new", replace(plan, lead_id=NEW).value())
    text = ask.words("which-lead", lead=plan.lead)
    return Reply(text, (section(text), actions(*buttons, new)))


def booked_already(ask: Ask, plan: Plan, found: Meeting) -> Reply:
    """The same lead has a meeting at that minute: another one is booked only when it is meant.

    Of another team's only that there is one: who booked it and who goes is theirs.
    """
    ours = found.team_id == ask.team_id or ask.member_id in (found.member_id, found.ae_id)
    lead, when = lead_name(ask, found.lead_id), moment(ask, found.starts_at)
    text = ask.words("log-twice", meeting=row(ask, found)) if ours else ask.words("log-twice-elsewhere", lead=lead, when=when)
    value = replace(plan, lead_id=found.lead_id, another=True).value()
    yes = button(ask.words.plain("log-twice-yes"), "log-lead:another", value)
    return Reply(text, (section(text), actions(yes, button(ask.words.plain("leave-it"), "dismiss"))))
