"""A practice as one person reads it: when, with whom, what on and why, who said yes, and what can be done about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlmodel import Session

from bot.blocks import Element, actions, button, confirm, section
from bot.scoreboard.pairs import Pair
from bot.talk import Ask, Block
from bot.text import Markup, Words
from bot.views.coach import SIGNS, none_line, on_their_leads
from bot.views.coach_thresholds import percent
from bot.views.naming import near, who
from coaching.agreement import State
from coaching.funnel import Step
from coaching.standing import Standing
from coaching.terms import Role
from coaching.trainee import Anew
from storage import members, scenarios, thresholds
from storage.tables import Member, Team, id_of
from storage.thresholds import Expected

BESIDE = " beside"  # at the end of a button's value, where its message holds more than practices: the answer does not take its place


@dataclass(frozen=True)
class Reader:
    """Who reads, in their language."""

    session: Session
    team: Team
    member: Member
    words: Words
    now: datetime

    @classmethod
    def of(cls, ask: Ask) -> "Reader":
        """Who asks."""
        return cls(ask.session, ask.team, ask.member, ask.words, ask.now)

    def instead(self, member: Member) -> "Reader":
        """Somebody else of the team, in theirs."""
        language = member.language or member.slack_language or self.team.language
        return Reader(self.session, self.team, member, Words(language, self.words.zone, self.words.currency), self.now)

    @cached_property
    def expected(self) -> Mapping[Step, Expected]:
        """The thresholds of today."""
        day = self.now.astimezone(self.words.zone).date()
        return thresholds.on(self.session, workspace_id=self.team.workspace_id, team_id=id_of(self.team), day=day)

    def when(self, at: datetime) -> Markup:
        """today 16:30; of another year with the year, from the day after tomorrow on."""
        day, today = (one.astimezone(self.words.zone).date() for one in (at, self.now))
        far = day.year != today.year and abs((day - today).days) > 1
        return self.words.when(at, year=True) if far else near(self.words, self.now, at)

    def sees(self, pair: Pair) -> bool:
        """Whether the rep's figures are theirs to read (design §8): not for another mentor who only put a practice in the calendar."""
        return self.member.id == pair.rep.id or (self.coaches(pair) and (bool(pair.practice.need) or self.is_theirs(pair.rep)))

    def is_theirs(self, rep: Member) -> bool:
        """Whether they are the rep's mentor or a manager."""
        return self.member.id == rep.mentor_id or Role.MANAGER in members.roles(self.member)

    def coaches(self, pair: Pair) -> bool:
        """Whether they may call it off: its mentor, the rep's own, a manager; never the rep."""
        mine = self.member.id
        return mine != pair.rep.id and (mine == pair.mentor.id or self.is_theirs(pair.rep))

    def others(self, pair: Pair) -> Markup:
        """Who else is in it: @Yui; both of them for who is not in it."""
        names = [who(one) for one in pair.sides if one.id != self.member.id]
        return self.words("practice-two", rep=names[0], mentor=names[1]) if len(names) > 1 else self.words("practice-one", who=names[0])


def line(reader: Reader, pair: Pair, *, clock: bool = False) -> Markup:
    """today 16:30 · @Yui · “Asking for the date” · waits for @Ken. `clock`: the day is known from above."""
    title = scenarios.title(pair.version, reader.words.language)
    at = pair.practice.starts_at
    when = reader.words.clock(at) if clock else reader.when(at)
    return reader.words("practice-line", when=when, who=reader.others(pair), title=title, state=state(reader, pair))


def short(reader: Reader, pair: Pair) -> Markup:
    """16:30 · @Yui · agreed: where the day is known from above."""
    waits = pair.practice.state == State.PROPOSED and reader.member.id not in [one.id for one in pair.open_sides]
    said = reader.words("practice-state-open") if waits and not pair.is_over(reader.now) else state(reader, pair)
    return reader.words("practice-short", when=reader.words.clock(pair.practice.starts_at), who=reader.others(pair), state=said)


def state(reader: Reader, pair: Pair) -> Markup:
    """agreed · waits for @Ken · waits for your word · waits for its score · cancelled."""
    words, practice = reader.words, pair.practice
    if pair.live and pair.is_over(reader.now):
        return words("practice-state-unscored")
    if practice.state != State.PROPOSED:
        return words(f"practice-state-{practice.state}")
    if reader.member.id in [one.id for one in pair.open_sides]:
        return words("practice-state-yours")
    return words(
        "practice-state-waits", who=Markup(words("separator").join(words("practice-one", who=who(one)) for one in pair.open_sides))
    )


