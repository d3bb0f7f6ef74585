"""Whose practice hours and other times are meant: one's own as a mentor; a manager's choice of everybody's in the team."""

from bot.parsing import words as known
from bot.parsing.numbers import row_id
from bot.talk import Ask
from bot.views import practice_hours as view
from bot.views.permission import must_manage
from bot.views.person import ME, named
from coaching.errors import Gone, NotAllowed
from coaching.terms import Role
from storage import members
from storage.tables import Member


def meant(ask: Ask) -> tuple[Member, str]:
    """Whom the first word names, else who asks; and the words that are left. Raises NotAllowed as `mentor_of`."""
    text = known.normal(ask.text)
    first, _, rest = text.partition(" ")
    if first.startswith(("<@", "@")) or first.casefold() in ME:
        return mentor_of(ask, named(ask, first)), rest
    return mentor_of(ask, ask.member), text


def mentor_of(ask: Ask, member: Member) -> Member:
    """Whose hours may be changed: one's own as a mentor, a manager everybody's of the team. Raises NotAllowed, naming who could."""
    if member.id != ask.member.id:
        must_manage(ask, member)
    if Role.MENTOR not in members.roles(member):
        raise NotAllowed("mentor", view.mentors_of(ask))
    return member


def by_id(ask: Ask, number: str) -> Member:
    """The mentor a button or form is about; "-": who asks. Raises Gone, NotAllowed."""
    if number in ("", "-"):
        return mentor_of(ask, ask.member)
    found = members.find(ask.session, workspace_id=ask.workspace_id, member_id=row_id(number) or 0)
    if found is None or found.team_id != ask.team_id:
        raise Gone
    return mentor_of(ask, found)
