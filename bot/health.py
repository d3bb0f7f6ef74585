"""Whether OnPace is well: database, outbox, connection to Slack. What /healthz shows and `onpace doctor` reads."""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Engine, make_url
from sqlalchemy.exc import SQLAlchemyError

from bot import progress
from storage import outbox, patience
from storage.engine import probe, reading
from storage.outages import outage

log = structlog.get_logger()

FRESH = 1.0  # seconds a finding is told again instead of found anew
PROBING = 1.0  # seconds the database has
#: What `onpace doctor` makes of the database's state.
SENTENCES = {
    "busy": "The database is busy: another program has been writing all the while.",
    "full": "The database cannot be written: the disk is full or failing. Make room on it.",
    "read-only": "The database can be read but not written. Check the rights of its file and folder, or of its role.",
    "away": "The database cannot be reached. Check ONPACE_DATABASE_URL and that its server runs.",
}


@dataclass
class Health:
    """Looked at when asked, at most once a second. `line` tells of the Socket Mode connection, `heard` of the last request by HTTP."""

    engine: Engine
    transport: str
    line: Callable[[], dict[str, Any]] | None = None
    heard: Callable[[], float | None] | None = None
    clock: Callable[[], datetime] | None = None  # the bot's; without one nothing is said of what is due
    lost: Callable[[], bool] = lambda: False  # whether Slack refuses the one token there is
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _found: tuple[float, dict[str, Any]] = (float("-inf"), {})

    def __call__(self) -> dict[str, Any]:
        """`ok`, and why not. Times are seconds ago; None is never."""
        with self._lock:
            if time.monotonic() - self._found[0] > FRESH:
                self._found = (time.monotonic(), self._look())
            return self._found[1]

    def _look(self) -> dict[str, Any]:
        found: dict[str, Any] = {"ok": True, "transport": self.transport, "database": "ok", "outbox": {}}
        try:
            with patience.within(2 * PROBING):
                with reading(self.engine) as session:
                    found |= {"outbox": outbox.counts(session), "parked": outbox.troubles(session)}
                    found |= progress.told(session, self.clock()) if self.clock else {}
                probe(self.engine, within=PROBING)
        except Exception as trouble:  # noqa: BLE001 - whatever it is, the answer is "not well"
            log.warning("the database is not well", trouble=repr(trouble)[:300])
            found |= {"ok": False, "database": _named(trouble)}
        if found["ok"] and self.lost():
            found |= {"ok": False, "token": "refused"}
        return found | self._contact(well=bool(found["ok"]))

    def _contact(self, *, well: bool) -> dict[str, Any]:
        if self.line:
            socket = self.line()
            return {"ok": well and socket["connected"], "socket": socket, "last_contact_seconds": socket["last_contact_seconds"]}
        heard = self.heard() if self.heard else None
        return {"last_contact_seconds": None if heard is None else round(time.monotonic() - heard)}


def ailment(engine: Engine) -> str:
    """What keeps the database from being written just now, as a sentence; "" when nothing does."""
    try:
        with patience.within(2 * PROBING):
            probe(engine, within=PROBING)
    except SQLAlchemyError as trouble:
        return sentences({"database": _named(trouble)})[0]
    return ""


def _named(trouble: Exception) -> str:
    """busy, full, read-only or away; the error's own name for anything else."""
    refusal = outage(trouble)
    name = type(refusal or trouble).__name__
    return {"ReadOnly": "read-only"}.get(name.removeprefix("Database"), name.removeprefix("Database").lower()) if refusal else name


def sentences(state: dict[str, Any]) -> list[str]:
    """What is not well, a sentence each; none when all is."""
    found = []
    if state.get("database") != "ok":
        found.append(SENTENCES.get(str(state.get("database")), f"The database does not answer ({state.get('database')})."))
    if state.get("token"):
        found.append("Slack refuses the bot token: install OnPace again, set SLACK_BOT_TOKEN to its new token, and start OnPace anew.")
    if state.get("waiting"):
        found.append(f"It is {state['waiting']}; it is tried again all the time.")
    line = state.get("socket")
    if line and not line["connected"]:
        why = f" ({line['last_trouble']})" if line["last_trouble"] else ""
        found.append(f"Socket Mode is not connected{why}; it is tried again all the time. Check the network and SLACK_APP_TOKEN.")
    return found


def not_yet(url: str) -> str:
    """The file of SQLite that is not there yet, in a folder where it could be made; "" for anything else."""
    found = make_url(url) if url.startswith("sqlite:///") else None
    if found is None or not found.database or found.database == ":memory:" or Path(found.database).exists():
        return ""
    around = next(folder for folder in Path(found.database).absolute().parents if folder.exists())
    return found.database if around.is_dir() and os.access(around, os.W_OK) else ""
