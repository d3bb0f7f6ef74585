"""Runs every measure, prints one table, and says which budgets hold. `--quick` leaves the ten million calls out."""

import argparse
import asyncio
import csv
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot import scoreboard
from bot.charts import Pace, Pool
from bot.demo import seeding
from bot.demo.cast import CAST
from bot.importing import Plan, take
from coaching.calendar import month_of
from coaching.terms import Role
from storage import teams
from storage.engine import connect, migrate, reading, writing
from tests.bench import load, places
from tests.bench.crowd import crowded

REPS = [person.slack_id for person in CAST if Role.REP in person.roles]
SECONDS = 5.0


@dataclass(frozen=True)
class Line:
    """One measure: what, how much, against what, and whether it holds (None: only for orientation)."""

    what: str
    measured: str
    budget: str = ""
    holds: bool | None = None


def commands(folder: Path) -> Iterator[Line]:
    """A bare Bolt command against /log contact and /kpi me over HTTP."""
    with places.slack(folder) as api, places.onpace(folder, api) as (port, process, started):
        yield Line("start-up of onpace run", f"{started:.2f} s", "≤ 1 s", started <= 1)
        bare_port = places.free_port()
        with places.process(["tests.bench.bare", str(bare_port), api], f"http://127.0.0.1:{bare_port}/healthz"):
            for clients in (1, 8, 64):
                yield from _side_by_side(port, bare_port, clients)
        own, children = places.memory(process)
        yield Line("memory: bot · charts", f"{own:.0f} · {children:.0f} MiB", "≤ 90 + 100 MiB", own <= 90 and children <= 100)


def _side_by_side(port: int, bare_port: int, clients: int) -> Iterator[Line]:
    bare = asyncio.run(load.run(bare_port, "", REPS, clients=clients, seconds=SECONDS))
    logged = asyncio.run(load.run(port, "contact", REPS, clients=clients, seconds=SECONDS))
    asked = asyncio.run(load.run(port, "me", REPS, clients=clients, seconds=SECONDS, name="/kpi"))
    most = {1: 100, 8: 100, 64: 500}[clients]
    yield Line(f"bare Bolt command, {clients} clients", _said(bare))
    for name, found in (("/log contact", logged), ("/kpi me", asked)):
        p99 = found.quantile(0.99)
        yield Line(f"{name}, {clients} clients", _said(found), f"p99 ≤ {most} ms, no error", p99 <= most and not found.errors)
    ratio = logged.rate / bare.rate
    yield Line(f"/log ÷ bare, {clients} clients", f"{ratio:.2f}", "≥ 0.20" if clients == 8 else "", ratio >= 0.2 if clients == 8 else None)


def _said(found: load.Load) -> str:
    errors = f", {found.errors} errors" if found.errors else ""
    return f"{found.rate:,.0f}/s, p50 {found.quantile(0.5):.1f} ms, p99 {found.quantile(0.99):.1f} ms{errors}"


def figures(folder: Path, counts: tuple[int, ...]) -> Iterator[Line]:
    """The figures of /kpi team at growing numbers of calls."""
    medians: dict[int, float] = {}
    for count in counts:
        start = time.perf_counter()
        engine = crowded(folder, count)
        made = time.perf_counter() - start
        times = sorted(_timed(lambda: _board(engine)) for _ in range(120))  # noqa: B023 - used at once
        engine.dispose()
        (folder / f"calls-{count}.db").unlink()
        medians[count] = times[60]
        most = 100 if count > 1_000_000 else 50
        p99 = 1000 * times[-2]
        said = f"p50 {1000 * times[60]:.1f} ms, p99 {p99:.1f} ms (made in {made:.0f} s)"
        yield Line(f"/kpi team figures, {count:,} calls", said, f"p99 ≤ {most} ms", p99 <= most)
    small, large = counts[1], counts[-1]
    ratio = medians[large] / medians[small]
    yield Line(f"/kpi team {large:,} ÷ {small:,} calls", f"{ratio:.2f}", "≤ 1.5", ratio <= 1.5)


def _board(engine: object) -> None:
    with reading(engine) as session:  # type: ignore[arg-type]
        team = teams.find(session, workspace_id=1, team_id=1)
        assert team
        scoreboard.of_team(session, team=team, period=month_of(date(2026, 11, 1)), now=seeding.BEGINS)


def charts() -> Iterator[Line]:
    """A chart cold (the process starts) and warm (another picture)."""
    with Pool() as pool:
        cold = _timed(lambda: pool.draw(_drawing(0)))
        warm = sorted(_timed(lambda n=n: pool.draw(_drawing(n))) for n in range(1, 21))
        again = _timed(lambda: pool.draw(_drawing(20)))
    yield Line("a chart, cold", f"{1000 * cold:.0f} ms")
    yield Line("a chart, warm", f"p50 {1000 * warm[10]:.0f} ms, worst {1000 * warm[-1]:.0f} ms", "p50 ≤ 150 ms", warm[10] <= 0.15)
    yield Line("the same chart again", f"{1000 * again:.2f} ms")


def _drawing(n: int) -> Pace:
    days = tuple(f"11/{day}" for day in range(2, 21))
    return Pace(
        f"商談 {n}件",
        "目標 18件",
        days=days,
        held=tuple(range(14)),
        position=13.5,
        goal=18,
        expected=13.3,
        held_label=f"実施 {n}",
        goal_label="目標 18",
    )


def imports(folder: Path) -> Iterator[Line]:
    """Rows a second of a file of fifty thousand calls."""
    path, rows = folder / "calls.csv", 50_000
    with path.open("w", newline="", encoding="utf-8") as out:
        table = csv.writer(out)
        table.writerow(["day", "outcome", "source", "talk_seconds"])
        table.writerows([f"2026-11-{n % 28 + 1:02d}", ("no-answer", "contact")[n % 2], "web", n % 300] for n in range(rows))
    engine = connect(f"sqlite:///{folder / 'import.db'}")
    migrate(engine)
    people = folder / "members.csv"
    people.write_text("name,role,team\nA,rep,T\nB,rep,T\n", encoding="utf-8")
    from storage import workspaces

    with writing(engine) as session:
        workspace = workspaces.ensure(session, slack_id="T0BENCH", now=seeding.BEGINS)
        session.flush()
        assert workspace.id
    take(engine, people, Plan("members"), workspace_id=workspace.id, now=seeding.BEGINS)
    seconds = _timed(lambda: take(engine, path, Plan("calls", assign_reps=True), workspace_id=workspace.id or 0, now=seeding.BEGINS))
    engine.dispose()
    yield Line("import of calls", f"{rows / seconds:,.0f} rows/s")


def _timed(deed: Callable[[], object]) -> float:
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true", help="one million calls at most")
    quick = options.parse_args().quick
    counts = (10_000, 100_000, 1_000_000) if quick else (10_000, 100_000, 1_000_000, 10_000_000)
    console, table = Console(), Table("measure", "measured", "budget", "holds")
    broken = 0
    with tempfile.TemporaryDirectory(prefix="onpace-bench-") as name:
        folder = Path(name)
        for lines in (commands(folder), charts(), imports(folder), figures(folder, counts)):
            for line in lines:
                verdict = {True: "yes", False: "NO", None: ""}[line.holds]
                broken += line.holds is False
                console.print(f"[dim]{line.what}: {line.measured} {verdict}", highlight=False)
                table.add_row(line.what, line.measured, line.budget, verdict)
    console.print(table)
    console.print("All budgets hold." if not broken else f"{broken} budgets do not hold in this run.")


if __name__ == "__main__":
    main()
