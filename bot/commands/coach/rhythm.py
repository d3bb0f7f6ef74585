"""/coach rhythm: how often a team's reps practise; said by a mentor or manager, in words or by the form."""

from bot.parsing import words as known
from bot.parsing.numbers import row_id
from bot.parsing.rhythm import DEFAULTS, MOST_A_WEEK, MOST_DAYS, read_rhythm
from bot.talk import Ask, Reply
from bot.views import coach_rhythm as view
from bot.views.permission import must
from coaching.errors import BadRhythm
from coaching.permissions import May
from coaching.practice import Rhythm
from storage import changes, teams

FIELDS = {"new": "new_days", "unknown": "unknown_a_week", "below": "below_a_week"}


def rhythm(ask: Ask) -> Reply:
    """`new 15 days`, `unknown 3 a week`, `below daily`, 新人 15日; without words what holds; `default`: as it is shipped."""
    must(ask, May.COACH)
    text = known.normal(ask.text)
    if not text:
        return view.shown(ask.words, teams.rhythm(ask.team))
    usual = Rhythm()
    shipped = {"new_days": usual.new_days, "unknown_a_week": usual.a_week, "below_a_week": usual.below_a_week}
    return _keep(ask, shipped if text.casefold() in DEFAULTS else read_rhythm(text))


def _keep(ask: Ask, chosen: dict[str, int]) -> Reply:
    before = changes.values(ask.team)
    for column, count in chosen.items():
        setattr(ask.team, column, count)
    ask.session.flush()
    change = changes.between(ask.team, before)
    entry_id = ask.entry("setting", {"what": "rhythm", "change": change, "team": ask.team_id}) if change else None
    return view.kept(ask.words, teams.rhythm(ask.team), entry_id)


def open_form(ask: Ask) -> Reply:
    """The form, filled with what holds."""
    must(ask, May.COACH)
    return Reply(modal=view.form(ask.words, teams.rhythm(ask.team)))


def sent(ask: Ask) -> Reply:
    """Keep what the form says. Raises BadRhythm for what it never offered."""
    must(ask, May.COACH)
    return _keep(ask, {column: _count(ask, name) for name, column in FIELDS.items()})


def _count(ask: Ask, name: str) -> int:
    said = str(ask.form.get(name) or "")
    count = 0 if said == "0" else row_id(said)
    if count is None or count > (MOST_DAYS if name == "new" else MOST_A_WEEK):
        raise BadRhythm(said)
    return count
