"""Whose standing who asks may see, and whom they coach."""

from collections.abc import Sequence

from bot.scoreboard.trainees import Trainee, trainees
from bot.talk import Ask
from bot.views.permission import managers_of, reachable
from coaching.errors import Gone, NotAllowed
from coaching.terms import Role
from storage import members
from storage.tables import Member, Practice


def may_coach(ask: Ask, rep: Member) -> bool:
    """Whether who asks is the rep's mentor or a manager; nobody coaches themselves."""
    if rep.id == ask.member.id:
        return False
    roles = members.roles(ask.member)
    return Role.MANAGER in roles or (Role.MENTOR in roles and rep.mentor_id == ask.member.id)


def must_coach(ask: Ask, rep: Member, what: str = "trainee") -> None:
    """Let pass the rep's mentor and managers. Raises NotAllowed, naming who could; `what` names the sentence."""
    if not may_coach(ask, rep):
        mentor = members.find(ask.session, workspace_id=ask.workspace_id, member_id=rep.mentor_id) if rep.mentor_id else None
        own = reachable(ask, [mentor]) if mentor and mentor.id != ask.member.id else ()
        others = tuple(one for one in managers_of(ask) if one != rep.slack_id)
        raise NotAllowed("oneself" if rep.id == ask.member.id else what, tuple(dict.fromkeys(own + others)))


def may_score(ask: Ask, practice: Practice, rep: Member) -> bool:
    """Whether who asks may score a practice: as for `may_coach`, and whoever gave it while they mentor or manage."""
    gave = practice.mentor_id == ask.member.id and rep.id != ask.member.id
    return may_coach(ask, rep) or (gave and bool(members.roles(ask.member) & {Role.MENTOR, Role.MANAGER}))


def seen_trainee(ask: Ask, member_id: int | None) -> Member:
    """A rep of the asker's team whose standing they may see: their own, their trainees', a manager everybody's.

    A standing is between a rep, their mentor and the manager whatever the team's visibility (design §5). Raises Gone, NotAllowed.
    """
    rep = members.find(ask.session, workspace_id=ask.workspace_id, member_id=member_id) if member_id else None
    if rep is None or rep.team_id != ask.team_id:
        raise Gone
    if rep.id != ask.member.id:
        must_coach(ask, rep, "standing")
    return rep


def own_trainees(ask: Ask) -> Sequence[Trainee]:
    """The reps a mentor coaches; for a manager every rep of the team."""
    reps = members.of_team(ask.session, workspace_id=ask.workspace_id, team_id=ask.team_id, role=Role.REP)
    manages = Role.MANAGER in members.roles(ask.member)
    wanted = [rep for rep in reps if manages or rep.mentor_id == ask.member.id]
    return trainees(ask.session, team=ask.team, reps=wanted, now=ask.now)
