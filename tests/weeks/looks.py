"""Pictures of what people see in the three weeks, at a desk's and a phone's width; none without a browser or a folder."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browsers import ABSENT, ARGUMENTS
from tests.gallery.sheet import Format, sheet
from tests.weeks.direct import person
from tests.weeks.slack import InSlack, dm

WIDTHS = {"desk": (1120, 1100), "phone": (390, 844)}
#: What the README shows, in this order.
SHOWN = ("morning", "trainee", "home-mentor", "graduation", "relapse", "curve")
README = Format(len(SHOWN), 270, 584)


TYPED = {"curve": "/coach @noah"}  # before somebody looks


@dataclass(frozen=True)
class Looks:
    """A browser before the sandbox's page."""

    floor: InSlack
    folder: Path | None
    browser: Browser | None

    def take(self, name: str, who: str) -> None:
        """What somebody sees now, after they typed something or opened App Home, under this name."""
        if self.browser is None or self.folder is None:
            return
        home, typed = name.startswith("home"), TYPED.get(name, "")
        if home:
            self.floor.workspace.open_home(person(who))
        elif typed:
            self.floor.workspace.write(person(who), dm(who), typed)
        for width, (wide, high) in WIDTHS.items():
            context = self.browser.new_context(viewport={"width": wide, "height": high}, device_scale_factor=2, locale="en-GB")
            page = context.new_page()
            page.goto(f"{self.floor.server.url}/?as={person(who)}&in={'home' if home else 'dm'}")
            if typed:
                page.locator("article img.large").last.wait_for(timeout=60_000)
            page.wait_for_timeout(2_000)
            page.screenshot(path=self.folder / f"{name}-{width}.png")
            context.close()

    def sheet(self, to: Path) -> None:
        """The phone's pictures side by side, as the README has them."""
        taken = [self.folder / f"{name}-phone.png" for name in SHOWN] if self.folder else []
        if found := [path for path in taken if path.exists()]:
            sheet(found, to, README)
            with Image.open(to) as whole:
                whole.quantize(96, dither=Image.Dither.NONE).save(to, optimize=True)


@contextmanager
def looks(floor: InSlack, folder: Path | None) -> Iterator[Looks]:
    """Into this folder. SystemExit where there is no browser for it."""
    if folder is None:
        yield Looks(floor, None, None)
        return
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit(ABSENT)
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield Looks(floor, folder, browser)
        browser.close()
