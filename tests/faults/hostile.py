"""Hostile HTTP against the real process: what Slack did not sign, nobody can read, or comes too slowly; never a 500, never a traceback."""

import json
import random
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from typing import Any
from urllib.parse import urlencode

import httpx

from tests.faults.duplicates import calls
from tests.faults.finding import Finding, Stage
from tests.faults.kills import signed
from tests.living import HANA, Person, furnished, lived
from tests.office import WORKSPACE
from tests.people import TEAM_CHANNEL

STAMP, SIGNATURE, KIND = "X-Slack-Request-Timestamp", "X-Slack-Signature", "Content-Type"
JSON = {KIND: "application/json"}
Request = tuple[bytes, list[tuple[bytes, bytes]]]


def command(text: str = "contact") -> bytes:
    """A slash command never sent before."""
    form = {"command": "/log", "text": text, "user_id": HANA, "team_id": WORKSPACE, "channel_id": TEAM_CHANNEL}
    return urlencode(form | {"trigger_id": f"{time.time_ns()}", "response_url": "http://127.0.0.1:9/"}).encode()


def plain(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Headers as bytes."""
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def forgeries() -> Iterator[Request]:
    """Commands whose signature headers are forged, missing, expired, of the future, twice there, or nonsense."""
    body = command()
    good, now = signed(body), int(time.time())
    for wrong in (
        "",
        "abc",
        "1e9",
        "-1",
        "1" * 5000,
        "１７９５０００００",
        "\xff\xfe",
        str(now - 301),
        str(now + 301),
        f"{now}.0",
    ):
        yield body, plain(signed(body, stamp=wrong))  # by the right secret: only the time in it is wrong
        yield body, plain(good | {STAMP: wrong})
    for wrong in ("", "abc", "v0=", "v0=" + "0" * 64, "v1=" + "0" * 64, "v0=" + "é" * 64, "1" * 5000, good[SIGNATURE].upper(), "1e9"):
        yield body, [*plain({k: v for k, v in good.items() if k != SIGNATURE}), (SIGNATURE.encode(), wrong.encode())]
    for name in (STAMP, SIGNATURE):
        yield body, plain({k: v for k, v in good.items() if k != name})
        yield body, [*plain(good), (name.lower().encode(), good[name].encode())]
    yield body + b"&x=1", plain(good)


def unreadable() -> Iterator[Request]:
    """Well signed and yet nothing: broken, truncated and absurdly deep JSON, bad UTF-8, unknown types."""
    event = {"type": "event_callback", "team_id": WORKSPACE, "event": {"type": "app_home_opened", "user": HANA, "tab": "home"}}
    whole = json.dumps(event).encode()
    said = [b"{", whole[:-9], b"[" * 100_000, b'{"a":' * 30_000 + b"1" + b"}" * 30_000, b"\xff\xfe", b"1", b"null", b'"x"', b"[]", b"NaN"]
    kinds = ("martian", "shortcut", "message_action", "block_suggestion", "workflow_step_edit", "dialog_submission", "", 5, None)
    said += [json.dumps(event | {"type": kind}).encode() for kind in kinds]
    said += [json.dumps({"type": kind, "user": {"id": HANA}, "team": {"id": WORKSPACE}}).encode() for kind in kinds]
    said += [b'{"type":"event_callback","team_id":"T","event":{"type":"x","a":"\\ud800"}}', b"9" * 5000]
    for body in said:
        yield body, plain(signed(body) | JSON)
        if len(body) < 60_000:
            form = urlencode({"payload": body}).encode()
            yield form, plain(signed(form))
    for form in (
        b"",
        b"\xff\xfe",
        b"command=/log",
        b"payload=",
        b"payload={}&payload={}",
        b"=" * 1000,
        b"%00%ff",
        command() + b"&command=/kpi",
    ):
        yield form, plain(signed(form))


def odd(fate: random.Random) -> Request:
    """Well signed, of the right kind, and anything at all inside."""
    body = json.dumps(_anything(fate, 4)).encode() if fate.random() < 0.2 else json.dumps(_shaped(fate)).encode()
    if fate.random() < 0.5:
        return body, plain(signed(body) | JSON)
    form = (
        urlencode({"payload": body}).encode()
        if fate.random() < 0.7
        else urlencode(
            {
                name: fate.choice(("", "x", "/log", "%", "\x00", "９" * 50))
                for name in ("command", "text", "user_id", "team_id", "trigger_id")
            }
        ).encode()
    )
    return form, plain(signed(form))


def _shaped(fate: random.Random) -> dict[str, Any]:
    kind = fate.choice(("event_callback", "url_verification", "block_actions", "view_submission", "view_closed"))
    tap = {"action_id": _anything(fate, 1), "action_ts": _anything(fate, 1), "value": _anything(fate, 2), "type": _anything(fate, 1)}
    view = {"id": "V1", "type": "modal", "callback_id": "log", "state": _anything(fate, 4), "private_metadata": _anything(fate, 1)}
    body: dict[str, Any] = {"type": kind, "team_id": WORKSPACE, "user": {"id": HANA}, "team": {"id": WORKSPACE}}
    body |= {"event": {"type": fate.choice(("app_home_opened", "user_change", "martian")), "user": _anything(fate, 2), "tab": "home"}}
    body |= {"actions": [tap], "view": view, "challenge": _anything(fate, 1)}
    for name in fate.sample(sorted(body), 2):
        body[name] = _anything(fate, 3)
    return body


def _anything(fate: random.Random, deep: int) -> Any:
    leaves: tuple[Any, ...] = ("", "x", None, 0, -1, 1e308, True, "U0HANA", "\x00", "9" * 40, "'; DROP TABLE call; --", [], {})
    if not deep or fate.random() < 0.4:
        return fate.choice(leaves)
    if fate.random() < 0.5:
        return [_anything(fate, deep - 1) for _ in range(fate.randrange(3))]
    return {fate.choice(("id", "type", "values", "value", "user", "x")): _anything(fate, deep - 1) for _ in range(fate.randrange(4))}


def trials(stage: Stage) -> Iterator[Finding]:
    """One bot, everything against it; in the end it is well, and its log has no traceback."""
    url = furnished(f"sqlite:///{stage.folder / 'onpace.db'}")
    with lived(stage.folder, "http", url) as hana:
        yield refused(hana, url, "signatures forged, missing, expired, doubled, malformed", forgeries, {401})
        yield refused(hana, url, "signed, but broken, truncated, deep, no UTF-8, unknown", unreadable, {400, 413})
        fate, times = random.Random(5), stage.times(5000, 300)
        yield refused(hana, url, "signed, of the right kind, odd inside", lambda: (odd(fate) for _ in range(times)), {200, 400, 401})
        yield too_large(hana)
        yield replayed(hana, url)
        yield slow(hana, stage.times(200, 50))
        well = httpx.get(f"http://127.0.0.1:{hana.port}/healthz", timeout=10).status_code == 200
        tracebacks = hana.bot.output.count("Traceback")
        yield Finding("then: alive and well, tracebacks in its log", 1, well and not tracebacks, refused=tracebacks)


def refused(hana: Person, url: str, what: str, requests: Callable[[], Iterator[Request]], allowed: set[int]) -> Finding:
    """Each request once; only these statuses may come back, and nothing is recorded of what was refused."""
    before, statuses = calls(url), Counter[int]()
    with httpx.Client(base_url=f"http://127.0.0.1:{hana.port}", timeout=10, trust_env=False) as web:
        for body, headers in requests():
            statuses[web.post("/slack/events", content=body, headers=headers).status_code] += 1
    recorded = calls(url) - before
    wrong = sum(count for status, count in statuses.items() if status not in allowed)
    said = ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items()))
    most = statuses[200]
    return Finding(what, statuses.total(), not wrong and recorded <= most, wrong, 0, statuses.total() - most, said)


def too_large(hana: Person) -> Finding:
    """More than 256 KiB: announced and never sent, sent whole, and sent in chunks."""
    head = b"POST /slack/events HTTP/1.1\r\nHost: here\r\n"
    chunk = b"8000\r\n" + b"a" * 0x8000 + b"\r\n"
    told = [
        line(hana, head + b"Content-Length: 99999999\r\n\r\n"),
        line(hana, head + b"Content-Length: 300000\r\n\r\n" + b"a" * 300_000),
        line(hana, head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 9),
    ]
    right = sum(b" 413 " in status for status in told)
    return Finding("over 256 KiB: announced, whole, in chunks", len(told), right == len(told), len(told) - right, 0, right, "413")


def line(hana: Person, sent: bytes) -> bytes:
    """The first line that comes back."""
    with socket.create_connection(("127.0.0.1", hana.port), 15) as way:
        way.sendall(sent)
        return way.makefile("rb").readline()


def replayed(hana: Person, url: str) -> Finding:
    """A captured request, sent again and again within its five minutes."""
    before, body, times = calls(url), command(), 20
    headers = signed(body)
    with httpx.Client(base_url=f"http://127.0.0.1:{hana.port}", timeout=10, trust_env=False) as web:
        said = {web.post("/slack/events", content=body, headers=headers).text for _ in range(times)}
    rows = calls(url) - before
    return Finding(
        "a request replayed", times, rows == 1 and len(said) == 1, int(rows < 1), max(rows - 1, 0), times - 1, f"{len(said)} answer"
    )


def slow(hana: Person, times: int) -> Finding:
    """So many who begin a request and do not go on; a command meanwhile is answered, and they are hung up on."""
    with ExitStack() as stack:
        ways = [stack.enter_context(socket.create_connection(("127.0.0.1", hana.port), 20)) for _ in range(times)]
        for number, way in enumerate(ways):
            way.sendall(b"POST /slack/events HTTP/1.1\r\nHost: here\r\n" + (b"Content-Length: 10\r\n\r\na" if number % 2 else b""))
        begun = time.monotonic()
        body = command()
        answered = httpx.post(f"http://127.0.0.1:{hana.port}/slack/events", content=body, headers=signed(body), timeout=10).status_code
        took = time.monotonic() - begun
        ended = [way.makefile("rb").readline() for way in ways]
    wrong = sum(not (told == b"" or b" 408 " in told) for told in ended)
    passed = answered == 200 and not wrong and took < 3
    return Finding("who begins a request and stops", times, passed, wrong, 0, times - wrong, f"a command meanwhile: {1000 * took:.0f} ms")
