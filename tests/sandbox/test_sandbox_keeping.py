"""The workspace as a program: kept over restarts and kills, its clock, its control, a busy port."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import httpx
import pytest
import yaml
from slack_sdk import WebClient

from sandbox.clock import Clock
from sandbox.server import Server, serve
from tests.patience import until
from tests.sandboxes import BACK, ELSEWHERE, GONE, HANA, MANIFEST, PEOPLE, SALES, TARO, workspace


def client(server: Server) -> WebClient:
    return WebClient("xoxb-sandbox", base_url=f"{server.url}/api/")


def test_a_restart_finds_everything_but_what_was_fleeting(tmp_path: Path) -> None:
    with serve(workspace(), state=tmp_path) as server:
        slack = client(server)
        ts = slack.chat_postMessage(channel=SALES, text="kept", metadata={"event_type": "e", "event_payload": {}})["ts"]
        slack.chat_postEphemeral(channel=SALES, user=HANA, text="fleeting")
        slack.views_publish(user_id=HANA, view={"type": "home", "blocks": [{"type": "divider"}]})
        slack.files_upload_v2(channel="D0HANA", content=b"abc", filename="a.txt")
        server.workspace.speak(HANA, "en-US")
        server.workspace.clock.move(timedelta(days=3))
        group = slack.conversations_open(users=[HANA, TARO])["channel"]["id"]
        httpx.post(f"{server.url}/control/archive-channel", json={"channel": SALES}).raise_for_status()
        httpx.post(f"{server.url}/control/remove-bot", json={"channel": BACK}).raise_for_status()
        slack.conversations_join(channel=ELSEWHERE)
        httpx.post(f"{server.url}/control/deactivate", json={"person": TARO}).raise_for_status()
        home, file = server.workspace.home_of(HANA), server.workspace.messages("D0HANA", HANA)[0].data["files"][0]["id"]
    with serve(workspace(), state=tmp_path) as server:
        there = server.workspace
        assert [(message.ts, message.data["text"]) for message in there.messages(SALES, HANA)] == [(ts, "kept")]
        assert (
            client(server).conversations_history(channel=SALES, include_all_metadata=True)["messages"][0]["metadata"]["event_type"] == "e"
        )
        assert there.home_of(HANA) == home
        assert there.file(file)[1] == b"abc"
        assert there.people()[0].locale == "en-US"
        assert there.clock.now() > datetime.now(UTC) + timedelta(days=2, hours=23)
        assert client(server).chat_postMessage(channel=group, text="next")["ts"] > ts
        assert there.channels[SALES].is_archived
        assert [there.bot.id in there.channels[one].members for one in (SALES, BACK, ELSEWHERE)] == [True, False, True]
        assert [person.id for person in there.people() if person.deleted] == [TARO, GONE]


def test_changes_are_kept_soon_without_being_asked(tmp_path: Path) -> None:
    with serve(workspace(), state=tmp_path) as server:
        client(server).chat_postMessage(channel=SALES, text="soon")
        until(lambda: (tmp_path / "workspace.json").exists() and "soon" in (tmp_path / "workspace.json").read_text(), 30)


def test_what_the_disk_refused_is_kept_when_it_takes_it(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "workspace.json.new").mkdir()  # nothing can be written there
    with serve(workspace(), state=tmp_path) as server:
        client(server).chat_postMessage(channel=SALES, text="patience")
        until(lambda: "could not be saved" in caplog.text, 30)
        (tmp_path / "workspace.json.new").rmdir()
        until(lambda: (tmp_path / "workspace.json").exists(), 30)
    assert "patience" in (tmp_path / "workspace.json").read_text()


def test_the_clock_is_read_and_moved(sandbox: Server) -> None:
    def told(**to: object) -> datetime:
        answer = httpx.post(f"{sandbox.url}/clock", json=to) if to else httpx.get(f"{sandbox.url}/clock")
        return datetime.fromisoformat(answer.raise_for_status().json()["now"])

    assert abs(told(by=86_400) - datetime.now(UTC) - timedelta(days=1)) < timedelta(seconds=5)
    assert abs(told(to="2026-11-24T09:00:00+09:00") - datetime(2026, 11, 24, tzinfo=UTC)) < timedelta(seconds=5)
    assert told() > datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize("asked", [{"by": -1}, {"to": "yesterday"}, {"to": "2026-11-24T09:00:00"}, {}, {"by": None}])
def test_a_clock_is_not_moved_by_nonsense(sandbox: Server, asked: dict[str, object]) -> None:
    assert httpx.post(f"{sandbox.url}/clock", json=asked).status_code == 400


def test_a_clock_may_start_anywhen_and_runs() -> None:
    clock = Clock(datetime(2026, 11, 20, 9, tzinfo=UTC))
    first = clock.now()
    assert first.date().isoformat() == "2026-11-20"
    assert clock.now() > first


def test_moves_of_a_clock_from_many_threads_add_up() -> None:
    clock, before = Clock(), sys.getswitchinterval()

    def hurry() -> None:
        for _ in range(500):
            clock.move(timedelta(seconds=1))

    crowd = [Thread(target=hurry) for _ in range(8)]
    sys.setswitchinterval(1e-6)
    try:
        for thread in crowd:
            thread.start()
        for thread in crowd:
            thread.join()
    finally:
        sys.setswitchinterval(before)
    assert clock.offset == timedelta(seconds=4000)


def test_a_change_is_told_also_while_somebody_else_is_at_work(sandbox: Server) -> None:
    """A fault that is over while the Web API works, and one switched on by a person, must not wait for each other for ever."""
    with sandbox.workspace.lock:
        person = Thread(target=sandbox.workspace.faults.on, args=("silent",), daemon=True)
        person.start()
        person.join(20)
        assert not person.is_alive()


def test_who_waits_is_woken_by_a_change(sandbox: Server) -> None:
    version = sandbox.workspace.version
    assert sandbox.workspace.wait(version, 0.01) == version
    sandbox.workspace.write(HANA, SALES, "x")
    assert sandbox.workspace.wait(version, 5) > version


def test_control_does_what_people_do(sandbox: Server) -> None:
    def do(deed: str, **told: object) -> httpx.Response:
        return httpx.post(f"{sandbox.url}/control/{deed}", json=told)

    assert do("write", person=HANA, channel=SALES, text="hello").json() == {"told": ""}
    assert do("submit", person=HANA, view_id="V404", values={}).json()["errors"][""].startswith("This is no longer here.")
    assert do("speak", person=HANA, locale="en-US").status_code == 200
    assert do("close", person=HANA, view_id="V404").json() == {}
    assert do("disconnect").json() == {"connections": 0}
    assert do("write", nobody=1).status_code == 400
    state = httpx.get(f"{sandbox.url}/control/state", params={"person": HANA}).json()
    assert [message["text"] for message in state["messages"][SALES]] == ["hello"]
    assert (state["home"], state["modals"], state["connected"]) == (None, [], False)
    assert [channel["id"] for channel in state["channels"]] == [SALES, "C0BACK", "D0HANA"]
    assert httpx.get(f"{sandbox.url}/control/state", params={"person": "U404"}).status_code == 404


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """The options that name a people file and a manifest."""
    for name, told in (("people", PEOPLE), ("manifest", MANIFEST)):
        (tmp_path / f"{name}.yml").write_text(yaml.safe_dump(told, allow_unicode=True), encoding="utf-8")
    return ["--people", str(tmp_path / "people.yml"), "--manifest", str(tmp_path / "manifest.yml")]


@pytest.fixture
def port() -> Iterator[int]:
    """A port somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def run(*options: str) -> subprocess.Popen[str]:
    """The program, started."""
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "sandbox", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def test_a_busy_port_is_one_sentence_with_the_way_out(files: list[str], port: int) -> None:
    with run(*files, "--port", str(port)) as program:
        _, told = program.communicate(timeout=30)
    assert program.returncode == 1
    assert told.strip() == f"Port {port} is already in use: stop what runs there, or start with another one, such as --port {port + 1}."


@pytest.mark.parametrize(
    ("changed", "sentence"), [("people.yml", "people.yml cannot be read: KeyError 'team'"), ("", "nowhere.yml is not there.")]
)
def test_a_file_that_cannot_be_read_is_one_sentence(files: list[str], tmp_path: Path, changed: str, sentence: str) -> None:
    if changed:
        (tmp_path / changed).write_text("{}")
    options = files if changed else ["--people", str(tmp_path / "nowhere.yml")]
    with run(*options) as program:
        _, told = program.communicate(timeout=30)
    assert program.returncode == 1
    assert told.strip().endswith(sentence)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly_and_saves(files: list[str], tmp_path: Path, sign: int) -> None:
    state = tmp_path / "state"
    with run(*files, "--port", "0", "--state", str(state), "--now", "2026-11-24T09:00:00+09:00") as program:
        assert program.stdout
        address = program.stdout.readline().split()[-1]
        assert httpx.get(f"{address}/clock").json()["now"].startswith("2026-11-24T00:00")
        with httpx.stream("GET", f"{address}/page/events"):  # a page that stays open keeps nobody
            program.send_signal(sign)
            _, told = program.communicate(timeout=30)
    assert (program.returncode, told) == (0, "")
    assert (state / "workspace.json").exists()
