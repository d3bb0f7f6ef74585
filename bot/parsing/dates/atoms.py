"""The smallest pieces of a date: each a pattern and the slots it fills. Text is NFKC."""

import re
from dataclasses import dataclass
from enum import Flag, auto
from typing import Final

MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])"
)
_WEEKDAY: Final = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)(?![a-z])\.?"
)
_MONTHS: Final = {name: n for n, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)}
_WEEKDAYS: Final = {name: n for names in ("mon tue wed thu fri sat sun", "月 火 水 木 金 土 日") for n, name in enumerate(names.split(" "))}
_ORDINAL: Final = r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?"
_NOT_CLOCK: Final = r"(?![0-9:時]| ?[ap]\.?m\b)"  # "dec 3" but neither "dec 3:00" nor "dec 3pm"
_IN_YEAR: Final = r",? (?P<y>20[0-9]{2})(?![0-9:])"
_WEEK: Final = r"再来週|来週|今週|先週"
_COUNT: Final = r"(?P<n>[0-9]{1,3}|an?|one|two|three)"
_SPAN: Final = r"(?P<unit>days?|weeks?|months?)"
_HALF_DAY: Final = r"(?P<after>[ap]\.?m\b\.?)"
_MINUTES: Final = r"(?::(?P<min>[0-9]{2})(?![0-9:])|時(?!間)(?:(?P<half>半)|(?P<minute>[0-9]{1,2}(?=分)|[0-9]{2})分?)?)"
#: "14:00-15:00": the start counts.
_TO: Final = r"(?: ?(?:[-~〜–—]|to\b|から) ?(?:[0-9]{1,2}:[0-9]{2}|[0-9]{1,2}時半?(?:[0-9]{1,2}分)?|[0-9]{1,2} ?[ap]m)(?:まで)?)?"


class Slot(Flag):
    """What an atom says; a cluster says each at most once."""

    NONE = 0
    DAY = auto()
    WEEKDAY = auto()
    CLOCK = auto()


@dataclass(frozen=True)
class Atom:
    """A pattern; `then` are the slots that may be filled before it in the same cluster, `after` those that must be."""

    name: str
    fills: Slot
    pattern: re.Pattern[str]
    then: Slot = Slot.CLOCK
    after: Slot = Slot.NONE


_EITHER, _BOTH, _DATED = Slot.CLOCK | Slot.WEEKDAY, Slot.DAY | Slot.CLOCK, Slot.DAY | Slot.WEEKDAY


def _atom(name: str, fills: Slot, pattern: str, then: Slot = Slot.CLOCK, after: Slot = Slot.NONE) -> Atom:
    return Atom(name, fills, re.compile(pattern, re.IGNORECASE), then, after)


