"""Whether who asks may; a refusal says who could."""

from bot.talk import Ask
from coaching.errors import NotAllowed, NotAMember, NotSetUp, Outsider
from coaching.permissions import May, may
from storage import members, teams


def must(ask: Ask, what: May, *, own: bool = False) -> None:
    """Let pass who may. Raises Outsider, NotSetUp, NotAMember, NotAllowed."""
    must_be_member(ask)
    if not may(what, members.roles(ask.member), own=own):
        raise NotAllowed(what.value, managers_of(ask))


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
    profile = ask.known.get(str(ask.member.slack_id))
    return profile is not None and not profile.human


def managers_of(ask: Ask) -> tuple[str, ...]:
    """The Slack ids of who could help: the team's managers, else the workspace's."""
    own = members.managers(ask.session, workspace_id=ask.workspace_id, team_id=ask.home.id) if ask.home else ()
    found = own or members.managers(ask.session, workspace_id=ask.workspace_id)
    return tuple(m.slack_id for m in found if m.slack_id)
