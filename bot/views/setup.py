"""How setting up looks: what is still missing, the settings, who is in the team."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from babel import Locale

from bot.blocks import Element, actions, button, section
from bot.talk import Ask, Block, Reply
from bot.text import Markup, Words, channel_link
from bot.views.kpi_reply import paragraphs
from bot.views.naming import who
from coaching.score import Weights
from coaching.terms import Kpi, Role
from storage.tables import Closure, Leave, Member, Team, id_of

#: What a team needs, in the order one is led through it, with the button that leads there.
STEPS = {"members": "setup-members", "aes": "setup-members", "mentors": "setup-rep", "goal": "goal-form", "channel": "setup-team"}


@dataclass(frozen=True)
class State:
    """A team as far as it is set up. `people`: its active members with their roles."""

    team: Team
    people: Sequence[tuple[Member, frozenset[Role]]]
    has_goal: bool

    def having(self, role: Role) -> list[Member]:
        """The members with a role."""
        return [member for member, roles in self.people if role in roles]

    @property
    def missing(self) -> list[str]:
        """The steps still to be done."""
        new = [rep for rep in self.having(Role.REP) if rep.start_date and not rep.mentor_id]
        open_steps = {
            "members": not self.having(Role.REP),
            "aes": not self.having(Role.AE),
            "mentors": bool(new),
            "goal": not self.has_goal,
            "channel": not self.team.channel_id,
        }
        return [step for step, is_open in open_steps.items() if is_open]


def reply(lines: Sequence[str], buttons: Sequence[Element] = (), *, replace: bool = False) -> Reply:
    """Sentences and what to do next."""
    text = "\n".join(lines)
    blocks: tuple[Block, ...] = paragraphs(lines)
    return Reply(text, (*blocks, actions(*buttons)) if buttons else blocks, replace=replace, home=True)


def welcome(words: Words) -> Reply:
    """Nobody has set OnPace up yet: who starts becomes manager."""
    return reply([words("setup-welcome")], [button(words.plain("setup-button-start"), "setup-team", style="primary")])


def steps(words: Words, state: State, said: Sequence[str] = (), undo: Element | None = None) -> Reply:
    """What was just done, with its Undo, and what is still missing, the next step first."""
    more = [undo] if undo else []
    if not state.missing:
        return reply([*said, words("setup-complete")], [*more, *menu(words)])
    lines = [*said, words("setup-missing"), *(words(f"setup-step-{step}") for step in state.missing)]
    return reply(lines, [*_next(words, state), *more])


def _next(words: Words, state: State) -> list[Element]:
    first = state.missing[0]
    buttons = [button(words.plain(f"setup-button-{first}"), f"{STEPS[first]}:next", style="primary")]
    if first != "mentors" and state.having(Role.REP):
        buttons.append(button(words.plain("setup-button-mentors"), "setup-rep:more"))
    return [*buttons, button(words.plain("setup-button-settings"), "onpace:settings", "settings")]


MENU = ("team", "members", "rep", "shares", "leave", "left", "closed", "posts", "visibility", "score")


def menu(words: Words) -> list[Element]:
    """A button for every setting."""
    buttons = [button(words.plain(f"setup-menu-{name}"), f"setup-{name}") for name in MENU]
    goals = button(words.plain("setup-menu-goal"), "goal:show", "goal")
    return [*buttons, goals, language_button(words), help_button(words)]


def language_button(words: Words) -> Element:
    """The other language, said in it."""
    other = "en" if words.language == "ja" else "ja"
    return button(words.plain(f"language-switch-{other}"), "onpace:language", f"language {other}")


def help_button(words: Words) -> Element:
    """Help."""
    return button(words.plain("setup-menu-help"), "onpace:help", "help")


def settings(words: Words, state: State, weights: Weights, closed: Sequence[Closure], more: Sequence[str] = ()) -> Reply:
    """Everything that is set, each with the way to change it; `more`: further lines."""
    team = state.team
    country = Locale.parse(words.language).territories.get(team.country, team.country)
    ratio = ":".join(words.number(weights.of[kpi], 3) for kpi in Kpi)
    lines = [
        words("setup-settings-head", team=team.name),
        words("setup-settings-place", zone=Markup(team.timezone), country=country, currency=team.currency),
        words("setup-settings-hours", days=week(words, team), opens=f"{team.opens:%H:%M}", closes=f"{team.closes:%H:%M}"),
        words("setup-settings-language", language=words(f"language-{team.language}")),
        words("setup-settings-channel", channel=channel_link(team.channel_id) if team.channel_id else words("none")),
        words("kpi-visibility", visibility=Markup(team.visibility), count=team.top_n),
        words("setup-settings-score", weights=Markup(ratio), cap=words.percent(weights.cap) if weights.cap is not None else words("none")),
        *([words("setup-settings-closed", days=closures(words, closed))] if closed else []),
        *more,
    ]
    return reply(lines, menu(words))


def week(words: Words, team: Team) -> Markup:
    """Mon, Tue, … as the team works."""
    return Markup(words("separator").join(words(f"weekday-{d}") for d in sorted(team.working_days)))


def closures(words: Words, closed: Sequence[Closure]) -> Markup:
    """The team's own days; an extra working day says so."""
    said = (words("setup-closed-working", day=words.day(c.day)) if c.working else words.day(c.day) for c in closed[:30])
    return Markup(words("separator").join(said))


