"""`onpace import` and `onpace kpi` at a terminal: options read, progress shown, results printed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.progress import Progress
from slack_sdk import WebClient
from sqlalchemy import Engine
from sqlmodel import Session

from bot import scoreboard
from bot.clients import granted
from bot.directory import Directory
from bot.importing import Plan, Result, WrongPlan, take
from bot.parsing.dates import read_period
from bot.scoreboard import closing
from bot.sealing import Seal, WrongKeyError
from bot.settings import Settings
from bot.talk import Profile
from bot.waiting import PASSING, cause
from coaching.calendar import Period, month_of
from storage import installations, members, teams, workspaces
from storage.engine import connect, migrate, reading, writing
from storage.tables import Member, Team

SHOWN_BAD = 20


@contextmanager
def database(settings: Settings) -> Iterator[Engine]:
    """The database, brought up to date."""
    engine = connect(settings.onpace_database_url)
    try:
        migrate(engine)
        yield engine
    finally:
        engine.dispose()


def workspace_id(engine: Engine, settings: Settings, named: str, now: datetime, *, make: bool = True) -> int:
    """The workspace: named by --workspace, the bot token's, or the only one there is. Raises WrongPlan for one not there, unless `make`."""
    token = settings.slack_bot_token.get_secret_value()
    if not named and token:
        named = _workspace_of(token, settings)
    if not make and named:
        with reading(engine) as session:
            known = workspaces.find(session, slack_id=named)
        if known is None:
            raise WrongPlan(f"There is no such workspace here as {named}: nobody used OnPace there yet, and nothing was imported for it.")
    with writing(engine) as session:
        found = workspaces.ensure(session, slack_id=named, now=now) if named else workspaces.only(session)
        session.flush()
        if found is None or found.id is None:
            raise WrongPlan("Which workspace? Set SLACK_BOT_TOKEN, or name it: --workspace T0123456789")
        return found.id


def _workspace_of(token: str, settings: Settings) -> str:
    try:
        return str(WebClient(token=token, base_url=settings.api_url, timeout=10, retry_handlers=[]).auth_test()["team_id"])
    except PASSING as trouble:
        raise WrongPlan(
            f"Slack did not say which workspace the token is of ({cause(trouble)}). Name it: --workspace T0123456789"
        ) from trouble


def people(engine: Engine, settings: Settings, workspace: int) -> Mapping[str, Profile] | None:
    """Everybody of a workspace (its row) by Slack id, as Slack tells of them now; None where it cannot be asked. Raises WrongKeyError."""
    with reading(engine) as session:
        there = workspaces.by_row(session, row=workspace)
    if there is None or not (settings.several or settings.slack_bot_token.get_secret_value()):
        return None
    with ThreadPoolExecutor(1) as nobody:
        directory = Directory(granted(settings, engine), nobody)
        directory.prefetch(there.slack_id)
        directory.close()
    return directory.known(there.slack_id) or None


def plan_of(kind: str, maps: Iterable[str], sets: Iterable[str], values: Iterable[str], where: Iterable[str], **rest: str | bool) -> Plan:
    """The plan of the command line's words. Raises WrongPlan."""
    by_field: dict[str, dict[str, str]] = {}
    for word in values:
        name, sign, pair = word.partition(":")
        if not sign or "=" not in pair:
            raise WrongPlan(f"{word!r} could not be read. Example: --value outcome:yes=appointment")
        by_field.setdefault(name, {}).update([_pair(pair, "--value outcome:yes=appointment")])
    return Plan(
        kind=kind,
        maps=dict(_pair(word, "--map column=field") for word in maps),
        sets=dict(_pair(word, "--set field=value") for word in sets),
        values=by_field,
        where={column: frozenset(words.split(",")) for column, words in (_pair(word, "--where column=word,word") for word in where)},
        **rest,  # type: ignore[arg-type]
    )


def _pair(word: str, example: str) -> tuple[str, str]:
    left, sign, right = word.partition("=")
    if not sign or not left:
        raise WrongPlan(f"{word!r} could not be read. Example: {example}")
    return left, right


