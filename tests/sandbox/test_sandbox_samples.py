"""What the sandbox sends has the shape of Slack's published sample payloads, in an Enterprise Grid too, and always fields nobody knows."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sandbox import upheavals
from sandbox.deliveries import FIRST, Answer, How
from sandbox.payloads import OWN_WORDS, UNKNOWN
from sandbox.people import read_cast
from sandbox.workspace import Workspace
from tests.echo import button, plain
from tests.patience import until
from tests.sandboxes import BACK, HANA, MANIFEST, PEOPLE, SALES

Json = dict[str, Any]
EVENTS = ("app_home_opened", "user_change", "channel_archive", "member_joined_channel", "tokens_revoked", "app_uninstalled")
SAMPLES = {
    "slash": "SlashCommand",
    "block_actions": "BlockAction",
    "block_actions in a view": "BlockAction",
    "view_submission": "ViewSubmission",
    "view_closed": "ViewClosed",
    **{kind: "".join(word.title() for word in kind.split("_")) for kind in EVENTS},
}
# What Slack documents and the samples leave out: blocks of a view, values entered, and the newer fields of an event's wrapper.
BEYOND = {"state.values", "view.state.values", "view.blocks", "event.view.blocks", "event.view.state.values", "response_urls"} | {
    "context_team_id",
    "context_enterprise_id",
    "event.event_ts",
}
# What the samples have and this app is never sent, by how it begins.
NEVER = (
    "authed_",  # "deprecated" (docs.slack.dev, Events API)
    *("bot_access_token", "function_data", "interactivity"),  # workflow steps
    *("app_unfurl", "container.app_unfurl_url", "container.attachment_id", "container.text"),  # unfurled links, attachments
    "message.",  # all subtypes of messages in one sample; the required ones are listed
    *("actions.initial_", "actions.selected_", "actions.confirm", "actions.placeholder", "actions.rich_text", "actions.min_"),
    *("actions.style", "actions.url", "actions.text.emoji"),  # by the kind of element
    *("hash", "message_ts", "is_cleared"),  # where it does not apply
    *(f"{path}.{part}." for path in ("view", "event.view") for part in ("title", "submit", "close")),  # null where the author gave none
    *(f"event.user.{name}" for name in ("has_", "two_factor_type", "presence", "is_connector_bot", "is_invited_user", "is_workflow_bot")),
    *(f"event.user.profile.{name}" for name in ("guest_", "huddle_", "bot_id", "api_app_id", "email", "always_active", "pronouns")),
    *(f"event.user.profile.{name}" for name in ("image_original", "image_1024", "is_custom_image", "status_emoji_url", "status_text_can")),
)
MESSAGE = {f"message.{name}" for name in ("type", "user", "text", "ts", "team", "bot_id", "app_id", "bot_profile.id", "bot_profile.app_id")}
IN_MESSAGE = {"response_url", "channel", "channel.id", "channel.name", "message"} | MESSAGE
CONTAINER = {"container.message_ts", "container.channel_id", "container.is_ephemeral", "container.is_app_unfurl", "container.thread_ts"}


class Kept:
    """An app that acknowledges everything and keeps it."""

    def __init__(self) -> None:
        self.heard: list[Json] = []

    def deliver(self, kind: str, payload: Json, how: How = FIRST) -> Answer:  # noqa: ARG002  a Delivery's parameters
        self.heard.append(payload)
        return Answer()

    def connected(self) -> bool:
        return True

    def disproved(self) -> str:
        return ""

    def close(self) -> None: ...


def sent(**team: Any) -> dict[str, Json]:
    """One payload of each kind, from a workspace where somebody does everything."""
    manifest = MANIFEST | {"settings": {"event_subscriptions": {"bot_events": list(EVENTS)}}}
    there = Workspace(read_cast(PEOPLE | team), manifest)
    there.delivery = app = Kept()
    use(there)
    for event in EVENTS[1:]:
        administer(there, event)
    until(lambda: {payload.get("event", {}).get("type") for payload in app.heard} >= set(EVENTS), 10)
    return {kind_of(payload): payload for payload in app.heard}


def use(there: Workspace) -> None:
    """A command, a button, a form sent and one closed, App Home."""
    there.write(HANA, SALES, "/say x")
    pad = {"type": "actions", "block_id": "pad", "elements": [button("Log", "log")]}
    root = there.bot_says(SALES, {"text": "root"})
    message = there.bot_says(SALES, {"text": "x", "blocks": [pad], "thread_ts": root.ts})
    there.act(HANA, container="message", container_id=f"{SALES}:{message.ts}", block_id="pad", action={"action_id": "log"})
    form = {"type": "modal", "title": plain("t"), "notify_on_close": True, "blocks": [pad]}
    view = there.views.open(HANA, form)
    there.act(HANA, container="view", container_id=view.id, block_id="pad", action={"action_id": "log"})
    there.submit(HANA, view.id, {})
    there.close(HANA, there.views.open(HANA, form).id)
    there.views.publish(HANA, {"type": "home", "blocks": [pad]})
    there.open_home(HANA)


def administer(there: Workspace, event: str) -> None:
    """What makes this event."""
    if event == "user_change":
        there.speak(HANA, "en-US")
    elif event == "channel_archive":
        upheavals.archive(there, SALES)
    elif event == "member_joined_channel":
        upheavals.remove_bot(there, BACK)
        upheavals.invite_bot(there, BACK)
    elif event == "app_uninstalled":
        there.registration.uninstall(there)


def kind_of(payload: Json) -> str:
    """Its name in SAMPLES."""
    if "command" in payload:
        return "slash"
    if "event" in payload:
        return str(payload["event"]["type"])
    return "block_actions in a view" if payload["type"] == "block_actions" and "view" in payload else str(payload["type"])


def paths(told: Any, before: str = "") -> Iterator[str]:
    """Every key with those it stands under; not within objects of the app's own words."""
    for part in told if isinstance(told, list) else [told]:
        for key, value in part.items() if isinstance(part, dict) else ():
            if key != UNKNOWN:
                yield before + key
                yield from () if key in OWN_WORDS else paths(value, f"{before}{key}.")


