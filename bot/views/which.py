"""The question which of several was meant: leads of a similar name."""

from collections.abc import Sequence
from dataclasses import replace

from bot.blocks import actions, button, section
from bot.talk import Ask, Reply
from bot.views.naming import lead_line
from bot.views.plan import NEW, Plan
from storage.tables import Lead


def which_lead(ask: Ask, plan: Plan, found: Sequence[Lead]) -> Reply:
    """A button for each lead and one for a new one; each carries the whole plan."""
    buttons = [button(lead_line(ask, lead), f"log-lead:{lead.id}", replace(plan, lead_id=lead.id).value()) for lead in found]
    new = button(ask.words.plain("which-new-lead", lead=plan.lead), "log-lead:new", replace(plan, lead_id=NEW).value())
    text = ask.words("which-lead", lead=plan.lead)
    return Reply(text, (section(text), actions(*buttons, new)))