def import_file(engine: Engine, path: Path, plan: Plan, *, workspace: int, now: datetime) -> Result:
    """Import with a progress bar on a terminal."""

    def keep(repeated: int) -> bool:
        return typer.confirm(f"{repeated} rows repeat an earlier row exactly. Keep them?", default=True)

    console = Console(stderr=True)
    with Progress(transient=True, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(f"{plan.kind} …", total=None)
        return take(
            engine,
            path,
            plan,
            workspace_id=workspace,
            now=now,
            ask=keep,
            progress=lambda done, of: bar.update(task, completed=done, total=of),
        )


def report(plan: Plan, result: Result) -> Iterator[str]:
    """What the import did, line by line."""
    unread = f"{sum(not bad.kept for bad in result.bad):,} rows not understood"
    yield f"{result.added:,} {plan.kind} imported, {result.known:,} known already, {unread}, of {result.rows:,} rows."
    if result.left_out:
        yield f"{result.left_out:,} rows left out by --where."
    if result.repeated:
        fate = "left out" if result.dropped else "kept"
        yield f"{result.repeated:,} rows repeat an earlier row exactly: {fate} (--duplicates keep|drop|ask)."
    for bad in sorted(result.bad, key=lambda bad: bad.line)[:SHOWN_BAD]:
        yield f"  line {bad.line}: {bad.reason}"
    if len(result.bad) > SHOWN_BAD:
        yield f"  … and {len(result.bad) - SHOWN_BAD:,} more."


def period_of(first: str, last: str, month: str, today: date) -> tuple[date, date]:
    """The days asked for: --month, --from and --to, or this month. Raises WrongPlan."""
    if month and (first or last):
        raise WrongPlan("--month is a whole month, --from and --to are days: name one or the other.")
    if first or last:
        days = _day(first), _day(last)
        if days[1] < days[0]:
            raise WrongPlan(f"--to ({last}) is before --from ({first}).")
        return days
    if not month:
        this = month_of(today)
        return this.first, this.last
    found = read_period(month, today=today)
    if found is None:
        raise WrongPlan(f"{month!r} is no month. Example: --month 2026-09")
    return found


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError as wrong:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", word):
            raise WrongPlan(f"{word} is not in the calendar.") from wrong
        raise WrongPlan("--from and --to go together, as 2026-11-01") from wrong


def forget_lost(settings: Settings) -> str:
    """Delete the tokens ONPACE_TOKEN_KEY does not open; their workspaces install OnPace again. Raises WrongKeyError."""
    seal, lost = Seal(settings.onpace_token_key.get_secret_value()), []
    with database(settings) as engine, writing(engine) as session:
        for workspace, sealed in installations.active(session):
            try:
                seal.open(workspace, sealed)
            except WrongKeyError:
                installations.reseal(session, slack_id=workspace, before=sealed, token="")
                lost.append(workspace)
    return f"{len(lost)} tokens deleted{': ' if lost else '.'}{', '.join(lost)}{' install OnPace again.' if lost else ''}"


def lines(board: dict[str, Any]) -> Iterator[str]:
    """The scoreboard's figures, a line each; fractions to two places."""
    for name, value in board.items():
        if not isinstance(value, dict):
            told = f"{Decimal(value):.2f}" if re.fullmatch(r"-?\d+\.\d{3,}", str(value)) else value
            yield f"{name:16} {'–' if value is None else told}"


def board_json(engine: Engine, whose: str, period: tuple[date, date], *, workspace: int, now: datetime) -> dict[str, Any]:
    """The scoreboard of a team or member by name, or of `all`: the workspace and each team. Raises WrongPlan for a name unknown."""
    span = Period(*period)
    with reading(engine) as session:
        every = teams.every(session, workspace_id=workspace)
        if not every:
            raise WrongPlan("There is no team yet: set one up with /onpace, or import members.")
        if whose == "all":
            calendar = scoreboard.team_calendar(session, team=every[0], period=span)
            whole = scoreboard.of_workspace(session, workspace_id=workspace, calendar=calendar, period=span, now=now)
            of_teams = {team.name: _board(session, team, None, span, now) for team in every}
            return scoreboard.as_json(whole) | {"teams": of_teams}
        team = every[0] if whose == "team" and len(every) == 1 else teams.by_name(session, workspace_id=workspace, name=whose)
        if team:
            return _board(session, team, None, span, now)
        found = members.by_name(session, workspace_id=workspace, name=whose)
        home = teams.find(session, workspace_id=workspace, team_id=found[0].team_id) if found and found[0].team_id else None
        if home is None:
            raise WrongPlan(f"Nobody and no team is called {whose!r}. Teams: {', '.join(team.name for team in every)}; or all.")
        return _board(session, home, found[0], span, now)


def _board(session: Session, team: Team, member: Member | None, span: Period, now: datetime) -> dict[str, Any]:
    """A closed month as it was closed, with what its counts would have more today (`entered_later`)."""
    kept = closing.closed(session, team=team, member=member, period=span, now=now)
    if kept:
        later = {name: str(amount) for name, amount in kept.later.items()}
        return scoreboard.as_json(kept.board) | {"closed_at": kept.at.isoformat(), "entered_later": later}
    if member is None:
        return scoreboard.as_json(scoreboard.of_team(session, team=team, period=span, now=now))
    return scoreboard.as_json(scoreboard.of_member(session, team=team, member=member, period=span, now=now))
