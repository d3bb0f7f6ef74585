"""`make weeks`: three weeks of the demo team in the sandbox, with the real bot; a table of every day, and what was not kept."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.demo import seeding
from storage.engine import connect, migrate
from tests.processes import ROOT
from tests.weeks.life import Day, Life
from tests.weeks.looks import looks
from tests.weeks.promises import broken
from tests.weeks.slack import InSlack, opened
from tests.weeks.truth import DAYS, TRUTHS


def main() -> None:
    """Live them; exit 1 when a promise was not kept."""
    asked = arguments()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seeded(folder / "onpace.db")
        with opened(folder, folder / "onpace.db", InSlack, asked.language) as floor, looks(floor, asked.out) as look:
            began, life = time.monotonic(), Life(floor, look.take, asked.language)
            days = []
            for day in life.days(asked.days):
                days.append(day)
                sys.stdout.write(f"{day.day:%a %Y-%m-%d}  {time.monotonic() - began:5.0f} s  {'; '.join(day.news)}\n")
                sys.stdout.flush()
            wrong = [*broken(life.records, days), *(f"sent twice: {key}" for key in floor.twice())]
            if asked.language:
                look.sheet(ROOT / "docs" / "pictures" / f"weeks-{asked.language}.png")
    show(days, wrong)
    sys.exit(1 if wrong else 0)


def arguments() -> argparse.Namespace:
    """How many days, in which language, and where pictures go."""
    parser = argparse.ArgumentParser(prog="make weeks", description=__doc__)
    parser.add_argument("--days", type=int, default=DAYS, help="business days")
    parser.add_argument("--language", choices=("", "en", "ja"), default="", help="what everybody reads; else each their own")
    parser.add_argument("--out", type=Path, default=None, help="folder for pictures of what people see; none are taken without it")
    return parser.parse_args()


def seeded(database: Path) -> None:
    """The demo's three months."""
    engine = connect(f"sqlite:///{database}")
    migrate(engine)
    seeding.seed(engine)
    engine.dispose()


def show(days: list[Day], wrong: list[str]) -> None:
    """A line a day: who practised with whom and what it was marked, and where everybody stood in the evening."""
    table = Table("day", *TRUTHS, "what happened", title="▼ below   ○ too early to say   ● ready, for each rate that gates")
    for day in days:
        cells = [f"{day.held.get(who, '')}\n{day.standing.get(who, '')}" for who in TRUTHS]
        table.add_row(f"{day.day:%a %m-%d}", *cells, "\n".join(day.news))
    console = Console(width=150)
    console.print(table)
    console.print("\n".join(wrong) if wrong else "Every new rep practised when due, nobody was booked twice, nothing was said twice.")


if __name__ == "__main__":
    main()
