"""The sentences of a language. Each is parsed when it is first said: to parse all of them would hold others up for half a second."""

import re
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import Message

LOCALES = Path(__file__).parent / "locales"
_BEGINS = re.compile(r"^(?=[a-z])", re.MULTILINE)  # what else a file holds is indented, closes a placeable or is a comment


class Sentences(FluentBundle):
    """All messages of locales/<language>/*.ftl."""

    def __init__(self, language: str) -> None:
        """Raises OSError for a language that has no folder to read."""
        super().__init__([language], use_isolating=False)
        files = (path.read_text(encoding="utf-8") for path in sorted((LOCALES / language).iterdir()))
        entries = (entry for text in files for entry in _BEGINS.split(text)[1:])
        self._unread = {entry.partition(" ")[0]: entry for entry in entries}

    @property
    def keys(self) -> frozenset[str]:
        """Their names."""
        return frozenset(self._unread)

    def has_message(self, message_id: str) -> bool:
        """Whether somebody wrote it."""
        return message_id in self._unread

    def _lookup(self, entry_id: str, term: bool = False) -> Message:
        if entry_id not in self._compiled:
            self.add_resource(FluentResource(self._unread[entry_id]))
        return super()._lookup(entry_id, term)


of_language = cache(Sentences)
