"""A board as a closed month keeps it: plain values in and out. People are kept by id alone, so that no name outlives its member."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bot.scoreboard.board import Board, Row
from coaching.funnel import Funnel
from coaching.score import Weights
from coaching.terms import Kpi

Plain = dict[str, Any]


def board(one: Board) -> Plain:
    """What is counted and what it was held against; pace, attainment and score follow from these."""
    return {
        "goals": amounts(one.goals),
        "weights": amounts(one.weights.of),
        "cap": None if one.weights.cap is None else str(one.weights.cap),
        "by_source": {source: counts(funnel) for source, funnel in one.by_source.items()},
        "source_marks": {source: str(mark) for source, mark in one.source_marks.items()},
        "held_by_day": days(one.held_by_day),
        "booked_by_day": days(one.booked_by_day),
        "complete_to": one.complete_to.isoformat() if one.complete_to else None,
    }


def row(one: Row) -> Plain:
    """A member's line."""
    return {"funnel": counts(one.funnel), "goals": amounts(one.goals)}


def counts(funnel: Funnel) -> Plain:
    """The counts that are not 0; money as a string, so that no digit is lost."""
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in vars(funnel).items() if value}


def funnel(kept: Mapping[str, Any]) -> Funnel:
    """Counts as they were kept; one this version does not know is left out."""
    known = {one.name for one in fields(Funnel)}
    found: Plain = {name: Decimal(value) if name == "revenue" else value for name, value in kept.items() if name in known}
    return Funnel(**found)


def amounts(values: Mapping[Kpi, Decimal]) -> Plain:
    """Amounts by KPI, exact."""
    return {kpi.value: str(value) for kpi, value in values.items()}


def by_kpi(kept: Mapping[str, str]) -> dict[Kpi, Decimal]:
    """The same again."""
    return {Kpi(kpi): Decimal(value) for kpi, value in kept.items()}


def weights(kept: Plain) -> Weights:
    """The weights and the cap of then."""
    return Weights(by_kpi(kept["weights"]), None if kept["cap"] is None else Decimal(kept["cap"]))


def days(by_day: Mapping[date, int]) -> Plain:
    """Counts by day."""
    return {day.isoformat(): count for day, count in by_day.items()}


def by_day(kept: Mapping[str, int]) -> dict[date, int]:
    """The same again."""
    return {date.fromisoformat(day): count for day, count in kept.items()}


def moment(kept: str | None) -> datetime | None:
    """A moment as it was kept."""
    return datetime.fromisoformat(kept) if kept else None
