"""A meeting's new time and what was won, by form."""

from datetime import datetime
from decimal import Decimal

from bot.commands.meeting.recording import tell, the_meeting, trouble_with_day
from bot.parsing import picked
from bot.parsing.words import amount
from bot.talk import Ask, Reply
from bot.views.meeting_said import said_reply
from bot.views.meeting_word import Word
from bot.views.permission import must_be_member
from bot.views.refusals import attempted, in_form
from coaching.errors import BadAmount, Missing
from coaching.terms import Happening


def moved_saved(ask: Ask) -> Reply:
    """The form with the new day and time was submitted."""
    must_be_member(ask)
    found = the_meeting(ask, ask.meta)
    day, clock = picked.day(ask.form.get("day")), picked.clock(ask.form.get("time"))
    word = Word(Happening.MOVED, starts_at=datetime.combine(day, clock, ask.zone))
    if trouble := trouble_with_day(ask, word):
        return Reply(errors={"day": in_form(ask.words, trouble)})
    return said_reply(ask, tell(ask, found, word))


def won_saved(ask: Ask) -> Reply:
    """The form with amount and day was submitted."""
    return _won(ask, again=False)


def won_again_saved(ask: Ask) -> Reply:
    """The same form, to correct a win."""
    return _won(ask, again=True)


def _won(ask: Ask, *, again: bool) -> Reply:
    must_be_member(ask)
    found = the_meeting(ask, ask.meta)
    text = ask.form.get("amount") or ""
    won, error = attempted(ask.words, lambda: _amount(text))
    word = Word(Happening.WON, amount=won, on=picked.day(ask.form.get("day")), again=again)
    trouble = trouble_with_day(ask, word)
    errors = {"day": in_form(ask.words, trouble)} if trouble else {}
    if won is None:
        errors["amount"] = error or in_form(ask.words, BadAmount(text))
    return Reply(errors=errors) if errors else said_reply(ask, tell(ask, found, word))


def _amount(text: str) -> Decimal | None:
    """The amount typed; None for what is none. Raises Missing, BadAmount."""
    if not text:
        raise Missing("amount", "")
    return amount(text)
