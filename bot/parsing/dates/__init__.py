"""Dates and times as people type them, in English and Japanese."""

from bot.parsing.dates.period import read_period
from bot.parsing.dates.when import When, read_when

__all__ = ["When", "read_period", "read_when"]
