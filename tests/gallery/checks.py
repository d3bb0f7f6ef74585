"""Whether Slack would take an item: the sandbox's validator and slack_sdk's, per surface."""

import json

from icalendar import Calendar
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.posting.sending import described
from sandbox import blockkit
from sandbox.api.chat import LONGEST_UPDATE
from sandbox.files import Files
from sandbox.messages import said
from sandbox.views import checked
from tests.gallery.stage import Item, Json

MOST_IN_FORM_ERROR = 2000  # characters; as much as a field's hint holds


def check(item: Item) -> None:
    """Raises SlackError, SlackObjectFormationError, UserWarning (an unknown field) or AssertionError."""
    CHECKS[item.kind](item)


def message(item: Item) -> None:
    """What the Web API and a response_url take."""
    assert item.body["text"], "the text is the notification"
    said(item.body)
    by_sdk(item.body.get("blocks") or [])


def post(item: Item) -> None:
    """What goes out by the outbox may be edited there."""
    message(item)
    assert len(item.body["text"]) <= LONGEST_UPDATE


def view(item: Item) -> None:
    """A modal."""
    checked(item.body, "modal")
    View(**json.loads(json.dumps(item.body))).to_dict()
    by_sdk(item.body["blocks"])


def home(item: Item) -> None:
    """An App Home."""
    checked(item.body, "home")
    by_sdk(item.body["blocks"])


def errors(item: Item) -> None:
    """Sentences under fields: each under an input there is (docs.slack.dev, modals)."""
    assert item.view
    inputs = {block["block_id"] for block in item.view["blocks"] if block["type"] == "input"}
    assert item.body["errors"].keys() <= inputs
    assert all(0 < len(sentence) <= MOST_IN_FORM_ERROR and "<@" not in sentence for sentence in item.body["errors"].values())


def file(item: Item) -> None:
    """A picture with its words: a title, and text for who does not see it, as it is really sent."""
    picture = item.body["picture"]
    alt = described(picture)
    assert picture["title"]
    assert alt.strip()
    Files().announce(f"{item.name}.png", 1, alt, {})
    if item.body["text"] or item.body["blocks"]:
        blockkit.refuse_wrong(item.body["blocks"], "message")
        by_sdk(item.body["blocks"])


def calendar(item: Item) -> None:
    """A file for the calendar with its words: one that a calendar reads."""
    file = item.body["file"]
    assert item.body["text"]
    assert file["title"]
    for event in Calendar.from_ical(file["content"]).walk("VEVENT"):
        assert {"uid", "sequence", "dtstamp", "dtstart", "dtend", "summary"} <= {name.lower() for name in event}
    Files().announce(f"{item.name}.ics", len(file["content"].encode()), "", {})


def by_sdk(blocks: list[Json]) -> None:
    """slack_sdk's own models make and render every block."""
    for block in blocks:
        made = Block.parse(json.loads(json.dumps(block)))
        assert made is not None
        assert made.to_dict()["type"] == block["type"]


CHECKS = {"message": message, "post": post, "view": view, "home": home, "errors": errors, "file": file, "calendar": calendar}
