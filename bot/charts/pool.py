"""Draws in a process of its own, started when first needed; a picture drawn once is kept by its data."""

import gc
import multiprocessing
import os
import signal
import sys
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib.machinery import ModuleSpec
from multiprocessing import resource_tracker
from threading import Lock, Thread
from types import TracebackType
from typing import Self

from bot.charts.drawings import Drawing


class Pool:
    """`with Pool(workers=1) as pool: png = pool.draw(drawing)`. Thread-safe.

    A worker that dies is started anew and the drawing tried once more.
    """

    def __init__(self, workers: int = 1, keep: int = 64) -> None:
        """Nothing is started yet; the last `keep` pictures asked for are kept."""
        self._workers = workers
        self._keep = keep
        self._lock = Lock()
        self._pictures: OrderedDict[Drawing, bytes] = OrderedDict()
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """The pool."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop the workers."""
        with self._lock:
            executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(cancel_futures=True)

    def draw(self, drawing: Drawing) -> bytes:
        """The PNG. BrokenProcessPool when the worker died twice over it."""
        with self._lock:
            if drawing in self._pictures:
                self._pictures.move_to_end(drawing)
                return self._pictures[drawing]
        picture = self._drawn(drawing)
        with self._lock:
            self._pictures[drawing] = picture
            while len(self._pictures) > self._keep:
                self._pictures.popitem(last=False)
        return picture

    def _drawn(self, drawing: Drawing) -> bytes:
        try:
            return self._asked(drawing).result()
        except BrokenProcessPool:
            return self._asked(drawing).result()

    def _asked(self, drawing: Drawing) -> Future[bytes]:
        """Ctrl-C is raised in the main thread, wherever it is, and would leave a worker half started: another one starts it."""
        started: Future[Future[bytes]] = Future()
        Thread(target=self._start, args=(drawing, started), daemon=True).start()
        return started.result()

    def _start(self, drawing: Drawing, started: Future[Future[bytes]]) -> None:
        try:
            with self._lock, _interrupts_held(), _program_left_out():
                if self._executor is None or _is_broken(self._executor):
                    self._executor = ProcessPoolExecutor(self._workers, multiprocessing.get_context("spawn"), initializer=_ready)
                started.set_result(self._executor.submit(_png, drawing))
        except Exception as trouble:  # noqa: BLE001 - whoever asked for the picture is told
            started.set_exception(trouble)


def _is_broken(executor: ProcessPoolExecutor) -> bool:
    return bool(executor._broken)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A worker started in here is born deaf to Ctrl-C, which is the bot's to answer: it would else print a traceback while it starts."""
    resource_tracker.ensure_running()  # it would else be started with the worker, and let interrupts in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _program_left_out() -> Iterator[None]:
    """A worker started in here does not load the program again that started us, as it would where that is a script (`onpace run`)."""
    program = sys.modules["__main__"]
    before = program.__spec__
    program.__spec__ = ModuleSpec("bot.__main__", None)  # what ends so is taken for a package's own and left alone
    try:
        yield
    finally:
        program.__spec__ = before


def _ready() -> None:
    """In the worker: deaf to Ctrl-C, gone when the bot is gone (also by kill −9), behind the bot's acknowledgements where both want the
    processor, the drawing code loaded.
    """
    os.nice(5)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_leave_with_parent, daemon=True).start()
    import bot.charts.picture  # noqa: F401

    gc.freeze()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _png(drawing: Drawing) -> bytes:
    """In the worker only: matplotlib never comes into the bot's own process."""
    from bot.charts.picture import png

    try:
        return png(drawing)
    finally:
        gc.collect()  # a figure is a knot of cycles: some MiB that would else lie about until a hundred more are drawn
