"""What is said of practices unasked: the morning's to mentor, manager and rep, before one begins, and when one cannot take place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.blocks import actions, button, context, section
from bot.scoreboard.pairs import Pair
from bot.scoreboard.trainees import Trainee
from bot.talk import Block
from bot.text import Markup, Words, clipped
from bot.views.coach import lately_line, name_line, on_their_leads, rate_line, relapsed, rests_on, weakest_line
from bot.views.coach_rhythm import often
from bot.views.left_out import by_reason
from bot.views.naming import who
from bot.views.practice import Reader, buttons, line, row, why
from coaching.placing import Why
from coaching.practice import Need, by_weakness
from storage import scenarios, teams
from storage.tables import Member

MOST_PRACTICES, MOST_UNSERVED, MOST_WAITING, MOST_TRAINEES = 10, 8, 5, 8  # of 50 blocks
MOST_BRIEF = 900  # characters of how a scenario is played

Said = tuple[Markup, tuple[Block, ...]]


@dataclass(frozen=True)
class Brief:
    """What a mentor or manager hears in the morning."""

    practices: Sequence[Pair] = ()  # their own today
    unserved: Sequence[tuple[Member, Why]] = ()
    waiting: Sequence[Pair] = ()  # for their score, from other days
    away: Sequence[Member] = ()  # trainees on leave today
    trainees: Sequence[Trainee] = ()  # the others they mentor, the weakest first
    later: str = ""  # came after the morning, whose word still holds: "instead" of ones called off, or a time became "free"

    def __bool__(self) -> bool:
        """Whether there is anything to say: who is away goes with the rest."""
        return bool(self.practices or self.unserved or self.waiting)

    @property
    def holds_more(self) -> bool:
        """Whether there is more in it than practices of today: a tap on one must not take the rest away."""
        return bool(self.unserved or self.waiting or self.away or self.trainees)


def morning(reader: Reader, day: date, found: Brief) -> Said:
    """A mentor's practices, who is not placed, where trainees stand, scores that wait; a manager's list of the unserved."""
    words = reader.words
    head = words(f"morning-{found.later}", count=len(found.practices)) if found.later else words("morning-head", day=words.day(day))
    lines = [head] if found.practices else []
    blocks: list[Block] = [section(one) for one in lines]
    for pair in found.practices[:MOST_PRACTICES]:
        text = _with_reason(reader, pair)
        blocks += (section(text), *row(reader, pair, beside=found.holds_more)[1:])
        lines.append(text)
    blocks += _more(words, len(found.practices) - MOST_PRACTICES)
    for part in (_unserved(words, found), _trainees(words, found), _waiting(reader, found.waiting), _away(words, found.away)):
        lines.append(part[0])
        blocks += part[1]
    return Markup("\n".join(text for text in lines if text)), tuple(blocks)


def _with_reason(reader: Reader, pair: Pair) -> Markup:
    """When, with whom, on what, and the evidence or what is there instead."""
    words, evidence, need = reader.words, pair.practice.evidence, pair.practice.need
    figures = why(reader, pair)
    anew = any(one.since == pair.practice.day for one in reader.expected.values())
    none = words("morning-anew" if anew else "morning-no-figures")
    lines = [line(reader, pair), *([figures or none] if need or figures else [])]
    if need == Need.NEW:
        lines.append(words("morning-new", day=evidence.get("tenure") or 1, days=teams.rhythm(reader.team).new_days))
    return Markup("\n".join(lines))


def _more(words: Words, count: int) -> list[Block]:
    return [context(words("and-more", count=count))] if count > 0 else []


def _unserved(words: Words, brief: Brief) -> Said:
    """Each with the reason, and the way to another day; whom there is no room for a button for, by name."""
    found = brief.unserved
    if not found:
        return Markup(""), ()
    head = words("morning-unserved-later" if brief.later else "morning-unserved", count=len(found))
    shown, others = found[:MOST_UNSERVED], found[MOST_UNSERVED:]
    lines = [words("morning-unserved-one", rep=who(one), why=words(f"morning-why-{reason.value}")) for one, reason in shown]
    taps = [button(words.plain("morning-button-schedule"), f"practice-schedule:{one.id}", str(one.id)) for one, _ in shown]
    rows = [section(text, tap) for text, tap in zip(lines, taps, strict=True)]
    rest = [words("morning-unserved-rest", names=Markup("\n".join(by_reason(words, others))))] if others else []
    return Markup("\n".join([head, *lines, *rest])), (section(head), *rows, *(section(one) for one in rest))


def _trainees(words: Words, brief: Brief) -> Said:
    """Each with the rate to work on; of those who practise today it stands beside the practice."""
    found = brief.trainees
    if not found:
        return Markup(""), ()
    head = words("morning-trainees-others" if brief.practices else "morning-trainees", count=len(found))
    lines = [words("morning-trainee", name=name_line(words, one), rate=weakest_line(words, one)) for one in found[:MOST_TRAINEES]]
    more = [words("and-more", count=len(found) - MOST_TRAINEES)] if len(found) > MOST_TRAINEES else []
    text = Markup("\n".join([head, *lines, *more]))
    return text, (section(text),)


def _waiting(reader: Reader, found: Sequence[Pair]) -> Said:
    if not found:
        return Markup(""), ()
    head = reader.words("morning-waiting", count=len(found))
    rows = [block for pair in found[:MOST_WAITING] for block in (section(line(reader, pair)), *row(reader, pair, beside=True)[1:])]
    text = Markup("\n".join([head, *(line(reader, pair) for pair in found[:MOST_WAITING])]))
    return text, (section(head), *rows, *_more(reader.words, len(found) - MOST_WAITING))


def _away(words: Words, found: Sequence[Member]) -> Said:
    if not found:
        return Markup(""), ()
    text = words("morning-away", names=Markup(words("separator").join(who(one) for one in found)))
    return text, (context(text),)


def to_rep(reader: Reader, pair: Pair) -> Said:
    """A rep's practice of today: with whom, on what, why, and what they can do."""
    words, practice = reader.words, pair.practice
    title = scenarios.title(pair.version, words.language)
    told = {"at": words.clock(practice.starts_at), "mentor": who(pair.mentor), "title": title, "minutes": practice.minutes}
    text = Markup("\n".join([words("morning-rep", **told), *_reasons(reader, pair)]))
    taps = buttons(reader, pair)
    return text, (section(text), *([actions(*taps)] if taps else []))


