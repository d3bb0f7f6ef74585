"""The manifest asks for what the code uses and for nothing else; the README says why."""

import re

import yaml
from slack_sdk import WebClient

from bot import commands
from sandbox.api.rules import FAMILY, RULES, spelled
from tests.staging import ROOT

MANIFEST = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
SCOPES = set(MANIFEST["oauth_config"]["scopes"]["bot"])
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "bot").rglob("*.py")))


def called() -> set[str]:
    """The methods of the Web API that are called anywhere in bot/: client.chat_postMessage → chat.postMessage."""
    found = re.findall(r"\.((?:auth|bots|chat|conversations|files|pins|reactions|team|users|views)_[a-zA-Z]+)\(", SOURCE)
    return {name.replace("_", ".", 1) for name in found if hasattr(WebClient, name)}


def test_the_commands_are_those_the_code_handles() -> None:
    assert sorted(one["command"] for one in MANIFEST["features"]["slash_commands"]) == sorted(commands.COMMANDS)


def test_the_events_are_those_the_code_listens_to() -> None:
    listened = set(re.findall(r'app\.event\("([a-z_]+)"\)', (ROOT / "bot" / "app.py").read_text(encoding="utf-8")))
    assert set(MANIFEST["settings"]["event_subscriptions"]["bot_events"]) == listened


def test_buttons_and_forms_need_interactivity_and_app_home_its_tabs() -> None:
    assert commands.ACTIONS
    assert commands.FORMS
    assert MANIFEST["settings"]["interactivity"]["is_enabled"]
    assert MANIFEST["features"]["app_home"]["home_tab_enabled"]
    assert MANIFEST["features"]["app_home"]["messages_tab_enabled"]


def test_every_method_that_is_called_has_a_scope_for_it() -> None:
    assert called() >= {"chat.postMessage", "views.open", "users.info"}
    lacking = {method for method in called() for wanted in [every_scope(method)] if wanted and SCOPES.isdisjoint(wanted)}
    assert lacking == set()


def test_no_scope_is_asked_for_without_a_method_that_needs_it() -> None:
    used = {scope for method in called() for scope in every_scope(method)}
    assert SCOPES - used == {"commands"}


def test_the_readme_gives_a_reason_for_each_scope_and_no_other() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("| scope | reason |")[2].partition("\n\n")[0]
    rows = [line.split("|")[1:3] for line in table.splitlines() if line.startswith("| `")]
    assert all(reason.strip() for _, reason in rows)
    assert sorted(scope for scopes, _ in rows for scope in re.findall(r"`([^`]+)`", scopes)) == sorted(SCOPES)


def every_scope(method: str) -> set[str]:
    """The scopes of which a method takes any; a conversation's kind decides which."""
    return {scope for pattern in RULES[method].scopes for scope in spelled(pattern, FAMILY)}
