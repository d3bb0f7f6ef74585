"""Every sentence a member can read, from locales/<language>/*.ftl, with numbers, money and dates in the reader's form."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal, format_percent
from fluent.runtime.resolver import CurrentEnvironment, ResolverEnvironment
from fluent.runtime.types import FluentInt
from fluent.runtime.utils import native_to_fluent

from bot.sentences import of_language

LANGUAGES = ("en", "ja")

#: Signs nobody sees: zero-width, direction marks and isolates, fillers that pass for letters, tags, annotations.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
_MARKS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "*": "∗", "_": "＿", "~": "∼", "`": "ˋ"})
_COLON = re.compile(r":(?!(?<=[0-9]:)[0-9]{2}(?![0-9:]))")  # :tada: and https://…, but not 10:30
_TORN = re.compile(r"(?:&(?:am?p?|lt?|gt?)?|<[@#!][^<>\s]{0,40})$")  # an entity or mention cut in two
_FIRST, _LAST = "\u2068", "\u2069"  # first-strong isolate and its end
_PILED = 4  # marks upon one letter: what living scripts need; more of them hide the lines above and below


class Markup(str):
    """Text that is already safe mrkdwn: mentions, and sentences that were said."""

    __slots__ = ()


def mention(slack_id: str) -> Markup:
    """A person, as Slack shows them."""
    return Markup(f"<@{slack_id}>")


def channel_link(channel_id: str) -> Markup:
    """A channel, as Slack shows it."""
    return Markup(f"<#{channel_id}>")


def readable(words: str) -> str:
    """A person's words on one line as they are kept: no control, invisible or direction-changing sign, no tower of accents."""
    return _unpiled(unicodedata.normalize("NFC", " ".join(_INVISIBLE.sub("", _spaced(words)).split())))


def _unpiled(text: str) -> str:
    """Without marks that stand upon nothing or upon too many others."""
    marks = {sign for sign in set(text) if unicodedata.category(sign) in ("Mn", "Me")}  # each letter once: texts may be long
    kept, piled = [] if marks else [text], _PILED
    for sign in text if marks else "":
        piled = piled + 1 if sign in marks else 0
        kept += [sign] if piled <= _PILED else []
    return "".join(kept)


