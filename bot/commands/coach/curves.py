"""One rep, by name or oneself: where each rate stands, how one of them went as a picture, and what practice changed."""

from bot.commands.coach.seen import may_coach, seen_trainee
from bot.parsing import words as known
from bot.scoreboard.learning import learning
from bot.scoreboard.trainees import trainees
from bot.talk import Ask, Reply
from bot.views import coach as view
from bot.views.coach_record import with_record
from bot.views.permission import managers_of_team
from bot.views.person import named
from coaching.errors import NotAllowed
from coaching.funnel import Step
from storage.tables import Member, id_of


def of_name(ask: Ask) -> Reply:
    """`@rep`, `@rep contact`, `花さん アポ率`: the weakest rate's curve, or the one asked for. Raises NotAllowed and who is not found."""
    text = known.normal(ask.text)
    name, _, last = text.rpartition(" ")
    step = known.step(last) if name else None
    return one(ask, id_of(_same_team(ask, named(ask, name if step else text))), step)


def one(ask: Ask, member_id: int, step: Step | None = None) -> Reply:
    """A rep as who asks may see them, with the record of their practices and graduations. Raises Gone, NotAllowed."""
    rep = seen_trainee(ask, member_id)
    found = trainees(ask.session, team=ask.team, reps=[rep], now=ask.now)[0]
    past = learning(ask.session, team=ask.team, trainee=found, now=ask.now, step=step)
    reply = view.one(ask.words, found, past, own=rep.id == ask.member.id, coaches=may_coach(ask, rep), in_dm=ask.in_dm)
    return with_record(ask, reply, rep)


def _same_team(ask: Ask, rep: Member) -> Member:
    """Of another team's rep only who could tell is said. Raises NotAllowed."""
    if rep.team_id and rep.team_id != ask.team_id:
        raise NotAllowed("standing", managers_of_team(ask, rep.team_id))
    return rep
