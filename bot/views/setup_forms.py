"""The forms of setting up: team, members, a rep's mentor and start, leave, closed days, visibility, score, shares."""

from collections.abc import Iterable, Sequence
from datetime import date

from babel import Locale

from bot.blocks import Element, checks, date_picker, field, line, menu, people, section, time_picker
from bot.blocks import channel_picker as channels
from bot.talk import Ask, Block, Modal
from bot.text import LANGUAGES, Words
from bot.views.naming import label
from bot.views.setup_places import COUNTRIES, CURRENCIES, ZONES
from coaching.score import Weights
from coaching.terms import Kpi, Role, Visibility
from storage.tables import Member, Team


def form(words: Words, name: str, blocks: Sequence[Block], meta: str = "") -> Modal:
    """A form with its title and Save."""
    return Modal(name, words.plain(f"{name}-title"), tuple(blocks), submit=words.plain("save"), close=words.plain("cancel"), meta=meta)


def _with(chosen: str, known: Iterable[str]) -> list[str]:
    """The choices, with what is chosen already among them."""
    return list(dict.fromkeys([*([chosen] if chosen else []), *known]))


def _entry(words: Words, name: str, element: Element, *, optional: bool = False, hint: bool = False) -> Block:
    """A field with its label, and its hint if it has one."""
    said = words.plain(f"setup-hint-{name}") if hint else ""
    return field(words.plain(f"setup-field-{name}"), element, optional=optional, hint=said)


def team_form(ask: Ask, team: Team | None) -> Modal:
    """Everything of a team; a new one starts as a Japanese team for Japanese readers."""
    words = ask.words
    now = team or _fresh(ask)
    currencies = [(_currency(words, c), c) for c in _with(now.currency, CURRENCIES)]
    languages = [(words.plain(f"language-{one}"), one) for one in LANGUAGES]
    days = [(words.plain(f"weekday-{d}"), str(d)) for d in range(7)]
    blocks = [
        _entry(words, "name", line("name", now.name, most=60)),
        _entry(words, "zone", menu("zone", [(z, z) for z in _with(now.timezone, ZONES)], now.timezone)),
        _entry(words, "other-zone", line("other-zone", most=60), optional=True, hint=True),
        _entry(words, "country", menu("country", _countries(words, now.country), now.country), hint=True),
        _entry(words, "other-country", line("other-country", most=2), optional=True, hint=True),
        _entry(words, "language", menu("language", languages, now.language)),
        _entry(words, "currency", menu("currency", currencies, now.currency)),
        _entry(words, "channel", channels("channel", now.channel_id), optional=True, hint=True),
        _entry(words, "week", checks("week", days, list(now.working_days))),
        _entry(words, "opens", time_picker("opens", f"{now.opens:%H:%M}")),
        _entry(words, "closes", time_picker("closes", f"{now.closes:%H:%M}")),
    ]
    return form(words, "setup-team", blocks)


def _currency(words: Words, code: str) -> str:
    return f"{code} {Locale.parse(words.language).currencies.get(code, '')}".strip()


def _fresh(ask: Ask) -> Team:
    """What a new team's form starts with: for Japanese readers all of it, for others what is true anywhere."""
    team = Team(workspace_id=0, name="", created_at=ask.now, language=ask.language)
    if ask.language != "ja":
        team.timezone = team.country = team.currency = ""
    return team


def _countries(words: Words, chosen: str) -> list[tuple[str, str]]:
    """The countries by name, the chosen one first."""
    named = Locale.parse(words.language).territories
    return sorted(((named.get(c, c), c) for c in _with(chosen, COUNTRIES)), key=lambda one: (one[1] != chosen, one[0]))


ROLE_FIELDS = {"reps": Role.REP, "mentors": Role.MENTOR, "aes": Role.AE, "managers": Role.MANAGER}