def everybody(words: Words, state: State, leaves: Sequence[Leave], manages: bool) -> Reply:
    """Who is in the team: roles, mentor, start date and leave; managers get the forms."""
    by_id = {member.id: member for member, _ in state.people}
    away: dict[int, list[Leave]] = {}
    for leave in leaves:
        away.setdefault(leave.member_id, []).append(leave)
    lines = [words("setup-members-head", team=state.team.name)]
    aes = state.having(Role.AE)
    lines += [_person(words, member, roles, by_id, away.get(id_of(member), []), aes) for member, roles in state.people[:100]]
    names = ("members", "rep", "shares", "leave", "left") if manages else ("leave",)
    return reply(lines, [button(words.plain(f"setup-menu-{name}"), f"setup-{name}") for name in names])


def _person(
    words: Words,
    member: Member,
    roles: frozenset[Role],
    by_id: Mapping[int | None, Member],
    away: Sequence[Leave],
    aes: Sequence[Member],
) -> Markup:
    said = words("separator").join(words(f"role-{role.value}") for role in Role if role in roles)
    parts = [words("setup-person", who=who(member), roles=Markup(said))]
    if member.mentor_id in by_id:
        parts.append(words("setup-person-mentor", mentor=who(by_id[member.mentor_id])))
    if member.start_date:
        parts.append(words("setup-person-start", day=words.day(member.start_date)))
    if member in aes and len(aes) > 1:
        parts.append(words("setup-person-share", share=_share(words, member, aes)))
    parts += [words("setup-person-leave", days=days_of(words, leave)) for leave in away[:3]]
    return Markup(words("dot").join(parts))


def _share(words: Words, ae: Member, aes: Sequence[Member]) -> Markup:
    """Of a hundred new meetings; all of them where nobody has a weight is none."""
    return words.percent(Decimal(ae.balance_weight) / (sum(one.balance_weight for one in aes) or 1))


def shared(words: Words, ae: Member, aes: Sequence[Member]) -> Markup:
    """@sora 50%."""
    return words("setup-share", who=who(ae), share=_share(words, ae, aes))


def days_of(words: Words, leave: Leave) -> Markup:
    """The day, or the first and last day, of a leave."""
    if leave.first == leave.last:
        return words.day(leave.first)
    return words("kpi-range", first=words.day(leave.first), last=words.day(leave.last))


def leave_noted(ask: Ask, member: Member, leave: Leave, entry_id: int) -> Reply:
    """A leave was entered, with Undo of its entry."""
    text = ask.words("setup-leave-noted", who=who(member), days=days_of(ask.words, leave))
    return reply([text], [button(ask.words.plain("undo"), "undo", str(entry_id))])


def simply(text: str, undo: Element | None = None) -> Reply:
    """One sentence, with its Undo."""
    return Reply(text, (section(text), actions(undo)) if undo else (section(text),), home=True)


def left(words: Words, member: Member) -> Reply:
    """Who left, and the way back."""
    return reply([words("setup-left", who=who(member))], [button(words.plain("setup-button-back"), "setup-back", str(member.id))])


def leave_list(words: Words, member: Member, found: Sequence[Leave]) -> Reply:
    """A member's leave of this month and to come, each with a way to take it out."""
    head = words("setup-leave-head" if found else "setup-leave-none", who=who(member))
    remove = words.plain("setup-button-remove")
    rows = [section(days_of(words, leave), button(remove, f"setup-leave-remove:{leave.id}", str(leave.id))) for leave in found[:20]]
    enter = actions(button(words.plain("setup-menu-leave"), "setup-leave"))
    return Reply("\n".join([head, *(days_of(words, leave) for leave in found)]), (section(head), *rows, enter))
