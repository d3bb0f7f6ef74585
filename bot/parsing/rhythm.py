"""How often reps practise, in words: `new 15 days`, `unknown 3 a week`, `below daily`; 新人 15日, 判断前 週3回, 基準未満 毎日."""

import re

from bot.parsing import words as known
from coaching.errors import BadRhythm
from coaching.practice import DAILY

MOST_DAYS, MOST_A_WEEK = 250, DAILY  # a year of business days
DEFAULTS = frozenset({"default", "defaults", "reset", "標準", "初期値"})
#: Whom it is said of, by the column it is kept in; the longer words first.
OF = {
    "new_days": ("new reps", "new rep", "new", "新人"),
    "unknown_a_week": ("not yet known", "too early to say", "too early", "unknown", "判断前", "未判断", "未判定"),
    "below_a_week": ("below", "基準未満", "未達"),
}
_WHO = re.compile("|".join(f"(?P<{name}>{'|'.join(said)})" for name, said in OF.items()))
_FILLERS = re.compile(r"^[\s:=,、はを]+|[\s,、。]+$|^(?:and|for)\b")
_DAYS = re.compile(r"(?:for )?(\d{1,4}) ?(?:(?:business |working )?days?|日間?|営業日間?)?")
_A_WEEK = re.compile(r"(?:週 ?(?:に ?)?)?(\d{1,4}) ?(?:x|times|回)? ?(?:(?:a|per|/) ?week|weekly)?")
_DAILY = frozenset({"daily", "every day", "every working day", "every business day", "毎日", "毎営業日"})
_NEVER = frozenset({"never", "none", "off", "no", "なし", "無し", "不要"})


def read_rhythm(text: str) -> dict[str, int]:
    """What is said, by column: business days of a new rep, practices a week of the others. Raises BadRhythm."""
    folded = known.normal(text).casefold()
    found = list(_WHO.finditer(folded))
    if not found or _bare(folded[: found[0].start()]):
        raise BadRhythm(text)
    ends = [one.start() for one in found[1:]] + [len(folded)]
    return {str(one.lastgroup): _count(str(one.lastgroup), folded[one.end() : end], text) for one, end in zip(found, ends, strict=True)}


def _bare(text: str) -> str:
    return _FILLERS.sub("", _FILLERS.sub("", text)).strip()


def _count(name: str, said: str, text: str) -> int:
    bare, days = re.sub(r"\s+and$", "", _bare(said)), name == "new_days"
    if bare in _NEVER:
        return 0
    if bare in _DAILY and not days:
        return DAILY
    read = (_DAYS if days else _A_WEEK).fullmatch(bare)
    if read is None or int(read[1]) > (MOST_DAYS if days else MOST_A_WEEK):
        raise BadRhythm(bare or text)
    return int(read[1])
