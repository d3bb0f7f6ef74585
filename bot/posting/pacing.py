"""Keeping below Slack's limits, so that Slack need not say so; and waiting as long as it asks when it does say so."""

from collections import defaultdict, deque
from collections.abc import Iterator
from datetime import datetime, timedelta

#: Between two messages to one channel (docs.slack.dev, rate limits: chat.postMessage about one a second and channel).
APART = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
POST, UPDATE = "chat.postMessage", "chat.update"
OTHERS = "chat.update of what is no board"  # counted besides, so that many edits at once leave room for the boards
#: Calls of a method a minute in one workspace, below its tier ([R]: T2 20+, T3 50+, T4 100+); for posts the workspace's own limit,
#: "several hundred messages per minute" (docs.slack.dev, rate limits).
MOST = {
    POST: 200,
    UPDATE: 49,  # four boards every five seconds, and one more
    OTHERS: 20,
    "conversations.history": 45,
    "conversations.open": 45,
    "files.completeUploadExternal": 90,
    "files.getUploadURLExternal": 90,
    "pins.add": 18,
    "pins.remove": 18,
}


class Pacing:
    """When a method may be called next in a workspace (its row's id). For one thread, but for looking."""

    def __init__(self) -> None:
        self._called: dict[tuple[int, str], deque[datetime]] = defaultdict(deque)
        self._held: dict[tuple[int, str], datetime] = {}
        self._refused: dict[int, dict[str, datetime]] = defaultdict(dict)

    def free_at(self, workspace_id: int, method: str, now: datetime) -> datetime | None:
        """When the method may be called; None: now."""
        held = self._held.get((workspace_id, method), now)
        if held > now:
            return held
        calls = self._called[workspace_id, method]
        while calls and not now - MINUTE < calls[0] <= now:
            calls.popleft()
        return calls[0] + MINUTE if len(calls) >= MOST.get(method, len(calls) + 1) else None

    def lately(self, workspace_id: int, method: str, now: datetime) -> int:
        """How often the method was called within the last minute; for any thread."""
        return sum(now - MINUTE < one <= now for one in self._called.get((workspace_id, method), deque()).copy())

    def called(self, workspace_id: int, method: str, now: datetime) -> None:
        """It is called now."""
        self._called[workspace_id, method].append(now)

    def refused(self, workspace_id: int, method: str, to: str, until: datetime, now: datetime) -> bool:
        """Slack asks to wait; True when that is for the whole workspace and not for one channel.

        A post is limited by its channel, unless a second channel is refused meanwhile; every other method by the workspace.
        """
        if method == POST:
            pauses = {place: end for place, end in self._refused[workspace_id].items() if end > now} | {to: until}
            self._refused[workspace_id] = pauses
            if len(pauses) < 2:
                return False
            until = max(pauses.values())
        self._held[workspace_id, method] = until
        return method == POST

    def closed(self, now: datetime) -> Iterator[int]:
        """The workspaces where nothing can be posted now."""
        for workspace_id in {workspace_id for workspace_id, method in [*self._held, *self._called] if method == POST}:
            if self.free_at(workspace_id, POST, now):
                yield workspace_id
