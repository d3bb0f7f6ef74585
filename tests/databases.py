"""Real databases for tests: SQLite in a file and a PostgreSQL of our own, each test with an empty migrated one."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel

import storage.tables  # noqa: F401 - fills SQLModel.metadata
from storage.engine import connect, migrate, writing
from tests.engines import copied, on

MIGRATED = "migrated"
# Quicker than a new database for each test, and than TRUNCATE: 5 ms. Fails instead of waiting for a connection a test left open.
EMPTY = "SET lock_timeout = '5s';" + "".join(f'DELETE FROM "{table.name}";' for table in reversed(SQLModel.metadata.sorted_tables))
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "listen_addresses=", "max_connections=60")


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL with one migrated database, emptied after each test."""

    folder: Path
    servers: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    emptier: list["psycopg.Connection[Any]"] = field(default_factory=list)  # kept: to a new one every table is news, which is 15 ms

    def start(self) -> None:
        """Run the server, until it answers."""
        binaries = programs()
        assert binaries
        settings = [word for setting in (*FAST, f"unix_socket_directories={self.folder}") for word in ("-c", setting)]
        with (self.folder / "log").open("wb") as log:
            postgres = [binaries / "postgres", "-D", self.folder / "data", *settings]
            self.servers.append(subprocess.Popen(postgres, cwd=self.folder, stdout=log, stderr=log, **_as_postgres()))  # type: ignore[call-overload]
        _wait(self)

    def stop(self) -> None:
        """End the server."""
        while self.emptier:
            self.emptier.pop().close()
        server = self.servers.pop()
        server.send_signal(signal.SIGINT)  # fast: does not wait for connections
        server.wait(10)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Every process of the server stands still while the block runs: it takes connections and statements, and answers nothing."""
        server = self.servers[-1].pid
        os.kill(server, signal.SIGSTOP)  # first, so that no process is added
        stopped = [server, *_children(server)]
        try:
            for process in stopped[1:]:
                _signal(process, signal.SIGSTOP)
            yield
        finally:
            for process in stopped:
                _signal(process, signal.SIGCONT)

    def url(self, database: str) -> str:
        """Where a database is."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def run(self, statement: str, database: str = "postgres") -> None:
        """Create or drop a database."""
        with psycopg.connect(host=str(self.folder), user="postgres", dbname=database, autocommit=True) as connection:
            connection.execute(statement.encode())

    def empty(self) -> None:
        """Delete every row of the migrated database."""
        if not self.emptier or self.emptier[-1].closed:
            self.emptier[:] = [psycopg.connect(host=str(self.folder), user="postgres", dbname=MIGRATED, autocommit=True)]
        self.emptier[-1].execute(EMPTY.encode())


def _children(process: int) -> list[int]:
    told = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, check=False).stdout
    return [int(word) for word in told.split()]


def _signal(process: int, sign: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, sign)


def programs() -> Path | None:
    """The folder of the newest PostgreSQL here."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = installed[-1] if installed else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _as_postgres() -> dict[str, str]:
    """PostgreSQL refuses to run as root."""
    return {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}


def _made(folder: Path, binaries: Path) -> Cluster:
    initdb = [binaries / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    subprocess.run(initdb, check=True, cwd=folder, capture_output=True, **_as_postgres())  # type: ignore[call-overload]
    return Cluster(folder)


def _wait(cluster: Cluster) -> None:
    for _ in range(200):
        try:
            return cluster.run("SELECT 1")
        except psycopg.OperationalError:
            if cluster.servers[-1].poll() is not None:
                break
            time.sleep(0.05)
    raise RuntimeError((cluster.folder / "log").read_text())


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of one's own, gone afterwards. There must be `programs`."""
    binaries = programs()
    assert binaries
    folder = Path(tempfile.mkdtemp(prefix="onpace-pg-"))  # short: a socket's path holds 107 bytes
    if _as_postgres():
        shutil.chown(folder, "postgres", "postgres")
    made = _made(folder, binaries)
    made.start()
    try:
        yield made
    finally:
        if made.servers:
            made.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL for this test process (under xdist each worker has its own) with one migrated database."""
    if programs() is None:
        reason = "PostgreSQL not found: apt-get install postgresql"
        (pytest.fail if os.environ.get("ONPACE_REQUIRE_POSTGRES") == "1" else pytest.skip)(reason)
    with cluster() as made:
        made.run(f"CREATE DATABASE {MIGRATED}")
        _migrate(made.url(MIGRATED))
        yield made


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    file = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    _migrate(f"sqlite:///{file}")
    return file


def _migrate(url: str) -> None:
    engine = connect(url)
    migrate(engine)
    engine.dispose()


_numbers = count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty migrated database of the test's own; each test runs on both kinds."""
    if request.param == "sqlite":
        with copied(request.getfixturevalue("sqlite_template")) as url:
            yield url
    else:
        cluster: Cluster = request.getfixturevalue("postgres")
        yield cluster.url(MIGRATED)
        cluster.empty()


@pytest.fixture(params=["sqlite", "postgresql"])
def blank_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table; each test runs on both kinds."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'blank' / 'onpace.db'}"
    else:
        cluster: Cluster = request.getfixturevalue("postgres")
        name = f"blank_{next(_numbers)}"
        cluster.run(f"CREATE DATABASE {name}")
        yield cluster.url(name)
        cluster.run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on an empty migrated database."""
    with on(database_url) as engine:
        yield engine


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """One writing transaction."""
    with writing(engine) as session:
        yield session
