"""What Slack asks of the address by itself, of the real process: the challenge before the first event, and a look at the certificate."""

import json
import time
from collections.abc import Iterator

import httpx
import pytest

from tests.faults.duplicates import calls
from tests.faults.kills import signed
from tests.living import HANA, TOKENS, Person, furnished, lived
from tests.patience import until


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return furnished(f"sqlite:///{tmp_path_factory.mktemp('proofs') / 'onpace.db'}")


@pytest.fixture(scope="module")
def hana(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    with lived(tmp_path_factory.mktemp("log"), "http", address) as person:
        yield person
        assert person.bot.end() == 0, person.bot.output
        assert "Traceback" not in person.bot.output


@pytest.fixture(scope="module")
def control(hana: Person) -> str:
    return f"{hana.server.url}/control"


def test_the_address_proves_itself_and_then_gets_events(hana: Person, control: str) -> None:
    assert httpx.get(f"{control}/subscription").json()["verified"] is False
    assert hana.server.workspace.open_home(HANA) == ""
    until(lambda: hana.server.workspace.home_of(HANA))
    assert httpx.get(f"{control}/subscription").json().items() >= {"verified": True, "why": "", "events": 1, "failed": 0}.items()


@pytest.mark.parametrize(("secret", "age"), [("", 0), ("another", 0), (TOKENS["signing_secret"], 400)], ids=["unsigned", "forged", "old"])
def test_a_challenge_slack_did_not_send_is_not_echoed(hana: Person, secret: str, age: int) -> None:
    body = json.dumps(
        {"type": "url_verification", "challenge": "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P", "token": "t"}
    ).encode()
    proof = signed(body, secret, stamp=str(int(time.time()) - age)) if secret else {}
    address = f"http://127.0.0.1:{hana.port}/slack/events"
    answer = httpx.post(address, content=body, headers=proof | {"Content-Type": "application/json"})
    assert (answer.status_code, answer.text) == (401, "")


def test_a_look_at_the_certificate_is_answered_and_nothing_is_done(hana: Person, control: str, address: str) -> None:
    before = calls(address)
    assert httpx.post(f"{control}/check-ssl").json() == {"status": 200}
    assert calls(address) == before
    said = [message.data for messages in hana.server.workspace.said.by_channel.values() for message in messages]
    assert all(message["metadata"]["event_payload"]["key"].startswith("board ") for message in said), "no answer, only the live board"
    assert "request" not in hana.bot.output  # neither unreadable nor unsigned, by its own account
