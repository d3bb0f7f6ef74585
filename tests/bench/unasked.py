"""What is said unasked: how soon after what caused it, and how much of it in a day."""

from collections.abc import Iterator
from pathlib import Path

from bot.demo import seeding
from coaching.posts import MOST_A_DAY
from storage.engine import connect, migrate
from tests.bench import flips
from tests.bench.line import Line
from tests.weeks.budget import FEW, MONTHS, Months


def turned(folder: Path, *, quick: bool) -> Iterator[Line]:
    """Two hundred paces that turn while everybody logs; the quick form two dozen."""
    found = flips.measure(folder, **({"days": 2, "reps": 12} if quick else {}))
    told, shown = (f"p50 {flips.quantile(one, 0.5):.1f} s, p99 {flips.quantile(one, 0.99):.1f} s" for one in (found.told, found.shown))
    missing = 2 * found.flips - len(found.told) - len(found.shown)
    said = f"{told}; {found.logged} calls logged meanwhile" + (f"; {missing} NEVER SEEN" if missing else "")
    yield Line(f"{found.flips} flips of a pace, outcome to DM", said, f"p99 ≤ {flips.BUDGET:.0f} s", found.holds)
    yield Line("the same to the live board", shown, f"p99 ≤ {flips.BUDGET:.0f} s", found.holds)


def alerts(folder: Path, *, quick: bool) -> Iterator[Line]:
    """Three months of the demo team after the demo's; the quick form five days."""
    engine = connect(f"sqlite:///{folder / 'alerts.db'}")
    migrate(engine)
    seeding.seed(engine)
    found = Months(engine, FEW).lived(5 if quick else MONTHS)
    engine.dispose()
    reminders = found.kinds.get("practice-soon", 0)
    said = f"{found.most} ({', '.join(list(found.fullest)[:2])}), {reminders} reminders of practices among them"
    holds = 0 < found.most <= MOST_A_DAY and reminders > 0
    yield Line(f"most unasked messages a person a day, {found.days} days", said, f"≤ {MOST_A_DAY}", holds)
