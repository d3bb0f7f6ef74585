"""Engines that are used again: what SQLAlchemy compiled for one test serves the next, which is a fifth of the time of most."""

import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sqlalchemy import Engine

from storage.engine import connect

_files: list[Path] = []  # that nobody has
_engines: dict[str, list[Engine]] = defaultdict(list)  # that nobody has, by URL


@contextmanager
def copied(template: Path) -> Iterator[str]:
    """The URL of a copy of this SQLite file, which nobody else has."""
    file = _files.pop() if _files else Path(mkdtemp(prefix="onpace-test-")) / "onpace.db"
    for left in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
        left.unlink(missing_ok=True)  # who still has the old file open keeps it
    shutil.copy(template, file)
    yield f"sqlite:///{file}"
    _files.append(file)


@contextmanager
def on(url: str) -> Iterator[Engine]:
    """An engine on this database, with no connection of those who had it before."""
    engine = _engines[url].pop() if _engines[url] else connect(url)
    before = _listeners(engine)
    yield engine
    engine.dispose()
    if _listeners(engine) == before:  # else it listens for the test that had it
        _engines[url].append(engine)


@contextmanager
def on_copy(template: Path) -> Iterator[Engine]:
    """An engine on a copy of this SQLite file."""
    with copied(template) as url, on(url) as engine:
        yield engine


def _listeners(engine: Engine) -> int:
    dispatches: list[Any] = [engine.dispatch, engine.dialect.dispatch, engine.pool.dispatch]
    return sum(len(getattr(dispatch, name)) for dispatch in dispatches for name in dispatch._event_names)
