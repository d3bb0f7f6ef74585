"""A start during a hiccup of Slack's waits, says why, and goes on by itself; a refused token ends it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from sandbox.server import Server, serve
from tests.living import workspace
from tests.mishaps import CUT, Mishap, Proxy, proxied, rate_limited, refusal
from tests.patience import until
from tests.processes import Running, settings, started

ERROR = Mishap(status=500, body=b'{"ok":false,"error":"internal_error"}', headers={"Content-Type": "application/json"})
HTML = Mishap(status=200, body=b"<html>a page</html>", headers={"Content-Type": "text/html"})


@pytest.fixture(scope="module")
def place() -> Iterator[Server]:
    with serve(workspace()) as server:
        yield server


@pytest.fixture(scope="module")
def proxy(place: Server) -> Iterator[Proxy]:
    with proxied(place.url) as between:
        yield between


@pytest.fixture(autouse=True)
def well(proxy: Proxy) -> None:
    proxy.reset()


def own(place: Server, proxy: Proxy, folder: Path) -> dict[str, str]:
    return settings(place, f"sqlite:///{folder / 'onpace.db'}") | {"SLACK_API_URL": proxy.url}


def waits(bot: Running) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in bot.output.splitlines() if line.startswith("{")]
    return [line for line in lines if line["event"] == "waiting for Slack"]


def test_every_hiccup_is_waited_out_and_told(place: Server, proxy: Proxy, tmp_path: Path) -> None:
    proxy.mishaps = {"auth.test": [rate_limited(1), ERROR], "apps.connections.open": [CUT]}
    with started(tmp_path / "log", "bot", "run", **own(place, proxy, tmp_path)) as bot:
        bot.said("connected by Socket Mode")
        told = waits(bot)
        assert [(line["trouble"].partition(" (")[0], line["again_in_seconds"]) for line in told] == [
            ("Slack asks to wait", 1.0),
            ("Slack has trouble of its own", 2.0),
            ("Slack does not answer", 1.0),
        ]
        assert bot.end() == 0


@pytest.mark.parametrize(("mishap", "why"), [(HTML, "no Slack API"), (rate_limited(60), "asks to wait")])
def test_the_wait_is_told_and_a_signal_ends_it(place: Server, proxy: Proxy, tmp_path: Path, mishap: Mishap, why: str) -> None:
    proxy.mishaps = {"auth.test": [mishap] * 50}
    with started(tmp_path / "log", "bot", "run", "--transport", "http", "--port", "0", **own(place, proxy, tmp_path)) as bot:
        until(lambda: waits(bot), 30)
        assert why in waits(bot)[0]["trouble"]
        assert bot.end() == 0
        assert "Traceback" not in bot.output


def test_health_says_waiting_for_slack(place: Server, proxy: Proxy, tmp_path: Path, free_port: int) -> None:
    proxy.mishaps = {"auth.test": [rate_limited(3)]}
    words = ("bot", "run", "--health-port", str(free_port))
    with started(tmp_path / "log", *words, **own(place, proxy, tmp_path)) as bot:
        until(lambda: waits(bot), 30)

        def told() -> dict[str, Any]:
            try:
                answer = httpx.get(f"http://127.0.0.1:{free_port}/healthz", timeout=5)
            except httpx.TransportError:
                return {}
            return {"status": answer.status_code, **answer.json()}

        state = until(lambda: told() if told().get("waiting") else None, 30) or {}
        assert (state["status"], state["ok"]) == (503, False)
        assert state["waiting"].startswith("waiting for Slack: Slack asks to wait")
        until(lambda: told().get("ok"), 60)
        assert bot.end() == 0


@pytest.mark.parametrize("error", ["token_revoked"])
def test_a_refused_token_ends_the_start(place: Server, proxy: Proxy, tmp_path: Path, error: str) -> None:
    proxy.mishaps = {"auth.test": [refusal(error)]}
    with started(tmp_path / "log", "bot", "run", **own(place, proxy, tmp_path)) as bot:
        assert bot.process.wait(30) == 1
        assert bot.output.startswith(f"Slack did not accept the token ({error}).")


@pytest.fixture
def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
