"""Who is meant by a word: a mention, a name, or oneself."""

from bot.parsing import words as known
from bot.talk import Ask
from bot.views.permission import is_person
from coaching.errors import InNoTeam, NoSuchMember
from storage import members
from storage.tables import Member

ME = frozenset({"me", "my", "mine", "myself", "自分", "私", "わたし", "マイ"})


def word_of(member: Member) -> str:
    """A member as a button's value says it; `named` reads it back."""
    return f"<@{member.slack_id}>" if member.slack_id else f"member:{member.id}"


def named(ask: Ask, word: str) -> Member:
    """The member of a team who is meant. Raises InNoTeam for who else was picked, NoSuchMember for a name of nobody or of several."""
    found = sought(ask, word)
    if found and found.team_id is not None:
        return found
    if picked := known.person(word):
        raise in_no_team(ask, picked)
    raise NoSuchMember(word.lstrip("@"))


def in_no_team(ask: Ask, slack_id: str) -> InNoTeam:
    """Of somebody picked from Slack's list: whether a manager could add them, or nobody can."""
    return InNoTeam((slack_id,), "new" if is_person(ask, slack_id) else "outsider")


def sought(ask: Ask, word: str) -> Member | None:
    """The person meant, in a team or not; None when nobody, or several, are called so."""
    workspace_id = ask.workspace_id
    if word.casefold() in ME:
        return ask.member
    slack_id = known.person(word)
    if slack_id:
        return members.by_slack_id(ask.session, workspace_id=workspace_id, slack_id=slack_id)
    if word.startswith("member:") and word[7:].isdecimal():
        return members.find(ask.session, workspace_id=workspace_id, member_id=int(word[7:19]))
    return _called(ask, word)


def _called(ask: Ask, word: str) -> Member | None:
    plain = word.lstrip("@")
    return (_only(ask, plain) or _only(ask, known.bare(plain))) if plain else None


def _only(ask: Ask, name: str) -> Member | None:
    found = [m for m in members.by_name(ask.session, workspace_id=ask.workspace_id, name=name) if m.team_id is not None]
    exact = [m for m in found if m.name.casefold() == name.casefold()]
    best = exact or found
    return best[0] if len(best) == 1 else None