def why(reader: Reader, pair: Pair) -> Markup | None:
    """The evidence as it was when the practice was scheduled: the rate it is for; that its threshold has changed since."""
    rates: Sequence[Mapping[str, Any]] = pair.practice.evidence.get("rates") or ()
    rate = next((one for one in rates if one["step"] == pair.practice.step), None)
    if rate is None or not reader.sees(pair):
        return None
    words = reader.words
    lines = [_rate(words, rate, verdict=reader.member.id != pair.rep.id)]
    now = reader.expected.get(Step(rate["step"]))
    if now is None:
        lines.append(words("practice-threshold-off"))
    elif abs(float(now.rate) - rate["expected"]) > 1e-9:
        lines.append(words("practice-threshold-changed", rate=percent(words, now.rate)))
    return Markup("\n".join(lines))


def _rate(words: Words, rate: Mapping[str, Any], *, verdict: bool) -> Markup:
    """The figures; a rep reads their own without what they are called."""
    standing, name = Standing(rate["standing"]), words(f"coach-rate-{rate['step']}")
    sign, expected = Markup(SIGNS[standing]), on_their_leads(words, rate["expected"], rate["threshold"])
    if rate["low"] is None or not rate["n"]:
        day, reason = rate.get("anew") or ("", "")
        return none_line(words, sign, name, expected, Anew(date.fromisoformat(day), reason) if day else None)
    if not verdict:
        return words("morning-rep-rate", step=name, k=rate["k"], n=rate["n"], rate=words.percent(rate["k"] / rate["n"]), threshold=expected)
    ends = {end: words.number(rate[end] * 100, 0) for end in ("low", "high")}
    told = {"k": rate["k"], "n": rate["n"], "rate": words.percent(rate["k"] / rate["n"]), "trend": Markup("")}
    return words(
        "coach-rate-line", sign=sign, step=name, threshold=expected, standing=words(f"coach-standing-{standing.value}"), **ends, **told
    )


def buttons(reader: Reader, pair: Pair, *, cancels: bool = False) -> list[Element]:
    """What the reader can do: OK, another time, not today; `cancels`: and call it off. Who is in it not, moves it or calls it off.

    From its start who coaches can score it.
    """
    value, words, mine, over = str(pair.id), reader.words, reader.member.id, pair.is_over(reader.now)
    coaches = reader.coaches(pair)
    if not pair.live or (over and not coaches):
        return []
    skip = button(words.plain("practice-button-missed" if over else "practice-button-skip"), "practice-skip", value)
    begun = [_score(words, value)] * (coaches and pair.practice.starts_at <= reader.now)
    if over:
        return [*begun, skip]
    side = mine in [one.id for one in pair.sides]
    yes = button(words.plain("practice-button-accept"), "practice-accept", pair.value, style="primary")
    found = begun or [yes] * (side and mine not in pair.agreed)
    found += [button(words.plain("practice-button-other"), "practice-other-time", value)] + [skip] * side
    return found + [_cancel(reader, pair)] * (coaches and (cancels or not side))


def _score(words: Words, value: str) -> Element:
    return button(words.plain("practice-button-score"), "coach-score", value, style="primary")


def _cancel(reader: Reader, pair: Pair) -> Element:
    words = reader.words
    asked = words.plain("practice-cancel-sure", when=str(reader.when(pair.practice.starts_at)))
    sure = confirm(words.plain("practice-cancel-title"), asked, words.plain("practice-button-cancel"), words.plain("practice-keep"))
    return button(words.plain("practice-button-cancel"), "practice-cancel", pair.value, ask_first=sure)


def row(reader: Reader, pair: Pair, *, cancels: bool = False, beside: bool = False) -> tuple[Block, ...]:
    """The line with its reason, and what can be done; `beside`: in a message that holds more than practices."""
    text, reason = line(reader, pair), why(reader, pair)
    said = section(Markup(f"{text}\n{reason}") if reason and pair.live else text)
    found = buttons(reader, pair, cancels=cancels)
    return (said, actions(*(_named(one, pair, beside=beside) for one in found))) if found else (said,)


def _named(element: Element, pair: Pair, *, beside: bool) -> Element:
    """Unique within a message that holds several practices. (A score is always answered beside.)"""
    mark = BESIDE if beside and element["action_id"].startswith("practice-") else ""
    return element | {"action_id": f"{element['action_id']}:{pair.id}", "value": element["value"] + mark}
