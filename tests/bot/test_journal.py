"""Every line of a running bot's log is JSON, whoever wrote it, and holds no secret."""

import io
import json
import logging
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot import journal
from tests.living import TOKENS, furnished, lived
from tests.patience import until


@pytest.mark.parametrize("transport", ["socket", "http"])
def test_what_the_sdk_says_of_a_lost_slack_is_json_without_a_token(tmp_path: Path, transport: str) -> None:
    with lived(tmp_path, transport, furnished(f"sqlite:///{tmp_path / 'onpace.db'}")) as person:
        workspace = person.server.workspace
        workspace.faults.on("refused")
        workspace.faults.on("server_error")
        workspace.sockets.disconnect("refresh_requested")
        workspace.open_home(person.id)  # what it publishes is refused
        until(lambda: [line for line in map(json.loads, person.bot.output.splitlines()) if line["level"] in ("error", "warning")], 30)
        assert person.bot.end() == 0
        lines = [json.loads(line) for line in person.bot.output.splitlines()]
    assert all({"event", "level", "timestamp"} <= line.keys() for line in lines)
    assert transport == "http" or any("Failed to" in line["event"] and line["logger"] for line in lines)
    assert not [secret for secret in TOKENS.values() if secret in person.bot.output]


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """The log of this process for once, by the root logger as in a process of its own."""
    root, ending = logging.getLogger(), threading.excepthook
    handlers, level = root.handlers[:], root.level
    root.handlers.clear()
    out = io.StringIO()
    journal.begin(out)
    yield out
    root.handlers[:], threading.excepthook = handlers, ending
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def told(out: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_our_lines_and_the_libraries_lines_look_alike(written: io.StringIO) -> None:
    structlog.get_logger().info("ours", count=1)
    logging.getLogger("slack_sdk").error("theirs: %s\nsecond line", "x")
    ours, theirs = told(written)
    assert (ours["event"], ours["level"], ours["count"]) == ("ours", "info", 1)
    assert (theirs["event"], theirs["level"], theirs["logger"]) == ("theirs: x\nsecond line", "error", "slack_sdk")


def test_an_exception_is_told_without_the_words_of_its_frames(written: io.StringIO) -> None:
    words = "a person's words"
    try:
        raise ValueError(len(words))
    except ValueError:
        logging.getLogger("slack_bolt").exception("it broke")
        structlog.get_logger().exception("it broke")
    for line in told(written):
        assert line["exception"][0]["exc_type"] == "ValueError"  # type: ignore[index]
    assert words not in written.getvalue().replace("\\", "")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("token xoxb-1234-abc_d is wrong", "token xoxb-… is wrong"),
        ("xapp-1-A0-99-ff", "xapp-…"),
        ("xoxe.xoxb-1-secret", "xoxe.xoxb-…"),
        ("wss://wss.slack.com/link/?ticket=ab-12&app_id=3", "wss://wss.slack.com/link/?ticket=…&app_id=3"),
        ("https://hooks.slack.com/commands/T0/1/xyz failed", "https://hooks.slack.com/… failed"),
        ("an ordinary line", "an ordinary line"),
    ],
)
def test_no_secret_stands_in_a_line(written: io.StringIO, said: str, kept: str) -> None:
    logging.getLogger("slack_sdk").error(said)
    structlog.get_logger().error(said)
    assert [line["event"] for line in told(written)] == [kept, kept]


def test_what_ends_a_thread_and_what_warns_is_a_line_too(written: io.StringIO) -> None:
    thread = threading.Thread(target=lambda: 1 // 0, name="worker")
    thread.start()
    thread.join()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=False)
        logging.captureWarnings(capture=True)
        warnings.warn("old", DeprecationWarning, stacklevel=1)
    ended, warned = told(written)
    assert (ended["event"], ended["thread"], ended["level"]) == ("a thread ended", "worker", "error")
    assert "DeprecationWarning: old" in str(warned["event"])
