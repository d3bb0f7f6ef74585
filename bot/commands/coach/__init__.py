"""/coach: where reps stand against the mentor's thresholds, what is expected, and how somebody graduates."""

from bot.commands.coach.seen import may_coach, own_trainees, seen_trainee
from bot.commands.coach.thresholds import open_form, sent, thresholds
from bot.commands.coach.ways import decline, declined, graduate, practise_again
from bot.parsing import words as known
from bot.scoreboard.trainees import Trainee, trainees
from bot.talk import Ask, Reply
from bot.views import coach as view
from bot.views.permission import managers_of, managers_of_team, must_be_member
from bot.views.person import named
from coaching.errors import NotAllowed
from coaching.permissions import May
from coaching.terms import Role
from storage import members
from storage.tables import Member

__all__ = ["coach", "decline", "declined", "graduate", "only_looks", "open_form", "practise_again", "sent", "thresholds"]

THRESHOLD = frozenset({"threshold", "thresholds", "基準値", "基準", "しきい値", "閾値"})


def coach(ask: Ask) -> Reply:
    """Trainees for a mentor or manager, one's own way for a rep, one person by name, or thresholds, by the words given."""
    must_be_member(ask)
    first, _, rest = known.normal(ask.text).partition(" ")
    if first.casefold() in THRESHOLD:
        return thresholds(ask.saying(rest))
    if first:
        return _one(ask, _same_team(ask, named(ask, known.normal(ask.text))).id)
    roles = members.roles(ask.member)
    if roles & {Role.MENTOR, Role.MANAGER}:
        return view.overview(ask.words, own_trainees(ask), coaches=Role.MANAGER in roles)
    if Role.REP in roles:
        return _one(ask, ask.member.id)
    raise NotAllowed(May.COACH.value, managers_of(ask))


def _same_team(ask: Ask, rep: Member) -> Member:
    """Of another team's rep only who could tell is said. Raises NotAllowed."""
    if rep.team_id and rep.team_id != ask.team_id:
        raise NotAllowed(May.COACH.value, managers_of_team(ask, rep.team_id))
    return rep


def only_looks(text: str) -> bool:
    """Whether these words set no threshold."""
    first, _, rest = known.normal(text).partition(" ")
    return first.casefold() not in THRESHOLD or not rest


def _one(ask: Ask, member_id: int | None) -> Reply:
    rep = seen_trainee(ask, member_id)
    found: Trainee = trainees(ask.session, team=ask.team, reps=[rep], now=ask.now)[0]
    return view.one(ask.words, found, own=rep.id == ask.member.id, coaches=may_coach(ask, rep))
