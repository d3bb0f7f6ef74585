"""`make month`: a month of the demo team in the sandbox, with the real bot: a line a day, every post seen, and what was not kept."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.months.floors import Shown
from tests.months.life import Month
from tests.months.looks import looks
from tests.months.promises import broken
from tests.months.sent import KINDS
from tests.months.truth import DAYS
from tests.processes import ROOT
from tests.weeks.__main__ import seeded
from tests.weeks.slack import opened


def main() -> None:
    """Live it; exit 1 when a promise was not kept."""
    asked = arguments()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seeded(folder / "onpace.db")
        with opened(folder, folder / "onpace.db", Shown, asked.language) as floor, looks(floor, asked.out, asked.language) as look:
            began, month, most = time.monotonic(), Month(floor, look.take, asked.language), 0
            for day in month.days(asked.days):
                most = max(most, day.most)
                told = ", ".join(f"{number} {kind}" for kind in KINDS if (number := day.kinds.get(kind)))
                sys.stdout.write(f"{day.day:%a %Y-%m-%d}  {time.monotonic() - began:5.0f} s  {told}; at most {day.most} to one person\n")
                sys.stdout.flush()
            wrong = list(broken(month, asked.days))
            if asked.language:
                look.sheet(ROOT / "docs" / "pictures" / f"posts-{asked.language}.png")
    sys.stdout.write(
        "\n".join(wrong) if wrong else f"Every post was seen, none twice, none on a day off; at most {most} a day to one person."
    )
    sys.stdout.write("\n")
    sys.exit(1 if wrong else 0)


def arguments() -> argparse.Namespace:
    """How many days, in which language, and where pictures go."""
    parser = argparse.ArgumentParser(prog="make month", description=__doc__)
    parser.add_argument("--days", type=int, default=DAYS, help="business days; ten are the least that show every post")
    parser.add_argument("--language", choices=("", "en", "ja"), default="", help="what everybody reads; else each their own")
    parser.add_argument("--out", type=Path, default=None, help="folder for pictures of each post; none are taken without it")
    return parser.parse_args()


if __name__ == "__main__":
    main()
