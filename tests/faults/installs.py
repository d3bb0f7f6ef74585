"""Installing and leaving: forged ways back, tokens in clear, events doubled and late, data that stays or crosses."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx

from sandbox.deliveries import EVENT, SLASH, How
from tests.faults.finding import Finding, Stage
from tests.installs import KENJI, SECOND, decide, told
from tests.patience import until
from tests.tenants import FIRST, WHO, Town, browser, secrets_of, town

KEEP = 7  # days


def trials(stage: Stage) -> Iterator[Finding]:
    """In one town of two workspaces, one process over HTTP with OAuth."""
    file = stage.folder / "onpace.db"
    with town(stage.folder, f"sqlite:///{file}", ONPACE_KEEP_DAYS=str(KEEP)) as place:
        yield refused_ways_back(place, stage.times(40, 4))
        yield installed_anew(place, stage.times(20, 3))
        yield apart(place, stage.times(100, 10))
        yield in_clear(place, file)
        yield events_at_once(place, stage.times(20, 2))
        yield after_leaving(place, stage.times(100, 10))
        yield erased(place)


def refused_ways_back(place: Town, times: int) -> Finding:
    """Each of: a guessed state, no state, another browser, the same state twice, a state too old."""
    ways: list[Callable[[Town], int]] = [_guessed, _without, _elsewhere, _twice, _late]
    let_in = sum(way(place) < 400 for _ in range(times) for way in ways)
    passed = not let_in and place.row(SECOND) is None
    return Finding("forged, missing, borrowed, reused and late OAuth states", times * len(ways), passed, refused=times * len(ways) - let_in)


def _back(place: Town, query: str, cookie: str = "") -> int:
    headers = {"Cookie": f"slack-app-oauth-state={cookie}"} if cookie else {}
    return httpx.get(f"{place.url}/slack/oauth_redirect?{query}", headers=headers).status_code


def _allowed(place: Town) -> dict[str, str]:
    """Code and state as Slack's page sends them back: the code is good, so that only the state can be what is refused."""
    return told(decide(place.server, place.asked(), f"{SECOND}:{KENJI}"))


def _guessed(place: Town) -> int:
    return _back(place, f"code={_allowed(place)['code']}&state=guessed", "guessed")


def _without(place: Town) -> int:
    return _back(place, f"code={_allowed(place)['code']}")


def _elsewhere(place: Town) -> int:
    with browser() as other:
        return other.get(decide(place.server, place.asked(), f"{SECOND}:{KENJI}")).status_code


def _twice(place: Town) -> int:
    way = _allowed(place)
    return min(_back(place, f"code={code}&state={way['state']}", way["state"]) for code in ("1.2.3", way["code"]))


def _late(place: Town) -> int:
    state = told(place.asked())["state"]
    place.server.workspace.clock.move(timedelta(minutes=11))
    return _back(place, f"code={_allowed(place)['code']}&state={state}", state)


def installed_anew(place: Town, times: int) -> Finding:
    """The same workspace installs again and again: one row, and it is answered."""
    place.installed(FIRST)
    failed = sum(place.installed(SECOND).status_code != 200 for _ in range(times))
    rows = place.rows()[SECOND].get("installation", 0)
    answered = bool(place.said(SECOND, "/onpace")) and bool(place.said(FIRST, "/onpace"))
    return Finding("a second workspace installed through the browser", times, not failed and rows == 1 and answered, failed, rows - 1)


def apart(place: Town, times: int) -> Finding:
    """Both work at once; what one records the other does not get."""
    before = place.rows()
    with ThreadPoolExecutor(2) as both:
        told = list(both.map(lambda team: [place.said(team, "/onpace") for _ in range(times)], (FIRST, SECOND)))
    now, crossed = place.rows(), 0
    for team in (FIRST, SECOND):
        crossed += now[team].get("member", 0) - before[team].get("member", 0)
    unsaid = sum(not answer for answers in told for answer in answers)
    return Finding("two workspaces at once", 2 * times, not unsaid and not crossed, unsaid, crossed, note=f"{crossed} rows crossed")


def in_clear(place: Town, file: Path) -> Finding:
    """Tokens, secrets and the key are looked for in the database file and in everything logged."""
    written = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*")) + place.bot.output.encode()
    secrets = secrets_of(place.server) | {"key": place.key}
    read = [name for name, secret in secrets.items() if secret.encode() in written]
    return Finding("tokens looked for in the database and the log", len(secrets), not read, note=", ".join(read) or "none in clear")


def _event(place: Town, kind: str, **more: Any) -> dict[str, Any]:
    there = place.place(SECOND)
    return there.payloads.event({"type": kind, **more}, int(there.clock.now().timestamp()))


def events_at_once(place: Town, times: int) -> Finding:
    """app_uninstalled and tokens_revoked, each ×4 at once; then the old ones again after the workspace came back."""
    lost = doubled = 0
    deliver = place.server.workspace.registration.delivery.deliver
    for _ in range(times):
        gone = [_event(place, "app_uninstalled"), _event(place, "tokens_revoked", tokens={"oauth": [], "bot": ["U0BOT2"]})] * 4
        with ThreadPoolExecutor(len(gone)) as crowd:
            list(crowd.map(lambda payload: deliver(EVENT, payload), gone))
        lost += place.kept(SECOND) != ""
        place.server.workspace.clock.move(timedelta(minutes=5))
        place.installed(SECOND)
        for payload in gone[:2]:
            deliver(EVENT, payload, How(skew=-9))  # signed anew, as Slack does: no mere replay
        doubled += not place.kept(SECOND)
    return Finding("uninstall events ×8 at once, and again after coming back", times * 10, not lost and not doubled, lost, doubled)


def after_leaving(place: Town, times: int) -> Finding:
    """What a workspace sends that left is answered with a sentence and writes nothing."""
    place.uninstalled(SECOND)
    before, (person, channel), there = place.rows(), WHO[SECOND], place.place(SECOND)
    refused = 0
    for _ in range(times):
        passes = {"trigger_id": there.passes.trigger(person), "response_url": there.response_url(person, channel)}
        payload = there.payloads.slash(there.by_id[person], there.channels[channel], "/onpace", "", passes)
        answer = place.server.workspace.registration.delivery.deliver(SLASH, payload)
        refused += not answer.failed and bool(answer.body)
    passed = refused == times and place.rows() == before
    return Finding("commands from a workspace that took OnPace off", times, passed, lost=times - refused, refused=refused)


def erased(place: Town) -> Finding:
    """The delay passes: nothing of that workspace is left, everything of the other is."""
    other = place.rows()[FIRST]
    place.server.workspace.clock.move(timedelta(days=KEEP - 1))
    early = SECOND not in place.rows()
    place.server.workspace.clock.move(timedelta(days=2))
    until(lambda: place.rows().keys() == {FIRST}, 30)
    lost = place.rows() != {FIRST: other}
    place.installed(SECOND)
    passed = not early and not lost and bool(place.said(SECOND, "/onpace"))
    return Finding(
        f"data erased {KEEP} days after uninstalling",
        1,
        passed,
        lost=int(lost or early),
        note="the other kept all; anew later",
    )
