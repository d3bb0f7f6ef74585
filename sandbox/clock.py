"""The workspace's clock: real time plus an offset that can be moved."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Starts at `start` (aware; None: real now) and runs in real speed; only ever moved forward or set."""

    def __init__(self, start: datetime | None = None) -> None:
        """The only place of the sandbox that reads the real time."""
        self.when_moved: Callable[[], None] = lambda: None
        self.offset = timedelta(0)
        if start is not None:
            self.set(start)

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
        self.offset += by
        self.when_moved()

    def set(self, to: datetime) -> None:
        """To a moment (aware, else ValueError)."""
        if to.tzinfo is None:
            raise ValueError("a moment needs its offset from UTC, such as +09:00 or Z")
        self.offset = to - self.real()
        self.when_moved()
