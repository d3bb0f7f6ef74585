"""A scenario as it was written into its form: read field by field, with a sentence under each that needs another look."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.parsing import words as known
from bot.talk import Ask
from bot.text import readable
from bot.views import scenarios as view
from coaching.rubric import HIGHEST, Item, Rubric

_NUMBERED = re.compile(r"^[1-5][.):、．・]\s*(?=\D)|^[-•・*]\s+")
_SLASH = re.compile(r"\s*[/／]\s*")
_NAMED = re.compile(r"\s*[:：]\s*")
#: How many anchors can be written: all five, 1 · 3 · 5, or 1 · 5.
SPREAD = {5: (0, 1, 2, 3, 4), 3: (0, 2, 4), 2: (0, 4)}


@dataclass
class Written:
    """A submitted form; `errors` fills while it is read."""

    ask: Ask
    former: Rubric | None = None
    errors: dict[str, str] = field(default_factory=dict)

    def texts(self) -> dict[str, Any]:
        """What a version keeps of it, in one language."""
        return {
            "title": self._line("title", view.MOST_TITLE),
            "rep": self._line("rep", view.MOST_BRIEF),
            "mentor": self._line("mentor", view.MOST_BRIEF),
            "items": self._items(),
            "blockers": self._blockers(),
        }

    def step(self) -> str:
        """What it is for; "" the whole call."""
        chosen = str(self.ask.form.get("step") or "")
        if chosen not in {step or view.WHOLE for step in view.STEPS}:
            self._wrong("step", "scenario-error-step")
        return "" if chosen == view.WHOLE else chosen

    def pass_mark(self) -> int:
        """1 to 100; 70点 is one too."""
        text = known.normal(str(self.ask.form.get("pass-mark") or "")).removesuffix("点").removesuffix("%").strip()
        mark = known.count(text) or 0
        if not 1 <= mark <= 100:
            self._wrong("pass-mark", "scenario-error-pass-mark")
        return mark

    def _wrong(self, name: str, key: str, **values: int) -> None:
        self.errors.setdefault(name, self.ask.words.plain(key, **values))

    def _line(self, name: str, most: int) -> str:
        text = readable(str(self.ask.form.get(name) or ""))
        if not text:
            self._wrong(name, "scenario-error-empty")
        return self._within(name, text, most)

    def _within(self, name: str, text: str, most: int) -> str:
        if len(text) > most:
            self._wrong(name, "scenario-error-long", most=most, count=len(text))
        return text

    def _lines(self, name: str) -> list[str]:
        """A field's lines without numbers and dashes before them; empty ones left out."""
        lines = [readable(part) for part in str(self.ask.form.get(name) or "").splitlines()]
        return [_NUMBERED.sub("", part) for part in lines if part]

    def _items(self) -> list[dict[str, Any]]:
        found = [(f"item-{n}", self._lines(f"item-{n}")) for n in range(1, view.ITEMS + 1)]
        if not any(lines for _, lines in found):
            self._wrong("item-1", "scenario-error-no-item")
        items = [self._item(name, lines) for name, lines in found if lines]
        return [{"key": key, **item} for key, item in zip(self._items_keys([item["name"] for item in items]), items, strict=True)]

    def _item(self, name: str, lines: list[str]) -> dict[str, Any]:
        """A name, then what 1 to 5 look like: a line each, or `name: … / … / …` in one."""
        title, anchors = lines[0], lines[1:]
        if not anchors:
            parts = _NAMED.split(title, maxsplit=1)
            title, anchors = parts[0], [one for one in _SLASH.split(parts[1]) if one] if len(parts) > 1 else []
        self._within(name, title, view.MOST_NAME)
        if len(anchors) not in SPREAD:
            self._wrong(name, "scenario-error-anchors", count=len(anchors))
            return {"name": title, "anchors": []}
        for anchor in anchors:
            self._within(name, anchor, view.MOST_ANCHOR)
        places = SPREAD[len(anchors)]
        return {"name": title, "anchors": [anchors[places.index(n)] if n in places else "" for n in range(HIGHEST)]}

    def _items_keys(self, names: Sequence[str]) -> list[str]:
        """An item that keeps its name keeps its key, so that it can be followed through versions."""
        before: tuple[Item, ...] = self.former.items if self.former else ()
        return _keys(names, [(item.name, item.key) for item in before])

    def _blockers(self) -> dict[str, str]:
        lines = self._lines("blockers")
        if len(lines) > view.BLOCKERS:
            self._wrong("blockers", "scenario-error-blockers", most=view.BLOCKERS)
        for line in lines:
            self._within("blockers", line, view.MOST_ANCHOR)
        before = self.former.blockers.items() if self.former else ()
        return dict(zip(_keys(lines, [(text, key) for key, text in before]), lines, strict=True))


def _keys(names: Sequence[str], before: Sequence[tuple[str, str]]) -> list[str]:
    """For each name the key it had before (`before`: name, key), or a new one; of the same name in order."""
    left, taken = list(before), {key for _, key in before}
    unused = (key for n in range(1, 99) if (key := f"own{n}") not in taken)
    keys: list[str] = []
    for name in names:
        kept = next((pair for pair in left if pair[0] == name), None)
        if kept:
            left.remove(kept)
        keys.append(kept[1] if kept else next(unused))
    return keys
