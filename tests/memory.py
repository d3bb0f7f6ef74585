"""Where the tests' databases and other files are: in memory where it is large, so that no commit of thousands waits for a disk."""

import atexit
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 4 << 30  # bytes: containers have 64 MiB there, and small machines need theirs
OLD = 12 * 3600  # seconds after which a run has ended, however it did


def kept_in(memory: Path = MEMORY, room: int = ROOM) -> None:
    """Temporary files of this process and those it starts go there and with it; TMPDIR=/tmp keeps them elsewhere, to be looked at."""
    if "TMPDIR" in os.environ or not os.access(memory, os.W_OK) or shutil.disk_usage(memory).free < room:
        return
    for left in memory.glob("onpace-tests-*"):
        with suppress(FileNotFoundError):
            if left.stat().st_mtime < time.time() - OLD:
                shutil.rmtree(left, ignore_errors=True)  # of a run that was killed
    folder = Path(tempfile.mkdtemp(prefix="onpace-tests-", dir=memory))
    folder.chmod(0o711)  # PostgreSQL's own account finds its folder in it
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    atexit.register(_removed, folder, os.getpid())


def _removed(folder: Path, owner: int) -> None:
    if os.getpid() == owner:  # no process forked from it
        shutil.rmtree(folder, ignore_errors=True)
