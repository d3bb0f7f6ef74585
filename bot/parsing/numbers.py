"""Numbers as people type them: counts, money, shares, lengths of time."""

import re
import unicodedata
from decimal import Decimal

from bot.parsing.figures import ascii_digits
from coaching.errors import BadAmount

MOST_MONEY = Decimal(10) ** 15
_LONGEST = 60  # no number anybody types is longer

_GROUPED = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,9}|[0-9]{1,40})"
_COUNT = re.compile(rf"[xX×]? ?({_GROUPED}) ?(?:[xX×]|件|回|コール|通|本|人|社|名|軒|個|calls?|times)?", re.I)
_ENGLISH = {"k": 10**3, "thousand": 10**3, "m": 10**6, "mm": 10**6, "mn": 10**6, "mil": 10**6, "million": 10**6}
_JAPANESE = {"千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "億": 10**8, "兆": 10**12}
_SCALES = {"": 1, "b": 10**9, "bn": 10**9, "billion": 10**9, **_ENGLISH, **_JAPANESE}
_CURRENCY = r"(?:US\$|A\$|[¥$€£₩]|JPY|USD|EUR|GBP)"
_UNIT = "|".join(sorted(filter(None, _SCALES), key=len, reverse=True))
_VALUE = rf"(?:{_GROUPED}(?:\.[0-9]{{1,20}})?|\.[0-9]{{1,20}})"
_PART = re.compile(rf"({_VALUE}) ?({_UNIT})?", re.I)
_MORE = rf"(?: ?{_GROUPED} ?(?:千万|百万|千|万|億))*(?:{_GROUPED}(?=円))?"  # 1億2000万, 1万2000円
#: Money as a whole; also how other grammars find it in a line.
MONEY = (
    rf"(?:{_CURRENCY} ?)?[-−▲]?(?:{_CURRENCY} ?)?{_VALUE}(?: ?(?:{_UNIT}){_MORE})?"
    r" ?(?:円|yen|ドル|dollars?|ユーロ|euros?|JPY|USD|EUR|GBP)?"
)
_MONEY = re.compile(MONEY, re.I)
_PERCENT = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?|\.[0-9]{1,6}) ?(?:%|percent|pct|パーセント|パー)", re.I)
_SHARE = re.compile(r"0?\.[0-9]{1,8}|1\.0+")
_HOURS = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,2})?) ?(?:hours?|hrs?|h|時間)(半)?", re.I)
_MINUTES = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,2})?) ?(?:minutes?|mins?|m|分間?)(半)?", re.I)
_SECONDS = re.compile(r"([0-9]{1,6}) ?(?:seconds?|secs?|s|秒)", re.I)


def _plain(text: str) -> str:
    return ascii_digits(unicodedata.normalize("NFKC", text[: _LONGEST + 1])).strip()


def row_id(text: str) -> int | None:
    """The id of a row, as a button or form carries it; None for what cannot be one."""
    is_id = text.isascii() and text.isdecimal() and len(text) <= 18
    return (int(text) or None) if is_id else None


def count(text: str) -> int | None:
    """12, １２, ١٢, 12件, x12, 12x; 十二 is not read; None when it is none."""
    found = _COUNT.fullmatch(_plain(text)) if len(text) <= _LONGEST else None
    return int(found[1].replace(",", "")) if found else None


def amount(text: str) -> Decimal | None:
    """Money: 1,200,000 ¥1,200,000 120万 1.2億 $12k 1.2m 12,000.50; None when it is none.

    Raises BadAmount for a negative, zero or absurd (> 10^15) one, and for more than two decimals (12.345 may be twelve or twelve thousand).
    """
    plain = _plain(text)
    if len(text) > _LONGEST or not _MONEY.fullmatch(plain):
        return None
    parts = _PART.findall(plain)
    scales = [_SCALES[unit.lower()] for _, unit in parts]
    if scales != sorted(set(scales), reverse=True):
        return None
    value = sum((Decimal(number.replace(",", "")) * scale for (number, _), scale in zip(parts, scales, strict=True)), Decimal(0))
    if re.search("[-−▲]", plain) or not 0 < value <= MOST_MONEY or value != round(value, 2):
        raise BadAmount(text.strip())
    return Decimal(int(value)) if value == int(value) else round(value, 2)


def percent(text: str) -> Decimal | None:
    """60%, 60 %, 0.6, 60パーセント → 0.6; None when it is none, and for a bare 60."""
    plain = _plain(text)
    if len(text) > _LONGEST:
        return None
    if found := _PERCENT.fullmatch(plain):
        return Decimal(found[1]) / 100
    return Decimal(plain) if _SHARE.fullmatch(plain) else None


def minutes(text: str) -> int | None:
    """30m, 30min, 1h, 1h30m, 5分, 1時間半, 90s → seconds; None when it is none."""
    rest = _plain(text)
    if not rest or len(text) > _LONGEST:
        return None
    total = Decimal(0)
    for pattern, seconds in ((_HOURS, 3600), (_MINUTES, 60), (_SECONDS, 1)):
        if found := pattern.match(rest):
            half = seconds // 2 if found.re.groups > 1 and found[2] else 0
            total += Decimal(found[1]) * seconds + half
            rest = rest[found.end() :].lstrip()
    return None if rest else int(total)