def _spaced(words: str) -> str:
    return words.translate({ord(sign): " " for sign in set(words) if unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"}})


def visible(words: str) -> str:
    """A person's words as others are shown them: readable, at most 500 characters, and kept to themselves.

    Hebrew and Arabic letters would pull the numbers and marks beside them into their own direction, so such words stand in a Unicode
    isolate (UAX #9): they read from right to left, our sentence around them does not. Other words need none and get none.
    """
    kept = clipped(readable(words), 500)
    return f"{_FIRST}{kept}{_LAST}" if any(unicodedata.bidirectional(sign) in ("R", "AL", "AN") for sign in kept) else kept


def shown_plain(words: str) -> str:
    """A sentence or a name for plain text, which may have lines: without what `readable` takes out, isolates kept."""
    lines = ("".join(s for s in _spaced(line) if s in (_FIRST, _LAST) or not _INVISIBLE.match(s)) for line in words.split("\n"))
    return _unpiled("\n".join(lines))


def clipped(text: str, most: int) -> str:
    """At most `most` characters, an ellipsis telling that there was more; no letter, entity, mention or isolate is torn."""
    if len(text) <= most:
        return text
    kept = _TORN.sub("", text[: _between_letters(text, most - 1)])
    while (still_open := kept.count(_FIRST) - kept.count(_LAST)) and len(kept) + still_open + 1 > most:
        kept = kept[: _between_letters(kept, len(kept) - 1)]
    return kept + "…" + _LAST * still_open


def _between_letters(text: str, at: int) -> int:
    """The last place up to there where a letter ends: not before its marks, not inside joined emoji or a flag (UAX #29)."""
    for place in range(at, max(at - 40, 0), -1):
        sign, before = text[place], text[place - 1]
        joined = unicodedata.category(sign)[0] == "M" or "🏻" <= sign <= "🏿" or "\u200d" in (sign, before)
        if not joined and not (_in_a_flag(text, place)):
            return place
    return at


def _in_a_flag(text: str, place: int) -> bool:
    start = place
    while start and "🇦" <= text[start - 1] <= "🇿":
        start -= 1
    return "🇦" <= text[place] <= "🇿" and (place - start) % 2 == 1


def escaped(words: str) -> Markup:
    """A person's words as mrkdwn that shows them and does nothing else: no mention, link, call, emoji, quote, bold or code."""
    kept = _COLON.sub("∶", visible(words)).translate(_MARKS)
    return Markup("›" + kept[4:] if kept.startswith("&gt;") else kept)


_locale = cache(Locale.parse)
SAID = 2000  # sentences and numbers kept


@lru_cache(SAID)
def _number(value: Decimal | float, shape: str, language: str) -> Markup:
    return Markup(format_decimal(value, format=shape, locale=_locale(language)))


@lru_cache(SAID)
def _percent(share: Decimal | float, shape: str, language: str) -> Markup:
    return Markup(format_percent(share, format=shape, locale=_locale(language)))


def keys(language: str) -> frozenset[str]:
    """The names of all sentences of a language."""
    return of_language(language).keys


class Count(FluentInt):
    """A number every language of ours shows the same, 1,240: babel need not be asked, and answers are quicker for it."""

    def format(self, locale: Locale) -> str:  # noqa: ARG002 - the library's
        """Its digits."""
        return f"{int(self):,}"


def _counted(value: Any) -> Any:  # noqa: ANN401 - whatever a sentence takes
    return Count(value) if type(value) is int else native_to_fluent(value)


def _format(language: str, key: str, values: dict[str, Any]) -> str:
    return _said(language, key, **values)


@lru_cache(SAID, typed=True)
def _said(language: str, key: str, /, **values: Any) -> str:  # noqa: ANN401 - whatever a sentence takes
    """A sentence; the labels and counts everybody meets all day need not be made anew."""
    bundle = of_language(language)
    pattern = bundle.get_message(key).value  # LookupError: a sentence nobody wrote
    assert pattern is not None, key
    errors: list[Exception] = []
    counted = CurrentEnvironment(args={name: _counted(value) for name, value in values.items()})
    said = pattern(ResolverEnvironment(context=bundle, current=counted, errors=errors))  # format_pattern makes each Count another number
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
        return of_language(self.language).has_message(key)

    def number(self, value: Decimal | float, places: int = 1) -> Markup:
        """13.3; 1,240 — at most `places` decimals, none where they are zero."""
        return _number(value, "#,##0." + "#" * places if places else "#,##0", self.language)

    def percent(self, share: Decimal | float | None, places: int = 0) -> Markup:
        """0.1125 → 11% (– when there is nothing to divide by)."""
        if share is None:
            return Markup("–")
        return _percent(share, "0." + "0" * places + "%" if places else "0%", self.language)

    def money(self, amount: Decimal | int) -> Markup:
        """¥1,240,000; whole units where the currency has cents and the amount has none."""
        whole = amount == int(amount)
        shape = "¤#,##0" if whole else None
        said = format_currency(amount, self.currency, format=shape, locale=_locale(self.language), currency_digits=not whole)
        return Markup(said.replace("\uffe5", "¥"))  # the wide yen sign of ja looks foreign beside our digits

    def day(self, day: date, *, year: bool = False) -> Markup:
        """Wed, Nov 25 · 11月25日(水); with the year Thu, Nov 25, 2027 · 2027年11月25日(木)."""
        form = ("y年" * year + "M月d日(E)") if self.language == "ja" else "EEE, MMM d" + ", y" * year
        return Markup(format_date(day, form, locale=_locale(self.language)))

    def clock(self, at: datetime) -> Markup:
        """14:00, in the team's zone."""
        return Markup(format_time(at.astimezone(self.zone).timetz(), "HH:mm", locale=_locale(self.language)))

    def when(self, at: datetime, *, year: bool = False) -> Markup:
        """Wed, Nov 25, 14:00 · 11月25日(水) 14:00, in the team's zone; `year` as for `day`."""
        local = at.astimezone(self.zone)
        joint = " " if self.language == "ja" else ", "
        return Markup(f"{self.day(local.date(), year=year)}{joint}{local:%H:%M}")

    def month(self, first: date) -> Markup:
        """November 2026 · 2026年11月."""
        return Markup(format_date(first, "y年M月" if self.language == "ja" else "LLLL y", locale=_locale(self.language)))

    def length(self, minutes: int) -> Markup:
        """99 h · 99時間; 25 h 30 min; under an hour in minutes."""
        hours, rest = divmod(minutes, 60)
        if self.language == "ja":
            return Markup((f"{hours}時間" if hours else "") + (f"{rest}分" if rest or not hours else ""))
        return Markup(" ".join([f"{hours} h"] * bool(hours) + [f"{rest} min"] * (bool(rest) or not hours)))

    def duration(self, seconds: int) -> Markup:
        """5 min · 5分; under a minute in seconds."""
        minutes, rest = divmod(seconds, 60)
        if self.language == "ja":
            return Markup(f"{minutes}分{rest}秒" if minutes and rest else f"{minutes}分" if minutes else f"{rest}秒")
        return Markup(f"{minutes} min {rest} s" if minutes and rest else f"{minutes} min" if minutes else f"{rest} s")
