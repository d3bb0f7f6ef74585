"""Socket Mode goes wrong in each way there is: the bot is back within 30 seconds, and has what Slack sends again."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import httpx

from tests.bench.places import free_port
from tests.faults.duplicates import calls
from tests.faults.finding import Finding, Stage
from tests.living import HANA, Person, furnished, lived
from tests.patience import until
from tests.people import TEAM_CHANNEL

MOST = 30.0  # seconds after which the bot must be back


@dataclass(frozen=True)
class Trouble:
    """What is done to the connection, and what ends it (at once, or after `lasts` seconds)."""

    what: str
    begin: Callable[[Person], object]
    end: Callable[[Person], object] = lambda _: None
    lasts: float = 0.0


def deafened(person: Person) -> None:
    """The next connection greets and answers pings, and brings nothing."""
    person.server.workspace.sockets.disconnect("refresh_requested")
    person.server.workspace.faults.on("silent", times=1)


def told(reason: str, end: Callable[[Person], object] = lambda _: None, lasts: float = 0.0) -> Trouble:
    """Slack's disconnect message."""
    return Trouble(f"disconnect: {reason}", lambda p: p.server.workspace.sockets.disconnect(reason), end, lasts)


def fault(kind: str, seconds: float = 0.0) -> Trouble:
    """A fault of the open connection."""
    return Trouble(kind.replace("_", "-"), lambda p: p.server.workspace.faults.on(kind, times=1, seconds=seconds))


def at_the_door(kind: str, what: str, seconds: float, lasts: float) -> Trouble:
    """A fault that meets who connects, after the connection was ended."""

    def begin(person: Person) -> None:
        person.server.workspace.faults.on(kind, seconds=seconds)
        person.server.workspace.sockets.disconnect("refresh_requested")

    return Trouble(what, begin, lambda p: p.server.workspace.faults.off(kind), lasts)


BRIEF = (
    told("warning"),
    told("refresh_requested"),
    told("link_disabled", lambda p: p.server.workspace.sockets.enable(), 1.0),
    fault("half_open", 60.0),
    told("too_many_websockets"),
    fault("close"),
)
#: Left to the whole form: they take their time by themselves.
LONG = (
    Trouble("silent after a reconnect", lambda p: deafened(p)),
    at_the_door("slow_handshake", "handshakes of 9 s for 20 s", 9.0, 20.0),
    at_the_door("refused", "refused for 20 s", 0.0, 20.0),
)


def trials(stage: Stage) -> Iterator[Finding]:
    """Each trouble once; two commands and a visit to App Home around it."""
    port, url = free_port(), furnished(f"sqlite:///{stage.folder / 'onpace.db'}")
    with lived(stage.folder, "socket", url, ONPACE_HEALTH_PORT=str(port)) as hana:
        for trouble in BRIEF[:-1]:
            yield suffered(hana, trouble, url, port)
        last = suffered(hana, BRIEF[-1], url, port)
        left = "; in the whole form also: " + ", ".join(trouble.what for trouble in LONG)
        yield replace(last, note=last.note + left) if stage.short else last
        for trouble in () if stage.short else LONG:
            yield suffered(hana, trouble, url, port)


def suffered(hana: Person, trouble: Trouble, url: str, port: int) -> Finding:
    """What came of one trouble: seconds until a command is answered, whether the event of meanwhile was made up for."""
    before, homes = calls(url), home(hana)
    begun = time.monotonic()
    trouble.begin(hana)
    hana.server.workspace.open_home(HANA)  # Slack sends this again when nobody takes it
    while time.monotonic() - begun < trouble.lasts:
        time.sleep(0.2)
    trouble.end(hana)
    over, refused = time.monotonic(), 0
    while hana.server.workspace.write(HANA, TEAM_CHANNEL, "/log contact") and time.monotonic() - over < 2 * MOST:
        refused += 1
        time.sleep(0.2)
    back = time.monotonic() - over
    for minutes in (1, 5):
        hana.server.workspace.clock.move(timedelta(minutes=minutes))
    lost = int(not happens(lambda: home(hana) != homes))
    rows = calls(url) - before
    well = happens(lambda: httpx.get(f"http://127.0.0.1:{port}/healthz").status_code == 200)
    passed = back <= MOST and rows == 1 and well and not lost
    return Finding(f"Socket Mode, {trouble.what}", 1, passed, lost, max(rows - 1, 0), refused, f"back after {back:.1f} s")


def home(hana: Person) -> str:
    """Which App Home Hana sees."""
    shown = hana.server.workspace.home_of(HANA)
    return str(shown.data["hash"]) if shown else ""


def happens(found: Callable[[], object]) -> bool:
    """Whether it comes about within seconds."""
    try:
        return bool(until(found, 15))
    except AssertionError:
        return False
