"""`make gallery`: writes every item as JSON, a screenshot of each, and the contact sheets of the README."""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import structlog
from playwright.sync_api import sync_playwright

from tests.browsers import ABSENT, ARGUMENTS
from tests.gallery.catalogue import produced
from tests.gallery.checks import check
from tests.gallery.pictures import studio
from tests.gallery.sheet import EVERYTHING, README, fullest, sheet
from tests.gallery.stage import Item
from tests.gallery.tongue import TONGUES
from tests.staging import ROOT


def main() -> None:
    """Make it all; without a browser the JSON alone, said so."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))  # some scenes break on purpose
    asked = arguments()
    made = {language: written(language, asked.out / language, asked.only) for language in asked.language or TONGUES}
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.stdout.write(f"No pictures were taken. {ABSENT}\n")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for language, items in made.items():
            folder = asked.out / language
            with studio(browser, language) as taking:
                taking.take_all(items, folder)
            pictures = [folder / f"{item.name}.png" for item in items]
            sheet(pictures, asked.out / f"sheet-{language}.png", EVERYTHING)
            if not asked.only:
                sheet(fullest(pictures) + charts(items, folder), ROOT / "docs" / "pictures" / f"gallery-{language}.png", README)
            sys.stdout.write(f"{language}: {len(items)} items in {folder}\n")
        browser.close()


def arguments() -> argparse.Namespace:
    """Where to, which languages, which scenes."""
    parser = argparse.ArgumentParser(prog="make gallery", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "gallery", help="folder of the JSON and the screenshots")
    parser.add_argument("--language", action="append", choices=list(TONGUES), help="one language alone")
    parser.add_argument("--only", default="", help="only items whose name begins so; the README's sheets stay as they are")
    return parser.parse_args()


def written(language: str, folder: Path, only: str) -> Sequence[Item]:
    """The items in one language, checked, each as a file of JSON."""
    if not only:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as databases:
        items = [item for item in produced(language, Path(databases)).items if item.name.startswith(only)]
    for item in items:
        check(item)
        (folder / f"{item.name}.json").write_text(json.dumps(item.body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return items


def charts(items: Sequence[Item], folder: Path) -> list[Path]:
    """A picture of each kind of chart."""
    drawn = [item for item in items if item.name.startswith("kpi-boards") and item.kind == "file"]
    kinds = {item.body["picture"]["chart"]["kind"]: folder / f"{item.name}.png" for item in drawn}
    return list(kinds.values())


if __name__ == "__main__":
    main()
