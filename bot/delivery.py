"""What Slack sent, whichever way it came: the few facts we use of a payload, each in one place."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Payload = Mapping[str, Any]
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Delivery:
    """One command, tap or form. `key` is the same whenever Slack sends the same thing again; `fingerprint` hashes what was asked."""

    kind: str  # command, action or form
    name: str  # a row of the tables
    key: str
    fingerprint: str
    workspace: str  # Slack ids
    user: str
    text: str = ""
    form: Mapping[str, Any] = field(default_factory=dict)
    meta: str = ""
    channel: str = ""
    response_url: str = ""
    trigger_id: str = ""
    view_id: str = ""
    view_hash: str = ""
    from_home: bool = False


def of_command(body: Payload) -> Delivery:
    """A slash command."""
    text = unescaped(str(body.get("text") or ""))
    return Delivery(
        kind="command",
        name=str(body["command"]),
        key=f"command {body['trigger_id']}",
        fingerprint=_hash(body["command"], text, body["user_id"]),
        workspace=str(body["team_id"]),
        user=str(body["user_id"]),
        text=text,
        channel=str(body.get("channel_id") or ""),
        response_url=str(body.get("response_url") or ""),
        trigger_id=str(body["trigger_id"]),
    )


def unescaped(text: str) -> str:
    """Typed words with the three entities taken back that Slack sends for &, < and > (docs.slack.dev, formatting message text)."""
    return _storable(text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def of_action(body: Payload) -> Delivery:
    """A tap on a button or a choice in a menu: in a message, a form, or App Home."""
    action = body["actions"][0]
    view = body.get("view") or {}
    outer = _outer(view)
    name = str(action["action_id"])
    value = _value(action)
    chosen = " ".join(value) if isinstance(value, list) else str(value or "")
    return Delivery(
        kind="action",
        name=name.partition(":")[0],
        key=f"action {action['action_ts']} {name} {body['user']['id']}",
        fingerprint=_hash(name, chosen, body["user"]["id"]),
        workspace=_workspace(body),
        user=str(body["user"]["id"]),
        text=chosen,
        form=_values(view.get("state") or body.get("state") or {}),
        meta=outer["meta"],
        channel=str((body.get("channel") or {}).get("id") or outer["channel"]),
        response_url=str(body.get("response_url") or outer["response_url"]),
        trigger_id=str(body.get("trigger_id") or ""),
        view_id=str(view.get("id") or ""),
        view_hash=str(view.get("hash") or ""),
        from_home=view.get("type") == "home",
    )


def of_form(body: Payload) -> Delivery:
    """A submitted form."""
    view = body["view"]
    outer = _outer(view)
    form = _values(view.get("state") or {})
    return Delivery(
        kind="form",
        name=str(view["callback_id"]),
        key=f"form {view['id']} {view.get('hash', '')}",
        fingerprint=_hash(view["callback_id"], form, outer["meta"], body["user"]["id"]),
        workspace=_workspace(body),
        user=str(body["user"]["id"]),
        form=form,
        meta=outer["meta"],
        channel=outer["channel"],
        response_url=outer["response_url"],
        trigger_id=str(body.get("trigger_id") or ""),
        view_id=str(view["id"]),
        from_home=outer["from_home"] == "1",
    )


def wrapped(delivery: Delivery, meta: str) -> str:
    """The private_metadata of a form opened from a delivery: its own words, and where its answer goes."""
    home = "1" if delivery.from_home else ""
    return json.dumps(
        {"meta": meta, "channel": delivery.channel, "response_url": delivery.response_url, "from_home": home}, ensure_ascii=False
    )


def _outer(view: Payload) -> dict[str, str]:
    """What `wrapped` put into a view; empty for a view that is not ours."""
    try:
        kept = json.loads(view.get("private_metadata") or "{}")
    except (ValueError, RecursionError):
        kept = {}
    if not isinstance(kept, Mapping):
        kept = {}
    return {name: str(kept.get(name) or "") for name in ("meta", "channel", "response_url", "from_home")}


def _workspace(body: Payload) -> str:
    return str((body.get("team") or {}).get("id") or (body.get("user") or {}).get("team_id") or "")


def _values(state: Payload) -> dict[str, Any]:
    """state.values by action_id."""
    inputs = (state.get("values") or {}).values()
    return {name: _value(element) for block in inputs for name, element in block.items()}


def _value(element: Payload) -> str | list[str] | None:
    """What an element holds, of whichever type it is."""
    for name in ("selected_options", "selected_users", "selected_conversations", "selected_channels"):
        if name in element:
            return [str(o["value"]) if isinstance(o, Mapping) else str(o) for o in element[name] or ()]
    if element.get("selected_option"):
        return _storable(str(element["selected_option"]["value"]))
    singles = ("value", *(f"selected_{what}" for what in ("date", "time", "date_time", "user", "conversation", "channel")))
    return next((_storable(str(element[name])) for name in singles if element.get(name) is not None), None)


def _storable(text: str) -> str:
    """Without what no database or encoding takes: JSON may hold NUL and halves of surrogate pairs."""
    return _UNSTORABLE.sub("", text)


def _hash(*parts: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
