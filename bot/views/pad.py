"""The call pad: today's counts, one button an outcome, who waits for a call back."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.blocks import actions, button, context, section
from bot.talk import Ask, Block, Reply
from bot.text import Markup
from bot.views.month import day_line, today_of
from bot.views.naming import call_back, lead_name
from coaching.terms import Outcome
from storage import calls

#: What one tap logs; the rest needs words.
TAPS = (Outcome.NO_ANSWER, Outcome.GATEKEEPER, Outcome.CONTACT, Outcome.CALLBACK, Outcome.NOT_INTERESTED, Outcome.WRONG_NUMBER)
SHOWN = 5  # calls back named in a line of the pad


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
    """Who was to be called back on an earlier day, and who is by the end of this one, as small print; nothing when nobody is."""
    begin = datetime.combine(today_of(ask), time(), ask.zone)
    promised = calls.call_backs(ask.session, workspace_id=ask.workspace_id, member_id=ask.member_id, before=begin + timedelta(days=1))
    waiting = [(one.call_back_at, one.lead_id) for one in promised if one.call_back_at]
    lists = {
        "brief-call-backs-late": [one for one in waiting if one[0] < begin],
        "brief-call-backs": [one for one in waiting if one[0] >= begin],
    }
    lines = [_line(ask, key, found) for key, found in lists.items() if found]
    return (context(Markup("\n".join(lines))),) if lines else ()


def _line(ask: Ask, key: str, found: Sequence[tuple[datetime, int | None]]) -> Markup:
    named = [call_back(ask.words, lead_name(ask, lead_id), at, ask.now) for at, lead_id in found[:SHOWN]]
    more = [ask.words("and-more", count=len(found) - SHOWN)] if len(found) > SHOWN else []
    return ask.words(key, names=Markup(ask.words("dot").join([*named, *more])))
