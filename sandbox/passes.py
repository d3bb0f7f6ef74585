"""What an interaction hands the app for later: a trigger for one view, a response_url for five answers."""

from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_hex
from typing import TypeVar

from sandbox.errors import SlackError
from sandbox.messages import Message

TRIGGER_SECONDS = 3  # docs.slack.dev, modals: a trigger_id expires in 3 seconds and is good for one view
RESPONSE_SECONDS = 30 * 60  # docs.slack.dev, handling user interaction: a response_url is good for 30 minutes
RESPONSE_USES = 5  # the same page: and for five answers
KEPT_SECONDS = 2 * RESPONSE_SECONDS  # long enough to tell what is over from what never was


@dataclass
class Trigger:
    """Who did what when; good for one view. `view`: the modal it was done in, "" for anywhere else."""

    person: str
    at: float
    used: bool = False
    view: str = ""


@dataclass
class ResponseUrl:
    """Where answers to one interaction go."""

    person: str
    channel: str
    at: float
    original: Message | None = None  # the message the interaction was in
    uses: int = 0


Pass = TypeVar("Pass", Trigger, ResponseUrl)


class Passes:
    """All triggers and response urls given out.

    `real` is a running number of real seconds, for triggers: a person waits for the modal. `now` is the workspace's time in seconds, for
    response urls, so that half an hour can be skipped.
    """

    def __init__(self, real: Callable[[], float], now: Callable[[], float]) -> None:
        self.real, self.now = real, now
        self.triggers: dict[str, Trigger] = {}
        self.responses: dict[str, ResponseUrl] = {}

    def trigger(self, person: str, view: str = "") -> str:
        """A new trigger_id, of something done in this modal."""
        forget(self.triggers, self.real() - KEPT_SECONDS)
        trigger_id = f"{token_hex(6)}.{token_hex(5)}.{token_hex(16)}"
        self.triggers[trigger_id] = Trigger(person, self.real(), view=view)
        return trigger_id

    def pulled(self, trigger_id: str, in_modal: bool = False) -> Trigger:
        """Who did it and where; the trigger is used up. SlackError: invalid_, exchanged_, expired_trigger_id ([R] views.open, views.push).

        `in_modal`: it has to be of something done in a modal (docs.slack.dev, views.push: "generated from an interaction within the
        existing modal"); any other is invalid there (python-slack-sdk issue 804).
        """
        trigger = self.triggers.get(trigger_id)
        if trigger is None or (in_modal and not trigger.view):
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self.real() - trigger.at > TRIGGER_SECONDS:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger

    def response(self, person: str, channel: str, original: Message | None = None) -> str:
        """The key of a new response_url."""
        forget(self.responses, self.now() - KEPT_SECONDS)
        key = token_hex(12)
        self.responses[key] = ResponseUrl(person, channel, self.now(), original)
        return key

    def answered(self, key: str) -> ResponseUrl:
        """Use a response_url once. SlackError: expired_url, used_url."""
        given = self.responses.get(key)
        if given is None or self.now() - given.at > RESPONSE_SECONDS:
            raise SlackError("expired_url")
        if given.uses >= RESPONSE_USES:
            raise SlackError("used_url")
        given.uses += 1
        return given


def forget(given: dict[str, Pass], before: float) -> None:
    """Let go of what was given out before then, the oldest first."""
    while given and (oldest := next(iter(given.items())))[1].at < before:
        del given[oldest[0]]