def _reasons(reader: Reader, pair: Pair) -> list[Markup]:
    """Their own figures without a verdict, and what the practice is for."""
    words, rhythm = reader.words, teams.rhythm(reader.team)
    evidence, need = pair.practice.evidence, pair.practice.need
    rates = [one for one in evidence.get("rates", ()) if one["step"] == pair.practice.step and one["n"]]
    lines = [_rate(words, one) for one in rates]
    if need == Need.NEW:
        first = Markup("no" if rates else "yes")
        lines.append(words("morning-rep-new", day=evidence.get("tenure") or 1, days=rhythm.new_days, first=first))
    elif need:
        count = rhythm.below_a_week if need == Need.BELOW else rhythm.a_week
        lines.append(words(f"morning-rep-{need}", often=often(words, max(count, 1))))
    return lines


def _rate(words: Words, rate: dict[str, float]) -> Markup:
    name, expected = words(f"coach-rate-{rate['step']}"), on_their_leads(words, rate["expected"], rate["threshold"])
    return words(
        "morning-rep-rate", step=name, k=int(rate["k"]), n=int(rate["n"]), rate=words.percent(rate["k"] / rate["n"]), threshold=expected
    )


def soon(reader: Reader, found: Sequence[Pair]) -> Said:
    """Practices begin in a few minutes, one after the other: with whom, and how each is played."""
    said = [_soon(reader, pair) for pair in found]
    return Markup("\n".join(text for text, _ in said)), tuple(block for _, blocks in said for block in blocks)


def _soon(reader: Reader, pair: Pair) -> Said:
    words, mentor = reader.words, reader.member.id == pair.mentor.id
    title = scenarios.title(pair.version, words.language)
    at = words.clock(pair.practice.starts_at)
    text = words("morning-soon", at=at, who=reader.others(pair), title=title)
    played = clipped(scenarios.brief(pair.version, words.language, mentor=mentor), MOST_BRIEF)
    part = [section(words("morning-soon-brief", text=played))] if played else []
    tap = button(words.plain("practice-button-score"), f"coach-score:{pair.id}", str(pair.id))
    return text, (section(text), *part, *([actions(tap)] if mentor else []))


def called_off(reader: Reader, pair: Pair, missing: Member, *, left: bool) -> Said:
    """A practice that cannot take place because one of the two left, or is away that day."""
    text = reader.words("morning-off-left" if left else "morning-off-away", who=who(missing), when=reader.when(pair.practice.starts_at))
    return text, (section(text),)


def closed(reader: Reader, found: Sequence[Pair]) -> Said:
    """Practices that cannot take place because their team does not work that day."""
    lines = [reader.words("morning-off-closed", who=reader.others(pair), when=reader.when(pair.practice.starts_at)) for pair in found]
    text = Markup("\n".join(lines))
    return text, (section(text),)


def ready(words: Words, found: Trainee) -> Said:
    """Every gate of a rep is ready: advice to their mentor, with the evidence, and what is not known yet."""
    value = str(found.member.id)
    yes = button(words.plain("coach-button-graduate"), "coach-graduate", value, style="primary")
    head = words("morning-ready", who=who(found.member))
    return _advice([head, *_gates(words, found), *rests_on(words, found)], yes, _declined(words, "keep", f"{value}:kept"))


def fallen(words: Words, found: Trainee) -> Said:
    """A graduate's rate has fallen: the evidence, all of it and the last weeks', and nothing is scheduled by itself."""
    value = str(found.member.id)
    plan = button(words.plain("morning-button-schedule"), "practice-schedule", value, style="primary")
    again = button(words.plain("coach-button-again"), "coach-again", value)
    head = words("morning-fallen", who=who(found.member))
    lately = [lately_line(words, one) for one in relapsed(found)]
    return _advice([head, *_gates(words, found), *lately], plan, again, _declined(words, "spare", f"{value}:spared"))


def _declined(words: Words, label: str, value: str) -> Block:
    return button(words.plain(f"coach-button-{label}"), "coach-decline", value)


def _gates(words: Words, found: Trainee) -> list[Markup]:
    return [rate_line(words, reading) for reading in by_weakness(found.readings) if reading.gates]


def _advice(lines: Sequence[Markup], *taps: Block) -> Said:
    text = Markup("\n".join(lines))
    return text, (section(text), actions(*taps))
