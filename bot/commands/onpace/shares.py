"""How new meetings are shared out among a team's AEs: their weights, by form."""

from collections.abc import Mapping
from typing import Final

from bot.commands.onpace.keeping import state_of, undoable
from bot.parsing.numbers import count
from bot.talk import Ask, Reply
from bot.text import Markup
from bot.views import setup, setup_forms
from bot.views.permission import must
from coaching.permissions import May
from coaching.terms import Role
from storage import changes
from storage.tables import Member, id_of

MOST: Final = 1000


def open_form(ask: Ask) -> Reply:
    """The weights of the AEs; where there is none yet, what setting up still needs."""
    must(ask, May.MANAGE)
    state = state_of(ask, ask.team)
    aes = state.having(Role.AE)
    return Reply(modal=setup_forms.shares_form(ask.words, aes)) if aes else setup.steps(ask.words, state)


def sent(ask: Ask) -> Reply:
    """Keep the weights of those who are AEs still; who became one meanwhile keeps theirs."""
    must(ask, May.MANAGE)
    aes = state_of(ask, ask.team).having(Role.AE)
    said = {id_of(one): ask.form.get(setup_forms.weight_of(one)) for one in aes}
    weights = {one: count(str(text or "")) for one, text in said.items() if text is not None}
    errors = {f"weight-{one}": ask.words.plain("setup-error-share") for one, weight in weights.items() if weight is None or weight > MOST}
    whole = {id_of(one): weights.get(id_of(one), one.balance_weight) for one in aes}
    if not errors and weights and not any(whole.values()):
        errors[f"weight-{next(iter(weights))}"] = ask.words.plain("setup-error-weight-all")
    return Reply(errors=errors) if errors else _keep(ask, aes, whole)


def _keep(ask: Ask, aes: list[Member], weights: Mapping[int, int | None]) -> Reply:
    before = [(one, changes.values(one)) for one in aes]
    for one in aes:
        one.balance_weight = weights[id_of(one)] or 0
    ask.session.flush()
    parts = [change for one, was in before if (change := changes.between(one, was))]
    undo = undoable(ask, "shares", {"parts": parts} if parts else {}, ask.team.id)
    shown = ask.words("separator").join(setup.shared(ask.words, one, aes) for one in aes[: setup_forms.MOST_AES])
    return setup.simply(ask.words("setup-shares-kept", shares=Markup(shown)), undo)
