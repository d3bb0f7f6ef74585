"""How a line of `/log` opens: the outcome or activity, and how many; it may also end the line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.parsing.dates.clusters import chosen, cluster_at
from bot.parsing.words import activity, count, known, minutes, nearest, normal, outcome
from coaching.errors import Missing, NotUnderstood
from coaching.terms import Activity, Outcome

_GROUPS = ("OUTCOMES", "ACTIVITIES")
_LONGEST = 4  # words in one outcome: "left a voicemail"
_SURE = 80  # a likeness at which the first word is taken for a misspelt outcome, not for a name
_UNITS = r"(?:件|回|コール|通|本)"
_EMAIL_APPOINTMENT = re.compile(r"(?:e-?mail|メール) ?(?=アポ|appointment|appt)", re.I)
_NUMBER = re.compile(r"[-+−]?[0-9][0-9.,]*")


@dataclass(frozen=True)
class Opening:
    """Exactly one of outcome and activity; `count` if it stood right before; `rest` what else was said."""

    rest: str
    outcome: Outcome | None = None
    activity: Activity | None = None
    count: int | None = None
    by_email: bool = False  # "email appointment", メールアポ


def read(text: str) -> Opening:
    """Find the outcome. Raises Missing without any word, NotUnderstood with the nearest known word."""
    if by_email := _EMAIL_APPOINTMENT.match(text):
        return replace(read(text[by_email.end() :]), by_email=True)
    words = _apart(text).split()
    found = _head(words) or _after_when(words) or _tail(words)
    if found is None:
        raise _unknown(words)
    return found


def _value(words: Iterable[str]) -> Outcome | Activity | None:
    said = " ".join(words).strip(",:、;")
    return outcome(said) or activity(said)


def _opening(value: Outcome | Activity, rest: list[str], number: int | None) -> Opening:
    if isinstance(value, Outcome):
        return Opening(" ".join(rest), outcome=value, count=number)
    return Opening(" ".join(rest), activity=value, count=number)


def _head(words: list[str]) -> Opening | None:
    number = count(words[0]) if words else None
    start = 1 if number is not None else 0
    if number is not None and len(words) > 2 and words[1].lower() in ("x", "×", "calls", "times", "件", "回"):
        start = 2
    for size in range(min(_LONGEST, len(words) - start), 0, -1):
        if value := _value(words[start : start + size]):
            return _opening(value, words[start + size :], number)
    return None


def _after_when(words: list[str]) -> Opening | None:
    """`昨日 不在 12`: the day stands first."""
    text = " ".join(words)
    first = cluster_at(text, 0) if text else None
    found = _head(text[first.end :].split()) if first else None
    if first is None or found is None:
        return None
    return Opening(f"{found.rest} {text[: first.end]}".strip(), found.outcome, found.activity, found.count)


def _tail(words: list[str]) -> Opening | None:
    """`山田商事 アポ 明日14時`: the name stands first, unless its first word looks like a misspelt outcome."""
    if not words or nearest(words[0], known(*_GROUPS), least=_SURE):
        return None
    text = " ".join(words)
    picked = chosen(text, soon=True)
    cut = picked[0].start if picked and picked[0].start else len(text)
    before, behind = text[:cut].split(), text[cut:]
    while before and minutes(before[-1]) is not None:
        behind = f"{before.pop()} {behind}"
    number = count(before.pop()) if len(before) > 2 and count(before[-1]) is not None else None
    for size in range(min(_LONGEST, len(before) - 1), 0, -1):
        if value := _value(before[-size:]):
            return _opening(value, [*before[:-size], *behind.split()], number)
    return None


def is_another(text: str) -> bool:
    """Whether what should be a name is a second outcome: 接触3件 of `不在12件 接触3件`. One line tells one thing."""
    found = _head(_apart(text).split())
    return found is not None and (not found.rest or found.count is not None or count(found.rest.split()[0]) is not None)


def _script(sign: str) -> str:
    if "ァ" <= sign <= "ヺ" or sign == "ー":
        return "katakana"
    return "kanji" if "一" <= sign <= "鿿" or sign == "々" else "hiragana" if "ぁ" <= sign <= "ゖ" else "other"


def _apart(text: str) -> str:
    """不在12件 → 不在 12件, アポ山田商事 → アポ 山田商事.

    アポロ商事 and 受付システム社 stay whole: a word ends where katakana turns to kanji.
    """
    words = text.split()
    for at, word in enumerate(words[:2]):
        for spelling in () if word.isascii() else _JAPANESE:
            if word.startswith(spelling) and len(word) > len(spelling) and _value([word]) is None and _ends(spelling, word[len(spelling)]):
                words[at : at + 1] = [spelling, word[len(spelling) :]]
                return " ".join(words)
        if (glued := re.fullmatch(rf"([0-9,]+{_UNITS}?)([^\x00-\x7f]+)", word)) and glued[2].startswith(tuple(_JAPANESE)):
            words[at : at + 1] = [glued[1], glued[2]]
            return " ".join(words)
    return _parted(text)


def _parted(text: str) -> str:
    """12no-answer → 12 no-answer, no-answer:12 → no-answer 12; other words with digits stay whole."""
    glued = re.match(r"([0-9]+)(?=[a-z])|([a-z][a-z-]+):? ?(?=[0-9])", text, re.I)
    if glued is None:
        return text
    head, rest = (glued[2], text[glued.end() :]) if glued[2] else (text[glued.end() :], glued[1])
    found = _value([head]) if glued[2] else next((v for n in (1, 2) if (v := _value(head.split()[:n]))), None)
    return f"{head} {rest}" if found else text


def _ends(spelling: str, following: str) -> bool:
    return following.isdigit() or following in "(:x" or (_script(spelling[-1]) == "katakana" and _script(following) == "kanji")


_JAPANESE = sorted((word for word in known(*_GROUPS) if not word.isascii()), key=len, reverse=True)


def _example(word: str) -> str:
    value = _value([word]) if word else None
    if isinstance(value, Activity):
        return "log-work" if value is Activity.WORK_MINUTES else "log-email"
    return f"log-{value.value}" if value in (Outcome.APPOINTMENT, Outcome.CALLBACK) else "log-call"


def _unknown(words: list[str]) -> Missing | NotUnderstood:
    number = count(words[0]) if words else None
    rest = words[1:] if number is not None else words
    if not rest:
        return Missing("outcome", "log-many" if number is not None else "log-call")
    if (first := cluster_at(" ".join(rest), 0)) and first.end >= len(" ".join(rest)):
        return Missing("outcome", "log-many" if number is not None else "log-call")
    for size in (1, 2, 3):
        said = " ".join(rest[:size])
        if suggestion := nearest(said, known(*_GROUPS)):
            return NotUnderstood(normal(said)[:80], suggestion, _example(suggestion))
    if len(rest) > 1 and (suggestion := nearest(rest[-1], known(*_GROUPS), least=_SURE)):
        return NotUnderstood(normal(rest[-1])[:80], suggestion, _example(suggestion))
    return NotUnderstood(rest[0][:80], "", "log-many" if number is not None or _NUMBER.fullmatch(rest[0]) else "log-call")
