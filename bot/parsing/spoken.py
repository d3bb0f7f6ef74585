"""What people say to /coach as a sentence: `接触の基準値を12%に`, `next week`, `今週のロープレ`; what is meant comes first."""

import re

from bot.parsing import words

_THRESHOLD = re.compile(
    r"(?P<step>[^%]{1,60}?)(?:\s?の\s?|\s)?(?P<word>threshold|基準値|基準|しきい値|閾値)s?(?:\s?[をはが]\s?|\s|$)(?P<rest>.*)", re.I
)
_ARROW = re.compile(r"->|[→⇒>]")  # コール→アポ
_WEEK = re.compile(
    r"(?:(?P<next>next week|来週|翌週)|this week|今週)(?:['’]?s)?\s?の?\s?(?:practices?|role-?plays?|ロープレ|練習|予定)?\s?は?\s?[?？]?",
    re.I,
)


def reordered(text: str) -> str:
    """The line with its first word first (`text` as `words.normal` has it); any other as it is."""
    if week := _WEEK.fullmatch(text):
        return "week next" if week["next"] else "week"
    said = _THRESHOLD.fullmatch(text)
    return f"threshold {said['step']} {said['rest']}".strip() if said and words.step(_ARROW.sub(" ", said["step"])) else text
