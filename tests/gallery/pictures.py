"""Screenshots of the gallery: the sandbox's page at a phone's width, one picture for each item."""

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Any

import yaml
from playwright.sync_api import Browser, Page, ViewportSize

from bot.charts.drawings import Drawing
from bot.charts.picture import png
from bot.posting.sending import described
from sandbox.clock import Clock
from sandbox.messages import said
from sandbox.people import read_cast
from sandbox.server import Server, serve
from sandbox.workspace import Workspace
from tests.gallery.stage import Item
from tests.gallery.tongue import TONGUES
from tests.office import START, WORKSPACE
from tests.people import CAST, TEAM_CHANNEL
from tests.staging import ROOT

PHONE: ViewportSize = {"width": 390, "height": 844}
SHOW_ERRORS = """errors => Object.entries(errors).forEach(([block, sentence]) => {
    const slot = document.querySelector(`.field[data-block="${block}"] .error`);
    slot.textContent = sentence;
    slot.hidden = false;
})"""
LOCALES = {"en": "en-GB", "ja": "ja-JP"}
ALONE = """
    #composer, #top, #side { display: none !important }
    html, body, main, #log { display: block !important; height: auto !important; overflow: visible !important }
"""
TALL: ViewportSize = {"width": 390, "height": 1900}  # so that the longest form is whole


def workspace(language: str) -> Workspace:
    """The cast by the names of this language, in a workspace of the office's time."""
    names = TONGUES[language].people
    people = [{"id": p.slack_id, "name": key, "real_name": names[key], "locale": language} for key, p in CAST.items()]
    told = {
        "team": {"id": WORKSPACE, "name": "Office", "domain": "office"},
        "bot": {"id": "U0BOT", "name": "onpace", "real_name": "OnPace"},
        "people": people,
        "channels": [{"id": TEAM_CHANNEL, "name": "sales", "members": [p["id"] for p in people]}],
    }
    return Workspace(read_cast(told), yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8")), clock=Clock(START))


@contextmanager
def studio(browser: Browser, language: str) -> Iterator["Studio"]:
    """A workspace and a phone before it."""
    with serve(workspace(language)) as server:
        context = browser.new_context(viewport=PHONE, locale=LOCALES[language], bypass_csp=True)
        context.set_default_timeout(20_000)
        yield Studio(server, context.new_page())
        context.close()


class Studio:
    """Puts items into the workspace as if the bot had sent them, and takes their pictures."""

    def __init__(self, server: Server, page: Page) -> None:
        """Of a served workspace, in this window."""
        self.server, self.page, self.space = server, page, server.workspace

    def take_all(self, items: Sequence[Item], folder: Path) -> None:
        """A picture for each; messages of one scene and reader are looked at together."""
        for (_, who, spoken), some in itertools.groupby(items, key=lambda i: (i.name.rpartition("-")[0], i.who, i.kind in SPOKEN)):
            if spoken:
                self.take_messages(CAST[who].slack_id, list(some), folder)
            else:
                for item in some:
                    (self.take_home if item.kind == "home" else self.take_view)(CAST[who].slack_id, item, folder)

    def take_messages(self, reader: str, items: Sequence[Item], folder: Path) -> None:
        """Messages in the reader's DM, or pictures there."""
        channel = f"D{reader[1:]}"
        self.space.said.by_channel.clear()
        for item in items:
            shown = self.with_picture if item.kind == "file" else self.with_calendar if item.kind == "calendar" else said
            data = shown(item.body)
            self.space.bot_says(channel, data, reader if item.kind == "message" else None)
        self.page.goto(f"{self.server.url}/?as={reader}&in=dm&all=1")
        self.page.add_style_tag(content=ALONE)
        self.pictures_there()
        for item, article in zip(items, self.page.locator("article").all(), strict=True):
            article.screenshot(path=folder / f"{item.name}.png")

    def pictures_there(self) -> None:
        """Wait for every picture's bytes."""
        self.page.wait_for_function("[...document.images].every(image => image.complete)")

    def with_picture(self, body: dict[str, Any]) -> dict[str, Any]:
        """A message with its drawing, uploaded."""
        picture = body["picture"]
        content = png(Drawing.of_json(picture["chart"]))
        file_id, token = self.space.files.announce(f"{token_hex(4)}.png", len(content), described(picture), {})
        self.space.files.receive(token, content)
        file = self.space.files.finish(file_id, picture["title"])
        words = {"text": body["text"], "blocks": body["blocks"]} if body["text"] else {"text": ""}
        return {**(said(words) if body["text"] else words), "files": [file.data]}

    def with_calendar(self, body: dict[str, Any]) -> dict[str, Any]:
        """A message with its calendar file, uploaded."""
        content = str(body["file"]["content"]).encode()
        file_id, token = self.space.files.announce(f"{token_hex(4)}.ics", len(content), "", {})
        self.space.files.receive(token, content)
        file = self.space.files.finish(file_id, body["file"]["title"])
        return {**said({"text": body["text"]}), "files": [file.data]}

    def take_view(self, reader: str, item: Item, folder: Path) -> None:
        """A form, with its sentences under the fields where there are any; as long as it is."""
        self.space.views.stacks.clear()
        self.space.views.open(reader, item.view or item.body)
        self.page.set_viewport_size(TALL)
        self.page.goto(f"{self.server.url}/?as={reader}&in=dm")
        if item.kind == "errors":
            self.page.evaluate(SHOW_ERRORS, item.body["errors"])
        self.page.locator("#modal dialog").screenshot(path=folder / f"{item.name}.png")
        self.page.set_viewport_size(PHONE)
        self.space.views.stacks.clear()

    def take_home(self, reader: str, item: Item, folder: Path) -> None:
        """App Home."""
        self.space.views.homes.clear()
        self.space.views.publish(reader, item.body)
        self.page.goto(f"{self.server.url}/?as={reader}&in=home")
        self.page.add_style_tag(content=ALONE)
        self.page.locator("form.home").screenshot(path=folder / f"{item.name}.png")


SPOKEN = ("message", "post", "file", "calendar")
