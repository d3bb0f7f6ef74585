"""`make pictures`: drives the demo in Chromium by a fixed clock and keeps what it shows as the README's pictures."""

import io
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Locator, Page, sync_playwright

from tests.browsers import ARGUMENTS, last, write
from tests.staging import ROOT, be, demo_in, picture, shown, speak, tap

FOLDER = ROOT / "docs" / "pictures"
LARGEST = 200 * 1024  # bytes
EDGE = 8  # pixels around what is kept


class Studio:
    """A browser before the demo; each picture is taken at its own minute."""

    def __init__(self, browser: Browser, url: str) -> None:
        """`url` is the demo's address."""
        self.browser = browser
        self.url = url

    @contextmanager
    def window(self, who: str, moment: str, place: str = "dm", size: tuple[int, int] = (1120, 1500)) -> Iterator[Page]:
        """A window of somebody, when the workspace's clock has just reached this moment in Tokyo."""
        body = json.dumps({"to": f"{moment}:02+09:00"}).encode()
        with urlopen(Request(f"{self.url}/clock", body, {"Content-Type": "application/json"}), timeout=10):
            pass
        context = self.browser.new_context(viewport={"width": size[0], "height": size[1]}, device_scale_factor=2, locale="en-GB")
        page = context.new_page()
        be(page, self.url, who, place)
        page.wait_for_timeout(500)  # the bot asks for the time every 0.2 s
        yield page
        context.close()

    def shoot_all(self) -> None:
        """Every picture, in the order of the clock."""
        self.pad()
        self.appointment()
        self.team()
        self.phone()
        self.meeting()
        self.me()

    def pad(self) -> None:
        """The pad after a tap."""
        with self.window("emma", "2026-11-20T15:00") as page:
            write(page, "/log")
            shown(page, "Today: ")
            tap(page, "No answer")
            keep("pad", page, shown(page, "Recorded: no answer."))

    def appointment(self) -> None:
        """An appointment in Japanese, as it is answered."""
        with self.window("hana", "2026-11-20T15:03") as page:
            write(page, "/log アポ 山田商事 火曜14時 @sora source:セミナー")
            keep("appointment", page, shown(page, "アポを記録しました"))

    def team(self) -> None:
        """The team's month and its picture, for the manager."""
        with self.window("mio", "2026-11-20T15:06") as page:
            speak(page, "EN", "Send")
            write(page, "/kpi team")
            picture(page)
            keep("kpi-team", page, page.locator("article", has_text="By source").last, last(page))

    def phone(self) -> None:
        """App Home on a phone."""
        with self.window("sofia", "2026-11-20T15:09", "home", size=(390, 844)) as page:
            page.get_by_role("button", name="No answer").wait_for()
            page.wait_for_timeout(1000)
            save("phone", page.screenshot())

    def meeting(self) -> None:
        """A meeting held, by one tap."""
        with self.window("hana", "2026-11-24T15:03") as page:
            write(page, "/meeting")
            row = shown(page, "今日 14:00").locator(".section", has_text="山田商事、今日 14:00")
            row.locator("xpath=following-sibling::div[1]").get_by_role("button", name="実施", exact=True).click()
            keep("meeting", page, shown(page, "実施として記録しました。"))

    def me(self) -> None:
        """A rep's month and its picture."""
        with self.window("hana", "2026-11-24T15:06") as page:
            write(page, "/kpi me")
            picture(page)
            keep("kpi-me", page, page.locator("article", has_text="残り").last, last(page))


def keep(name: str, page: Page, *parts: Locator) -> None:
    """The window's part that holds these, as a file."""
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    page.wait_for_timeout(500)
    boxes = [box for part in parts if (box := part.bounding_box())]
    left, top = min(b["x"] for b in boxes), min(b["y"] for b in boxes)
    bottom = max(b["y"] + b["height"] for b in boxes)
    right = max(b["x"] + b["width"] for b in boxes)
    clip: FloatRect = {"x": left - EDGE, "y": top - EDGE, "width": right - left + 2 * EDGE, "height": bottom - top + 2 * EDGE}
    save(name, page.screenshot(clip=clip))


def save(name: str, shot: bytes) -> None:
    """A picture as a small file: few colours, as the page has few."""
    few = Image.open(io.BytesIO(shot)).convert("RGB").quantize(240, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(place := FOLDER / f"{name}.png", optimize=True)
    size = place.stat().st_size
    sys.stdout.write(f"{place.relative_to(ROOT)}  {size / 1024:.0f} KiB\n")
    if size > LARGEST:
        raise SystemExit(f"{name}.png is larger than {LARGEST // 1024} KiB")


def main() -> None:
    """Make them all; says what is too large."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("Chromium not found: apt-get install chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, demo_in(Path(folder)) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        Studio(browser, url).shoot_all()
        browser.close()


if __name__ == "__main__":
    main()
