"""Every sentence a member can read, from locales/<language>/*.ftl, with numbers, money and dates in the reader's form."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal, format_percent
from fluent.runtime import FluentBundle, FluentResource

LANGUAGES = ("en", "ja")
LOCALES = Path(__file__).parent / "locales"

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_MARKS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "*": "∗", "_": "＿", "~": "∼", "`": "ˋ"})


class Markup(str):
    """Text that is already safe mrkdwn: mentions, and sentences that were said."""

    __slots__ = ()


def mention(slack_id: str) -> Markup:
    """A person, as Slack shows them."""
    return Markup(f"<@{slack_id}>")


def channel_link(channel_id: str) -> Markup:
    """A channel, as Slack shows it."""
    return Markup(f"<#{channel_id}>")


def visible(words: str) -> str:
    """A person's words on one line, without control, zero-width and direction marks; never longer than 500 characters."""
    kept = "".join(c if unicodedata.category(c) not in {"Cc", "Cs", "Zl", "Zp"} else " " for c in words)
    kept = " ".join(_INVISIBLE.sub("", kept).split())
    return kept if len(kept) <= 500 else kept[:499] + "…"


def escaped(words: str) -> Markup:
    """A person's words as mrkdwn that shows them and does nothing else: no mention, link, channel call, bold or code."""
    return Markup(visible(words).translate(_MARKS))


_locale = cache(Locale.parse)


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted((LOCALES / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


def keys(language: str) -> frozenset[str]:
    """The names of all sentences of a language."""
    return frozenset(_bundle(language)._messages)


def _format(language: str, key: str, values: dict[str, Any]) -> str:
    bundle = _bundle(language)
    pattern = bundle.get_message(key).value  # LookupError: a sentence nobody wrote
    assert pattern is not None, key
    said, errors = bundle.format_pattern(pattern, values)
    if errors:
        raise ValueError(f"{language} {key}: {errors[0]!r}")
    return str(said)


class Words:
    """The sentences of one reader: `words("log-recorded", count=12)` is mrkdwn, `words.plain(…)` plain text.

    Values that are str are a person's words and are made harmless; Markup stays as it is; int is for plurals and shown with
    separators; everything else is formatted first with the methods below.
    """

    def __init__(self, language: str, zone: ZoneInfo, currency: str = "JPY") -> None:
        """`language` is "en" or "ja"."""
        self.language = language
        self.zone = zone
        self.currency = currency

    def __call__(self, key: str, /, **values: Any) -> Markup:  # noqa: ANN401 - whatever a sentence takes
        """A sentence as mrkdwn."""
        safe = {k: escaped(v) if isinstance(v, str) and not isinstance(v, Markup) else v for k, v in values.items()}
        return Markup(_format(self.language, key, {k: str(v) if isinstance(v, Markup) else v for k, v in safe.items()}))

    def plain(self, key: str, /, **values: Any) -> str:  # noqa: ANN401
        """A sentence for a button, a title, a chart: shown as it is, so only made visible, not escaped."""
        return _format(self.language, key, {k: visible(v) if isinstance(v, str) else v for k, v in values.items()})

    def has(self, key: str) -> bool:
        """Whether this sentence exists."""
        return _bundle(self.language).has_message(key)

    def number(self, value: Decimal | float, places: int = 1) -> Markup:
        """13.3; 1,240 — at most `places` decimals, none where they are zero."""
        return Markup(format_decimal(value, format="#,##0." + "#" * places if places else "#,##0", locale=_locale(self.language)))

    def percent(self, share: Decimal | float | None, places: int = 0) -> Markup:
        """0.1125 → 11% (– when there is nothing to divide by)."""
        if share is None:
            return Markup("–")
        return Markup(format_percent(share, format="0." + "0" * places + "%" if places else "0%", locale=_locale(self.language)))

    def money(self, amount: Decimal | int) -> Markup:
        """¥1,240,000; whole units where the currency has cents and the amount has none."""
        whole = amount == int(amount)
        shape = "¤#,##0" if whole else None
        said = format_currency(amount, self.currency, format=shape, locale=_locale(self.language), currency_digits=not whole)
        return Markup(said.replace("\uffe5", "¥"))  # the wide yen sign of ja looks foreign beside our digits

    def day(self, day: date) -> Markup:
        """Wed, Nov 25 · 11月25日(水)."""
        return Markup(format_date(day, "M月d日(E)" if self.language == "ja" else "EEE, MMM d", locale=_locale(self.language)))

    def clock(self, at: datetime) -> Markup:
        """14:00, in the team's zone."""
        return Markup(format_time(at.astimezone(self.zone).timetz(), "HH:mm", locale=_locale(self.language)))

    def when(self, at: datetime) -> Markup:
        """Wed, Nov 25, 14:00 · 11月25日(水) 14:00, in the team's zone."""
        local = at.astimezone(self.zone)
        joint = " " if self.language == "ja" else ", "
        return Markup(f"{self.day(local.date())}{joint}{local:%H:%M}")

    def month(self, first: date) -> Markup:
        """November 2026 · 2026年11月."""
        return Markup(format_date(first, "y年M月" if self.language == "ja" else "LLLL y", locale=_locale(self.language)))

    def duration(self, seconds: int) -> Markup:
        """5 min · 5分; under a minute in seconds."""
        minutes, rest = divmod(seconds, 60)
        if self.language == "ja":
            return Markup(f"{minutes}分{rest}秒" if minutes and rest else f"{minutes}分" if minutes else f"{rest}秒")
        return Markup(f"{minutes} min {rest} s" if minutes and rest else f"{minutes} min" if minutes else f"{rest} s")
