"""Thresholds by words or form: what is expected of each rate, from which day."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial

from bot.blocks import date_picker, field, line
from bot.parsing import picked
from bot.parsing import words as known
from bot.parsing.dates.when import read_when
from bot.talk import Ask, Modal, Reply
from bot.views import coach_thresholds as view
from bot.views.month import today_of
from bot.views.permission import must
from bot.views.refusals import attempted
from coaching.errors import BadDate, BadRate, Missing, NotUnderstood
from coaching.funnel import Step
from coaching.permissions import May
from coaching.reading import COACHED
from storage import thresholds as stored

NONE = frozenset({"off", "none", "remove", "clear", "なし", "無し", "解除", "取り消し"})
FILLERS = frozenset({"は", "を", "の", "に", "以上", "パーセント", "percent", "per", "cent", "from", "at", "least", "to", "of", "the"})
FILLERS |= {"set", "should", "be", "is"}
_UNIT = re.compile(r"(?<=\d) ?(?:%|percent|per cent|pct|パーセント)(?:に(?:する|変更|設定)?|とする)?", re.I)
_APART = re.compile(r"<@[^<>]+>|->|[はを](?=\s*[-−\d])|(?<=[^\W\d_])(?=[-−]?\d)|[→⇒:=>≥]")  # アポ率15%, アポ率は15%, 接触→アポ
LEAST, MOST = Decimal("0.001"), Decimal("0.95")


def thresholds(ask: Ask) -> Reply:
    """`contact 12%`, `アポ 15% 12/1から`, `contact off`; without words what is expected now."""
    must(ask, May.COACH)
    if not ask.text.strip():
        return view.list_of(ask.words, _now(ask), _history(ask))
    step, rate, day = _read(ask)
    return _keep(ask, {step: rate}, day)


def _read(ask: Ask) -> tuple[Step, Decimal | None, date]:
    today = today_of(ask)
    when = read_when(_UNIT.sub("% ", ask.text).replace("から", " "), today=today, forward=True)
    if when.is_stretched(today):
        raise BadDate(when.said, "in_the_past")
    words = [word for word in _APART.sub(_apart, when.rest).split() if word.casefold() not in FILLERS]
    named = [word for word in words if not _is_rate(word)]
    said = " ".join(word for word in words if _is_rate(word))
    if not named:
        raise Missing("step" if said else "rate", "coach-threshold-each")
    step = known.step(" ".join(named))
    if step is None:
        raise NotUnderstood(" ".join(named), known.nearest("".join(named), known.known("STEPS")), "coach-threshold")
    if not said:
        raise Missing("rate", "coach-threshold")
    return step, None if said.casefold() in NONE else rate_of(said), when.day or today


def _apart(found: re.Match[str]) -> str:
    """A space where words meet; somebody picked from the list stays whole."""
    return found[0] if found[0].startswith("<@") else " "


def _is_rate(word: str) -> bool:
    return word.casefold() in NONE or word[0].isdigit() or word[0] in "-−%"


def rate_of(text: str) -> Decimal:
    """12%, 12.5 %, 0.12, a bare 12: a rate between 0.1 % and 95 %. Raises BadRate."""
    plain = known.normal(text).removesuffix("以上")
    rate = known.percent(plain)
    if rate is None:
        rate = known.percent(f"{plain}%")
    elif not plain.endswith(("%", "パーセント")) and rate == 1:
        rate = Decimal("0.01")
    if rate is None or not LEAST <= rate <= MOST:
        raise BadRate(text)
    return rate


def open_form(ask: Ask) -> Reply:
    """The form, filled with what is expected now."""
    must(ask, May.COACH)
    words, now = ask.words, _now(ask)
    fields = [field(words.plain(f"coach-step-{s.value}"), line(_name(s), _shown(ask, now.get(s)), most=12), optional=True) for s in COACHED]
    day = field(words.plain("coach-field-from"), date_picker("from", today_of(ask).isoformat()), hint=words.plain("coach-hint-from"))
    title = words.plain("coach-threshold-title")
    return Reply(modal=Modal("coach-threshold", title, (*fields, day), submit=words.plain("save"), close=words.plain("cancel")))


def sent(ask: Ask) -> Reply:
    """Keep what was changed; an emptied field means nothing is expected of that rate any more."""
    must(ask, May.COACH)
    read = {step: attempted(ask.words, partial(_field, ask, step), "changed") for step in COACHED}
    wanted = {step: rate for step, (rate, _) in read.items()}
    errors = {_name(step): error for step, (_, error) in read.items() if error}
    if errors:
        return Reply(errors=errors)
    now = _now(ask)
    changed = {step: rate for step, rate in wanted.items() if now.get(step) != rate}
    if not changed:
        return Reply(ask.words("coach-threshold-unchanged"))
    return _keep(ask, changed, picked.day(ask.form.get("from")))


def _field(ask: Ask, step: Step) -> Decimal | None:
    text = str(ask.form.get(_name(step)) or "").strip()
    return rate_of(text) if text else None


def _name(step: Step) -> str:
    """The step's field."""
    return step.value.replace("_", "-")


def _keep(ask: Ask, changed: Mapping[Step, Decimal | None], day: date) -> Reply:
    entry_id = ask.entry("threshold")
    before = _now(ask)
    for step, rate in changed.items():
        stored.set_threshold(
            ask.session,
            workspace_id=ask.workspace_id,
            team_id=ask.team_id,
            step=step,
            rate=rate,
            valid_from=day,
            set_by=ask.member_id,
            now=ask.now,
            entry_id=entry_id,
        )
    return view.kept(ask.words, changed, before, day, entry_id, today=today_of(ask), course=_course(ask, changed, day))


def _course(ask: Ask, changed: Mapping[Step, Decimal | None], day: date) -> str:
    """What becomes of the trials: one of the rates restarts that day; a first one looks back; or each is as it last was."""
    after = stored.on(ask.session, workspace_id=ask.workspace_id, team_id=ask.team_id, day=day)
    told = [after[step] for step in changed if step in after]
    if any(one.since == day for one in told):
        return "restarts"
    return "counts" if any(not one.changed and one.since == day - stored.KNOWN_BEFORE for one in told) else "same"


def _now(ask: Ask) -> Mapping[Step, Decimal]:
    found = stored.on(ask.session, workspace_id=ask.workspace_id, team_id=ask.team_id, day=today_of(ask))
    return {step: one.rate for step, one in found.items()}


def _history(ask: Ask) -> list[view.Line]:
    rows = stored.history(ask.session, workspace_id=ask.workspace_id, team_id=ask.team_id)
    return [view.Line(Step(row.step), row.valid_from, row.rate) for row in rows[:12]]


def _shown(ask: Ask, rate: Decimal | None) -> str:
    return "" if rate is None else str(view.percent(ask.words, rate))