def members_form(words: Words, present: Sequence[tuple[Member, frozenset[Role]]]) -> Modal:
    """A picker of people for each role, with who has it now."""
    blocks = [
        _entry(
            words,
            name,
            people(name, [m.slack_id for m, roles in present if role in roles and m.slack_id], several=True),
            optional=name != "managers",
        )
        for name, role in ROLE_FIELDS.items()
    ]
    return form(words, "setup-members", blocks)


def rep_form(words: Words, reps: Sequence[Member], mentors: Sequence[Member], chosen: Member | None) -> Modal:
    """One rep's mentor and start date."""
    mentor = str(chosen.mentor_id or "") if chosen else ""
    start = chosen.start_date.isoformat() if chosen and chosen.start_date else ""
    pick = [(words.plain("setup-no-mentor"), "0"), *_choices(mentors)]
    blocks = [
        _entry(words, "rep", menu("rep", _choices(reps), str(chosen.id) if chosen else "")),
        *([_entry(words, "mentor", menu("mentor", pick, mentor or "0"))] if mentors else []),
        _entry(words, "start", date_picker("start", start), optional=True, hint=True),
    ]
    return form(words, "setup-rep", blocks)


def leave_form(words: Words, who: Sequence[Member], me: Member, today: date) -> Modal:
    """Whose leave, from when to when; a member's own without a choice."""
    whom = [_entry(words, "who", menu("who", _choices(who), str(me.id)))] if len(who) > 1 else []
    blocks = [
        *whom,
        _entry(words, "first", date_picker("first", today.isoformat())),
        _entry(words, "last", date_picker("last"), optional=True, hint=True),
    ]
    return form(words, "setup-leave", blocks)


def closed_form(words: Words, today: date) -> Modal:
    """A day the team is closed, or works."""
    kinds = [
        (words.plain("setup-day-closed"), "closed"),
        (words.plain("setup-day-working"), "working"),
        (words.plain("setup-day-plain"), "plain"),
    ]
    blocks = [
        _entry(words, "day", date_picker("day", today.isoformat())),
        _entry(words, "kind", menu("kind", kinds, "closed")),
    ]
    return form(words, "setup-closed", blocks)


def visibility_form(words: Words, team: Team) -> Modal:
    """Who sees the numbers of single reps."""
    choices = [(words.plain(f"visibility-{one.value}"), one.value) for one in Visibility]
    blocks = [
        _entry(words, "visibility", menu("visibility", choices, team.visibility)),
        _entry(words, "top-n", line("top-n", str(team.top_n), most=2), optional=True),
    ]
    return form(words, "setup-visibility", blocks)


def score_form(words: Words, weights: Weights) -> Modal:
    """The weights of the three KPIs and the cap."""
    cap = words.percent(weights.cap) if weights.cap is not None else ""
    blocks = [
        *(_weight(words, kpi, weights) for kpi in Kpi),
        _entry(words, "cap", line("cap", cap, most=9), optional=True, hint=True),
    ]
    return form(words, "setup-score", blocks)


def _weight(words: Words, kpi: Kpi, weights: Weights) -> Block:
    name = f"weight-{kpi.value}"
    return _entry(words, name, line(name, words.number(weights.of[kpi], 3), most=9))


MOST_AES = 90  # a form holds a hundred blocks


def weight_of(ae: Member) -> str:
    """An AE's field in the form of shares."""
    return f"weight-{ae.id}"


def shares_form(words: Words, aes: Sequence[Member]) -> Modal:
    """The weight of each AE when meetings are shared out."""
    fields = [field(label(one), line(weight_of(one), str(one.balance_weight), most=9)) for one in aes[:MOST_AES]]
    return form(words, "setup-shares", [section(words("setup-shares-how")), *fields])


def _choices(found: Sequence[Member]) -> list[tuple[str, str]]:
    return [(label(m), str(m.id)) for m in found]


def left_form(words: Words, found: Sequence[Member]) -> Modal:
    """Who left."""
    return form(words, "setup-left", [_entry(words, "who", menu("who", _choices(found)), hint=True)])
