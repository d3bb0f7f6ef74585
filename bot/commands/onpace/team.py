"""The team itself: its form for the first time and ever after; visibility, score, closed days."""

from datetime import date
from decimal import Decimal
from zoneinfo import available_timezones

from bot.commands.onpace.keeping import changed, dated, put, state_of, undoable, unmanaged
from bot.holidays import countries
from bot.parsing import picked
from bot.parsing import words as known
from bot.scoreboard.book import team_calendar
from bot.talk import Ask, Reply
from bot.text import Markup
from bot.views import setup, setup_forms
from bot.views.month import today_of
from bot.views.permission import is_person, managers_of, must
from coaching.agreement import LIVE
from coaching.calendar import Period, month_of
from coaching.errors import Gone, Outsider
from coaching.permissions import May
from coaching.score import Weights
from coaching.terms import Kpi, Role, Visibility
from storage import meetings, members, practices, teams
from storage.tables import Team

RAMP = ("0", "0.25", "0.5", "0.75", "1")
MOST_WEIGHT = Decimal(1000)


def open_team(ask: Ask) -> Reply:
    """The team's form; while nobody manages the workspace, anybody may start and becomes manager."""
    if not _starts(ask):
        must(ask, May.MANAGE)
    return Reply(modal=setup_forms.team_form(ask, _present(ask)))


def _starts(ask: Ask) -> bool:
    """Whether who asks starts as manager. Bots, guests and deactivated people never do: raises Outsider."""
    if ask.member.slack_id and not is_person(ask, ask.member.slack_id):
        raise Outsider(managers_of(ask))
    return unmanaged(ask)


def _present(ask: Ask) -> Team | None:
    """The team to set up: one's own, else the first there is (an import may have made it), else None."""
    return ask.home or next(iter(teams.every(ask.session, workspace_id=ask.workspace_id)), None)


def team_sent(ask: Ask) -> Reply:
    """Keep the team's form: of a new or imported team with who asks as manager, or the changes of an existing one."""
    starts, team = _starts(ask), _present(ask)
    if not starts:
        must(ask, May.MANAGE)
    errors = _wrong(ask, team)
    if errors:
        return Reply(errors=errors)
    if team and not starts:
        undo = put(ask, "team", team, **_filled(ask))
        meetings.date_anew(ask.session, team=team)
        return setup.steps(ask.words, state_of(ask, team), [ask.words("setup-team-kept", team=team.name)], undo)
    changed(ask, "team")
    team = team or teams.create(ask.session, workspace_id=ask.workspace_id, name=_text(ask, "name"), now=ask.now)
    if starts:
        ask.member.team_id = team.id
        members.set_roles(ask.member, members.roles(ask.member) | {Role.MANAGER})
    for column, value in _filled(ask).items():
        setattr(team, column, value)
    ask.session.flush()
    meetings.date_anew(ask.session, team=team)
    said = ask.words("setup-team-made" if starts else "setup-team-kept", team=team.name)
    return setup.steps(ask.words, state_of(ask, team), [said])


def _text(ask: Ask, name: str) -> str:
    return known.normal(str(ask.form.get(name) or ""))


def _zone(ask: Ask) -> str:
    return _text(ask, "other-zone") or _text(ask, "zone")


def _country(ask: Ask) -> str:
    return (_text(ask, "other-country") or _text(ask, "country")).upper()


def _wrong(ask: Ask, team: Team | None) -> dict[str, str]:
    """Sentences by field; empty when all is well."""
    words, name = ask.words, _text(ask, "name")
    same = teams.by_name(ask.session, workspace_id=ask.workspace_id, name=name) if name else None
    checks = {
        "name": ("setup-error-name", not name or (same is not None and (team is None or same.id != team.id))),
        "other-zone": ("setup-error-zone", _zone(ask) not in available_timezones()),
        "other-country": ("setup-error-country", _country(ask) not in countries()),
        "week": ("setup-error-week", not ask.form.get("week")),
        "closes": ("setup-error-hours", _text(ask, "opens") == _text(ask, "closes")),
    }
    return {field: words.plain(key) for field, (key, is_wrong) in checks.items() if is_wrong}


def _filled(ask: Ask) -> dict[str, object]:
    """The team's columns as the form says."""
    return {
        "name": _text(ask, "name"),
        "timezone": _zone(ask),
        "country": _country(ask),
        "language": _text(ask, "language"),
        "currency": _text(ask, "currency"),
        "channel_id": _channel(ask),
        "working_days": "".join(sorted(str(day) for day in ask.form.get("week") or ())),
        "opens": picked.clock(_text(ask, "opens")),
        "closes": picked.clock(_text(ask, "closes")),
    }


def _channel(ask: Ask) -> str:
    """The picked channel; a picker gives one, some give a list."""
    picked = ask.form.get("channel") or ""
    return str(picked[0]) if isinstance(picked, list) else str(picked)


