"""The unmodified Bolt app over Socket Mode: commands, actions, forms, events, and the three seconds."""

import threading
import time
from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.server import Server
from tests.patience import until
from tests.sandboxes import BACK, HANA, SALES, TARO, Connect, bolt, noting

BUTTON = {"type": "button", "text": {"type": "plain_text", "text": "Log"}, "action_id": "log", "value": "contact"}
PAD = [{"type": "actions", "block_id": "pad", "elements": [BUTTON]}]


@pytest.fixture
def app(sandbox: Server) -> App:
    return bolt(sandbox)


def texts(sandbox: Server, channel: str, person: str) -> list[str]:
    return [message.data["text"] for message in sandbox.workspace.messages(channel, person)]


def hearing(heard: list[tuple[str, str]], name: str) -> Callable[..., None]:
    """A listener that notes its name and what was said."""

    def listener(ack: Ack, command: dict[str, Any]) -> None:
        ack()
        heard.append((name, command["text"]))

    return listener


def test_a_command_is_answered_to_who_typed_it_alone(sandbox: Server, app: App, connect: Connect) -> None:
    app.command("/say")(lambda ack, command: ack(f"{command['user_name']}: {command['text']}"))
    connect(app)
    assert sandbox.workspace.write(HANA, SALES, "/say hello") == ""
    assert texts(sandbox, SALES, HANA) == ["hana: hello"]
    assert texts(sandbox, SALES, TARO) == []


def test_a_command_can_be_answered_for_all(sandbox: Server, app: App, connect: Connect) -> None:
    app.command("/say")(lambda ack: ack(text="for all", response_type="in_channel"))
    connect(app)
    sandbox.workspace.write(HANA, SALES, "/say")
    assert texts(sandbox, SALES, TARO) == ["for all"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/say hi @taro in #sales", "hi <@U0TARO|taro> in <#C0SALES|sales>"),
        ("/say @hanaさん、@taro.\nx", "<@U0HANA|hana>さん、<@U0TARO|taro>.\nx"),
        ("/say mail hana@taro.com @tarot", "mail hana@taro.com @tarot"),
        ("/say @nobody & #nowhere <b>", "@nobody &amp; #nowhere &lt;b&gt;"),
        ("/raw hi @taro & co", "hi @taro & co"),
    ],
)
def test_mentions_are_escaped_where_the_manifest_says_so(sandbox: Server, app: App, connect: Connect, typed: str, told: str) -> None:
    heard: list[dict[str, Any]] = []
    for name in ("/say", "/raw"):
        app.command(name)(noting(heard))
    connect(app)
    sandbox.workspace.write(HANA, SALES, typed)
    assert heard[0]["text"] == told


def test_a_command_payload_has_slacks_fields(sandbox: Server, app: App, connect: Connect) -> None:
    heard: list[dict[str, Any]] = []
    app.command("/say")(noting(heard))
    connect(app)
    sandbox.workspace.write(HANA, "D0HANA", "/say x")
    sandbox.workspace.write(HANA, BACK, "/say x")
    assert heard[1]["channel_name"] == "privategroup"
    assert heard[0].items() >= {"channel_name": "directmessage", "channel_id": "D0HANA", "team_domain": "aozora", "command": "/say"}.items()


def test_no_answer_in_three_seconds_is_told_in_slacks_words(sandbox: Server, app: App, connect: Connect) -> None:

    told, answered = threading.Event(), threading.Event()

    @app.command("/say")
    def late(ack: Ack) -> None:
        told.wait(30)
        ack("late")
        answered.set()

    connect(app)
    began = time.monotonic()
    assert sandbox.workspace.write(HANA, SALES, "/say x") == '/say failed with the error "operation_timeout"'
    assert time.monotonic() - began >= 2.9
    told.set()
    assert answered.wait(10)
    assert texts(sandbox, SALES, HANA) == []


