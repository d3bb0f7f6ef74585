"""Views: published homes and each person's stack of modals."""

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from sandbox import blockkit, inputs
from sandbox.blockkit.objects import plain
from sandbox.blockkit.rules import Fault, Wrong, anything, broken, by_type, flag, shape, string
from sandbox.errors import SlackError
from sandbox.shapes import Json

MOST_STACKED = 3  # docs.slack.dev, modals
MOST_BYTES = 250_000  # [R] views.open: view_too_large


@dataclass
class View:
    """An open modal or a published home: `data` is Slack's JSON with id, hash, state …."""

    id: str
    person: str
    data: dict[str, Any]


class Views:
    """Every view of the workspace. `owner` is what every view says of the app: team_id, app_id, bot_id."""

    def __init__(self, owner: Mapping[str, str]) -> None:
        self.owner = dict(owner)
        self.homes: dict[str, View] = {}
        self.stacks: dict[str, list[View]] = {}

    def stack(self, person: str) -> list[View]:
        """The person's open modals, the top one last."""
        return self.stacks.setdefault(person, [])

    def find(self, view_id: str | None = None, external_id: str | None = None) -> View | None:
        """An open modal or a home, by either id."""
        every = [*self.homes.values(), *(view for stack in self.stacks.values() for view in stack)]
        return next((view for view in every if (view.id == view_id) or (external_id and view.data["external_id"] == external_id)), None)

    def publish(self, person: str, told: Json, hash_: str | None = None) -> View:
        """Show a home; the same view with a new hash when there was one. SlackError: hash_conflict, invalid_arguments."""
        body = checked(told, "home")
        home = self.homes.get(person)
        if home is None:
            home = self.homes[person] = self.made(person, body)
        else:
            self.change(home, body, hash_)
        return home

    def open(self, person: str, told: Json) -> View:
        """A first modal; what was open is gone."""
        view = self.made(person, checked(told, "modal"))
        self.stacks[person] = [view]
        return view

    def push(self, person: str, told: Json, upon: str) -> View:
        """One modal upon the others, while that with the id `upon` is open. SlackError: not_found, push_limit_reached ([R] views.push)."""
        stack = self.stack(person)
        if upon not in [view.id for view in stack]:
            raise SlackError("not_found")
        if len(stack) >= MOST_STACKED:
            raise SlackError("push_limit_reached")
        view = self.made(person, checked(told, "modal"), stack)
        stack.append(view)
        return view

    def update(self, view: View, told: Json, hash_: str | None = None) -> View:
        """New content for an open view; what was typed stays where block_id and action_id stay. SlackError: hash_conflict."""
        self.change(view, checked(told, view.data["type"]), hash_)
        return view

    def made(self, person: str, body: dict[str, Any], below: list[View] | None = None) -> View:
        """A new view of these contents."""
        self.refuse_twice(body)
        view_id = "V" + token_hex(5).upper()
        where = {"root_view_id": below[0].id if below else view_id, "previous_view_id": below[-1].id if below else None}
        state = {"values": inputs.values(body["blocks"])}
        return View(view_id, person, {"id": view_id, **self.owner, **body, **where, "state": state, "hash": new_hash()})

    def change(self, view: View, body: dict[str, Any], hash_: str | None) -> None:
        """Replace the content in place."""
        if hash_ and hash_ != view.data["hash"]:
            raise SlackError("hash_conflict")
        if body["external_id"] != view.data["external_id"]:
            self.refuse_twice(body)
        state = {"values": inputs.values(body["blocks"], view.data["state"]["values"])}
        view.data = view.data | body | {"state": state, "hash": new_hash()}

    def refuse_twice(self, body: Mapping[str, Any]) -> None:
        """An external_id names one view of the team."""
        if body["external_id"] and self.find(external_id=body["external_id"]):
            raise SlackError("duplicate_external_id")

    def drop(self, view: View) -> None:
        """Close one modal."""
        self.stacks[view.person] = [other for other in self.stack(view.person) if other.id != view.id]


def new_hash() -> str:
    """A mark that differs after each change."""
    return f"{token_hex(5)}.{token_hex(4)}"


def checked(told: Json, kind: str) -> dict[str, Any]:
    """A view as its author gave it, completed as Slack keeps it. SlackError invalid_arguments, view_too_large."""
    faults = [f"[ERROR] {fault.told()}" for fault in wrong_view(told, kind)]
    if faults:
        raise SlackError("invalid_arguments", faults)
    if len(json.dumps(told, ensure_ascii=False).encode(errors="surrogatepass")) > MOST_BYTES:
        raise SlackError("view_too_large")
    empty = {"private_metadata": "", "callback_id": "", "external_id": "", "title": None, "submit": None, "close": None}
    flags = {"clear_on_close": False, "notify_on_close": False, "submit_disabled": False}
    whole = empty | flags | deepcopy(dict(told)) | {"blocks": blockkit.completed(told["blocks"])}
    blockkit.settled([whole["title"], whole["submit"], whole["close"]])
    return whole


def wrong_view(told: Json, kind: str, at: str = "/view") -> Wrong:
    """Each fault of a view (docs.slack.dev/reference/views)."""
    if isinstance(told, dict) and told.get("type") != kind and told.get("type") in list(KINDS):  # a list: any JSON may be asked for
        yield broken(f"{at}/type", "must be a valid enum value", "enum", [kind], told["type"])
        return
    yield from by_type({kind: KINDS[kind]})(told, at)
    if isinstance(told, dict) and "blocks" in told:
        yield from blockkit.wrong_blocks(told["blocks"], kind, f"{at}/blocks")


def asks_with_submit(told: Json, at: str) -> Wrong:
    """A modal with an input has a submit button."""
    blocks = told["blocks"] if isinstance(told["blocks"], list) else []
    if "submit" not in told and any(block.get("type") == "input" for block in blocks if isinstance(block, dict)):
        yield Fault(at, "missing required field: submit", "missing_field")


# docs.slack.dev/reference/views: fields and their lengths
WORDS = {"private_metadata": string(3000), "callback_id": string(255), "external_id": string(255)}
FLAGS = {"clear_on_close": flag, "notify_on_close": flag, "submit_disabled": flag}
SEEN = {"type": anything, "blocks": anything}
KINDS = {
    "home": shape(SEEN, WORDS),
    "modal": shape({**SEEN, "title": plain(24)}, {**WORDS, **FLAGS, "submit": plain(24), "close": plain(24)}, asks_with_submit),
}