def open_visibility(ask: Ask) -> Reply:
    """The form of who sees single reps' numbers."""
    must(ask, May.MANAGE)
    return Reply(modal=setup_forms.visibility_form(ask.words, ask.team))


def visibility_sent(ask: Ask) -> Reply:
    """Keep it."""
    must(ask, May.MANAGE)
    if _text(ask, "visibility") not in set(Visibility):
        raise Gone
    wanted = Visibility(_text(ask, "visibility"))
    count = known.count(_text(ask, "top-n")) if _text(ask, "top-n") else ask.team.top_n
    if not count or count > 50:
        return Reply(errors={"top-n": ask.words.plain("setup-error-top-n")})
    undo = put(ask, "visibility", ask.team, visibility=wanted.value, top_n=count)
    shown = ask.words("kpi-visibility", visibility=Markup(wanted.value), count=count)
    return setup.simply(shown, undo)


def open_score(ask: Ask) -> Reply:
    """The form of weights and cap."""
    must(ask, May.MANAGE)
    return Reply(modal=setup_forms.score_form(ask.words, weights_of(ask)))


def weights_of(ask: Ask) -> Weights:
    """The weights of this month."""
    first = month_of(today_of(ask)).first
    return teams.weights(teams.scheme(ask.session, workspace_id=ask.team.workspace_id, team_id=ask.team_id, on=first))


def score_sent(ask: Ask) -> Reply:
    """Keep weights and cap from this month on; months before keep theirs."""
    must(ask, May.MANAGE)
    weights = {kpi: _weight(_text(ask, f"weight-{kpi.value}")) for kpi in Kpi}
    errors = {f"weight-{kpi.value}": ask.words.plain("setup-error-weight") for kpi, weight in weights.items() if weight is None}
    cap = known.percent(_text(ask, "cap"))
    if _text(ask, "cap") and not cap:
        errors["cap"] = ask.words.plain("setup-error-cap")
    if not errors and not any(weights.values()):
        errors["weight-meetings"] = ask.words.plain("setup-error-weight-all")
    if errors:
        return Reply(errors=errors)
    first = month_of(today_of(ask)).first
    where = {"workspace_id": ask.team.workspace_id, "team_id": ask.team_id}
    scheme = teams.scheme(ask.session, **where, on=first)
    of = {kpi: weight for kpi, weight in weights.items() if weight is not None}
    with dated(ask, "scheme", first) as change:
        teams.set_scheme(ask.session, **where, valid_from=first, weights=Weights(of=of, cap=cap), ramp=scheme.ramp if scheme else RAMP)
    ratio = ":".join(ask.words.number(of[kpi], 3) for kpi in Kpi)
    said = ask.words("setup-score-kept", weights=ratio, month=ask.words.month(first))
    return setup.simply(said, undoable(ask, "score", change, ask.team_id))


def _weight(text: str) -> Decimal | None:
    plain = text.replace(".", "", 1)
    value = Decimal(text) if plain.isascii() and plain.isdecimal() else None
    return value if value is not None and value <= MOST_WEIGHT else None


def open_closed(ask: Ask) -> Reply:
    """The form of a closed day."""
    must(ask, May.MANAGE)
    return Reply(modal=setup_forms.closed_form(ask.words, today_of(ask)))


def closed_sent(ask: Ask) -> Reply:
    """Close a day, make it a working day, or leave it to the calendar again."""
    must(ask, May.MANAGE)
    day, kind = picked.day(_text(ask, "day")), _text(ask, "kind")
    if kind not in ("plain", "working", "closed"):
        raise Gone
    where = {"workspace_id": ask.team.workspace_id, "team_id": ask.team_id}
    with dated(ask, "closure", day) as change:
        if kind == "plain":
            teams.remove_closure(ask.session, **where, day=day)
        else:
            teams.set_closure(ask.session, **where, day=day, working=kind == "working")
    undo = undoable(ask, "closed", change, ask.team_id)
    closed = [c for c in teams.closures(ask.session, **where) if c.day >= today_of(ask)]
    said = ask.words(f"setup-closed-{kind}-kept", day=ask.words.day(day))
    more = [ask.words("setup-settings-closed", days=setup.closures(ask.words, closed))] if closed else []
    more = [*_called_off(ask, day), *more]
    return setup.reply([said, *more], [undo] if undo else [])


def _called_off(ask: Ask, day: date) -> list[Markup]:
    """What becomes of a day's practices that are ahead, now that the team does not work (bot.mornings.ahead does it in a moment)."""
    if team_calendar(ask.session, team=ask.team, period=Period(day, day)).is_open(day):
        return []
    found = practices.on_days(ask.session, workspace_id=ask.team.workspace_id, team_id=ask.team_id, first=day, last=day)
    count = sum(row.state in LIVE and row.starts_at > ask.now for row in found)
    return [ask.words("setup-closed-practices", count=count)] if count else []
