"""The workspace: its state and what people do in it. Thread-safe; JSON shapes are Slack's."""

from pathlib import Path
from typing import Any

from sandbox import answers, inputs, keeping
from sandbox.blockkit.keeping import linked
from sandbox.deliveries import INTERACTIVE, SLASH
from sandbox.ground import Ground
from sandbox.messages import Message
from sandbox.payloads import escaped, with_unknown
from sandbox.people import Channel, Person, user_json
from sandbox.typed import rich
from sandbox.views import View

__all__ = ["Channel", "Message", "Person", "View", "Workspace"]

# Sentences of Slack's clients.
TROUBLE = "We had some trouble connecting. Try again?"
GONE = "This is no longer here. Look again at what is shown now."
BARRED = {  # slack.com/help: deactivate a member's account; archive a channel; who can write in a channel
    "deactivated": "This account is deactivated, so nothing was done.",
    "not_in_channel": "You are not in this channel, so nothing was sent.",
    "archived": "This channel is archived, so nothing was sent.",
}
NO_COMMAND = "{command} is not a valid command. In Slack, all messages that start with the “/” character are interpreted as commands."
# A conversation's kind → the event its messages are subscribed to as, and channel_type (docs.slack.dev, message events).
HEARD_AS = {
    "public_channel": ("message.channels", "channel"),
    "private_channel": ("message.groups", "group"),
    "im": ("message.im", "im"),
    "mpim": ("message.mpim", "mpim"),
}
# docs.slack.dev, slash commands: what the client names when nothing answered.
SLASH_ERRORS = {"timeout": "operation_timeout", "unreachable": "dispatch_failed", "refused": "dispatch_failed"}