def test_without_an_app_everything_says_so(sandbox: Server, slack: WebClient) -> None:
    ts = slack.chat_postMessage(channel=SALES, text="pad", blocks=PAD)["ts"]
    place: dict[str, Any] = {"container": "message", "container_id": f"{SALES}:{ts}", "block_id": "pad"}
    assert sandbox.workspace.write(HANA, SALES, "/say x") == '/say failed with the error "dispatch_failed"'
    assert sandbox.workspace.act(HANA, **place, action={"action_id": "log"}) == "We had some trouble connecting. Try again?"
    assert sandbox.workspace.open_home(HANA) == "We had some trouble connecting. Try again?"


def test_an_unknown_command_is_no_message(sandbox: Server) -> None:
    assert sandbox.workspace.write(HANA, SALES, "/nope x").startswith("/nope is not a valid command.")
    assert texts(sandbox, SALES, HANA) == []


def test_a_button_brings_its_message_value_and_state(sandbox: Server, app: App, connect: Connect, slack: WebClient) -> None:
    heard: list[dict[str, Any]] = []
    app.action("log")(noting(heard))
    connect(app)
    day = {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-20"}
    blocks = [*PAD, {"type": "actions", "block_id": "when", "elements": [day]}]
    ts = slack.chat_postMessage(channel=SALES, text="pad", blocks=blocks)["ts"]
    place: dict[str, Any] = {"container": "message", "container_id": f"{SALES}:{ts}", "block_id": "pad"}
    assert sandbox.workspace.act(HANA, **place, action={"action_id": "log"}) == ""
    told = heard[0]
    known = {"type": "message", "message_ts": ts, "channel_id": SALES, "is_ephemeral": False}
    assert told["container"].items() >= known.items()
    assert told["actions"][0].items() >= {"action_id": "log", "block_id": "pad", "value": "contact", "type": "button"}.items()
    assert told["message"]["ts"] == ts
    assert told["state"]["values"] == {"when": {"day": {"type": "datepicker", "selected_date": "2026-11-20"}}}
    assert told["user"].items() >= {"id": HANA, "username": "hana", "name": "hana", "team_id": "T0SANDBOX"}.items()


def test_a_chosen_option_comes_whole(sandbox: Server, app: App, connect: Connect, slack: WebClient) -> None:
    heard: list[dict[str, Any]] = []
    app.action("pick")(noting(heard, "action"))
    connect(app)
    option = {"text": {"type": "plain_text", "text": "Held"}, "value": "held"}
    blocks = [
        {
            "type": "section",
            "block_id": "b",
            "text": {"type": "mrkdwn", "text": "?"},
            "accessory": {"type": "static_select", "action_id": "pick", "options": [option]},
        }
    ]
    ts = slack.chat_postMessage(channel=SALES, text="?", blocks=blocks)["ts"]
    place: dict[str, Any] = {"container": "message", "container_id": f"{SALES}:{ts}", "block_id": "b"}
    sandbox.workspace.act(HANA, **place, action={"action_id": "pick", "selected_option": {"value": "held"}})
    assert (heard[0]["selected_option"]["value"], heard[0]["selected_option"]["text"]["text"]) == ("held", "Held")


def test_a_button_that_is_gone_is_said_to_be(sandbox: Server) -> None:
    gone: dict[str, Any] = {"container": "message", "container_id": f"{SALES}:1.000000", "block_id": "pad", "action": {"action_id": "log"}}
    assert sandbox.workspace.act(HANA, **gone).startswith("This is no longer here.")


def test_an_ephemeral_message_is_not_sent_along(sandbox: Server, app: App, connect: Connect, slack: WebClient) -> None:
    heard: list[dict[str, Any]] = []
    app.action("log")(noting(heard))
    connect(app)
    ts = slack.chat_postEphemeral(channel=SALES, user=HANA, text="pad", blocks=PAD)["message_ts"]
    place: dict[str, Any] = {"container": "message", "container_id": f"{SALES}:{ts}", "block_id": "pad", "action": {"action_id": "log"}}
    assert sandbox.workspace.act(TARO, **place).startswith("This is no longer here.")
    assert sandbox.workspace.act(HANA, **place) == ""
    assert heard[0]["container"]["is_ephemeral"]
    assert "message" not in heard[0]


def test_opening_home_is_an_event_and_shows_what_is_published(sandbox: Server, app: App, connect: Connect) -> None:
    heard: list[dict[str, Any]] = []
    home = {"type": "home", "blocks": PAD}

    @app.event("app_home_opened")
    def publish(event: dict[str, Any], client: WebClient) -> None:
        heard.append(event)
        client.views_publish(user_id=event["user"], view=home)

    connect(app)
    for _ in range(2):
        sandbox.workspace.open_home(HANA)
    shown = sandbox.workspace.home_of(HANA)
    assert shown is not None
    assert heard[0].items() >= {"channel": "D0HANA", "tab": "home"}.items()
    assert heard[1]["view"]["id"] == shown.id


def test_messages_in_a_dm_are_events_elsewhere_not_subscribed(sandbox: Server, app: App, connect: Connect) -> None:
    heard: list[str] = []
    app.event("message")(lambda event: heard.append(event["text"]))
    connect(app)
    sandbox.workspace.write(HANA, "D0HANA", "hello & <you>")
    sandbox.workspace.write(HANA, SALES, "not for the bot")
    assert heard == ["hello &amp; &lt;you&gt;"]


def test_a_new_language_is_an_event(sandbox: Server, app: App, connect: Connect, slack: WebClient) -> None:
    heard: list[str] = []
    app.event("user_change")(lambda event: heard.append(event["user"]["locale"]))
    connect(app)
    sandbox.workspace.speak(HANA, "en-GB")
    assert heard == ["en-GB"]
    assert slack.users_info(user=HANA, include_locale=True)["user"]["locale"] == "en-GB"


def test_a_ticket_is_good_for_one_connection(sandbox: Server, app: App, connect: Connect) -> None:
    from websockets.exceptions import InvalidStatus
    from websockets.sync.client import connect as dial

    app_client = WebClient("xapp-sandbox", base_url=f"{sandbox.url}/api/")
    address = app_client.apps_connections_open(app_token="xapp-sandbox")["url"]
    with dial(address) as socket:
        assert '"type": "hello"' in str(socket.recv(10))
    with pytest.raises(InvalidStatus), dial(address):
        pass


def test_the_app_comes_back_when_asked_to_reconnect(sandbox: Server, app: App, connect: Connect) -> None:
    app.command("/say")(lambda ack: ack("here"))
    connect(app)
    assert sandbox.workspace.sockets.disconnect() == 1
    until(lambda: sandbox.workspace.write(HANA, SALES, "/say x") == "", 30)
    assert texts(sandbox, SALES, HANA) == ["here"]


def test_two_connections_share_the_work(sandbox: Server, connect: Connect) -> None:
    """Slack says of each payload only that one of them gets it; that they take turns is tested on bare sockets."""
    heard: list[tuple[str, str]] = []
    for name in ("one", "two"):
        app = connect(bolt(sandbox))
        app.command("/say")(hearing(heard, name))
    numbers = count()

    def shared() -> bool:
        sandbox.workspace.write(HANA, SALES, f"/say {next(numbers)}")
        return {name for name, _ in heard} == {"one", "two"}

    until(shared, 30)
    said = [text for _, text in heard]
    assert len(said) == len(set(said))


def test_many_act_at_once(sandbox: Server, app: App, connect: Connect) -> None:
    app.command("/say")(lambda ack, command: ack(command["text"]))
    connect(app)
    doing = [threading.Thread(target=sandbox.workspace.write, args=(HANA, BACK, f"/say {number}")) for number in range(24)]
    for thread in doing:
        thread.start()
    for thread in doing:
        thread.join()
    assert sorted(map(int, texts(sandbox, BACK, HANA))) == list(range(24))


def test_the_bot_cannot_use_a_trigger_twice(sandbox: Server, app: App, connect: Connect) -> None:
    refused: list[str] = []
    modal = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": []}

    @app.command("/say")
    def twice(ack: Any, client: WebClient, body: dict[str, Any]) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=modal)
        try:
            client.views_open(trigger_id=body["trigger_id"], view=modal)
        except SlackApiError as wrong:
            refused.append(wrong.response["error"])

    connect(app)
    sandbox.workspace.write(HANA, SALES, "/say x")
    assert refused == ["exchanged_trigger_id"]
    assert len(sandbox.workspace.modals_of(HANA)) == 1
