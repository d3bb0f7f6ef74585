"""`onpace simulate` at a terminal: how often standings err, by reps whose real rate is known."""

from collections.abc import Iterator
from itertools import product

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from coaching.simulation.truths import GOOD_AND_BAD, ORDINARY, Errors, errors

SHIPPED = (0.10, 7.0)  # threshold, contacts a day: what the published line is for
HEADS = ("threshold", "tries a day", "days", "false below", "half found", "ready, median", "⅔ ready", "false relapse", "relapse found")
VOLUMES = ((0.10, 3.0), (0.10, 7.0), (0.15, 7.0), (0.15, 20.0), (0.15, 45.0))


def line(found: Errors) -> str:
    """The published figures, in one line to read by machine: shares, and business days."""
    days = "none" if found.ready_median_days is None else f"{found.ready_median_days:g}"
    return (
        f"false_below_60d={found.false_below_60d:.3f} found_half_30d={found.found_half_30d:.3f} "
        f"ready_median_days={days} ready_two_thirds_60d={found.ready_two_thirds_60d:.3f}"
    )


def show(*, lives: int, seed: int) -> None:
    """Print the line of the defaults, then the table; progress goes to the error stream."""
    typer.echo(line(shipped(lives=lives, seed=seed)))
    with Progress(console=Console(stderr=True), transient=True) as progress:
        shown = table(lives=max(lives // 4, 50), seed=seed, progress=progress)
    Console(width=140).print(shown)


def shipped(*, lives: int, seed: int) -> Errors:
    """The figures of the defaults."""
    return errors(*SHIPPED, lives=lives, seed=seed)


def table(*, lives: int, seed: int, progress: Progress) -> Table:
    """The same for other thresholds and volumes, on ordinary days and on good and bad ones; false in 60 days, found in 30."""
    shown = Table(*HEADS)
    cases = list(product(VOLUMES, (ORDINARY, GOOD_AND_BAD)))
    for (threshold, volume), uneven in progress.track(cases, description="Living through the days"):
        found = errors(threshold, volume, lives=lives, seed=seed, uneven=uneven)
        shown.add_row(f"{threshold:.0%}", f"{volume:g}", "good and bad" if uneven else "ordinary", *_cells(found))
    return shown


def _cells(found: Errors) -> Iterator[str]:
    yield f"{found.false_below_60d:.1%}"
    yield f"{found.found_half_30d:.1%}"
    yield "over 120 d" if found.ready_median_days is None else f"{found.ready_median_days:g} d"
    yield f"{found.ready_two_thirds_60d:.1%}"
    yield f"{found.false_relapse_60d:.1%}"
    yield f"{found.found_relapse_30d:.1%}"
