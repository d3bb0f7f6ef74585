"""Runs every trial, prints one table, and ends in "N passed, N failed" (", N not judged"); exit 1 when one failed.

`--short` does each less often, and of the longest tables a sample: another each day, the same again with the `--seed` its note names.
"""

import argparse
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.faults import (
    database,
    daybreaks,
    duplicates,
    elsewhere,
    hostile,
    installs,
    kills,
    overload,
    posting,
    rounds,
    rush,
    sockets,
    strangers,
    texts,
)
from tests.faults.finding import Finding, Stage, Trial

TRIALS: dict[str, Trial] = {
    "duplicates": duplicates.trials,
    "hostile": hostile.trials,
    "kills": kills.trials,
    "overload": overload.trials,
    "database": database.trials,
    "posting": posting.trials,
    "rounds": rounds.trials,
    "rush": rush.trials,
    "mornings": daybreaks.trials,
    "installs": installs.trials,
    "strangers": strangers.trials,
    "elsewhere": elsewhere.trials,
    "texts": texts.trials,
    "sockets": sockets.trials,
}
DAY = 86_400  # seconds


def findings(name: str, stage: Stage) -> Iterator[Finding]:
    """A trial's findings; one that breaks has failed."""
    folder = stage.folder / name
    folder.mkdir()
    try:
        yield from TRIALS[name](replace(stage, folder=folder))
    except Exception as broken:  # noqa: BLE001 - whatever it is, it is this trial's failure, and the others go on
        traceback.print_exc()
        yield Finding(f"{name} broke", 1, passed=False, note=repr(broken)[:120])


def row(found: Finding) -> tuple[str, ...]:
    """A finding as the table shows it."""
    numbers = (found.times, found.lost, found.doubled, found.refused)
    return (found.what, *(f"{number:,}" for number in numbers), found.verdict, found.note)


def summary(told: Sequence[Finding]) -> str:
    """The last line."""
    passed, failed, rest = (sum(found.passed is verdict for found in told) for verdict in (True, False, None))
    return f"{passed} passed, {failed} failed" + (f", {rest} not judged" if rest else "")


def main(words: list[str]) -> int:
    """Run what was asked for; the exit code."""
    options = argparse.ArgumentParser(prog="make faults", description=__doc__)
    options.add_argument("--short", action="store_true", help="each less often, for every change")
    options.add_argument("--seed", type=int, default=int(time.time()) // DAY, help="which samples the short form takes; another each day")
    options.add_argument("trials", nargs="*", help=f"{', '.join(TRIALS)}; all when none is named")
    chosen = options.parse_args(words)
    console, table = Console(width=150), Table("what was done", "times", "lost", "doubled", "refused", "", "note")
    told: list[Finding] = []
    with tempfile.TemporaryDirectory(prefix="onpace-faults-") as name:
        for trial in chosen.trials or TRIALS:
            begun = time.monotonic()
            for found in findings(trial, Stage(Path(name), chosen.short, chosen.seed)):
                told.append(found)
                table.add_row(*row(found))
                console.print(f"[dim]{' · '.join(row(found))}", highlight=False)
            console.print(f"[dim]{trial}: {time.monotonic() - begun:.0f} s", highlight=False)
    console.print(table)
    console.print(summary(told))
    return 1 if any(found.passed is False for found in told) or not any(found.passed for found in told) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
