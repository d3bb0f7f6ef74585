"""Numbers written as words: twelve, twenty-five, a dozen; 十二, 二十件, 十四時."""

import re
import unicodedata
from typing import Final

_TEENS: Final = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_ONES: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", *_TEENS)
_TENS: Final = {word: n * 10 for n, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)}
_ROUND: Final = {"dozen": 12, "hundred": 100, "half a dozen": 6}
#: English number words by what they say.
WORDS: Final = {word: n for n, word in enumerate(_ONES)} | _TENS | _ROUND
_DIGITS: Final = "〇一二三四五六七八九"
_SCALES: Final = {"十": 10, "百": 100, "千": 1000}
_KANJI: Final = rf"[{_DIGITS}十百千]{{1,8}}"
_FOREIGN = re.compile(r"(?![0-9])\d")
_BEFORE = "明後日|明日|あした|あす|今日|本日|昨日|午前|午後|朝|夕方|夜|来週|今週|先週|の|[月火水木金土日]曜日?"
_SAID = re.compile(rf"(?:{_BEFORE})*(?:{_KANJI}(?:時間半?|時半?|分間|分半?|秒|月|日|件|通|回|コール))+(?:に|から|後|前)?")


def ascii_digits(text: str) -> str:
    """The digits of every script as 0 to 9: ١٢ and १२ are 12."""
    return _FOREIGN.sub(lambda found: str(unicodedata.decimal(found[0])), text)


def spoken(text: str) -> int | None:
    """The number that words of either language say; None for anything else."""
    if re.fullmatch(_KANJI, text):
        return _kanji(text)
    bare = re.sub(r"^an? ", "", text.casefold())
    if bare in WORDS:
        return WORDS[bare]
    tens, _, ones = bare.replace("-", " ").partition(" ")
    return _TENS[tens] + WORDS[ones] if tens in _TENS and ones in _ONES[1:10] else None


def _kanji(text: str) -> int:
    total, run = 0, ""
    for sign in text:
        if sign in _SCALES:
            total, run = total + int(run or 1) * _SCALES[sign], ""
        else:
            run += str(_DIGITS.index(sign))
    return total + int(run or 0)


def in_digits(text: str) -> str:
    """Times, lengths and counts said in kanji, in digits: 十四時 → 14時, 二十件 → 20件; names such as 三日月 or 十六銀行 stay."""
    return " ".join(_digits_of(word) if _SAID.fullmatch(word) else word for word in text.split(" "))


def _digits_of(word: str) -> str:
    return re.sub(_KANJI, lambda found: str(_kanji(found[0])), word)
