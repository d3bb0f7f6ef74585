"""The real bot as a separate process in the sandbox: Socket Mode and signed HTTP, SQLite and PostgreSQL."""

import logging
import signal
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import httpx
import pytest
import structlog
from typer.testing import CliRunner

from bot.__main__ import cli
from sandbox.server import Server, serve
from tests.databases import Cluster
from tests.living import HANA, HANA_DM, TOKENS, Json, Person, furnished, lived, meet, workspace
from tests.patience import until
from tests.people import CAST, TEAM_CHANNEL
from tests.processes import settings, started

_numbers = count(1)


def database(kind: str, folder: Path, request: pytest.FixtureRequest) -> str:
    """A database with the team in it."""
    if kind == "sqlite":
        return furnished(f"sqlite:///{folder / 'onpace.db'}")
    cluster: Cluster = request.getfixturevalue("postgres")
    name = f"transport_{next(_numbers)}"
    cluster.run(f"CREATE DATABASE {name}")
    return furnished(cluster.url(name))


@pytest.fixture(scope="module", params=["socket sqlite", "http sqlite", "socket postgresql", "http postgresql"])
def hana(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    transport, kind = request.param.split()
    folder = tmp_path_factory.mktemp("transport")
    with lived(folder, transport, database(kind, folder, request)) as person:
        yield person
        assert person.bot.end() == 0, person.bot.output
        assert not [secret for secret in TOKENS.values() if secret in person.bot.output]
        assert "Traceback" not in person.bot.output


def test_a_day_in_slack(hana: Person) -> None:
    logged = hana.write("/log 不在 12")
    assert "12件" in logged["text"]

    pad = hana.write("/log")
    hana.press(pad, "接触")
    until(lambda: "13コール" in hana.now(pad)["text"])

    hana.press(hana.now(pad), "アポ…")
    form = until(lambda: hana.server.workspace.modals_of(HANA))[-1]
    before = len(hana.server.workspace.messages(TEAM_CHANNEL, HANA))
    filled: Json = {
        "lead": {"lead": {"type": "plain_text_input", "value": "山田商事"}},
        "day": {"day": {"type": "datepicker", "selected_date": "2026-11-25"}},
        "time": {"time": {"type": "timepicker", "selected_time": "14:00"}},
    }
    assert hana.server.workspace.submit(HANA, form.id, {"lead": {"lead": {"type": "plain_text_input", "value": "山田商事"}}}) != {}
    assert hana.server.workspace.submit(HANA, form.id, filled) == {}
    until(lambda: any("山田商事" in m.data["text"] for m in hana.server.workspace.messages(TEAM_CHANNEL, HANA)))
    assert before

    meetings = hana.write("/meeting")
    assert "山田商事" in str(meetings["blocks"])


def test_a_practice_is_scheduled_agreed_on_and_scored(hana: Person) -> None:
    ken, yui = replace(hana, id=CAST["ken"].slack_id), replace(hana, id=CAST["yui"].slack_id)
    ken.write("/coach practice @yui 16:30")
    ken.reads("今日 16:30に予定を入れました")
    yui.press(yui.reads("さんがロープレの予定を入れました: 今日 16:30", "D0YUI"), "了解", "D0YUI")
    ken.reads("了解", "D0KEN")

    ken.write("/coach 採点 @yui")
    ken.press(ken.reads("採点はその時間から"), "もう実施した")
    form = until(lambda: ken.server.workspace.modals_of(ken.id))[-1]
    assert ken.server.workspace.submit(ken.id, form.id, marked(form.data["blocks"])) == {}
    assert "100点中80点" in yui.reads("ロープレを採点しました", "D0YUI")["text"]


def marked(blocks: list[Json]) -> Json:
    """A scoring form with 4 of 5 for each item, and a word in each line."""
    state: Json = {}
    for block in blocks:
        element: Json = block.get("element", {})
        if element.get("type") == "radio_buttons":
            state[block["block_id"]] = {element["action_id"]: {"type": "radio_buttons", "selected_option": element["options"][3]}}
        elif element.get("type") == "plain_text_input":
            state[block["block_id"]] = {element["action_id"]: {"type": "plain_text_input", "value": "声が明るい"}}
    return state


def test_the_numbers_come_where_asked_and_their_picture_in_the_dm(hana: Person) -> None:
    said = hana.write("/kpi me")
    assert "11月" in said["text"]
    picture = hana.answer(0, HANA_DM)["files"][0]
    assert (picture["mimetype"], bool(picture["alt_txt"])) == ("image/png", True)
    assert hana.server.workspace.file(picture["id"])[1].startswith(b"\x89PNG")


def test_app_home_opens(hana: Person) -> None:
    assert hana.server.workspace.open_home(HANA) == ""
    until(lambda: hana.server.workspace.home_of(HANA))


def test_nothing_unknown_was_asked_of_slack(hana: Person) -> None:
    assert hana.server.workspace.unknown == {}


def test_health_is_told_over_http(hana: Person) -> None:
    if hana.port:
        told = httpx.get(f"http://127.0.0.1:{hana.port}/healthz").json()
        assert told["ok"] is True


@pytest.mark.parametrize(("transport", "sign"), [("socket", signal.SIGTERM), ("http", signal.SIGTERM), ("socket", signal.SIGINT)])
def test_a_signal_stops_it_within_seconds(tmp_path: Path, transport: str, sign: signal.Signals) -> None:
    """On a new database, which it makes itself."""
    with serve(workspace()) as server:
        url = f"sqlite:///{tmp_path / 'new' / 'onpace.db'}"
        with started(tmp_path / "log", "bot", "run", "--transport", transport, "--port", "0", **settings(server, url)) as bot:
            meet(server, bot, transport)
            begun = time.monotonic()
            assert bot.end(sign) == 0
            assert time.monotonic() - begun < 6
            assert "Traceback" not in bot.output


# What does not start says why

WAYS: dict[str, tuple[tuple[str, ...], dict[str, str], str]] = {
    "a key and a token": ((), {"ONPACE_TOKEN_KEY": "hidden-key"}, "SLACK_BOT_TOKEN is for one workspace, ONPACE_TOKEN_KEY for several"),
    "no client": ((), {"SLACK_BOT_TOKEN": "", "ONPACE_TOKEN_KEY": "hidden-key"}, "SLACK_CLIENT_ID is not set: copy it"),
    "no key": ((), {"SLACK_BOT_TOKEN": "", "SLACK_CLIENT_ID": "1.2"}, "ONPACE_TOKEN_KEY is not set: print a key with `onpace key`"),
    "no good key": (
        (),
        {"SLACK_BOT_TOKEN": "", "SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "hidden-5", "ONPACE_TOKEN_KEY": "hidden-key"},
        "ONPACE_TOKEN_KEY is no key. Make one with `onpace key`",
    ),
    "no bot token": ((), {"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN is not set"),
    "no app token": (("--transport", "socket"), {"SLACK_APP_TOKEN": ""}, "SLACK_APP_TOKEN is not set"),
    "no secret": ((), {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": ""}, "SLACK_SIGNING_SECRET is not set"),
    "no such transport": (("--transport", "pigeon"), {}, "--transport is socket or http, not pigeon."),
    "wrong bot token": (
        (),
        {"SLACK_BOT_TOKEN": "xoxb-hidden-wrong"},
        "Slack did not accept the token (invalid_auth). Check SLACK_",
    ),
    "wrong app token": (
        (),
        {"SLACK_APP_TOKEN": "xapp-hidden-wrong"},
        "Slack did not accept the token (invalid_auth). Check SLACK_",
    ),
    "busy port": (
        ("--transport", "http", "--port", "BUSY"),
        {},
        "is in use by another program. Stop that one, or choose another",
    ),
    "no server": ((), {"ONPACE_DATABASE_URL": "postgresql://me:hidden-4@127.0.0.1:9/nowhere"}, "The database cannot be used: "),
    "no database": ((), {"ONPACE_DATABASE_URL": "oracle-of-delphi"}, "The database cannot be used: "),
    "no folder": ((), {"ONPACE_DATABASE_URL": "sqlite:////dev/null/onpace.db"}, "Check ONPACE_DATABASE_URL"),
    "no such time": ((), {"ONPACE_NOW": "yesterday", "ONPACE_CLOCK_URL": ""}, "ONPACE_NOW is 'yesterday', which is no ISO time."),
}


@pytest.fixture(scope="module")
def place() -> Iterator[Server]:
    with serve(workspace()) as server:
        yield server


@pytest.fixture
def busy() -> Iterator[str]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield str(taken.getsockname()[1])


@pytest.fixture
def unchanged() -> Iterator[None]:
    """`run` in this process leaves signals and logging as they were."""
    before = {sign: signal.getsignal(sign) for sign in (signal.SIGINT, signal.SIGTERM)}
    ending = threading.excepthook
    yield
    threading.excepthook = ending
    logging.captureWarnings(capture=False)
    for sign, handler in before.items():
        signal.signal(sign, handler)
    logging.disable(logging.NOTSET)
    structlog.reset_defaults()


@pytest.mark.parametrize("way", WAYS)
def test_what_cannot_start_says_why_in_one_sentence(place: Server, busy: str, unchanged: None, tmp_path: Path, way: str) -> None:
    words, wrong, sentence = WAYS[way]
    own = settings(place, f"sqlite:///{tmp_path / 'onpace.db'}") | wrong
    run = CliRunner().invoke(cli, ["run", *(word.replace("BUSY", busy) for word in words)], env=own)
    assert (run.exit_code, type(run.exception)) == (1, SystemExit)
    (said,) = run.output.splitlines()
    assert sentence in said
    assert "hidden" not in run.output


def test_a_start_that_fails_fails_as_a_process_too(place: Server, tmp_path: Path) -> None:
    own = settings(place, f"sqlite:///{tmp_path / 'onpace.db'}") | {"SLACK_APP_TOKEN": "xapp-hidden-wrong"}
    with started(tmp_path / "log", "bot", "run", **own) as run:
        assert run.process.wait(30) == 1
        (said,) = run.output.splitlines()
    assert said.startswith("Slack did not accept the token")
