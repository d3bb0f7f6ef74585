"""A source that fell, as its manager reads it."""

from bot.blocks import actions, button, section
from bot.talk import Block
from bot.text import Markup, Words
from bot.views.kpi import source
from coaching.drop import DAYS, Drop
from storage.tables import Team


def told(words: Words, team: Team, drop: Drop) -> tuple[Markup, tuple[Block, ...]]:
    """What it was and is, and how seldom chance alone does that."""
    figures = {"k": drop.now.k, "n": drop.now.n, "rate": words.percent(drop.now.value), "before": words.percent(drop.before.value)}
    step = words(f"coach-rate-{drop.step.value}")
    text = words("drop-told", team=team.name, source=source(words, drop.source), step=step, days=DAYS, **figures)
    return text, (section(text), actions(button(words.plain("drop-button-sources"), "kpi:source", "source team")))
