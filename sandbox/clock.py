"""The workspace's clock: real time plus an offset that can be moved."""

from datetime import datetime, timedelta


class Clock:
    """Starts at `start` (aware; None: real now) and runs in real speed; only ever moved forward or set."""

    def __init__(self, start: datetime | None = None) -> None:
        """The only place of the sandbox that reads the real time."""
        raise NotImplementedError

    def now(self) -> datetime:
        """The workspace's time, aware."""
        raise NotImplementedError

    def move(self, by: timedelta) -> None:
        """Forward by so much."""
        raise NotImplementedError

    def set(self, to: datetime) -> None:
        """To a moment."""
        raise NotImplementedError
