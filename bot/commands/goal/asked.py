"""What `/goal …` means: whose goal, of which KPI, how much, from which month; words in any order, English and Japanese."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.parsing import words as known
from bot.parsing.periods import must_be_period, take_period
from bot.talk import Ask
from bot.views.month import today_of
from bot.views.person import ME, named, sought
from coaching.calendar import month_of, months_before
from coaching.errors import BadAmount, Missing, NotUnderstood
from coaching.terms import GoalFor, Kpi
from storage.tables import Member

TEAM = frozenset({"team", "チーム", "全体"})
EACH = frozenset({"each", "every", "everyone", "per-rep", "rep", "reps", "各自", "各人", "一人", "1人", "一人あたり", "1人あたり", "全員"})
FROM_REVENUE = frozenset({"from-revenue", "backwards", "売上から", "逆算"})
FILLERS = frozenset({"goal", "goals", "目標", "to", "the", "for", "of", "from", "=", ":", "は", "を", "の", "set", "rate"})
_ASKED = {Kpi.MEETINGS: "count", Kpi.QUALIFIED: "rate", Kpi.REVENUE: "amount"}
MOST = Decimal(100_000)  # meetings of a month

_GLUED = (
    "売上から|売り上げから|逆算|一人あたり|1人あたり|チーム|全体|全員|各自|各人|"
    "有効商談率|有効率|売上高|売り上げ|売上|受注額|商談数|商談|実施数|目標"
)
_YEAR = re.compile(r"20\d\d")
_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,2})?(件|meetings?)?", re.IGNORECASE)


@dataclass(frozen=True)
class Wanted:
    """A goal to set. `member` only for GoalFor.MEMBER; `value` as storage keeps it; `month` its first day."""

    goal_for: GoalFor
    kpi: Kpi
    value: Decimal
    month: date
    member: Member | None = None


def split(text: str) -> list[str]:
    """Words, with Japanese ones that stand together taken apart: チーム商談300 → チーム 商談 300."""
    bare = re.sub(r"\b(?:a|per) month\b", " ", known.normal(text), flags=re.IGNORECASE)
    spaced = re.sub(rf"({_GLUED}|<@[^>]*>)", r" \1 ", bare)
    return [word for word in spaced.split() if word.casefold() not in FILLERS]


def is_backwards(words: list[str]) -> bool:
    """Whether this asks for the way back from a revenue."""
    return any(word.casefold() in FROM_REVENUE for word in words)


def read_goal(ask: Ask, words: list[str]) -> Wanted:
    """Understand a goal. Raises NotUnderstood, Missing, BadAmount, NoSuchMember."""
    goal_for, kpi, rest = GoalFor.TEAM, None, []
    for word in words:
        if word.casefold() in EACH:
            goal_for = GoalFor.REP
        elif kpi is None and known.kpi(word):
            kpi = known.kpi(word)
        elif word.casefold() not in TEAM:
            rest.append(word)
    month, left = take_month(ask, rest)
    member, left = _member(ask, left)
    if not left:
        raise Missing(_ASKED[kpi] if kpi else "kpi", "goal")
    if kpi is None:
        raise _no_kpi(ask, left)
    value = value_of(kpi, " ".join(left))
    return Wanted(GoalFor.MEMBER if member else goal_for, kpi, value, month, member)


def take_month(ask: Ask, words: list[str]) -> tuple[date, list[str]]:
    """The month said, else this one. A range that is no month is refused."""
    today = today_of(ask)
    dated = [word for word in words if not _NUMBER.fullmatch(word) or _YEAR.fullmatch(word)]
    period, others = take_period(dated, today=today)
    if period is None:
        for word in dated:
            must_be_period(word, today=today)
        return month_of(today).first, words
    said = " ".join(word for word in dated if word not in others)
    if not period.is_month():
        raise NotUnderstood(said, "", "goal")
    left = [word for word in words if word in others or word not in dated]
    return _ahead(period.first, today, said), left


def _ahead(month: date, today: date, said: str) -> date:
    """12月 without a year, said in November, is next month and not eleven months ago."""
    long_past = months_before(today, 6).first > month
    return month.replace(year=month.year + 1) if long_past and not re.search(r"\d{4}", said) else month


def _member(ask: Ask, words: list[str]) -> tuple[Member | None, list[str]]:
    """Whoever is meant by a mention or a name, and the words left over."""
    for at, word in enumerate(words):
        if word.startswith(("@", "<@", "member:")) or word.casefold() in ME:
            return named(ask, word), words[:at] + words[at + 1 :]
    plain = [word for word in words if not any(c.isdigit() for c in word)]
    found = sought(ask, " ".join(plain)) if plain else None
    if found and found.team_id is not None:
        return found, [word for word in words if word not in plain]
    return None, words


def _no_kpi(ask: Ask, words: list[str]) -> NotUnderstood:
    word = next((w for w in words if not w.startswith("<@")), words[0])
    near = ask.words.plain("goal-said-meetings", count=word) if _NUMBER.fullmatch(word) else known.nearest(word, known.known("KPIS"))
    return NotUnderstood(word, near, "goal")


def value_of(kpi: Kpi, text: str) -> Decimal:
    """The number of a goal: meetings, a share of 0 to 1, or money; 0 is a goal. Raises NotUnderstood, and BadAmount for money."""
    text = known.normal(text)
    value = {Kpi.MEETINGS: _meetings, Kpi.QUALIFIED: _share, Kpi.REVENUE: _money}[kpi](text)
    if value is None:
        raise BadAmount(text) if kpi is Kpi.REVENUE else NotUnderstood(text, "", "goal")
    return value


def read_value(kpi: Kpi, text: str) -> Decimal | None:
    """The same for a field of a form: None where there is no such number."""
    with suppress(BadAmount, NotUnderstood):
        return value_of(kpi, text)
    return None


def _meetings(text: str) -> Decimal | None:
    found = _NUMBER.fullmatch(text)
    value = Decimal((found[1] + (found[2] or "")).replace(",", "")) if found else None
    return value if value is not None and value <= MOST else None


def _share(text: str) -> Decimal | None:
    bare = re.fullmatch(r"\d{1,3}(\.\d{1,2})?", text)
    value = Decimal(text) / 100 if bare and Decimal(text) > 1 else known.percent(text)
    if value is None and bare:
        value = Decimal(text)
    return value if value is not None and 0 <= value <= 1 else None


def _money(text: str) -> Decimal | None:
    return Decimal(0) if re.fullmatch(r"[¥$€]?0(円)?", text) else known.amount(text)
