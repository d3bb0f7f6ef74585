"""The `onpace` command; the only reader of the clock."""

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot.settings import DATA, MANIFEST, Settings, missing

cli = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="OnPace: a Slack bot and coaching tracker."
)


def real_now() -> datetime:
    """The present."""
    return datetime.now(UTC)


def clock(settings: Settings) -> Callable[[], datetime]:
    """The clock OnPace goes by: real, started at ONPACE_NOW, or asked of ONPACE_CLOCK_URL."""
    if settings.onpace_clock_url:
        return AskedClock(settings.onpace_clock_url, settings.onpace_clock_every)
    if settings.onpace_now:
        try:
            start = datetime.fromisoformat(settings.onpace_now)
        except ValueError as wrong:
            raise _stop(f"ONPACE_NOW is {settings.onpace_now!r}, which is no ISO time. Example: 2026-11-20T15:00+09:00") from wrong
        offset = (start if start.tzinfo else start.replace(tzinfo=UTC)) - real_now()
        return lambda: real_now() + offset
    return real_now


class AskedClock:
    """Real time plus the offset another program tells; the last offset holds between two questions and while nobody answers."""

    def __init__(self, url: str, every: float) -> None:
        """`url` answers {"now": ISO time}, asked at most every so many seconds; 0: each time, and then it is exactly the time told."""
        self._url, self._every = url, every
        self._offset = timedelta()
        self._asked = -1.0

    def __call__(self) -> datetime:
        """The time there."""
        if self._every and time.monotonic() - self._asked <= self._every:
            return real_now() + self._offset
        self._asked = time.monotonic()
        return self._ask()

    def _ask(self) -> datetime:
        from urllib.request import urlopen

        try:
            with urlopen(self._url, timeout=1) as answer:
                told = datetime.fromisoformat(json.load(answer)["now"])
        except (OSError, ValueError, KeyError):
            return real_now() + self._offset
        self._offset = told - real_now()
        return told


def _settings(before: str = "") -> Settings:
    """The settings; a sentence for each that cannot be meant, and exit 1."""
    from pydantic import ValidationError

    from bot.mistyped import sentences

    try:
        return Settings()
    except ValidationError as wrong:
        raise _stop("\n".join(before + said for said in sentences(wrong))) from wrong


def _logging() -> None:
    import logging

    from bot import journal

    journal.begin()
    logging.disable(logging.CRITICAL)  # what the SDK says of a start that fails is told in our own sentence; running switches it on


def _stop(sentence: str) -> typer.Exit:
    typer.echo(sentence, err=True)
    return typer.Exit(1)


@cli.command()
def run(
    transport: Annotated[str, typer.Option(help="socket or http; socket when an app token is there")] = "",
    port: Annotated[int, typer.Option(help="HTTP port; 0: any free one", min=0, max=65535)] = 3000,
    health_port: Annotated[int | None, typer.Option(help="for /healthz in Socket Mode; else ONPACE_HEALTH_PORT", min=0, max=65535)] = None,
) -> None:
    """Run the bot until Ctrl-C."""
    with _unswept():
        with _without("rich"):  # structlog would load it to colour tracebacks, which the journal writes plainly
            import structlog

        from bot import running
        from bot.mistyped import unknown
        from bot.waiting import StoppedError

    _logging()
    settings = _settings()
    for said in unknown(os.environ):
        structlog.get_logger().warning(said)
    chosen = transport or ("socket" if settings.slack_app_token.get_secret_value() else "http")
    if lack := missing(settings, chosen):
        raise _stop(lack)
    stopped = running.until_signal()
    at = port if chosen == "http" else settings.onpace_health_port if health_port is None else health_port
    with _told(at or 0):
        listening = None if at is None else running.listener(at)
        with suppress(StoppedError), listening or nullcontext(), running.opened(settings, clock(settings), stopped, listening) as house:
            if chosen == "http" and listening:
                running.run_http(settings, house, stopped, listening)
            else:
                running.run_socket(settings, house, stopped, listening)


@contextmanager
def _told(port: int = 0) -> Iterator[None]:
    """What is known to go wrong becomes one sentence that says what to do, and exit 1; anything else is a bug and keeps its traceback."""
    try:
        yield
    except Exception as trouble:
        from bot import troubles

        if said := troubles.sentence(trouble, port):
            raise _stop(said) from trouble
        raise


@contextmanager
def _unswept() -> Iterator[None]:
    """What is imported meanwhile stays: looking for garbage among it takes a fifth of the start, and finds none."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@contextmanager
def _without(module: str) -> Iterator[None]:
    """What is imported meanwhile takes this module for not installed."""
    before = sys.modules.get(module)
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[module]
        if before:
            sys.modules[module] = before


@cli.command()
def key(lost: Annotated[bool, typer.Option("--lost", help="delete tokens no key opens any more")] = False) -> None:
    """Print a new key for ONPACE_TOKEN_KEY, which encrypts the workspaces' tokens."""
    from bot import sealing, terminal

    with _told():
        said = terminal.forget_lost(_settings()) if lost else sealing.new_key()
    typer.echo(said)


@cli.command()
def demo(
    port: Annotated[int, typer.Option(help="where the page is served", envvar="PORT", min=1, max=65535)] = 8700,
    data: Annotated[Path, typer.Option(help="where the demo keeps its data")] = DATA / "demo",
) -> None:
    """Try OnPace: a synthetic team in a local workspace, in your browser."""
    from bot.demo import stage

    try:
        stage.perform(data, port, MANIFEST)
    except stage.CannotStart as why:
        raise _stop(str(why)) from why


