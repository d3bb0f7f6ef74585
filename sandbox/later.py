"""What is to happen later by the workspace's clock, in threads of its own."""

import heapq
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from itertools import count
from threading import Condition, Thread

from sandbox.clock import Clock

WORKERS = 8  # deeds at once; one may wait 3 s for an acknowledgement


class Later:
    """Deeds and their moments. A moved or faster clock brings them sooner. `close` forgets what is left."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.clock.when_moved.append(self.wake)
        self._deeds: list[tuple[datetime, int, Callable[[], object]]] = []
        self._number = count()
        self._news = Condition()
        self._thread: Thread | None = None
        self._closed = False
        self._pool = ThreadPoolExecutor(WORKERS, "sandbox-later")

    def after(self, seconds: float, deed: Callable[[], object], since: datetime | None = None) -> None:
        """Do it so many of the workspace's seconds from now, or from `since`."""
        with self._news:
            if self._closed:
                return
            heapq.heappush(self._deeds, ((since or self.clock.now()) + timedelta(seconds=seconds), next(self._number), deed))
            if self._thread is None:
                self._thread = Thread(target=self._run, name="sandbox-later", daemon=True)
                self._thread.start()
            self._news.notify()

    def waiting(self) -> int:
        """How many deeds are still to be done."""
        return len(self._deeds)

    def wake(self) -> None:
        """The clock was moved: look again."""
        with self._news:
            self._news.notify()

    def close(self) -> None:
        """Nothing more happens; what runs is let end."""
        with self._news:
            self._closed = True
            self._deeds.clear()
            self._news.notify()
        if self._thread:
            self._thread.join(10)
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _run(self) -> None:
        with self._news:
            while not self._closed:
                wait = self.clock.real_until(self._deeds[0][0]) if self._deeds else None
                if wait == 0:
                    self._pool.submit(heapq.heappop(self._deeds)[2])
                else:
                    self._news.wait(wait)
