"""The workspace's clock: real time plus an offset that can be moved, and that grows by itself when the clock runs faster."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Starts at `start` (aware; None: real now) and runs in real speed unless told otherwise; only ever moved forward or set."""

    def __init__(self, start: datetime | None = None) -> None:
        """The only place of the sandbox that reads the real time."""
        self.when_moved: list[Callable[[], None]] = []
        self.speed = 1.0  # seconds of the workspace in a real one
        self._offset, self._since = timedelta(0), self.real()
        if start is not None:
            self.set(start)

    @property
    def offset(self) -> timedelta:
        """How far it is from real time by now."""
        return self._offset + (self.real() - self._since) * (self.speed - 1)

    def real(self) -> datetime:
        """The real time, for what a workspace cannot bend: signatures, acknowledgements, sockets."""
        return datetime.now(UTC)

    def now(self) -> datetime:
        """The workspace's time, aware."""
        return self.real() + self.offset

    def move(self, by: timedelta) -> None:
        """Forward by so much. ValueError when backward."""
        if by < timedelta(0):
            raise ValueError("a workspace's clock only moves forward")
        self._offset += by
        self._moved()

    def set(self, to: datetime) -> None:
        """To a moment (aware, else ValueError)."""
        if to.tzinfo is None:
            raise ValueError("a moment needs its offset from UTC, such as +09:00 or Z")
        self._since = self.real()
        self._offset = to - self._since
        self._moved()

    def run(self, speed: float) -> None:
        """So many times as fast as real time from now on, 0.01 to 100,000. ValueError."""
        if not 0.01 <= speed <= 100_000:
            raise ValueError("a clock runs 0.01 to 100,000 times as fast as real time")
        self._offset, self._since, self.speed = self.offset, self.real(), speed
        self._moved()

    def real_until(self, moment: datetime) -> float:
        """Real seconds until then, unless the clock is moved; 0 when it is past."""
        return max((moment - self.now()).total_seconds(), 0) / self.speed

    def _moved(self) -> None:
        for tell in self.when_moved:
            tell()
