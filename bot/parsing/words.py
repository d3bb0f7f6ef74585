"""Single words: outcomes, directions, sources, activities, verbs of a meeting; with the nearest known word for a misspelt one."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import TypeVar

from bot.parsing import vocabulary
from bot.parsing.figures import ascii_digits
from bot.parsing.numbers import amount, count, minutes, percent
from coaching.funnel import Step
from coaching.terms import Activity, Direction, Happening, Kpi, Outcome

__all__ = [
    "activity",
    "amount",
    "bare",
    "count",
    "direction",
    "fold",
    "known",
    "kpi",
    "minutes",
    "nearest",
    "normal",
    "outcome",
    "percent",
    "person",
    "seen",
    "source",
    "step",
    "untitled",
    "verb",
]

V = TypeVar("V")
#: What neither a database nor a reader should meet: controls, lone surrogates, invisible and direction-changing marks.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_SPACES = re.compile(r"\s+")
_JOINTS = re.compile(r"[\s\-‐‑‒–—_'’.・]+")
_TITLE = r"(?:さん|くん|君|さま|様|氏)"
_PERSON = re.compile(rf"<@([UW][A-Z0-9]{{1,30}})(?:\|[^<>]*)?>(?: ?{_TITLE})?")
_TITLED = re.compile(rf"(<@[^<>]+>)(?: {_TITLE}(?=[をのとはに ]|$)|{_TITLE})[をのとはに]? ?")
_ENDS_TITLED = re.compile(rf"(?<=.){_TITLE}$")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff々]")


def seen(text: str) -> str:
    """A text without control characters, invisible marks and lone surrogates."""
    return _UNSEEN.sub("", text)


def normal(text: str) -> str:
    """NFKC, digits of every script as 0 to 9, runs of spaces to one; case kept. Invisible marks and control characters go."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())  # the same, and quicker
    return _SPACES.sub(" ", ascii_digits(seen(unicodedata.normalize("NFKC", seen(text))))).strip()


def fold(word: str) -> str:
    """A word for comparing: without case, joints (hyphen, underscore, space, dot) and the s of English plurals."""
    parts = _JOINTS.split(normal(word).casefold())
    return "".join(part[:-1] if part.isascii() and len(part) > 3 and part.endswith("s") else part for part in parts)


def _index(table: Mapping[V, tuple[str, str]]) -> dict[str, V]:
    return {fold(spelling): value for value, groups in table.items() for group in groups for spelling in group.split(", ")}


_OUTCOMES = _index(vocabulary.OUTCOMES)
_ACTIVITIES = _index(vocabulary.ACTIVITIES)
_DIRECTIONS = _index(vocabulary.DIRECTIONS)
_VERBS = _index(vocabulary.VERBS)
_KPIS = _index(vocabulary.KPIS)
_SOURCES = _index(vocabulary.SOURCES)
_STEPS = _index(vocabulary.STEPS)


def _find(table: Mapping[str, V], word: str) -> V | None:
    return table.get(fold(word)) if len(word) <= 60 else None


def outcome(word: str) -> Outcome | None:
    """no-answer, 不在, no answer …; case, hyphen and underscore do not matter."""
    return _find(_OUTCOMES, word)


def direction(word: str) -> Direction | None:
    """inbound, 着信, インバウンド …."""
    return _find(_DIRECTIONS, word)


def activity(word: str) -> Activity | None:
    """email, メール, opened 開封 …."""
    return _find(_ACTIVITIES, word)


def verb(word: str) -> Happening | None:
    """held 実施, moved リスケ, no-show 来社なし/ノーショー, cancelled キャンセル, qualified 有効, unqualified 無効, won 受注."""
    return _find(_VERBS, word)


def kpi(word: str) -> Kpi | None:
    """meetings 商談, qualified 有効率, revenue 売上."""
    return _find(_KPIS, word)


def step(word: str) -> Step | None:
    """contact 接触率, appointment アポ率, call-to-appointment, held 実施率, qualified 有効率."""
    return _find(_STEPS, word)


def source(word: str) -> str:
    """A source's one spelling: セミナー, seminar → webinar, サイト → web, 紹介 → referral …; unknown names are kept, case folded."""
    return _find(_SOURCES, word) or normal(word).casefold()


@cache
def known(*groups: str) -> tuple[str, ...]:
    """Every spelling of the groups named (OUTCOMES, VERBS …), as a member would type it."""
    tables = [getattr(vocabulary, group) for group in groups]
    return tuple(word for table in tables for pair in table.values() for group in pair for word in group.split(", "))


@lru_cache(maxsize=64)
def _choices(among: tuple[str, ...], japanese: bool) -> dict[str, str]:
    return {word: fold(word) for word in among if bool(_JAPANESE.search(word)) == japanese and len(word) > 2 - japanese}


def nearest(word: str, among: Iterable[str], *, least: int = 0) -> str:
    """The known word closest to a misspelt one, of the same script; "" when none is close (rapidfuzz).

    `least`: a likeness (0 to 100) to insist on.
    """
    from rapidfuzz import fuzz, process  # only a misspelt word needs it

    typed = fold(word[:60])
    if len(typed) < 2:
        return ""
    japanese = bool(_JAPANESE.search(typed))
    choices = _choices(tuple(among), japanese)
    best = process.extractOne(typed, choices, scorer=fuzz.ratio, score_cutoff=least or (60 if japanese else 70))
    if best:
        return best[2]
    inside = [w for w, folded in choices.items() if japanese and not least and folded in typed and len(folded) > 1]
    return max(inside, key=len, default="")


def person(word: str) -> str | None:
    """<@U123|hana>, <@U123> or <@U123>さん → "U123"; None for anything else (a bare @name stays a name)."""
    found = _PERSON.fullmatch(word.strip()) if len(word) <= 200 else None
    return found[1] if found else None


def untitled(text: str) -> str:
    """A line whose mentions stand alone: `<@U123>さん 明日` → `<@U123> 明日`."""
    return _TITLED.sub(r"\1 ", text).strip()


def bare(name: str) -> str:
    """A name alone: 花さん → 花."""
    return _ENDS_TITLED.sub("", name)