def sample(kind: str) -> set[str]:
    """The keys of Slack's sample of this kind."""
    folder = os.environ.get("ONPACE_SLACK_SAMPLES", "")
    if not folder:
        pytest.skip("set ONPACE_SLACK_SAMPLES to the folder of Slack's sample payloads (github.com/slackapi/java-slack-sdk, json-logs)")
    return set(paths(json.loads((Path(folder) / f"{SAMPLES[kind]}Payload.json").read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def grid() -> dict[str, Json]:
    return sent(enterprise={"id": "E0AOZORA", "name": "Aozora Group"})


@pytest.fixture(scope="module")
def team() -> dict[str, Json]:
    return sent()


@pytest.mark.parametrize("kind", SAMPLES)
def test_no_field_is_invented(grid: dict[str, Json], kind: str) -> None:
    assert set(paths(grid[kind])) - sample(kind) - BEYOND == set()


@pytest.mark.parametrize("kind", SAMPLES)
def test_no_field_of_the_sample_is_missing(grid: dict[str, Json], kind: str) -> None:
    apply = {path for path in sample(kind) if not path.startswith(NEVER)}
    if kind == "block_actions":
        apply = (apply | MESSAGE) - {path for path in apply if path.startswith("view") or path == "container.view_id"}
    if kind == "block_actions in a view":
        apply -= IN_MESSAGE | CONTAINER
    assert apply - set(paths(grid[kind])) == set()


def test_without_a_grid_the_enterprise_is_null_or_left_out(team: dict[str, Json]) -> None:
    assert team["block_actions"]["enterprise"] is None
    assert "enterprise_id" not in team["slash"] | team["block_actions"]["team"]
    assert (team["user_change"]["context_enterprise_id"], team["user_change"]["authorizations"][0]["enterprise_id"]) == (None, None)
    assert "enterprise_user" not in team["user_change"]["event"]["user"]


def test_in_a_grid_the_enterprise_is_named_everywhere(grid: dict[str, Json]) -> None:
    assert grid["slash"]["enterprise_name"] == grid["view_closed"]["enterprise"]["name"] == "Aozora Group"
    assert grid["app_home_opened"]["enterprise_id"] == grid["member_joined_channel"]["event"]["enterprise"] == "E0AOZORA"
    assert grid["user_change"]["event"]["user"]["enterprise_user"]["id"] == HANA


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_object_has_a_field_nobody_knows(team: dict[str, Json], kind: str) -> None:
    assert list(known_only(team[kind])) == []


def known_only(told: Any, at: str = "/") -> Iterator[str]:
    """Where an object without an unknown field stands; not within those of the app's own words."""
    if isinstance(told, list):
        for part in told:
            yield from known_only(part, at)
    if isinstance(told, dict):
        if UNKNOWN not in told:
            yield at
        for key, value in told.items():
            if key not in (*OWN_WORDS, UNKNOWN):
                yield from known_only(value, f"{at}{key}/")


def test_what_is_the_apps_own_is_left_alone(team: dict[str, Json]) -> None:
    assert set(team["block_actions"]["message"]["blocks"][0]) == {"type", "block_id", "elements"}
    assert team["view_submission"]["view"]["state"]["values"] == {}


def test_an_event_in_a_channel_shared_with_another_team_says_so() -> None:
    shared = {"id": SALES, "name": "sales", "members": [HANA], "is_ext_shared": True}
    assert sent(channels=[shared, PEOPLE["channels"][1]])["channel_archive"]["is_ext_shared_channel"]
