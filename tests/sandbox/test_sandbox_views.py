"""Modals and App Home: triggers, the stack of three, hashes, state, and what a submission may answer."""

from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.server import Server
from sandbox.workspace import View
from tests.patience import until
from tests.sandboxes import HANA, SALES, TARO, Connect, bolt, noting

INPUT = {"type": "plain_text_input", "action_id": "lead", "max_length": 5}


def label(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def modal(title: str = "Log", **more: Any) -> dict[str, Any]:
    """A form with one required input and one optional day."""
    lead = {"type": "input", "block_id": "lead", "label": label("Lead"), "element": INPUT}
    picker = {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-20"}
    day = {"type": "input", "block_id": "day", "optional": True, "label": label("Day"), "element": picker}
    return {"type": "modal", "callback_id": "form", "title": label(title), "submit": label("Go"), "blocks": [lead, day]} | more


def typed(text: str | None) -> dict[str, Any]:
    """The lead's input as filled in."""
    return {"lead": {"lead": {"value": text}}}


@pytest.fixture
def app(unhurried: None, sandbox: Server, connect: Connect) -> App:
    """An app that opens the form on /say."""
    app = bolt(sandbox)

    @app.command("/say")
    def opened(ack: Ack, client: WebClient, body: dict[str, Any]) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=modal())

    return connect(app)


def shown(sandbox: Server) -> View:
    """Hana opens the form."""
    assert sandbox.workspace.write(HANA, SALES, "/say x") == ""
    return sandbox.workspace.modals_of(HANA)[-1]


def titles(sandbox: Server) -> list[str]:
    return [view.data["title"]["text"] for view in sandbox.workspace.modals_of(HANA)]


def test_a_submission_carries_every_value_and_closes(sandbox: Server, app: App) -> None:
    heard: list[dict[str, Any]] = []
    app.view("form")(noting(heard))
    view = shown(sandbox)
    assert sandbox.workspace.submit(HANA, view.id, typed("Acme")) == {}
    assert heard[0]["view"]["state"]["values"] == {
        "lead": {"lead": {"type": "plain_text_input", "value": "Acme"}},
        "day": {"day": {"type": "datepicker", "selected_date": "2026-11-20"}},
    }
    assert heard[0]["view"].items() >= {"id": view.id, "callback_id": "form", "root_view_id": view.id, "previous_view_id": None}.items()
    assert titles(sandbox) == []


@pytest.mark.parametrize(
    ("text", "sentence"), [(None, "Please complete this required field."), ("too long", "Please enter no more than 5 characters.")]
)
def test_slacks_client_asks_before_it_submits(sandbox: Server, app: App, text: str | None, sentence: str) -> None:
    heard: list[dict[str, Any]] = []
    app.view("form")(noting(heard))
    assert sandbox.workspace.submit(HANA, shown(sandbox).id, typed(text)) == {"lead": sentence}
    assert heard == []


def test_errors_keep_the_form_open_with_what_was_typed(sandbox: Server, app: App) -> None:
    app.view("form")(lambda ack: ack(response_action="errors", errors={"lead": "Which one?"}))
    view = shown(sandbox)
    assert sandbox.workspace.submit(HANA, view.id, typed("Acme")) == {"lead": "Which one?"}
    assert sandbox.workspace.modals_of(HANA)[0].data["state"]["values"]["lead"]["lead"]["value"] == "Acme"


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "push", "view": modal() | {"blocks": [{"type": "image", "slack_file": {"id": "F404"}, "alt_text": "x"}]}},
        {"response_action": "dance"},
    ],
)
def test_an_answer_slack_would_not_take_is_trouble(sandbox: Server, app: App, answer: dict[str, Any]) -> None:
    app.view("form")(lambda ack: ack(**answer))
    assert sandbox.workspace.submit(HANA, shown(sandbox).id, typed("Acme")) == {"": "We had some trouble connecting. Try again?"}
    assert titles(sandbox) == ["Log"]


@pytest.mark.parametrize(
    ("answer", "after"),
    [
        ({"response_action": "update", "view": modal("Second")}, ["Second"]),
        ({"response_action": "push", "view": modal("Second")}, ["Log", "Second"]),
        ({"response_action": "clear"}, []),
    ],
)
def test_a_submission_may_update_push_or_clear(sandbox: Server, app: App, answer: dict[str, Any], after: list[str]) -> None:
    app.view("form")(lambda ack: ack(**answer))
    assert sandbox.workspace.submit(HANA, shown(sandbox).id, typed("Acme")) == {}
    assert titles(sandbox) == after


def test_three_views_stack_and_close_one_by_one(sandbox: Server, slack: WebClient) -> None:
    trigger = sandbox.workspace.passes.trigger
    first = slack.views_open(trigger_id=trigger(HANA), view=modal("1"))["view"]
    second = slack.views_push(trigger_id=trigger(HANA, first["id"]), view=modal("2"))["view"]
    third = slack.views_push(trigger_id=trigger(HANA, second["id"]), view=modal("3"))["view"]
    with pytest.raises(SlackApiError, match="push_limit_reached"):
        slack.views_push(trigger_id=trigger(HANA, third["id"]), view=modal("4"))
    assert third["previous_view_id"] == second["id"]
    assert sandbox.workspace.submit(HANA, second["id"], typed("Acme"))[""].startswith("This is no longer here.")
    sandbox.workspace.close(HANA, third["id"])
    assert titles(sandbox) == ["1", "2"]
    assert sandbox.workspace.modals_of(TARO) == []


