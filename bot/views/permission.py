"""Whether who asks may; a refusal says who could."""

from collections.abc import Iterable

from bot import talk
from bot.talk import Ask
from coaching.errors import NotAllowed, NotAMember, NotSetUp, Outsider
from coaching.permissions import May, may
from storage import members, teams
from storage.tables import Member, Team, id_of


def must(ask: Ask, what: May, *, own: bool = False, about: str = "") -> None:
    """Let pass who may; `about`: the refusal's own words for it. Raises Outsider, NotSetUp, NotAMember, NotAllowed."""
    must_be_member(ask)
    if not may(what, members.roles(ask.member), own=own):
        raise NotAllowed(about or what.value, managers_of(ask))


def must_manage(ask: Ask, member: Member) -> None:
    """Let pass a manager of the member's team. Raises NotAllowed, naming those there are."""
    if not (may(May.MANAGE, members.roles(ask.member)) and member.team_id == ask.team.id):
        raise NotAllowed(May.MANAGE.value, managers_of_team(ask, member.team_id) if member.team_id else managers_of(ask))


def must_be_member(ask: Ask) -> None:
    """Let pass who has a role in a team. Raises Outsider, NotSetUp, NotAMember."""
    if is_outsider(ask):
        raise Outsider(managers_of(ask))
    if ask.home is None and not teams.every(ask.session, workspace_id=ask.workspace_id):
        raise NotSetUp
    if ask.home is None or not members.roles(ask.member):
        raise NotAMember(managers_of(ask))


def is_outsider(ask: Ask) -> bool:
    """Whether Slack says that who asks is a guest, a bot or deactivated: such are no reps, whatever they were (design §8)."""
    return not is_full(ask, ask.member)


def is_person(ask: Ask, slack_id: str) -> bool:
    """Whether somebody can be in a team: no bot, guest or deactivated account, as far as Slack has told."""
    if slack_id == ask.workspace.bot_user_id:
        return False
    if profile := ask.known.get(slack_id):
        return profile.human
    member = members.by_slack_id(ask.session, workspace_id=ask.workspace_id, slack_id=slack_id)
    return member is None or not member.outside


def is_full(ask: Ask, member: Member) -> bool:
    """Whether somebody is a full member of the workspace, as far as Slack has told."""
    return talk.is_full(member, ask.known)


def managers_of(ask: Ask) -> tuple[str, ...]:
    """The Slack ids of who could help: the team's managers, else the workspace's."""
    own = reachable(ask, managers_in(ask, ask.home)) if ask.home else ()
    return own or reachable(ask, members.managers(ask.session, workspace_id=ask.workspace_id))


def managers_of_team(ask: Ask, team_id: int) -> tuple[str, ...]:
    """The Slack ids of who manages this team: its own managers, and those who are in none and manage all."""
    found = members.managers(ask.session, workspace_id=ask.workspace_id)
    return reachable(ask, (m for m in found if m.team_id in (None, team_id)))


def managers_in(ask: Ask, team: Team) -> tuple[Member, ...]:
    """The managers of a team who are still full members of the workspace."""
    found = members.managers(ask.session, workspace_id=ask.workspace_id, team_id=id_of(team))
    return tuple(m for m in found if is_full(ask, m))


def reachable(ask: Ask, found: Iterable[Member]) -> tuple[str, ...]:
    """The Slack ids of those who could still do what their role says: who has left, or is a guest now, is not named."""
    return tuple(dict.fromkeys(m.slack_id for m in found if m.slack_id and m.takes_part and is_full(ask, m)))
