"""The call pad: today's counts, one button an outcome, who waits for a call back."""

from datetime import datetime, time, timedelta

from bot.blocks import actions, button, context, section
from bot.talk import Ask, Block, Reply
from bot.text import Markup
from bot.views.month import day_line, today_of
from bot.views.naming import lead_name
from coaching.terms import Outcome
from storage import calls

#: What one tap logs; the rest needs words.
TAPS = (Outcome.NO_ANSWER, Outcome.GATEKEEPER, Outcome.CONTACT, Outcome.CALLBACK, Outcome.NOT_INTERESTED, Outcome.WRONG_NUMBER)
SHOWN = 5  # calls back named on the pad


def pad(ask: Ask, said: str = "", entry_id: int | None = None) -> Reply:
    """The pad, with what just happened on top and Undo of it."""
    counts = day_line(ask, today_of(ask))
    text = Markup("\n".join(line for line in (said, counts) if line))
    if said and ask.from_home:
        return Reply(said, home=True)
    return Reply(text, (section(text), *due(ask), *rows(ask, entry_id)), replace=bool(said), home=bool(said))


def rows(ask: Ask, entry_id: int | None = None) -> tuple[Block, ...]:
    """The buttons."""
    words = ask.words
    taps = [button(words.plain(f"pad-{o.value}"), f"log-tap:{o.value}", o.value) for o in TAPS]
    forms = [
        button(words.plain("pad-appointment"), "log-details:appointment", Outcome.APPOINTMENT.value),
        button(words.plain("details"), "log-details"),
    ]
    if entry_id:
        forms.append(button(words.plain("undo"), "undo", f"{entry_id}:pad"))
    return actions(*taps), actions(*forms)


def due(ask: Ask) -> tuple[Block, ...]:
    """Who is to be called back by the end of the day, as a line of small print; nothing when nobody is."""
    end = datetime.combine(today_of(ask) + timedelta(days=1), time(), ask.zone)
    waiting = calls.call_backs(ask.session, workspace_id=ask.workspace_id, member_id=ask.member_id, before=end)
    if not waiting:
        return ()
    named = [_call_back(ask, lead_id, at) for lead_id, at in [(c.lead_id, c.call_back_at) for c in waiting[:SHOWN]] if at]
    more = [ask.words("and-more", count=len(waiting) - SHOWN)] if len(waiting) > SHOWN else []
    return (context(ask.words("pad-call-backs", names=Markup(ask.words("dot").join([*named, *more])))),)


def _call_back(ask: Ask, lead_id: int | None, at: datetime) -> Markup:
    late = at.astimezone(ask.zone).date() < today_of(ask)
    return ask.words("pad-call-back", lead=lead_name(ask, lead_id), when=ask.words.when(at) if late else ask.words.clock(at))
