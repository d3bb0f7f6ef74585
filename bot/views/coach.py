"""Standings in words: a mentor's trainees, one rep's rates with their evidence, and what stands between them and graduation."""

from collections.abc import Sequence

from bot.blocks import actions, button, context, section
from bot.scoreboard.learning import Learning
from bot.scoreboard.trainees import Trainee
from bot.talk import Block, Reply
from bot.text import Markup, Words
from bot.views import coach_curve
from bot.views.coach_thresholds import percent
from bot.views.naming import who
from bot.views.person import word_of
from coaching.intervals import jeffreys
from coaching.practice import by_weakness, ready_to_graduate
from coaching.reading import GATE_TRIALS, Reading, Trend
from coaching.standing import Standing
from coaching.trainee import Anew

MOST = 15  # trainees in one message
SIGNS = {Standing.BELOW: "▼", Standing.UNKNOWN: "○", Standing.READY: "●"}


def overview(words: Words, found: Sequence[Trainee], *, coaches: bool) -> Reply:
    """Trainees with the weakest first; `coaches`: for a manager, who sees every rep."""
    if not found:
        text = words("coach-no-reps" if coaches else "coach-no-trainees")
        return Reply(text, (section(text), actions(_thresholds(words))))
    if not any(one.readings for one in found):
        text = words("coach-no-threshold")
        return Reply(text, (section(text), actions(_thresholds(words, style="primary")), context(words("coach-threshold-how"))))
    order = sorted(found, key=urgency)
    head = words("coach-head", **_counts(order))
    blocks: list[Block] = [section(head)]
    lines: list[str] = [head]
    for one in order[:MOST]:
        text = Markup("\n".join([name_line(words, one), *(rate_line(words, r) for r in by_weakness(one.readings))]))
        blocks.append(section(text, button(words.plain("coach-button-open"), "coach", word_of(one.member))))
        lines.append(text)
    if len(order) > MOST:
        blocks.append(context(words("and-more", count=len(order) - MOST)))
    blocks += [actions(_week(words), _thresholds(words)), context(words("coach-how"))]
    return Reply("\n".join(lines), tuple(blocks))


def _week(words: Words) -> Block:
    return button(words.plain("coach-button-week"), "coach:week", "week")


def _thresholds(words: Words, style: str = "") -> Block:
    return button(words.plain("coach-button-threshold"), "coach-threshold-form", style=style)


def urgency(one: Trainee) -> tuple[bool, int, int, str]:
    """Who still learns before graduates; among them below, then too early to say, then ready; the new before the old."""
    counting = (r for r in one.readings.values() if r.gates or r.standing is Standing.BELOW)
    worst = min((list(SIGNS).index(r.standing) for r in counting), default=1)
    return not one.learning, worst, one.tenure or 10_000, one.member.name


def _counts(found: Sequence[Trainee]) -> dict[str, int]:
    learning = [one for one in found if one.learning]
    below = [one for one in learning if any(r.standing is Standing.BELOW for r in one.readings.values())]
    ready = [one for one in learning if ready_to_graduate(one.readings)]
    return {"learning": len(learning), "below": len(below), "ready": len(ready), "graduated": sum(one.graduated for one in found)}


def name_line(words: Words, one: Trainee) -> Markup:
    if one.graduated:
        return words("coach-name-graduate", who=who(one.member))
    if one.tenure is None:
        return words("coach-name", who=who(one.member))
    return words("coach-name-day", who=who(one.member), day=one.tenure)


def rate_line(words: Words, reading: Reading) -> Markup:
    """▼ contact → appointment: 5 of 74 = 7% (4–11), threshold 15%: below."""
    name = words(f"coach-rate-{reading.step.value}")
    said = words(f"coach-standing-{reading.standing.value}")
    sign, expected = Markup(SIGNS[reading.standing]), on_their_leads(words, reading.expected, reading.threshold)
    interval = reading.interval
    if interval is None:
        return none_line(words, sign, name, expected, reading.anew)
    return words(
        "coach-rate-line",
        sign=sign,
        step=name,
        k=reading.rate.k,
        n=reading.rate.n,
        rate=words.percent(reading.rate.value),
        low=words.number(interval.low * 100, 0),
        high=words.number(interval.high * 100, 0),
        threshold=expected,
        standing=said,
        trend=Markup("") if reading.trend in (Trend.LEVEL, Trend.UNKNOWN) else words(f"coach-trend-{reading.trend.value}"),
    )


def weakest_line(words: Words, found: Trainee) -> Markup:
    """The rate to work on, of somebody of whom one is expected."""
    return rate_line(words, by_weakness(found.readings)[0])


def none_line(words: Words, sign: Markup, name: Markup, expected: Markup, begun: Anew | None) -> Markup:
    """Nothing tried yet; or since the count began anew, when and why."""
    about = {"sign": sign, "step": name, "threshold": expected}
    if begun is None:
        return words("coach-rate-none", **about)
    return words("coach-rate-anew", **about, day=words.day(begun.day), why=words(f"coach-anew-{begun.why}"))


def _anew_lines(words: Words, found: Trainee) -> list[Markup]:
    """Since when the rates with tries are counted, where that was not always."""
    by_turn: dict[Anew, list[Markup]] = {}
    for one in by_weakness(found.readings):
        if one.anew and one.rate.n:
            by_turn.setdefault(one.anew, []).append(words(f"coach-rate-{one.step.value}"))
    return [
        words("coach-anew", rates=Markup(words("separator").join(names)), day=words.day(turn.day), why=words(f"coach-anew-{turn.why}"))
        for turn, names in by_turn.items()
    ]