def test_a_view_is_pushed_only_from_within_a_modal_that_is_still_open(sandbox: Server, slack: WebClient) -> None:
    trigger = sandbox.workspace.passes.trigger
    view = slack.views_open(trigger_id=trigger(HANA), view=modal("1"))["view"]
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        slack.views_push(trigger_id=trigger(HANA), view=modal("2"))
    sandbox.workspace.close(HANA, view["id"])
    with pytest.raises(SlackApiError, match="not_found"):
        slack.views_push(trigger_id=trigger(HANA, view["id"]), view=modal("2"))
    assert titles(sandbox) == []


def test_the_trigger_of_a_button_pushes_in_a_modal_and_not_on_app_home(sandbox: Server, app: App, slack: WebClient) -> None:
    heard: list[dict[str, Any]] = []
    app.action("go")(noting(heard))
    row = {"type": "actions", "block_id": "row", "elements": [{"type": "button", "action_id": "go", "text": label("Go")}]}
    slack.views_publish(user_id=HANA, view={"type": "home", "blocks": [row]})
    below = slack.views_open(trigger_id=sandbox.workspace.passes.trigger(HANA), view=modal("1", blocks=[row]))["view"]
    button: dict[str, Any] = {"block_id": "row", "action": {"action_id": "go"}}
    sandbox.workspace.act(HANA, container="home", container_id="", **button)
    sandbox.workspace.act(HANA, container="view", container_id=below["id"], **button)
    at_home, in_modal = until(lambda: heard if len(heard) == 2 else [], 10)
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        slack.views_push(trigger_id=at_home["trigger_id"], view=modal("2"))
    assert slack.views_push(trigger_id=in_modal["trigger_id"], view=modal("2"))["view"]["previous_view_id"] == below["id"]


def test_a_trigger_lasts_three_seconds(sandbox: Server, slack: WebClient) -> None:
    trigger = sandbox.workspace.passes.trigger(HANA)
    sandbox.workspace.passes.triggers[trigger].at -= 3.1
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        slack.views_open(trigger_id=trigger, view=modal())


def test_the_hash_protects_what_changed_meanwhile(sandbox: Server, slack: WebClient) -> None:
    view = slack.views_open(trigger_id=sandbox.workspace.passes.trigger(HANA), view=modal(external_id="mine"))["view"]
    slack.views_update(external_id="mine", hash=view["hash"], view=modal("Newer", external_id="mine"))
    with pytest.raises(SlackApiError, match="hash_conflict"):
        slack.views_update(view_id=view["id"], hash=view["hash"], view=modal("Older"))
    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        slack.views_open(trigger_id=sandbox.workspace.passes.trigger(TARO), view=modal(external_id="mine"))
    assert titles(sandbox) == ["Newer"]


def test_an_update_keeps_what_was_typed_in_blocks_that_stay(sandbox: Server, slack: WebClient) -> None:
    view = slack.views_open(trigger_id=sandbox.workspace.passes.trigger(HANA), view=modal())["view"]
    typing = {"container": "view", "container_id": view["id"], "block_id": "lead"}
    sandbox.workspace.act(HANA, **typing, action={"action_id": "lead", "value": "Acme"})
    told = slack.views_update(view_id=view["id"], view=modal("Newer"))["view"]
    assert told["state"]["values"]["lead"]["lead"]["value"] == "Acme"


@pytest.mark.parametrize(("asked", "times"), [(True, 1), (False, 0)])
def test_closing_is_told_only_when_asked_for(sandbox: Server, app: App, asked: bool, times: int, slack: WebClient) -> None:
    heard: list[dict[str, Any]] = []
    app.view_closed("form")(noting(heard))
    view = slack.views_open(trigger_id=sandbox.workspace.passes.trigger(HANA), view=modal(notify_on_close=asked))["view"]
    sandbox.workspace.close(HANA, view["id"])
    sandbox.workspace.close(HANA, view["id"])
    assert len(heard) == times
    assert titles(sandbox) == []


def test_an_action_in_a_view_brings_the_view(sandbox: Server, app: App, slack: WebClient) -> None:
    heard: list[dict[str, Any]] = []
    app.action("go")(noting(heard))
    row = {"type": "actions", "block_id": "row", "elements": [{"type": "button", "action_id": "go", "text": label("Go")}]}
    slack.views_publish(user_id=HANA, view={"type": "home", "blocks": [row]})
    assert sandbox.workspace.act(HANA, container="home", container_id="", block_id="row", action={"action_id": "go"}) == ""
    assert heard[0]["view"]["type"] == "home"
    assert heard[0]["container"].items() >= {"type": "view", "view_id": heard[0]["view"]["id"]}.items()
    assert "response_url" not in heard[0]


def test_a_home_is_published_again_in_place(sandbox: Server, slack: WebClient) -> None:
    first = slack.views_publish(user_id=HANA, view={"type": "home", "blocks": []})["view"]
    with pytest.raises(SlackApiError, match="hash_conflict"):
        slack.views_publish(user_id=HANA, view={"type": "home", "blocks": []}, hash="0")
    again = slack.views_publish(user_id=HANA, view={"type": "home", "blocks": [{"type": "divider"}]}, hash=first["hash"])["view"]
    assert first["id"] == again["id"]
    assert first["hash"] != again["hash"]
    assert sandbox.workspace.home_of(TARO) is None
