"""The details form: everything a logged call or appointment can carry, and the small one for e-mails and work."""

import json
from collections.abc import Sequence

from bot.blocks import Element, checks, date_picker, field, line, menu, time_picker
from bot.talk import Ask, Block, Modal
from bot.views.month import today_of
from bot.views.naming import label, source_name
from bot.views.plan import Plan
from coaching.terms import Activity, Direction, Outcome
from storage import figures
from storage.tables import Member

#: Sources a new team starts with.
STARTERS = ("web", "webinar", "referral", "outbound list", "event")


def details_form(ask: Ask, plan: Plan, aes: Sequence[Member], next_ae: int | None) -> Modal:
    """The form, filled with the plan; the AE whose turn it is is chosen."""
    title = "log-form-correct" if plan.corrects else "log-form-title"
    blocks = (*_call_fields(ask, plan), *_meeting_fields(ask, plan, aes, plan.ae_id or next_ae), *_other_fields(ask, plan))
    return _modal(ask, "log-details", title, blocks, plan)


def effort_form(ask: Ask, plan: Plan) -> Modal:
    """The form that corrects e-mails or work."""
    words = ask.words
    names = [(words.plain(f"activity-{a.value}"), a.value) for a in Activity]
    blocks = (
        field(words.plain("log-field-activity"), menu("activity", names, plan.activity.value if plan.activity else "")),
        field(words.plain("log-field-count"), line("count", str(plan.count), most=10)),
        _day_field(ask, plan),
    )
    return _modal(ask, "log-effort", "log-form-correct", blocks, plan)


def _modal(ask: Ask, form: str, title: str, blocks: tuple[Block, ...], plan: Plan) -> Modal:
    words = ask.words
    meta = json.dumps({"corrects": plan.corrects, "lead": plan.lead, "lead_id": plan.lead_id})
    return Modal(form, words.plain(title), blocks, submit=words.plain("save"), close=words.plain("cancel"), meta=meta)


def _call_fields(ask: Ask, plan: Plan) -> tuple[Block, ...]:
    words = ask.words
    outcomes = [(words.plain(f"pad-name-{o.value}"), o.value) for o in Outcome]
    directions = [(words.plain(f"direction-{d.value}"), d.value) for d in Direction]
    return (
        field(words.plain("log-field-outcome"), menu("outcome", outcomes, plan.outcome.value if plan.outcome else "")),
        field(words.plain("log-field-lead"), line("lead", plan.lead, hint=words.plain("log-hint-lead"), most=150), optional=True),
        field(words.plain("log-field-direction"), menu("direction", directions, plan.direction.value)),
    )


def _meeting_fields(ask: Ask, plan: Plan, aes: Sequence[Member], ae_id: int | None) -> tuple[Block, ...]:
    words = ask.words
    start = plan.starts_at.astimezone(ask.zone) if plan.starts_at else None
    day = date_picker("day", f"{start:%Y-%m-%d}" if start else "")
    clock = time_picker("time", f"{start:%H:%M}" if start else "")
    ae = (
        [field(words.plain("log-field-ae"), menu("ae", [(label(m), str(m.id)) for m in aes], str(ae_id or "")), optional=True)]
        if aes
        else []
    )
    email = checks("by-email", [(words.plain("log-box-by-email"), "yes")], ["yes"] if plan.by_email else [])
    return (
        field(words.plain("log-field-day"), day, optional=True, hint=words.plain("log-hint-day")),
        field(words.plain("log-field-time"), clock, optional=True),
        *ae,
        field(words.plain("log-field-by-email"), email, optional=True),
    )


def _other_fields(ask: Ask, plan: Plan) -> tuple[Block, ...]:
    words = ask.words
    late = plan.on and not plan.corrects  # a day's calls are told in a few lines
    several = [field(words.plain("log-field-count"), line("count", str(plan.count), most=10))] if plan.count > 1 or late else []
    return (
        field(words.plain("log-field-source"), _sources(ask, plan.source), optional=True),
        field(words.plain("log-field-new-source"), line("new-source", most=60), optional=True),
        field(words.plain("log-field-talk"), line("talk", _minutes(plan.talk_seconds), most=20), optional=True),
        field(words.plain("log-field-wrap-up"), line("wrap-up", _minutes(plan.wrap_up_seconds), most=20), optional=True),
        field(words.plain("log-field-notes"), line("notes", plan.notes, most=500, several_lines=True), optional=True),
        *several,
        _day_field(ask, plan),
    )


def _day_field(ask: Ask, plan: Plan) -> Block:
    return field(ask.words.plain("log-field-on"), date_picker("on", f"{plan.on or today_of(ask):%Y-%m-%d}"), optional=True)


def _sources(ask: Ask, chosen: str) -> Element:
    """Sources in use, then the usual ones; what stands in the plan is always among them."""
    used = figures.sources(ask.session, workspace_id=ask.workspace_id, team_id=ask.team_id)
    names = list(dict.fromkeys(s for s in [chosen, *used, *STARTERS] if s and len(s) <= 75))
    return menu("source", [(source_name(ask.words, s), s) for s in names], chosen)


def _minutes(seconds: int) -> str:
    """5, or 1:30 as 90s, as the field reads it back."""
    if not seconds:
        return ""
    return str(seconds // 60) if seconds % 60 == 0 else f"{seconds}s"
