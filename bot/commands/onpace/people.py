"""Who is in the team: roles, a rep's mentor and start date, and who left."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.commands.onpace.keeping import changed, outsiders, put, state_of, undoable
from bot.parsing import picked
from bot.parsing.numbers import row_id
from bot.talk import Ask, Reply
from bot.views import setup, setup_forms
from bot.views.month import today_of
from bot.views.naming import who
from bot.views.permission import must, must_be_member, must_manage
from bot.views.person import named
from coaching.errors import Gone, Missing
from coaching.permissions import May, may
from coaching.terms import Role
from storage import changes, members
from storage.tables import Member


def everybody(ask: Ask) -> Reply:
    """Who is in the team."""
    must_be_member(ask)
    state = state_of(ask, ask.team)
    ids = [member.id for member, _ in state.people if member.id is not None]
    leaves = members.leaves(ask.session, workspace_id=ask.team.workspace_id, member_ids=ids, since=today_of(ask))
    return setup.everybody(ask.words, state, leaves, manages=may(May.MANAGE, members.roles(ask.member)))


def open_members(ask: Ask) -> Reply:
    """The pickers of people by role."""
    must(ask, May.MANAGE)
    return Reply(modal=setup_forms.members_form(ask.words, state_of(ask, ask.team).people))


def _picked(ask: Ask) -> dict[Role, list[str]]:
    return {role: [str(one) for one in ask.form.get(name) or ()] for name, role in setup_forms.ROLE_FIELDS.items()}


def members_sent(ask: Ask) -> Reply:
    """Give the people picked exactly the roles they were picked for; who is picked no more loses them."""
    must(ask, May.MANAGE)
    picked = _picked(ask)
    errors = _wrong(ask, picked)
    if errors:
        return Reply(errors=errors)
    wanted: dict[str, set[Role]] = {}
    for role, slack_ids in picked.items():
        for slack_id in slack_ids:
            wanted.setdefault(slack_id, set()).add(role)
    undo = undoable(ask, "members", {"parts": parts} if (parts := _given(ask, wanted)) else {}, ask.team.id)
    state = state_of(ask, ask.team)
    counts = {role.value: len(state.having(role)) for role in Role}
    return setup.steps(ask.words, state, [ask.words("setup-members-kept", **counts)], undo)


def _given(ask: Ask, wanted: Mapping[str, set[Role]]) -> list[dict[str, Any]]:
    """Give exactly these roles; what changed of whom."""
    dropped = [m for m, _ in state_of(ask, ask.team).people if m.slack_id and m.slack_id not in wanted]
    joining = [(_known(ask, slack_id), roles) for slack_id, roles in wanted.items()]
    before = [(member, changes.values(member, "roles")) for member in (*dropped, *(member for member, _ in joining))]
    for member in dropped:
        members.set_roles(member, ())
    for member, roles in joining:
        was = members.rep_of(member)
        member.team_id, member.active = ask.team.id, True
        members.set_roles(member, roles)
        members.note_rep(member, was=was, today=today_of(ask))
    ask.session.flush()
    return [change for member, was in before if (change := changes.between(member, was, "roles"))]


def _wrong(ask: Ask, picked: dict[Role, list[str]]) -> dict[str, str]:
    """Sentences under the fields: who cannot be in the team, and a team without a manager."""
    errors = {}
    for name, role in setup_forms.ROLE_FIELDS.items():
        if strangers := outsiders(ask, picked[role]):
            errors[name] = ask.words.plain("setup-error-outsider", who=strangers)
        elif elsewhere := _in_another_team(ask, picked[role]):
            errors[name] = ask.words.plain("setup-error-other-team", who=elsewhere)
    if not picked[Role.MANAGER]:
        errors["managers"] = ask.words.plain("setup-error-no-manager")
    return errors


def _in_another_team(ask: Ask, slack_ids: Iterable[str]) -> str:
    """The names of those who are active in another team."""
    found = [members.by_slack_id(ask.session, workspace_id=ask.workspace_id, slack_id=one) for one in slack_ids]
    other = [m for m in found if m and m.team_id not in (None, ask.team.id) and members.roles(m)]
    return ask.words.plain("separator").join(m.name or str(m.slack_id) for m in other)


def _known(ask: Ask, slack_id: str) -> Member:
    """The member with this Slack id, noted where they are new."""
    profile = ask.known.get(slack_id)
    name = profile.name if profile else ""
    return members.ensure(ask.session, workspace_id=ask.workspace_id, slack_id=slack_id, now=ask.now, name=name)


def open_rep(ask: Ask) -> Reply:
    """The form of one rep's mentor and start date: of who is named, else of the next new rep without a mentor."""
    must(ask, May.MANAGE)
    state = state_of(ask, ask.team)
    reps = state.having(Role.REP)
    if not reps:
        return setup.steps(ask.words, state)
    waiting = next((rep for rep in reps if rep.start_date and not rep.mentor_id), None)
    return Reply(modal=setup_forms.rep_form(ask.words, reps, state.having(Role.MENTOR), waiting))


