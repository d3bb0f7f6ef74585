"""Where the tests' databases and other files are: in memory where it is large, so that no commit of thousands waits for a disk."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 4 << 30  # bytes: containers have 64 MiB there, and small machines need theirs


def kept_in(memory: Path = MEMORY, room: int = ROOM) -> None:
    """Temporary files of this process and those it starts go there and with it; TMPDIR=/tmp keeps them elsewhere, to be looked at."""
    if "TMPDIR" in os.environ or not os.access(memory, os.W_OK) or shutil.disk_usage(memory).free < room:
        return
    folder = memory / f"onpace-tests-{os.getpid()}"
    for left in memory.glob("onpace-tests-*"):
        if not Path("/proc", left.name.rpartition("-")[2]).exists():
            shutil.rmtree(left, ignore_errors=True)  # of one that was killed
    folder.mkdir()
    folder.chmod(0o711)  # PostgreSQL's own account finds its folder in it
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
