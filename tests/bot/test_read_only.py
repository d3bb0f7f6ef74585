"""A database that cannot be written when the bot starts: it runs if it can and says so, or ends with what to do."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from sandbox.server import Server, serve
from tests.living import workspace
from tests.processes import Running, settings, started, unprivileged


@pytest.fixture(scope="module")
def place() -> Iterator[Server]:
    with serve(workspace()) as server:
        yield server


@pytest.fixture
def file(sqlite_template: Path, tmp_path: Path) -> Iterator[Path]:
    """A database in a folder of its own, with nothing left beside it."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(sqlite_template, folder / "onpace.db")
    yield folder / "onpace.db"
    folder.chmod(0o755)


def begun(place: Server, file: Path, tmp_path: Path) -> AbstractContextManager[Running]:
    """`onpace run` of a user who may not write the file."""
    words = ("bot", "run", "--transport", "http", "--port", "0")
    return started(tmp_path / "log", *words, before=unprivileged(), **settings(place, f"sqlite:///{file}"))


@pytest.mark.parametrize("what", ["the folder too", "an old schema", "no file yet"])
def test_where_nothing_can_be_written_it_ends_with_what_to_do(place: Server, file: Path, tmp_path: Path, what: str) -> None:
    if what != "the folder too":
        file.unlink()
    if what == "an old schema":
        with closing(sqlite3.connect(file)) as made:
            made.execute("PRAGMA user_version = 1")
    if what != "no file yet":
        file.chmod(0o444)
    if what != "an old schema":
        file.parent.chmod(0o555)
    with begun(place, file, tmp_path) as bot:
        assert bot.process.wait(60) == 1
        (said,) = bot.output.splitlines()
        assert "Give OnPace the right to write its file and the folder it is in, and start again." in said


def test_where_only_reading_is_needed_it_runs_and_says_so(place: Server, file: Path, tmp_path: Path) -> None:
    file.chmod(0o444)
    with begun(place, file, tmp_path) as bot:
        bot.said("listening")
        assert "The database can be read but not written." in bot.output