class Workspace(Ground):
    """What is there, and what a person does there on the page (or a test does for them).

    Each deed is delivered to the bot and returns what the person is told at once ("" = nothing): Slack's own sentence when the bot did not
    answer in 3 s or is not connected. The lock is never held while waiting for the bot.
    """

    def write(self, person: str, channel: str, text: str) -> str:
        """Send a message, or a slash command when it starts with one."""
        who, where = self.by_id[person], self.channels[channel]
        if reason := self.barred(person, where):
            return BARRED[reason]
        if not text.strip():
            return ""  # Slack's composer sends nothing
        if text.startswith("/"):
            return self.command(who, where, text)
        said = linked(escaped(text, list(self.by_id.values()), list(self.channels.values()), with_names=False))
        with self.lock:
            message = self.said.add(channel, {"user": person, "team": who.team_id or self.team_id, "text": said, "blocks": rich(said)})
            self.changed()
        subscribed_as, kind = HEARD_AS[where.kind]
        if self.bot.id in where.members:
            self.happened(subscribed_as, message.data | {"channel": channel, "channel_type": kind, "event_ts": message.ts})
        return ""

    def barred(self, person: str, where: Channel | None = None) -> str:
        """What keeps the person from doing anything, or from writing in this channel: a name of BARRED; "" for nothing. KeyError."""
        if self.by_id[person].deleted:
            return "deactivated"
        if where and person not in where.members:
            return "not_in_channel"
        return "archived" if where and where.is_archived else ""

    def command(self, who: Person, where: Channel, text: str) -> str:
        """A slash command: shown to nobody, answered to the person (docs.slack.dev, slash commands)."""
        command, *more = text.split(maxsplit=1)
        rest = more[0] if more else ""
        known = next((one for one in self.commands if one["command"] == command), None)
        if known is None:
            return NO_COMMAND.format(command=command)
        if known.get("should_escape"):
            rest = escaped(rest, list(self.by_id.values()), list(self.channels.values()), with_names=True)
        passes = {"trigger_id": self.passes.trigger(who.id), "response_url": self.response_url(who.id, where.id)}
        answer = self.deliver(SLASH, self.payloads.slash(who, where, command, rest.strip(), passes))
        if answer.failed:
            return f'{command} failed with the error "{SLASH_ERRORS[answer.failed]}"'
        return answers.to_command(self, who.id, where.id, answer.body)

    def open_home(self, person: str) -> str:
        """Open App Home: app_home_opened."""
        if reason := self.barred(person):
            return BARRED[reason]
        with self.lock:
            home = self.home_of(person)
            seen = {"view": dict(home.data)} if home else {}
            event = {
                "type": "app_home_opened",
                "user": person,
                "channel": "D" + person[1:],
                "tab": "home",
                "event_ts": self.said.ts(),
                **seen,
            }
        return TROUBLE if self.happened("app_home_opened", event).failed == "unreachable" else ""

    def speak(self, person: str, locale: str) -> None:
        """Change a person's language: user_change. Nothing happens when they are deactivated."""
        if self.barred(person):
            return
        with self.lock:
            self.by_id[person].locale = locale
            user = user_json(self.by_id[person], self.team_id, self.clock.now(), with_locale=True)
            event = {"type": "user_change", "user": user, "cache_ts": int(self.clock.now().timestamp()), "event_ts": self.said.ts()}
            self.changed()
        self.happened("user_change", event)

    def act(
        self, person: str, *, container: str, container_id: str, block_id: str, action: dict[str, Any], state: dict[str, Any] | None = None
    ) -> str:
        """Use an element; what the person is told.

        `container` is "message" (id `channel:ts`), "view" (a modal's view id) or "home"; `action` is the element's part of
        block_actions (action_id, type, value / selected_option / selected_date / selected_users …); `state` the values of all inputs there.
        """
        if reason := self.barred(person):
            return BARRED[reason]
        with self.lock:
            place = self.place(person, container, container_id)
            found = place and inputs.element_of(place.data.get("blocks", []), block_id, action["action_id"])
            if place is None or not found:
                return GONE
            block, element = found
            held = inputs.values(place.data["blocks"], {block_id: {action["action_id"]: action}}, state or {}, self.state_of(place))
            if isinstance(place, View):
                place.data["state"] = {"values": held}
            if block["type"] == "input" and not block.get("dispatch_action"):
                return ""
            used = inputs.used(element, block_id, action, self.said.ts())
            done = {"actions": [used], "state": {"values": held}, "trigger_id": self.passes.trigger(person, modal_of(place))}
            payload = self.told_of(self.by_id[person], place) | with_unknown(done)
        return TROUBLE if self.deliver(INTERACTIVE, payload).failed else ""

    def place(self, person: str, container: str, container_id: str) -> Message | View | None:
        """Where the person acts, if they see it."""
        if container == "home":
            return self.home_of(person)
        if container == "view":
            return next((view for view in self.views.stack(person) if view.id == container_id), None)
        channel, _, ts = container_id.partition(":")
        where = self.channels.get(channel)
        if where is None or (where.kind != "public_channel" and person not in where.members):
            return None  # docs.slack.dev, Conversations API: a private conversation is seen by its members
        return next((message for message in self.said.seen_by(channel, person) if message.ts == ts), None)

    def state_of(self, place: Message | View) -> dict[str, Any]:
        """What was already entered there; a message forgets."""
        return place.data["state"]["values"] if isinstance(place, View) else {}

    def told_of(self, who: Person, place: Message | View) -> dict[str, Any]:
        """The payload's part on the place."""
        if isinstance(place, View):
            return self.payloads.in_view(who, place)
        return self.payloads.in_message(who, self.channels[place.channel], place, self.response_url(who.id, place.channel, place))

    def submit(self, person: str, view_id: str, values: dict[str, Any]) -> dict[str, str]:
        """Submit a modal with state.values; the bot's errors by block_id (it stays open), {} when it closed, was updated or pushed upon.

        What is not in `values` keeps what it holds. {"": sentence} when nothing answered.
        """
        if reason := self.barred(person):
            return {"": BARRED[reason]}
        with self.lock:
            stack = self.views.stack(person)
            if not stack or stack[-1].id != view_id:
                return {"": GONE}
            view = stack[-1]
            held = inputs.values(view.data["blocks"], values, self.state_of(view))
            missing = inputs.unfilled(view.data["blocks"], held)
            view.data["state"] = {"values": held}
            if missing:
                return missing
            payload = self.payloads.submission(self.by_id[person], view) | {"trigger_id": self.passes.trigger(person, view.id)}
        answer = self.deliver(INTERACTIVE, payload)
        return {"": TROUBLE} if answer.failed else answers.to_submission(self, view, answer.body, TROUBLE)

    def close(self, person: str, view_id: str) -> None:
        """Close a modal (view_closed when it asked to be told)."""
        with self.lock:
            view = next((view for view in self.views.stack(person) if view.id == view_id), None)
            if view is None or self.barred(person):
                return
            cleared = bool(view.data["clear_on_close"])
            payload = self.payloads.closing(self.by_id[person], view, cleared)
            self.views.stacks[person] = [] if cleared else [other for other in self.views.stack(person) if other is not view]
            self.changed()
        if view.data["notify_on_close"]:
            self.deliver(INTERACTIVE, payload)

    def save(self, path: Path) -> None:
        """Keep messages, views and files in a folder, for the next start."""
        keeping.save(self, path)

    def restore(self, path: Path) -> None:
        """Take up what was saved, if anything."""
        keeping.restore(self, path)


def modal_of(place: Message | View) -> str:
    """The id of the modal it is, "" for a message or App Home."""
    return place.id if isinstance(place, View) and place.data["type"] == "modal" else ""
