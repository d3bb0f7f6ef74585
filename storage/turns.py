"""One writer of this process at a time in each SQLite file, in the order they came."""

import threading
from collections import deque
from functools import cache


class Turns:
    """A lock that is given in the order it was asked for: an ordinary one lets newcomers overtake those who wait."""

    def __init__(self) -> None:
        """Free."""
        self._guard = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()
        self._held = False

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        return len(self._waiting)

    def acquire(self, timeout: float) -> bool:
        """Whether it was given within so many seconds."""
        with self._guard:
            if not self._held:
                self._held = True
                return True
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        if turn.acquire(timeout=timeout):
            return True
        with self._guard:
            if turn not in self._waiting:  # given in the last moment
                return True
            self._waiting.remove(turn)
            return False

    def release(self) -> None:
        """On to the next."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._held = False


@cache
def write_lock(database: str | None) -> Turns:  # noqa: ARG001 - the cache's key
    """One lock for each SQLite file: its busy handler would starve writers for seconds."""
    return Turns()