@cli.command()
def doctor() -> None:
    """Check tokens, scopes, database, fonts and clock: a line each, and what to do."""
    from bot.doctor import checks
    from bot.mistyped import unknown

    settings = _settings("NO  setting: ")
    for said in unknown(os.environ):
        typer.echo(f"!   setting: {said}")
    found = list(checks(settings, clock(settings), MANIFEST))
    for check in found:
        typer.echo(str(check))
    if any(check.ok is False for check in found):
        raise typer.Exit(1)


@cli.command(name="import")
def import_(
    kind: Annotated[str, typer.Argument(help="calls, meetings, wins, leads or members")],
    file: Annotated[Path, typer.Argument(help="a CSV file; encoding and delimiter are found out")],
    map_: Annotated[list[str] | None, typer.Option("--map", help="column=field, for each column not named like a field")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="field=value, for what the file lacks")] = None,
    value: Annotated[list[str] | None, typer.Option(help="field:theirs=ours, e.g. outcome:yes=appointment")] = None,
    where: Annotated[list[str] | None, typer.Option(help="column=word,word: only these rows")] = None,
    assign_reps: Annotated[bool, typer.Option("--assign-reps", help="give rows without a rep to the reps in turn")] = False,
    start: Annotated[str, typer.Option(help="YYYY-MM of the first row, for rows in date order without a year")] = "",
    duplicates: Annotated[str, typer.Option(help="keep, drop or ask")] = "keep",
    workspace: Annotated[str, typer.Option(help="Slack's id of the workspace, if not the token's")] = "",
) -> None:
    """Import a CSV file. Bad rows are told and left out; the same file twice changes nothing."""
    from bot import terminal

    settings = _settings()
    now = clock(settings)()
    with _told():
        plan = terminal.plan_of(
            kind, map_ or (), set_ or (), value or (), where or (), assign_reps=assign_reps, start=start, duplicates=duplicates
        )
        with terminal.database(settings) as engine:
            found = terminal.workspace_id(engine, settings, workspace, now)
            result = terminal.import_file(engine, file, plan, workspace=found, now=now)
    for line in terminal.report(plan, result):
        typer.echo(line)
    if result.in_vain:
        raise _stop(f"Nothing was imported: no row of {file} could be taken. Mend the file, or say with --map and --value what it means.")


@cli.command()
def kpi(
    whose: Annotated[str, typer.Argument(help="team, a team's or member's name, or all")] = "team",
    month: Annotated[str, typer.Option(help="2026-09, last-month, 先月")] = "",
    first: Annotated[str, typer.Option("--from", help="YYYY-MM-DD")] = "",
    last: Annotated[str, typer.Option("--to", help="YYYY-MM-DD")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="as JSON")] = False,
    workspace: Annotated[str, typer.Option(help="Slack's id of the workspace, if not the token's")] = "",
) -> None:
    """The figures of /kpi: this month's, or another period's."""
    from bot import terminal

    settings = _settings()
    now = clock(settings)()
    with _told():
        period = terminal.period_of(first, last, month, now.date())
        with terminal.database(settings) as engine:
            found = terminal.workspace_id(engine, settings, workspace, now, make=False)
            board = terminal.board_json(engine, whose, period, workspace=found, now=now)
    if as_json:
        typer.echo(json.dumps(board, ensure_ascii=False, indent=2))
        return
    for line in terminal.lines(board):
        typer.echo(line)


@cli.command()
def post(
    job: Annotated[str, typer.Argument(help="brief, coaching, numbers, warning, board, verdict, outcome, gap, drop or close")],
    at: Annotated[str, typer.Option(help="12:00 of today, or 2026-11-20T12:00, in the team's zone; now when not told")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="only print what would go to whom")] = False,
    team: Annotated[str, typer.Option(help="a team's name; else every team")] = "",
    workspace: Annotated[str, typer.Option(help="Slack's id of the workspace, if not the token's")] = "",
) -> None:
    """What a post says at a time, and to whom; without --dry-run it goes into the outbox, once."""
    from bot import press, terminal

    settings = _settings()
    now = clock(settings)()
    with _told(), terminal.database(settings) as engine:
        found = terminal.workspace_id(engine, settings, workspace, now, make=False)
        known = terminal.people(engine, settings, found)
        for line in press.Press(engine, found, now, job, at, team, dry_run, known).lines():
            typer.echo(line)


@cli.command()
def simulate(
    lives: Annotated[int, typer.Option(help="simulated reps of each kind", min=50, max=100_000)] = 2_000,
    seed: Annotated[int, typer.Option(help="the same seed gives the same figures")] = 1,
) -> None:
    """How often standings and forecasts err, by simulated reps whose truth is known: a line for each, and tables."""
    from bot import rehearsal

    rehearsal.show(lives=lives, seed=seed)


@cli.command()
def manifest(
    url: Annotated[str | None, typer.Option(help="where Slack reaches you by HTTP, e.g. https://onpace.example.com")] = None,
) -> None:
    """Print the Slack app manifest: for Socket Mode, or with --url for HTTP."""
    from bot import manifests

    if url is not None and not manifests.callable_by_slack(url):
        raise _stop(f"{url or '--url'} is no address Slack can call. Example: --url https://onpace.example.com")
    typer.echo(manifests.written(MANIFEST, url))


if __name__ == "__main__":
    cli()
