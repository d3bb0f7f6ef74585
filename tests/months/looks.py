"""Pictures of each kind of post as its reader finds it, on a phone."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from bot.demo.cast import CHANNEL
from tests.browsers import ABSENT, ARGUMENTS
from tests.gallery.pictures import ALONE, LOCALES, PHONE
from tests.gallery.sheet import Format, sheet
from tests.months.floors import Shown
from tests.months.sent import KINDS, Sent
from tests.weeks.direct import person
from tests.weeks.slack import dm

README = Format(5, 280, 480)
MANAGER = "U0MIO"  # reads the channel


@dataclass(frozen=True)
class Looks:
    """A browser before the sandbox's page."""

    floor: Shown
    folder: Path | None
    browser: Browser | None
    language: str

    def take(self, name: str, reader: str, sent: Sent) -> None:
        """A message, as its reader sees it now."""
        if self.browser is None or self.folder is None:
            return
        context = self.browser.new_context(viewport=PHONE, device_scale_factor=2, locale=LOCALES[self.language or "en"], bypass_csp=True)
        page = context.new_page()
        viewer, place = (MANAGER, CHANNEL) if reader == CHANNEL else (person(reader), "dm")
        page.goto(f"{self.floor.server.url}/?as={viewer}&in={place}&all=1")
        page.add_style_tag(content=ALONE)
        page.wait_for_function("[...document.images].every(image => image.complete)", timeout=60_000)
        channel = CHANNEL if reader == CHANNEL else dm(reader)
        page.locator(f'article:has(form[data-id="{channel}:{sent.id}"])').screenshot(path=self.folder / f"{name}.png", timeout=60_000)
        context.close()

    def sheet(self, to: Path) -> None:
        """All of them side by side, as the README has them."""
        taken = [self.folder / f"{name}.png" for name in KINDS] if self.folder else []
        if found := [path for path in taken if path.exists()]:
            sheet(found, to, README)
            with Image.open(to) as whole:
                whole.quantize(48, dither=Image.Dither.NONE).save(to, optimize=True)


@contextmanager
def looks(floor: Shown, folder: Path | None, language: str) -> Iterator[Looks]:
    """Into this folder. SystemExit where there is no browser for it."""
    if folder is None:
        yield Looks(floor, None, None, language)
        return
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit(ABSENT)
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield Looks(floor, folder, browser, language)
        browser.close()
