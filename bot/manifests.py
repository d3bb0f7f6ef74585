"""The app manifest as Slack takes it: Socket Mode as it is shipped, or HTTP at an address."""

import re
from pathlib import Path
from typing import Any

import yaml


def callable_by_slack(url: str) -> bool:
    """Whether Slack could call it: https anywhere; http for the local workspace on this machine."""
    return bool(re.fullmatch(r"(https://[\w.\-\[\]:]+|http://(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?)(/[!-~]*)?", url, re.ASCII))


def written(kept: Path, url: str | None) -> str:
    """The manifest as YAML; with `url` for HTTP."""
    told = yaml.safe_load(kept.read_text(encoding="utf-8"))
    return str(yaml.safe_dump(_by_http(told, url) if url else told, allow_unicode=True, sort_keys=False, width=120))


def _by_http(kept: dict[str, Any], url: str) -> dict[str, Any]:
    """The manifest with `url` wherever Slack is told where to call, and Socket Mode off."""
    events = url.rstrip("/") + "/slack/events"
    for command in kept["features"]["slash_commands"]:
        command["url"] = events
    kept["settings"]["event_subscriptions"]["request_url"] = events
    kept["settings"]["interactivity"]["request_url"] = events
    kept["settings"]["socket_mode_enabled"] = False
    kept["oauth_config"]["redirect_urls"] = [url.rstrip("/") + "/slack/oauth_redirect"]
    return kept
