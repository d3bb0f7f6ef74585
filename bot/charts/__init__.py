"""Coaching figures → PNG. Drawings are plain values with their sentences already said; drawing happens in a process of its own."""

from bot.charts.drawings import Bars, Curve, Drawing, Funnel, Pace
from bot.charts.pool import Pool

__all__ = ["Bars", "Curve", "Drawing", "Funnel", "Pace", "Pool"]
