"""Replays through the gate, and bytes no client library would send: the same answer, or a plain refusal."""

import asyncio
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from slack_sdk import WebClient

from bot.gate import Answer, Replays
from storage import patience
from tests.gated import COMMAND, Gated, gated, signed, slacked
from tests.patience import until


@pytest.fixture(scope="module")
def slack() -> Iterator[WebClient]:
    with slacked() as client:
        yield client


@pytest.fixture
def place(slack: WebClient) -> Iterator[Gated]:
    with gated(slack) as place:
        yield place


def test_a_replayed_request_does_nothing_twice(place: Gated) -> None:
    answers = [place.web.post("/slack/events", content=COMMAND, headers=signed(COMMAND)) for _ in range(5)]
    assert [(a.status_code, a.text) for a in answers] == [(200, "logged")] * 5
    assert place.bolt.reached == 1


def test_what_comes_again_at_once_waits_for_the_first_answer(place: Gated) -> None:
    slow = COMMAND.replace(b"%2Flog", b"%2Fslow")
    with ThreadPoolExecutor(20) as crowd:
        coming = [crowd.submit(place.web.post, "/slack/events", content=slow, headers=signed(slow)) for _ in range(20)]
        until(lambda: place.bolt.reached)
        place.bolt.let_go.set()
        assert {(a.result().status_code, a.result().text) for a in coming} == {(200, "at last")}
    assert place.bolt.reached == 1


def test_answers_are_kept_in_bounds_and_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.gate.MOST_KEPT", 10)
    with ThreadPoolExecutor(1) as apart:  # the browser's tests leave a loop at work in this thread
        apart.submit(asyncio.run, _kept()).result()


async def _kept() -> None:
    now, made = [1000.0], []
    replays = Replays(lambda: now[0])

    async def answer() -> Answer:
        made.append(1)
        return Answer(body=b"x" * 100)

    for n in range(30):
        await replays.once(str(n), answer)
    await replays.once("29", answer)
    assert (len(made), replays.kept) == (30, (10, 1000))
    await replays.once("0", answer)  # long gone: the database's keys see to it
    now[0] += 601
    await replays.once("new", answer)
    assert (len(made), replays.kept) == (32, (1, 100))


def test_who_comes_by_the_line_of_a_large_request_has_time_of_their_own(place: Gated, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a proxy's lines, once each of them carried a long text, answered everybody "busy" from then on."""
    told = []
    for seconds, letters in ((1, b"abcde"), (100, b"vwxyz")):
        monkeypatch.setattr(patience, "PERSON_SECONDS", seconds)
        for letter in letters:
            body = COMMAND.replace(b"text=", b"text=" + bytes([letter]) * 240_000)
            assert place.web.post("/slack/events", content=body, headers=signed(body)).text == "logged"
            told.append(place.bolt.left > 1)
    assert told == [False] * 5 + [True] * 5


# What httpx would not send


def raw(place: Gated, *sent: bytes) -> bytes:
    """The first line that comes back for these bytes."""
    with socket.create_connection(("127.0.0.1", place.port), 20) as line:
        for piece in sent:
            line.sendall(piece)
        return line.makefile("rb").readline().strip()


HEAD = b"POST /slack/events HTTP/1.1\r\nHost: here\r\n"


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (HEAD + b"Content-Length: 999999999\r\n\r\n", b"413"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + (b"8000\r\n" + b"a" * 0x8000 + b"\r\n") * 9, b"413"),
        (HEAD + b"Content-Length: abc\r\n\r\n", b"400"),
        (HEAD + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", b"400"),
        (HEAD + b"X-Slack-Signature: v0=\xff\xfe\r\nX-Slack-Request-Timestamp: \xc3\xa9\r\nContent-Length: 0\r\n\r\n", b"401"),
        (HEAD + b"X-Slack-Request-Timestamp: " + b"1" * 5000 + b"\r\nContent-Length: 0\r\n\r\n", b"401"),
        (b"\x00\xff\r\n\r\n", b"400"),
    ],
    ids=["announced", "in pieces", "length abc", "two lengths", "not ASCII", "5000 digits", "no HTTP"],
)
def test_bytes_no_client_sends_are_refused(place: Gated, sent: bytes, status: bytes) -> None:
    assert raw(place, sent).split()[1] == status


def test_who_sends_too_slowly_is_not_waited_for(place: Gated, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.BODY_SECONDS", 0.1)
    assert raw(place, HEAD + b"Content-Length: 10\r\n\r\n", b"a").split()[1] == b"408"


def test_half_a_head_is_not_waited_for(slack: WebClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.HEAD_SECONDS", 0.1)
    with gated(slack) as place, socket.create_connection(("127.0.0.1", place.port), 20) as line:
        line.sendall(HEAD)
        assert line.recv(1) == b""
