"""`python -m bot.demo.leash PID`: ends one of the demo's processes when the demo, which holds the other end of stdin, is gone."""

import os
import signal
import sys
from contextlib import suppress


def hold(pid: int) -> None:
    """Wait until nobody holds the other end of stdin any more, then ask the process to end."""
    sys.stdin.buffer.read()
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)


if __name__ == "__main__":
    hold(int(sys.argv[1]))