def on_their_leads(words: Words, expected: float, threshold: float) -> Markup:
    """15%, or 15% (11% on these leads): what the mentor set, and what that comes to on the leads they worked."""
    if abs(threshold - expected) < 0.005:
        return percent(words, expected)
    return words("coach-expected-mix", rate=percent(words, expected), own=words.percent(threshold, 1))


def one(words: Words, found: Trainee, past: Learning | None, *, own: bool, coaches: bool, in_dm: bool) -> Reply:
    """One rep: every rate with its evidence, what practice changed, what stands between them and graduation, what a mentor can do."""
    if past is None:
        text = words("coach-no-threshold-own" if own else "coach-no-threshold")
        return Reply(text, (section(text), *([actions(_thresholds(words))] if coaches else [])))
    head = words("coach-own-head") if own else name_line(words, found)
    rates = [*(rate_line(words, reading) for reading in by_weakness(found.readings)), *_anew_lines(words, found)]
    changed = coach_curve.change_line(words, past)
    text = Markup("\n".join([head, *rates, "", *way(words, found, own=own), *(["", changed] if changed else [])]))
    buttons = [*_deeds(words, found), _practice(words, found)] if coaches else [_week(words)] if own else []
    note = context(words("coach-explained"), words("kpi-picture-here" if in_dm else "kpi-picture-follows"))
    picture = coach_curve.picture(words, past, own=own)
    return Reply(text, (section(text), *([actions(*buttons)] if buttons else []), note), picture=picture)


def _practice(words: Words, found: Trainee) -> Block:
    """To the times both have."""
    return button(words.plain("coach-button-practice"), "coach:practice", f"practice {word_of(found.member)}")


def way(words: Words, found: Trainee, *, own: bool) -> list[Markup]:
    """What stands between a rep and graduation, in words that encourage and promise nothing."""
    if found.graduated:
        return _relapse(words, fell) if (fell := relapsed(found)) and not own else [words("coach-graduate")]
    gates = [r for r in found.readings.values() if r.gates]
    if not found.learning:
        return [words("coach-not-learning")]
    below = [r for r in found.readings.values() if not r.gates and r.standing is Standing.BELOW]
    if not gates:
        return [words("coach-way-no-gate")]
    if ready_to_graduate(found.readings):
        return [words("coach-way-ready-own")] if own else [words("coach-way-ready"), *rests_on(words, found)]
    return [words("coach-way-head"), *(_step(words, r) for r in gates), *(_below(words, r) for r in below)]


def relapsed(found: Trainee) -> list[Reading]:
    """The rates whose fall was found."""
    return [one for one in found.readings.values() if one.gates and one.course.relapsed_on is not None]


def _relapse(words: Words, fell: Sequence[Reading]) -> list[Markup]:
    names = words("separator").join(words(f"coach-rate-{one.step.value}") for one in fell)
    return [words("coach-relapse", rates=Markup(names)), *(lately_line(words, one) for one in fell)]


def lately_line(words: Words, reading: Reading) -> Markup:
    """Of a rate since graduation, what was done in the last 20 business days: the stretch a fall shows in."""
    now, name = reading.lately, words(f"coach-rate-{reading.step.value}")
    interval = jeffreys(now.k, now.n)
    assert interval, "a gate has tries in these days"
    ends = {"low": words.number(interval.low * 100, 0), "high": words.number(interval.high * 100, 0)}
    return words("coach-lately", step=name, k=now.k, n=now.n, rate=words.percent(now.value), **ends)


def rests_on(words: Words, found: Trainee) -> list[Markup]:
    """Which rates an advice to graduate rests on, and which have too few tries to be part of it, with the count so far."""
    rates = by_weakness(found.readings)
    names = words("separator").join(words(f"coach-rate-{one.step.value}") for one in rates if one.gates)
    few = [words("coach-rests-few", step=words(f"coach-rate-{one.step.value}"), count=one.recent) for one in rates if not one.gates]
    lines = [words("coach-rests", rates=Markup(names))]
    return lines + [words("coach-rests-not", rates=Markup(words("separator").join(few)), needed=GATE_TRIALS)] * bool(few)


def _step(words: Words, reading: Reading) -> Markup:
    name = words(f"coach-rate-{reading.step.value}")
    if reading.standing is Standing.READY:
        return words("coach-way-done", step=name)
    share = min(reading.course.climb / reading.ready_at, 0.99) if reading.ready_at else 0.0
    filled = int(share * 10)
    return words("coach-way-open", step=name, bar=Markup("▰" * filled + "▱" * (10 - filled)))


def _below(words: Words, reading: Reading) -> Markup:
    """A rate that is below holds graduation up, though it has too few tries to count towards it."""
    return words("coach-way-below", step=words(f"coach-rate-{reading.step.value}"))


def _deeds(words: Words, found: Trainee) -> list[Block]:
    """What a mentor may say now: graduate, not yet; practise again, leave it."""
    value = str(found.member.id)
    if found.graduated and relapsed(found):
        again = button(words.plain("coach-button-again"), "coach-again", value, style="primary")
        return [again, button(words.plain("coach-button-spare"), "coach-decline", f"{value}:spared")]
    if found.learning and ready_to_graduate(found.readings):
        yes = button(words.plain("coach-button-graduate"), "coach-graduate", value, style="primary")
        return [yes, button(words.plain("coach-button-keep"), "coach-decline", f"{value}:kept")]
    return []
