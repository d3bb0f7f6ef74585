"""What stands where a name belongs but was meant as a number, a day, a time or a length: refused, and never made a lead."""

import re
from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from bot.parsing import opening
from bot.parsing.dates.clusters import chosen
from bot.parsing.figures import spoken
from bot.parsing.numbers import count
from coaching.errors import NotAName

#: The words that are no name, and what they may have been meant as ("" when nobody can tell).
Doubt: TypeAlias = tuple[str, str]
#: Whether a lead has this name.
Named: TypeAlias = Callable[[str], bool]

_VAGUE: Final = {
    *("lot", "lots", "a lot", "many", "so many", "several", "few", "a few", "some", "plenty", "tons", "loads", "dozens", "couple"),
    *("a couple", "multiple", "a bunch", "たくさん", "沢山", "多数", "大量", "複数", "数件", "数十件", "何件か", "何件も", "複数件"),
    *("数回", "数通", "数本", "いくつか", "いくつも", "少し", "少々", "いっぱい", "いろいろ", "色々"),
}
_ABOUT = re.compile(
    r"[~〜≈約#(=:+±]*\s?(?P<n>[0-9][0-9.,]*)\s?(?P<unit>件|通|回)?(?:ish|k|\+|\)|or so|くらい|ぐらい|程度|以上|超|ほど|弱|強|[.:])*"
)
_TWO = re.compile(r"[0-9]+(?:\s?(?:[-~〜/,+ ]|or|to|and|から|か)\s?[0-9]+)+")
_O_FOR_ZERO = re.compile(r"(?=.*[OoIl])[0-9][0-9OoIl]{1,3}|[Il][0-9]")
_ZEROS = str.maketrans("OoIl", "0011")
_WITH_UNIT = re.compile(r"(?P<n>[0-9]+) (?P<unit>[a-z]{4,8})")
_UNITS: Final = ("calls", "times", "emails", "mails", "dials")
_DAYS: Final = ("yesterday", "today", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS: Final = ("january", "february", "march", "april", "august", "september", "october", "november", "december")
_LONG = 8  # letters, from which a word may have two slips, or stand capitalised at the end of a name
_SLIPS_JA: Final = {"きのー": "昨日", "きょー": "今日", "あしたー": "明日"}
_CLOCK = re.compile(
    r"(?:^|\s)(?P<h>[0-9]{1,2})(?:h(?P<m>[0-9]{2})| ?o['’]?clock|:[0-9]?)$"
    r"|(?P<jh>[0-9]{1,2})(?:じ(?P<jm>[0-9]{1,2}(?=ふん|ぷん|分))?|時[0-9]*)(?:半|分|ふん|ぷん|じ)?[ぁ-ん]{0,2}$"
)
_SPAN = re.compile(r"(?:^|\s)(?P<n>[0-9]{1,3}) ?(?P<unit>[a-z]{2,9}|(?:ふん|ぷん|びょう)(?:かん)?)$")
_SPANS: Final = {"minutes": "m", "minute": "m", "hours": "h", "seconds": "s", "second": "s"}
_SHORT: Final = {"mn": "m", "mns": "m", "mnt": "m", "mnts": "m", "mi": "m", "hs": "h", "ふん": "分", "ぷん": "分", "びょう": "秒"}
_SPOKEN_SPAN = re.compile(r"(?:^|\s)(?P<said>(?P<n>half an|an?|[a-z-]+) (?P<unit>hour|minute|min)s?)$")
_DAY = re.compile(r"\s(?P<m>1[0-2]|0?[1-9])[.-](?P<d>3[01]|[12][0-9]|0?[1-9])$")
_ORDINAL = re.compile(r"(?:^|\s)((?:the )?[0-9]{1,2}(?:st|nd|rd|th))$")
_IN_MONTH = re.compile(r"(?:^|\s)(?:([a-z]{5,10})\.? ?[0-9]{1,2}|[0-9]{1,2} ([a-z]{5,10}))$", re.I)
_LOOSE_CLOCK = re.compile(r"(?P<h>[0-9]{1,2})(?:[.h時じ]?(?P<m>[0-5][0-9]))?\D{0,2}")


def nobody(_: str) -> bool:
    """No lead of this name is known."""
    return False


def must_be_name(name: str, example: str, *, named: Named = nobody, ahead: bool = False) -> None:
    """Whether what was typed without quotation marks can be a lead's name; real ones with digits can (3M, 37signals, Acme 2).

    `named`: whether a lead is called just so, which ends every doubt. `ahead`: for something to come, where what is left of a day would
    put it on the wrong one. Raises NotAName.
    """
    for doubt in (*_ALWAYS, *(_AHEAD if ahead else ())):
        if (found := doubt(name)) and not named(name):
            raise NotAName(found[0][:80], found[1], example)


def length_meant(text: str) -> str:
    """The length of time that was probably meant (30mn, half an hour), as it can be read; "" for what looks like none."""
    found = _length(text)
    return found[1] if found else ""


def must_stand_together(before: str, after: str, example: str, *, ahead: bool = False) -> None:
    """A number at the end that a day, a length or a person parted from the name is no piece of it: `Acme 5m 3`. Raises NotAName."""
    was, left = before.split(), after.split()
    if len(left) < 2 or len(was) < 2 or not left[-1][0].isdigit() or was[-1] != left[-1] or was[-2] == left[-2]:
        return
    raise NotAName(left[-1][:80], _clock_of(left[-1]) if ahead else "", example)


def _clock_of(word: str) -> str:
    """10.30, 1030 and 10 as a time of day; "" for what is none."""
    found = _LOOSE_CLOCK.fullmatch(word)
    return f"{int(found['h'])}:{found['m'] or '00'}" if found and int(found["h"]) < 24 else ""


def _near(word: str, among: Iterable[str]) -> str:
    """The word this one is a slip of the finger away from (two for long ones); "" for none, and for the word itself."""
    from rapidfuzz.distance import OSA  # only a name in lower case needs it

    typed = word.casefold()
    for known in among:
        if typed[0] == known[0] and 0 < OSA.distance(typed, known) <= (2 if len(known) >= _LONG else 1):
            return known
    return ""


def _amount(name: str) -> Doubt | None:
    """lots, twelve, 十二, ~20, #12, 2O, 12 cals."""
    if name.casefold() in _VAGUE:
        return name, ""
    if name == name.lower() and (number := spoken(name)) is not None:
        return name, str(number)
    if (found := _ABOUT.fullmatch(name)) and not name.isdecimal():
        said = found["n"].rstrip(".,")
        return name, said if said.replace(",", "").isdecimal() and "k" not in name else ""
    return _slip_of_number(name)


def _slip_of_number(name: str) -> Doubt | None:
    if _TWO.fullmatch(name):
        return name, ""
    if _O_FOR_ZERO.fullmatch(name):
        return name, name.translate(_ZEROS)
    found = _WITH_UNIT.fullmatch(name)
    return (name, found["n"]) if found and (found["unit"] in _UNITS or _near(found["unit"], _UNITS)) else None


def _day(name: str) -> Doubt | None:
    """yestarday, wensday, 昨曰: at the beginning or the end."""
    words = name.split()
    for word in dict.fromkeys((words[-1], words[0])):
        if "曰" in word and word.replace("曰", "日") in ("明日", "昨日", "今日", "本日"):
            return word, word.replace("曰", "日")
        if word in _SLIPS_JA:
            return word, _SLIPS_JA[word]
        if word.isalpha() and word.isascii() and len(word) > 4 and (near := _day_meant(word, alone=word == words[0])):
            return word, near
    return None


def _day_meant(word: str, *, alone: bool) -> str:
    if word.islower():
        near = _near(word, _DAYS)
        return near if near == "tomorrow" or "y" in word[-2:] else ""
    near = "" if alone else _near(word, [day for day in _DAYS if len(day) >= _LONG])
    return near if word[0].isupper() and word[1:].islower() and "y" in word[-2:] else ""


def _time(name: str) -> Doubt | None:
    """10h30, 14 o'clock, 15:, 14じ."""
    found = _CLOCK.search(name)
    if found is None:
        return None
    hour, minute = found["h"] or found["jh"], found["m"] or found["jm"] or "00"
    return found[0].strip(), f"{int(hour)}:{minute:0>2}" if int(hour) < 24 and int(minute) < 60 else ""


def _length(name: str) -> Doubt | None:
    """5 minuts, 5mn, 5ふん, five minutes, half an hour."""
    if found := _SPAN.search(name):
        unit = found["unit"].removesuffix("かん")
        short = _SHORT.get(unit) or (_SPANS.get(_near(unit, _SPANS)) if len(unit) > 3 else None)
        if short:
            return found[0].strip(), f"{found['n']}{short}"
    found = _SPOKEN_SPAN.search(name)
    if found is None:
        return None
    half, number = found["n"] == "half an", 1 if found["n"] in ("a", "an") else spoken(found["n"])
    if not half and number is None:
        return None
    return found["said"], "30m" if half else f"{number}{found['unit'][0]}"


def _outcome(name: str) -> Doubt | None:
    """Acme no-answer, 山田商事 不在 3: one line tells one thing."""
    words = name.split()
    for start in range(1, len(words)):
        tail = " ".join(words[start:])
        if tail == tail.lower() and opening.is_another(tail) and count(tail) is None:
            return tail, ""
    return None


def _second_day(name: str) -> Doubt | None:
    """Acme 12/3 beside another day, Acme 12.3, Acme Decmber 3."""
    if day := _DAY.search(name):
        return day[0].strip(), f"{int(day['m'])}/{int(day['d'])}"
    left = next((c for c in chosen(name, soon=False) if any(sign.isdigit() for sign in name[c.start : c.end])), None)
    return (name[left.start : left.end].strip(), "") if left else None


def _half_a_day(name: str) -> Doubt | None:
    """The 3rd; Decmber 3."""
    if found := _ORDINAL.search(name):
        return found[1], ""
    found = _IN_MONTH.search(name)
    near = _near(found[1] or found[2], _MONTHS) if found else ""
    return (found[0].strip(), "") if found and near else None


_ALWAYS: Final[tuple[Callable[[str], Doubt | None], ...]] = (_amount, _day, _time, _length, _outcome, _second_day)
_AHEAD: Final[tuple[Callable[[str], Doubt | None], ...]] = (_half_a_day,)
