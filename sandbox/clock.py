"""The workspace's clock: real time plus an offset that can be moved, and that grows by itself when the clock runs faster."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from threading import Lock

FIRST, LAST = datetime(1970, 1, 2, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)  # a ts is ten digits of seconds: up to 2286


@dataclass(frozen=True)
class Course:
    """From the real moment `since` on, `offset` away from real time and `speed` times as fast."""

    offset: timedelta
    since: datetime
    speed: float

    def offset_at(self, real: datetime) -> timedelta:
        """How far from real time at that real moment."""
        return self.offset + (real - self.since) * (self.speed - 1)


class Clock:
    """Starts at `start` (aware; None: real now) and runs in real speed unless told otherwise; only ever moved forward or set."""

    def __init__(self, start: datetime | None = None) -> None:
        """The only place of the sandbox that reads the real time."""
        self.when_moved: list[Callable[[], None]] = []
        self._lock = Lock()
        self._course = Course(timedelta(0), self.real(), 1.0)  # replaced whole: who reads meanwhile never sees half of a move
        if start is not None:
            self.set(start)

    @property
    def offset(self) -> timedelta:
        """How far it is from real time by now."""
        return self._course.offset_at(self.real())

    @property
    def speed(self) -> float:
        """Seconds of the workspace in a real one."""
        return self._course.speed

    def real(self) -> datetime:
        """The real time, for what a workspace cannot bend: signatures, acknowledgements, sockets."""
        return datetime.now(UTC)

    def now(self) -> datetime:
        """The workspace's time, aware."""
        real = self.real()
        return min(real + self._course.offset_at(real), LAST)

    def move(self, by: timedelta) -> None:
        """Forward by so much. ValueError when backward, or beyond LAST."""
        if by < timedelta(0):
            raise ValueError("a workspace's clock only moves forward")
        with self._lock:
            if by > LAST - self.now():
                raise ValueError(f"a workspace's clock goes up to {LAST:%Y}")
            self._course = replace(self._course, offset=self._course.offset + by)
        self._moved()

    def set(self, to: datetime) -> None:
        """To a moment (aware, and FIRST to LAST, else ValueError)."""
        if to.tzinfo is None:
            raise ValueError("a moment needs its offset from UTC, such as +09:00 or Z")
        if not FIRST <= to <= LAST:
            raise ValueError(f"a workspace's clock goes from {FIRST:%Y} up to {LAST:%Y}")
        with self._lock:
            real = self.real()
            self._course = Course(to - real, real, self.speed)
        self._moved()

    def run(self, speed: float) -> None:
        """So many times as fast as real time from now on, 0.01 to 100,000. ValueError."""
        if not 0.01 <= speed <= 100_000:
            raise ValueError("a clock runs 0.01 to 100,000 times as fast as real time")
        with self._lock:
            real = self.real()
            self._course = Course(self._course.offset_at(real), real, speed)
        self._moved()

    def real_until(self, moment: datetime) -> float:
        """Real seconds until then, unless the clock is moved; 0 when it is past."""
        return max((moment - self.now()).total_seconds(), 0) / self.speed

    def _moved(self) -> None:
        for tell in self.when_moved:
            tell()
