"""What a scoreboard holds, and how it looks as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from coaching.calendar import Calendar, Period
from coaching.chance import Forecast
from coaching.fan import DayAhead
from coaching.funnel import Funnel, Step
from coaching.pace import Pace
from coaching.score import Weights, attainment
from coaching.terms import Kpi
from storage.tables import Member, Team

NEAR_THE_END = 10  # business days: before, when bookings stop counting is no news


@dataclass(frozen=True)
class Row:
    """One member's line on a team's board. `pace` is None for a range that is no month, `forecast` also for another than the present."""

    member: Member
    funnel: Funnel
    goals: Mapping[Kpi, Decimal]
    pace: Pace | None
    score: Decimal | None
    forecast: Forecast | None = None
    wordless: int | None = None


@dataclass(frozen=True)
class Board:
    """Everything `/kpi` shows of a period. `member` None: the team; `team` None as well: the whole workspace.

    `goals` are the effective ones and empty for a range that is no calendar month, where `pace` is None and so is every attainment.
    `source_marks` (a team's; a member's when asked for) are where each source should be by now: the expected meetings, shared as the
    sources shared the last three months.
    `complete_to` is when something was last entered. `forecast` (of the present month, of a rep or the team) says how it may end, `fan`
    the same day by day. `wordless`: meetings past their time without a word, of whatever month they are (of the present month's board);
    `unjudged`: held ones without a verdict, likewise (of a team's).
    """

    team: Team | None
    member: Member | None
    period: Period
    now: datetime
    calendar: Calendar
    weights: Weights
    funnel: Funnel
    goals: Mapping[Kpi, Decimal] = field(default_factory=dict)
    pace: Pace | None = None
    attainments: Mapping[Kpi, Decimal | None] = field(default_factory=dict)
    score: Decimal | None = None
    held_by_day: Mapping[date, int] = field(default_factory=dict)
    booked_by_day: Mapping[date, int] = field(default_factory=dict)
    by_source: Mapping[str, Funnel] = field(default_factory=dict)
    source_marks: Mapping[str, Decimal] = field(default_factory=dict)
    by_member: tuple[Row, ...] = ()
    complete_to: datetime | None = None
    forecast: Forecast | None = None
    fan: tuple[DayAhead, ...] = ()
    wordless: int | None = None
    unjudged: int | None = None

    @property
    def waiting(self) -> int:
        """How many meetings wait for a word: on the first of a month those of the last one still do."""
        return self.funnel.waiting if self.wordless is None else self.wordless

    @property
    def pending(self) -> int:
        """How many held meetings wait for a verdict, likewise."""
        return self.funnel.pending if self.unjudged is None else self.unjudged

    @property
    def today(self) -> date:
        """The team's local day."""
        return self.calendar.today(self.now)

    @property
    def is_over(self) -> bool:
        """Whether the period lies wholly behind."""
        return self.period.last < self.today

    @property
    def is_ahead(self) -> bool:
        """Whether the period has not begun."""
        return self.period.first > self.today

    @property
    def is_late(self) -> bool:
        """Whether the month's end is so near that new bookings mostly count for the next."""
        return self.forecast is not None and self.forecast.last_useful_day is None and 0 < len(self.fan) <= NEAR_THE_END

    @property
    def is_reached(self) -> bool:
        """Whether there is a goal for meetings, and as many are held."""
        return self.pace is not None and self.pace.goal is not None and self.pace.actual >= self.pace.goal

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all happened or is booked in the period."""
        return self.funnel == Funnel()


def actuals(funnel: Funnel) -> dict[Kpi, Decimal | None]:
    """The three KPIs of a funnel; the qualified rate is None while nothing is judged."""
    return {Kpi.MEETINGS: Decimal(funnel.held), Kpi.QUALIFIED: funnel.rate(Step.QUALIFIED).value, Kpi.REVENUE: funnel.revenue}


def attained(funnel: Funnel, wanted: Mapping[Kpi, Decimal]) -> dict[Kpi, Decimal | None]:
    """Attainment of each KPI; None without a goal, with goal 0, or with nothing judged."""
    return {kpi: attainment(actual, wanted.get(kpi)) for kpi, actual in actuals(funnel).items()}


def as_json(board: Board) -> dict[str, Any]:
    """The board as plain JSON values; rates and money as strings, so that no digit is lost."""
    funnel = board.funnel
    return {
        "team": board.team.name if board.team else None,
        "member": board.member.name if board.member else None,
        "first": board.period.first.isoformat(),
        "last": board.period.last.isoformat(),
        **plain_funnel(funnel),
        "goals": {kpi.value: str(value) for kpi, value in board.goals.items()},
        "attainments": {kpi.value: None if value is None else str(value) for kpi, value in board.attainments.items()},
        "score": None if board.score is None else str(board.score),
        "expected": str(board.pace.expected) if board.pace and board.pace.expected is not None else None,
        "forecast": _plain_forecast(board.forecast),
        "by_source": {source: plain_funnel(one) for source, one in board.by_source.items()},
        "by_member": {row.member.name: plain_funnel(row.funnel) for row in board.by_member},
        "complete_to": board.complete_to.isoformat() if board.complete_to else None,
    }


def _plain_forecast(forecast: Forecast | None) -> dict[str, Any] | None:
    """Chances to four digits: more are not known."""
    if forecast is None:
        return None
    p = None if forecast.p is None else round(forecast.p, 4)
    return {"p": p, "low": forecast.low, "high": forecast.high, "expected": round(forecast.expected, 4)}


def plain_funnel(funnel: Funnel) -> dict[str, Any]:
    """A funnel's counts and rates as plain JSON values."""
    counts = {name: str(value) if isinstance(value, Decimal) else value for name, value in vars(funnel).items()}
    rates = {step.value: funnel.rate(step).value for step in Step}
    return counts | {"pending": funnel.pending, "rates": {name: None if rate is None else str(rate) for name, rate in rates.items()}}
