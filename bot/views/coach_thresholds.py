"""Thresholds in words: what is expected now, since when, and what was changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.blocks import actions, button, context, section
from bot.talk import Reply
from bot.text import Markup, Words
from bot.views import coach_rhythm
from coaching.funnel import Step
from coaching.reading import COACHED


@dataclass(frozen=True)
class Line:
    """One threshold of the history."""

    step: Step
    since: date
    rate: Decimal | None


def percent(words: Words, rate: Decimal | float) -> Markup:
    """12 %, 12.5 %."""
    exact = Decimal(str(rate)) * 100
    return words.percent(rate, 0 if exact == int(exact) else 1)


def list_of(words: Words, now: Mapping[Step, Decimal], history: Sequence[Line]) -> Reply:
    """What is expected now, the form, and what was expected before."""
    lines = [words("coach-threshold-line", step=words(f"coach-step-{s.value}"), rate=percent(words, now[s])) for s in COACHED if s in now]
    head = words("coach-threshold-head") if lines else words("coach-threshold-none")
    text = Markup("\n".join([head, *lines]))
    past = [_past(words, line) for line in history]
    notes = [context(Markup("\n".join([words("coach-threshold-history"), *past])))] if past else []
    form = button(words.plain("coach-button-threshold"), "coach-threshold-form", style="" if lines else "primary")
    return Reply(text, (section(text), *notes, actions(form, coach_rhythm.way(words)), context(words("coach-threshold-how"))))


def _past(words: Words, line: Line) -> Markup:
    rate = words("coach-threshold-off") if line.rate is None else percent(words, line.rate)
    return words("coach-threshold-past", day=words.day(line.since), step=words(f"coach-step-{line.step.value}"), rate=rate)


def kept(
    words: Words,
    changed: Mapping[Step, Decimal | None],
    before: Mapping[Step, Decimal],
    day: date,
    entry_id: int,
    *,
    today: date,
    course: str,
) -> Reply:
    """What is expected from when, what that means for standings (`course`: restarts, same, or counts), and Undo."""
    lines = [_kept(words, step, rate, before.get(step), day) for step, rate in changed.items()]
    said = any(rate is not None for rate in changed.values()) and (course == "restarts" or day <= today)
    notes = [course] * said + ["ahead"] * (day > today)
    text = Markup("\n".join([*lines, *(words(f"coach-threshold-{note}") for note in notes)]))
    return Reply(text, (section(text), actions(button(words.plain("undo"), "undo", str(entry_id)))), home=True)


def _kept(words: Words, step: Step, rate: Decimal | None, before: Decimal | None, day: date) -> Markup:
    name = words(f"coach-step-{step.value}")
    if rate is None:
        return words("coach-threshold-dropped", step=name, day=words.day(day))
    was = words("coach-threshold-was", rate=percent(words, before)) if before is not None and before != rate else Markup("")
    return words("coach-threshold-kept", step=name, rate=percent(words, rate), was=was, day=words.day(day))