def rep_sent(ask: Ask) -> Reply:
    """Keep a rep's mentor and start date."""
    must(ask, May.MANAGE)
    rep = _of_team(ask, str(ask.form.get("rep") or ""))
    chosen = str(ask.form.get("mentor") or "0")
    if chosen == str(rep.id):
        return Reply(errors={"mentor": ask.words.plain("setup-error-own-mentor")})
    mentor = _of_team(ask, chosen) if chosen != "0" else None
    start = str(ask.form.get("start") or "")
    undo = put(ask, "rep", rep, mentor_id=mentor.id if mentor else None, start_date=picked.day(start) if start else None)
    said = ask.words(
        "setup-rep-kept",
        who=who(rep),
        mentor=who(mentor) if mentor else ask.words("none"),
        start=ask.words.day(rep.start_date) if rep.start_date else ask.words("none"),
    )
    return setup.steps(ask.words, state_of(ask, ask.team), [said], undo)


def _of_team(ask: Ask, number: str) -> Member:
    """A member of the team by the id a form carries. Raises Gone."""
    member_id = row_id(number)
    found = members.find(ask.session, workspace_id=ask.workspace_id, member_id=member_id) if member_id else None
    if found is None or found.team_id != ask.team.id:
        raise Gone
    return found


def left(ask: Ask, text: str) -> Reply:
    """`/onpace left @rep`: they log no more, their numbers stay."""
    must(ask, May.MANAGE)
    if not text:
        raise Missing("person", "onpace-left")
    member = named(ask, text)
    must_manage(ask, member)
    others = [m for m, roles in state_of(ask, ask.team).people if Role.MANAGER in roles and m.id != member.id]
    if not others:
        return setup.simply(ask.words("setup-last-manager"))
    changed(ask, "left")
    member.active = False
    ask.session.flush()
    return setup.left(ask.words, member)


def open_left(ask: Ask) -> Reply:
    """The form of who left."""
    must(ask, May.MANAGE)
    found = [member for member, _ in state_of(ask, ask.team).people]
    return Reply(modal=setup_forms.left_form(ask.words, found))


def left_sent(ask: Ask) -> Reply:
    """The same by form."""
    must(ask, May.MANAGE)
    return left(ask, f"member:{_of_team(ask, str(ask.form.get('who') or '')).id}")


def back(ask: Ask) -> Reply:
    """[Bring back]: they are in the team again, with the roles they had."""
    must(ask, May.MANAGE)
    member = _of_team(ask, ask.text)
    changed(ask, "back")
    was, member.active = members.rep_of(member), True
    members.note_rep(member, was=was, today=today_of(ask))
    ask.session.flush()
    return setup.simply(ask.words("setup-back", who=who(member)))
