"""Logging by form: the details form opened, read with its mistakes under their fields, and saved."""

import re
from dataclasses import replace

from bot.commands.log.form import read_activity, read_details
from bot.commands.log.telling import settle
from bot.commands.log.undoing import own_entry
from bot.commands.log.writing import aes_of, whose_turn
from bot.parsing import picked
from bot.talk import Ask, Reply
from bot.views.log_form import details_form, effort_form
from bot.views.naming import lead_name
from bot.views.permission import must
from bot.views.plan import Plan, of_value, unpacked
from coaching.errors import Gone
from coaching.permissions import May
from coaching.terms import Outcome

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def details(ask: Ask) -> Reply:
    """Open the form; the button's value may name the outcome, or the day."""
    must(ask, May.LOG)
    plan = Plan(outcome=Outcome(ask.text) if ask.text in set(Outcome) else None)
    return _opened(ask, replace(plan, on=picked.day(ask.text)) if DAY.fullmatch(ask.text) else plan)


def corrected(ask: Ask) -> Reply:
    """Open the form filled with an entry, to correct it."""
    must(ask, May.LOG)
    entry = own_entry(ask, ask.text)
    if "plan" not in entry.summary:
        raise Gone
    plan = replace(unpacked(entry.summary["plan"]), corrects=entry.id)
    if plan.lead_id:
        plan = replace(plan, lead=lead_name(ask, plan.lead_id))
    return _opened(ask, plan)


def details_saved(ask: Ask) -> Reply:
    """The form was submitted: record it, or say under the fields what is missing."""
    must(ask, May.LOG)
    plan, errors = read_details(ask, _kept(ask))
    return Reply(errors=errors) if errors else settle(ask, plan)


def effort_saved(ask: Ask) -> Reply:
    """The form for e-mails and work was submitted."""
    must(ask, May.LOG)
    plan, errors = read_activity(ask, _kept(ask))
    return Reply(errors=errors) if errors else settle(ask, plan)


def _opened(ask: Ask, plan: Plan) -> Reply:
    if plan.activity:
        return Reply(modal=effort_form(ask, plan))
    return Reply(modal=details_form(ask, plan, aes_of(ask), whose_turn(ask)))


def _kept(ask: Ask) -> Plan:
    """What the form was opened with and does not show."""
    return of_value(ask.meta or "{}")
