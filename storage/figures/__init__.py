"""The figures of /kpi, from the rollup and the meetings."""

from storage.figures.bookings import Made, Month, bookings, made, months
from storage.figures.days import (
    Days,
    Today,
    ahead_by_day,
    booked_by_day,
    by_day,
    first_day,
    held_by_day,
    held_by_source,
    last_entry_at,
    sources,
    today,
)
from storage.figures.funnels import by_ae, by_member, by_source, funnel
from storage.figures.moved import moved
from storage.figures.trials import Worked, cells, of_team, worked

__all__ = [
    "Days",
    "Made",
    "Month",
    "Today",
    "Worked",
    "ahead_by_day",
    "booked_by_day",
    "bookings",
    "by_ae",
    "by_day",
    "by_member",
    "by_source",
    "cells",
    "first_day",
    "funnel",
    "held_by_day",
    "held_by_source",
    "last_entry_at",
    "made",
    "months",
    "moved",
    "of_team",
    "sources",
    "today",
    "worked",
]
