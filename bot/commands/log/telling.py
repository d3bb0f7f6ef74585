"""Logging by words and by taps."""

from dataclasses import replace

from bot.commands.log.undoing import own_entry, undo_list_of
from bot.commands.log.writing import ae_named, check, record
from bot.parsing.log import read_log
from bot.parsing.numbers import row_id
from bot.parsing.words import normal
from bot.talk import Ask, Reply
from bot.views.pad import pad
from bot.views.permission import must, must_be_member
from bot.views.plan import Plan, of_logged, of_value, unpacked
from bot.views.recorded import recorded, understood
from bot.views.undo import undo_list
from bot.views.which import booked_already, which_lead
from coaching.errors import Gone
from coaching.leads import fold
from coaching.permissions import May
from coaching.terms import Outcome, State
from storage import leads, meetings
from storage.tables import Lead, Meeting

UNDO = frozenset({"undo", "取り消し", "取消", "取り消す", "元に戻す"})
HELP = frozenset({"help", "?", "ヘルプ", "使い方"})
EXAMPLES = ("log-call", "log-many", "log-appointment", "log-callback", "log-email", "log-work")


def log(ask: Ask) -> Reply:
    """/log: alone the pad, `undo` what was entered lately (an AE's verdicts too), else a line to record."""
    said = normal(ask.text).casefold()
    if said in UNDO:
        must_be_member(ask)
        return undo_list(ask, undo_list_of(ask))
    must(ask, May.LOG)
    if said in HELP:
        return Reply(ask.words("log-help", examples="") + "\n".join(["", *(ask.words(f"example-{name}") for name in EXAMPLES)]))
    if not said:
        return pad(ask)
    logged = read_log(ask.text, now=ask.now, zone=ask.zone, named=lambda name: bool(_exact(ask, name)))
    return settle(ask, of_logged(logged, ae_named(ask, logged.ae)))


def tap(ask: Ask) -> Reply:
    """One tap on the pad logs one call."""
    must(ask, May.LOG)
    if ask.text not in set(Outcome) - {Outcome.APPOINTMENT}:
        raise Gone
    done = record(ask, Plan(outcome=Outcome(ask.text)), [])
    return pad(ask, understood(ask, done), done.entry_id)


def lead_chosen(ask: Ask) -> Reply:
    """The answer to "which Acme?": the plan comes with the button."""
    must(ask, May.LOG)
    return replace(settle(ask, of_value(ask.text)), replace=True)


def ae_changed(ask: Ask) -> Reply:
    """Another AE for an appointment just booked: it is taken back and booked anew."""
    must(ask, May.LOG)
    entry_id, _, ae_id = ask.text.partition(":")
    entry = own_entry(ask, entry_id)
    if row_id(ae_id) is None or "plan" not in entry.summary:
        raise Gone
    plan = replace(unpacked(entry.summary["plan"]), ae_id=row_id(ae_id), corrects=entry.id)
    return replace(settle(ask, plan), replace=True)


def settle(ask: Ask, plan: Plan) -> Reply:
    """Record the plan, or ask which lead is meant when that is not clear, and whether the same meeting is to be booked once more."""
    check(ask, plan)
    found = list(leads.named(ask.session, workspace_id=ask.workspace_id, name=plan.lead)) if plan.lead and plan.lead_id is None else []
    exact = [lead for lead in found if lead.folded == fold(plan.lead)]
    if found and len(exact) != 1:
        return which_lead(ask, plan, found)
    if twin := _twin(ask, plan, exact):
        return booked_already(ask, plan, twin)
    return recorded(ask, record(ask, plan, found))


def _twin(ask: Ask, plan: Plan, exact: list[Lead]) -> Meeting | None:
    """A meeting that stands with the lead at the very minute, unless it is the one corrected, or another one is meant."""
    lead_ids = [lead.id for lead in exact if lead.id] or ([plan.lead_id] if plan.lead_id else [])
    if not plan.books or plan.another or not lead_ids:
        return None
    same = meetings.of_lead(ask.session, workspace_id=ask.workspace_id, lead_ids=lead_ids)
    standing = [m for m in same if m.starts_at == plan.starts_at and m.state in (State.BOOKED, State.HELD)]
    others = [m for m in standing if plan.corrects is None or m.entry_id != plan.corrects]
    return min(others, key=lambda m: m.team_id != ask.team_id, default=None)  # the own team's, of which more can be told


def _exact(ask: Ask, name: str) -> list[Lead]:
    found = leads.named(ask.session, workspace_id=ask.workspace_id, name=name)
    return [lead for lead in found if lead.folded == fold(name)]


def open_pad(ask: Ask) -> Reply:
    """The pad, from a button."""
    return log(ask.saying(""))
