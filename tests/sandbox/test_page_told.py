"""What Slack itself tells a person is in their language on the page; what the bot says is left as it is."""

import httpx
import pytest
from playwright.sync_api import Page, expect

from sandbox.inputs import REQUIRED
from sandbox.page.told import told
from sandbox.server import Server
from sandbox.workspace import BARRED, GONE, NO_COMMAND, TROUBLE
from tests.browsers import go
from tests.sandboxes import HANA, SALES, TARO


def posted(sandbox: Server, deed: str, person: str, **form: str) -> str:
    """Do something on the page without a browser; what the page shows."""
    answer = httpx.post(f"{sandbox.url}/page/{deed}", data={"as": person, **form}, headers={"X-Sandbox-Page": "1"})
    return str(answer.json()["notice"])


@pytest.mark.parametrize(
    ("person", "line", "said"),
    [
        (TARO, "/say x", '/say failed with the error "dispatch_failed"'),
        (HANA, "/say x", "/say は、エラー「dispatch_failed」により失敗しました。"),
        (TARO, "/nothing", "/nothing is not a valid command. In Slack,"),
        (HANA, "/nothing", "/nothing は有効なコマンドではありません。"),
    ],
)
def test_a_command_that_fails_is_told_in_the_readers_language(sandbox: Server, person: str, line: str, said: str) -> None:
    assert posted(sandbox, "write", person, **{"in": SALES, "text": line}).startswith(said)


@pytest.mark.parametrize(
    ("person", "said"), [(TARO, "We had some trouble connecting. Try again?"), (HANA, "接続に問題が発生しました。もう一度試しますか？")]
)
def test_a_home_that_does_not_open_too(sandbox: Server, person: str, said: str) -> None:
    assert posted(sandbox, "home", person) == said


def test_it_is_seen_on_the_page(sandbox: Server, page: Page) -> None:
    go(page, sandbox, person=HANA, place=SALES)
    page.locator("#composer textarea").fill("/say x")
    page.keyboard.press("Enter")
    expect(page.locator("#notice")).to_contain_text("により失敗しました。")


SENTENCES = [TROUBLE, GONE, REQUIRED, *BARRED.values(), NO_COMMAND.format(command="/x"), '/x failed with the error "operation_timeout"']


@pytest.mark.parametrize("sentence", [*SENTENCES, "Please enter at least 3 characters.", "Please enter no more than 3 characters."])
def test_every_sentence_of_slacks_has_its_japanese(sentence: str) -> None:
    assert told(sentence, "en") == sentence
    assert not told(sentence, "ja").isascii()
    assert "{" not in told(sentence, "ja")


def test_what_the_bot_says_is_left_as_it_is() -> None:
    assert told("Please give a number from 1.", "ja") == "Please give a number from 1."
    assert told("", "ja") == ""
