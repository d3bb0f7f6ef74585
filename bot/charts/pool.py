"""Draws in a process of its own, started when first needed; a picture drawn once is kept by its data."""

from types import TracebackType
from typing import Self

from bot.charts.drawings import Drawing


class Pool:
    """`with Pool(workers=1) as pool: png = pool.draw(drawing)`. Thread-safe; a worker that dies is started anew and the drawing tried once more."""

    def __init__(self, workers: int = 1, keep: int = 64) -> None:
        """Nothing is started yet."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        """The pool."""
        raise NotImplementedError

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop the workers."""
        raise NotImplementedError

    def draw(self, drawing: Drawing) -> bytes:
        """The PNG."""
        raise NotImplementedError
