"""What the bot writes while it runs: lines for people at a terminal, JSON for machines; of every library too, and no secret in any."""

import logging
import re
import sys
import threading
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog
from structlog.typing import Processor

#: Tokens, one-time tickets of Socket Mode addresses, addresses that answer for somebody: the SDK may put them into a line.
_SECRETS = re.compile(r"\b(xox[a-z]-|xapp-|xoxe\.xox[a-z]-)[\w-]+|(ticket=)[^&\s\"'\\]+|(hooks\.slack\.com/)[^\s\"'\\]+")


def begin(stream: TextIO | None = None) -> None:
    """Write to this stream, else stderr, from now on: our own events, what libraries log, warnings, and what ends a thread."""
    out = stream or sys.stderr
    for_people = out.isatty()
    before = _before(for_people)
    shown: Any = structlog.dev.ConsoleRenderer() if for_people else structlog.processors.JSONRenderer(ensure_ascii=False)
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, *before, shown, _masked],
        logger_factory=structlog.WriteLoggerFactory(out),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *before],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, shown, _masked],
        )
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.captureWarnings(capture=True)
    threading.excepthook = _thread_ended


def _before(for_people: bool) -> list[Processor]:
    plain = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)  # locals would carry people's words into the log
    return [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.processors.ExceptionRenderer() if for_people else structlog.processors.ExceptionRenderer(plain),
    ]


def _masked(_: object, __: str, line: str | MutableMapping[str, Any]) -> str:
    """The finished line without secrets."""
    return _SECRETS.sub(lambda found: f"{found[1] or found[2] or found[3]}…", str(line))


def _thread_ended(ended: threading.ExceptHookArgs) -> None:
    """A thread's last words, as a line of the log."""
    if ended.exc_value is not None and not issubclass(ended.exc_type, SystemExit):
        name = ended.thread.name if ended.thread else ""
        structlog.get_logger().error("a thread ended", thread=name, exc_info=(ended.exc_type, ended.exc_value, ended.exc_traceback))