_DAYS: Final = (
    _atom("soon", _BOTH, r"in (?P<n>[0-9]{1,3}|an?|half an) ?(?P<unit>min(?:ute)?s?|m|h(?:ou)?rs?|h)\b", Slot.NONE),
    _atom("soon", _BOTH, r"(?P<n>[0-9]{1,3})(?P<unit>分|時間)(?P<half>半)?後", Slot.NONE),
    _atom("offset", Slot.DAY, rf"in {_COUNT} {_SPAN}\b"),
    _atom("offset", Slot.DAY, rf"{_COUNT} {_SPAN} (?P<way>ago|before|back|from now|later|from today)\b"),
    _atom("offset", Slot.DAY, r"(?P<n>[0-9]{1,3}) ?(?P<unit>日|週間?|[かヶケカ]月)(?P<way>後|前)"),
    _atom("date", Slot.DAY, r"(?P<y>[0-9]{4})(?:[-/.]|年 ?)(?P<m>[0-9]{1,2})(?:[-/.]|月 ?)(?P<d>[0-9]{1,2})(?:日|(?![0-9]))", _EITHER),
    _atom("short", Slot.DAY, r"(?P<a>[0-9]{1,2})/(?P<b>[0-9]{1,2})/(?P<c>[0-9]{4}|[0-9]{2})(?![0-9/])", _EITHER),
    _atom("date", Slot.DAY, r"(?!24/7 ?[A-Za-zァ-ヺ])(?P<m>[0-9]{1,2})(?:/|月 ?)(?P<d>[0-9]{1,2})(?:日|(?![0-9/]))", _EITHER),
    _atom("date", Slot.DAY, r"(?P<m>[0-9]{1,2})-(?P<d>[0-9]{2})(?![0-9-])", _EITHER),
    _atom("date", Slot.DAY, rf"(?P<mon>{MONTH})\.? ?{_ORDINAL}{_NOT_CLOCK}(?:{_IN_YEAR})?", _EITHER),
    _atom("date", Slot.DAY, rf"{_ORDINAL}(?: of)? ?(?P<mon>{MONTH})\.?(?:{_IN_YEAR}|(?! ?[0-9]{{1,2}}{_NOT_CLOCK}))", _EITHER),
    _atom("monthday", Slot.DAY, r"(?:(?P<month>今月|再来月|来月|先月)の?)?(?P<d>[0-9]{1,2})日(?![後前間目])", _EITHER),
    _atom("word", Slot.DAY, r"(?:the )?day after tomorrow|day before yesterday|today|yesterday|yday"),
    _atom("word", Slot.DAY, r"明[々明]後日|しあさって|明後日|あさって|明日|あした|あす|翌日|今日|きょう|本日|一昨日|おととい|昨日|きのう"),
    _atom("word", Slot.DAY, r"last night|this (?:morning|afternoon|evening)|tonight|昨夜|昨晩|ゆうべ|今朝|今晩|今夜"),
    _atom("word", Slot.DAY, r"tomm?orr?ow|tmrw?|tmw"),
)
_WEEKDAY_ATOMS: Final = (
    _atom("weekday", Slot.WEEKDAY, r"[(\[](?P<wd>[月火水木金土日])(?:曜日?)?[)\]]", _EITHER | Slot.DAY, Slot.DAY),
    _atom("weekday", Slot.WEEKDAY, rf"[(\[](?P<wd>{_WEEKDAY})[)\]]", _EITHER | Slot.DAY, Slot.DAY),
    _atom(
        "weekday",
        Slot.WEEKDAY,
        rf"(?:(?P<rel>next|this|last|coming)(?: week)?(?: on)? )?(?P<wd>{_WEEKDAY})(?: (?P<week>next|this|last) week)?",
        _EITHER | Slot.DAY,
    ),
    _atom("weekday", Slot.WEEKDAY, rf"(?:(?P<rel>{_WEEK}|次|今度)の? ?)?(?P<wd>[月火水木金土日])曜日?", _EITHER | Slot.DAY),
    _atom("weekday", Slot.WEEKDAY, rf"(?P<rel>{_WEEK})の?(?P<wd>[月火水木金土日])(?![曜一-龯])"),
    _atom("weekday", Slot.WEEKDAY, r"(?P<wd>[月火水木金土日])(?![曜一-龯])", _EITHER | Slot.DAY, Slot.DAY),
    _atom("vague", Slot.DAY, rf"(?:next|this|last) (?:week|month)\b|{_WEEK}|再来月|来月|今月|先月"),
)
_CLOCKS: Final = (
    _atom("clock", Slot.CLOCK, rf"(?:(?P<part>午前|午後|am|pm|朝|夕方|夜) ?)?(?P<h>[0-9]{{1,2}}){_MINUTES}(?: ?{_HALF_DAY})?{_TO}", _DATED),
    _atom("clock", Slot.CLOCK, rf"(?P<h>[0-9]{{1,2}}) ?{_HALF_DAY}{_TO}", _DATED),
    _atom("clock", Slot.CLOCK, r"(?<=\bat )(?P<h>[01]?[0-9]|2[0-3])(?=$|[\s,.])", _DATED),
    _atom("clock", Slot.CLOCK, r"(?P<noon>noon\b|midday\b|正午)", _DATED),
)
#: In the order tried; an earlier one wins.
ATOMS: Final = (*_DAYS, *_WEEKDAY_ATOMS, *_CLOCKS)


def month_number(name: str) -> int:
    """1 to 12 of an English month's name or its start."""
    return _MONTHS[name[:3].lower()]


def weekday_number(name: str) -> int:
    """0 (Monday) to 6 of a weekday's name in either language."""
    return _WEEKDAYS[name[:3].lower() if name.isascii() else name[0]]
