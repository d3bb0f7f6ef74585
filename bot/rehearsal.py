"""`onpace simulate` at a terminal: how often standings, claims and gaps err, by known truth, and whether mornings keep to their rules."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from zoneinfo import ZoneInfo

import numpy as np
import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix

from coaching.calendar import Calendar
from coaching.placing import Mentor, Trainee, Why
from coaching.simulation import Ae, Cast, spread
from coaching.simulation.claims import Claims, claims
from coaching.simulation.forecasts import EVEN, UNEVEN, Calibration, calibration
from coaching.simulation.mornings import Mornings, mornings
from coaching.simulation.omissions import Omissions, omissions
from coaching.simulation.truths import GOOD_AND_BAD, ORDINARY, Errors, errors

SHIPPED = (0.10, 7.0)  # threshold, contacts a day: what the published line is for
HEADS = ("threshold", "tries a day", "days", "false below", "half found", "ready, median", "⅔ ready", "false relapse", "relapse found")
TEAMS, MORNINGS, FORETOLD = 10, 2, 40  # lives for one simulated team, mornings for a life, lives for one team foretold
BANDS = ("forecast", "ordinary days", "said", "reached", "good and bad days", "said", "reached")
VOLUMES = ((0.10, 3.0), (0.10, 7.0), (0.15, 7.0), (0.15, 20.0), (0.15, 45.0))


def line(found: Errors) -> str:
    """The published figures, in one line to read by machine: shares, and business days."""
    days = "none" if found.ready_median_days is None else f"{found.ready_median_days:g}"
    return (
        f"false_below_60d={found.false_below_60d:.3f} found_half_30d={found.found_half_30d:.3f} "
        f"ready_median_days={days} ready_two_thirds_60d={found.ready_two_thirds_60d:.3f}"
    )


def claims_line(found: Claims) -> str:
    """What is said of practice, by known truth: shares of the teams."""
    return f"claims_without_effect={found.at_a_look:.3f} claims_ever_40d={found.ever:.3f} doubling_found_40d={found.found:.3f}"


def mornings_line(found: Mornings) -> str:
    """Rules broken by the matching (mornings), and who was served: a share, and the number of the others by reason."""
    whys = " ".join(f"unserved_{why.value}={found.unserved.get(why, 0)}" for why in Why)
    return (
        f"capacity_exceeded={found.over_capacity} double_booked={found.double_booked} feasible_left_out={found.left_out} "
        f"due={found.due} served={found.served / max(found.due, 1):.3f} {whys}"
    )


def gaps_line(found: Omissions) -> str:
    """What was left out and found, and asked for although nothing was missing: shares; of working days, those with a false silence."""
    left_out = sum(found.left_out.values())
    return (
        f"gaps_left_out={left_out} gaps_found={found.found_share:.3f} gaps_false={found.false_share:.3f} "
        f"silence_false_days={found.false_silences:.3f}"
    )


def gaps(*, seed: int) -> Omissions:
    """Three months of six reps and two AEs with things left out."""
    reps, aes = spread(range(1, 7), seed=seed), [Ae(21, 200), Ae(22)]
    cast = Cast(calendar=Calendar(ZoneInfo("UTC")), reps=reps, aes=aes, companies=[f"Company {n}" for n in range(600)])
    return omissions(cast, seed=seed, first=date(2026, 8, 3), last=date(2026, 11, 13))


def forecasts_line(found: Calibration, kind: str) -> str:
    """How far the chances told were from the shares of goals reached, and their squared error beside a run-rate's."""
    return (
        f"forecasts_{kind}={len(found.told)} furthest_band={found.furthest:.3f} "
        f"brier={found.brier:.3f} brier_run_rate={found.brier_of_run_rate:.3f}"
    )


def bands(ordinary: Calibration, uneven: Calibration) -> Table:
    """The forecasts by tens: how many, what they said, and the share of goals reached."""
    shown = Table(*BANDS)
    for at, both in enumerate(zip(ordinary.bands, uneven.bands, strict=True)):
        cells = [cell for band in both for cell in (f"{band.count:,}", f"{band.said:.1%}", f"{band.reached:.1%}")]
        shown.add_row(f"{at * 10}–{at * 10 + 10} %", *cells)
    return shown


def show(*, lives: int, seed: int) -> None:
    """Print the lines of the defaults, then the table; progress goes to the error stream."""
    typer.echo(line(shipped(lives=lives, seed=seed)))
    typer.echo(claims_line(claims(*SHIPPED, teams=max(lives // TEAMS, 20), seed=seed)))
    typer.echo(mornings_line(mornings(lives // MORNINGS, seed=seed, most_served=most_served)))
    typer.echo(gaps_line(gaps(seed=seed)))
    teams = max(lives // FORETOLD, 5)
    foretold = [calibration(teams=teams, seed=seed, uneven=uneven) for uneven in (EVEN, UNEVEN)]
    for found, kind in zip(foretold, ("ordinary", "good_and_bad"), strict=True):
        typer.echo(forecasts_line(found, kind))
    with Progress(console=Console(stderr=True), transient=True) as progress:
        shown = table(lives=max(lives // 4, 50), seed=seed, progress=progress)
    for each in (shown, bands(*foretold)):
        Console(width=140).print(each)


def most_served(trainees: Sequence[Trainee], mentors: Sequence[Mentor]) -> int:
    """The most that could be served, by scipy's integer programme (HiGHS); practices are of one length and begin together.

    At most 1: practices of a trainee, of a mentor's slot, of anybody at one time; of a mentor: what they can give.
    """
    pairs = [(one, who) for one in trainees for who in mentors if not who.away and who.id != one.id]
    ways = [(one.id, who.id, at) for one, who in pairs for at in who.slots if one.can(who.id, at)]
    if not ways:
        return 0
    limits = {f"given {who.id}": who.most for who in mentors}
    held = [(f"rep {rep}", f"given {who}", f"{rep} {at}", f"{who} {at}") for rep, who, at in ways]
    rows = {key: n for n, key in enumerate(dict.fromkeys(key for keys in held for key in keys))}
    table = lil_matrix((len(rows), len(ways)))
    for column, keys in enumerate(held):
        for key in keys:
            table[rows[key], column] = 1
    most = [limits.get(key, 1) for key in rows]
    each = np.ones(len(ways))
    found = milp(-each, integrality=each, bounds=Bounds(0, 1), constraints=LinearConstraint(table.tocsr(), ub=most))
    return round(-float(found.fun))


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
