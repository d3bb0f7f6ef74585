"""Another site's page, and a name bent to this machine, can make nobody in the workspace do anything."""

import json
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

from sandbox.control import DEEDS
from sandbox.page.deeds import DEEDS as BUTTONS
from sandbox.server import Server, serve
from tests.sandboxes import HANA, SALES, workspace
from tests.serving import served

BOT, PAGE = {"Authorization": "Bearer xoxb-sandbox"}, {"x-sandbox-page": "1"}
WORDS = {"person": HANA, "channel": SALES, "text": "hi"}
ACTING = [
    *(f"/control/{deed}" for deed in DEEDS),
    *(f"/page/{deed}" for deed in BUTTONS),
    *("/clock", "/control/faults", "/apps/uninstall", "/oauth/v2/authorize", "/t/T0SANDBOX/control/write", "/t/T0SANDBOX/page/write"),
]
SEEING = ["/", "/page/parts", "/control/state?person=" + HANA, "/control/deliveries", "/apps", "/t/T0SANDBOX/"]
BENT = ["evil.example:8700", "127.0.0.1.evil.example", "localhost.evil.example", "sandbox:8700", "10.0.0.7:8700", "", "["]


@pytest.fixture(scope="module")
def house() -> Iterator[Server]:
    with serve(workspace()) as server:
        yield server


@pytest.fixture(scope="module")
def web(house: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=house.url, trust_env=False) as client:
        yield client


def strangers(house: Server) -> list[dict[str, str]]:
    """What a browser says when another page sends something."""
    return [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": house.url.replace("127.0.0.1", "localhost")},
        {"Origin": f"http://127.0.0.1:{house.port + 1}", "Sec-Fetch-Site": "same-site"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "cross-site"},
    ]


@pytest.mark.parametrize("path", ACTING)
def test_another_sites_page_makes_nobody_act(house: Server, web: httpx.Client, path: str) -> None:
    before = house.workspace.version
    for said in strangers(house):
        assert web.post(path, json=WORDS, headers=PAGE | said).status_code == 403, said
    assert house.workspace.version == before
    assert not house.workspace.faults.listed()


@pytest.mark.parametrize("path", [*ACTING, *SEEING])
def test_a_name_bent_to_this_machine_acts_and_sees_nothing(house: Server, web: httpx.Client, path: str) -> None:
    for host in BENT:
        asked = PAGE | {"Host": host, "Origin": f"http://{host}"}
        answer = web.get(path, headers=asked) if path in SEEING else web.post(path, json=WORDS, headers=asked)
        assert answer.status_code in (400, 403), host  # 400: the server itself, of what is no Host at all
        assert answer.status_code == 400 or house.url in answer.text
    assert house.workspace.messages(SALES, HANA) == []


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "127.1.2.3", "[::1]"])
def test_our_own_page_and_a_terminal_may(house: Server, web: httpx.Client, name: str) -> None:
    host = f"{name}:{house.port}"
    for said in ({}, {"Origin": f"http://{host}"}, {"Origin": "null", "Sec-Fetch-Site": "same-origin"}):
        assert web.post("/control/faults", json={"off": ""}, headers={"Host": host} | said).status_code == 200
    assert web.get("/", headers={"Host": host}).status_code == 200


def test_the_app_asks_from_wherever_it_runs(house: Server, web: httpx.Client) -> None:
    anywhere = {"Host": "sandbox:8700"}
    assert web.post("/api/auth.test", headers=BOT | anywhere).json()["ok"]
    assert web.get("/clock", headers=anywhere).status_code == 200
    assert web.post("/response/none", json={"text": "x"}, headers=anywhere).status_code == 404
    assert "bot's token" in web.get("/t/T0SANDBOX/files-pri/T-F/x", headers=anywhere).text


def test_served_to_everybody_it_is_reached_by_addresses_in_digits_alone() -> None:
    with serve(workspace(), host="0.0.0.0") as server, httpx.Client(base_url=server.url, trust_env=False) as web:
        for host, status in ((f"10.0.0.7:{server.port}", 200), ("127.0.0.1", 200), ("evil.example", 403)):
            said = {"Host": host, "Origin": f"http://{host}"}
            answers = web.get("/", headers=said), web.post("/clock", json={"by": 1}, headers=said)
            assert [answer.status_code for answer in answers] == [status, status]


def test_a_page_elsewhere_cannot_write_in_a_real_browser(house: Server, page: Page) -> None:
    """Without leave to read the answer, but a browser does send it."""
    elsewhere = Starlette(routes=[Route("/", lambda _: HTMLResponse("<title>Elsewhere</title>"))])
    posted = "async ([url, body]) => (await fetch(url, {method: 'POST', mode: 'no-cors', body})).type"
    with served(elsewhere) as url:
        page.goto(url)
        assert page.evaluate(posted, [f"{house.url}/control/write", json.dumps(WORDS)]) == "opaque"
    assert house.workspace.messages(SALES, HANA) == []
