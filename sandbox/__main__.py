"""`python -m sandbox`: a Slack workspace on this machine, until Ctrl-C."""

import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Annotated, Any, NoReturn, TypeVar

import typer
import yaml

from sandbox.clock import Clock
from sandbox.people import Cast, read_cast
from sandbox.server import PortBusyError, serve
from sandbox.workspace import Workspace

T = TypeVar("T")


def main(
    people: Annotated[
        list[Path], typer.Option(help="Who is there: a YAML file with team, bot, people and channels. One for each workspace.")
    ],
    manifest: Annotated[Path, typer.Option(help="The app's manifest.")] = Path("manifest.yml"),
    port: Annotated[int, typer.Option(help="Where to serve.")] = 8700,
    host: Annotated[str, typer.Option(help="Whom to serve; 0.0.0.0 is everybody.")] = "127.0.0.1",
    state: Annotated[Path | None, typer.Option(help="A folder that keeps the workspace over restarts.")] = None,
    now: Annotated[str, typer.Option(help="The ISO time its clock starts at.")] = "",
    deliver_to: Annotated[str, typer.Option(help="Send signed HTTP to this address; without it the app connects by Socket Mode.")] = "",
) -> None:
    """Serve a small Slack on this machine: its first workspace has the app, others may install it."""
    clock = Clock(read(lambda: moment(now), "--now")) if now else Clock()
    casts = [cast_of(path) for path in people]
    about = read(lambda: yaml_of(manifest), str(manifest))
    first, *others = [Workspace(cast, about, clock=clock, deliver_to=deliver_to) for cast in casts]
    try:
        server = serve(first, port, host=host, state=state, others=others)
    except ValueError as wrong:
        refuse(str(wrong))
    except PortBusyError as busy:
        refuse(str(busy))
    told = told_to_end()  # before the address is told: who knows it may end us
    with server:
        for workspace in server.workspaces:
            typer.echo(f"{workspace.cast.team_name} is open at {workspace.url}")
        while not told.wait(0.5):  # a signal that comes just before a wait without an end does not wake it
            pass


def told_to_end() -> Event:
    """Set by Ctrl-C or a request to end."""
    told = Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: told.set())
    return told


def cast_of(path: Path) -> Cast:
    """A people file's cast, or one sentence on why not."""
    return read(lambda: read_cast(yaml_of(path)), str(path))


def yaml_of(path: Path) -> dict[str, Any]:
    """A YAML file's mapping. ValueError."""
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(told, dict):
        raise ValueError("it should hold a mapping")
    return told


def moment(text: str) -> datetime:
    """An ISO time; UTC when it names no zone. ValueError."""
    told = datetime.fromisoformat(text)
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def read(reading: Callable[[], T], what: str) -> T:
    """What was read, or one sentence on why not."""
    try:
        return reading()
    except FileNotFoundError:
        refuse(f"{what} is not there.")
    except (KeyError, TypeError, ValueError, yaml.YAMLError) as wrong:
        refuse(f"{what} cannot be read: {type(wrong).__name__} {wrong}")


def refuse(sentence: str) -> NoReturn:
    """Say it and end with status 1."""
    typer.echo(sentence, err=True)
    sys.exit(1)


if __name__ == "__main__":
    typer.run(main)
