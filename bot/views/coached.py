"""Practice at a glance: today's with buttons, whose score waits, who could not be served, what mentors give."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from bot.blocks import button, divider, section
from bot.scoreboard.coached import Coached, Load
from bot.scoreboard.pairs import Pair, pairs
from bot.talk import Ask, Block, Reply
from bot.text import Markup, Words
from bot.views.left_out import by_reason
from bot.views.month import today_of
from bot.views.naming import moment, who
from bot.views.practice import Reader, line, row
from coaching.agreement import State
from coaching.terms import Role
from storage import marks, members
from storage.tables import Mark, Member, Practice, id_of

MOST_TODAY, MOST_LINES, MOST_WAITING, MOST_NAMED = 5, 10, 3, 5  # of one list; the rest is a count
RECENT = timedelta(days=28)  # an older mark helps nobody any more


@dataclass(frozen=True)
class Glance:
    """What who asks may see of the team's practice: their own, their trainees', a manager everybody's."""

    ask: Ask

    @cached_property
    def coached(self) -> Coached:
        """The figures behind it."""
        return Coached(self.ask.session, team=self.ask.team, day=today_of(self.ask), now=self.ask.now)

    @cached_property
    def given(self) -> Sequence[Practice]:
        """Today's that who asks gives as mentor."""
        return [one for one in self.coached.today if one.mentor_id == self.ask.member_id]

    @cached_property
    def taken(self) -> Sequence[Practice]:
        """Today's that who asks takes as a rep."""
        return [one for one in self.coached.today if one.rep_id == self.ask.member_id]

    @cached_property
    def to_score(self) -> Sequence[Practice]:
        """Those whose score waits for who asks."""
        return self.coached.asked_of(self.ask.member_id)

    def over(self, *, everybodys: bool) -> int:
        """How many of today's are over and have no score yet: those who asks gave and their trainees took, or everybody's."""
        given = sum(one.mentor_id == self.ask.member_id for one in self.coached.over)
        return given + len(self._others(self.coached.over, everybodys=everybodys))

    def others(self, *, everybodys: bool) -> Sequence[Practice]:
        """Today's that somebody else gives: to trainees of who asks, or to everybody."""
        return self._others(self.coached.today, everybodys=everybodys)

    def _others(self, practices: Sequence[Practice], *, everybodys: bool) -> Sequence[Practice]:
        found = [one for one in practices if self.ask.member_id not in (one.mentor_id, one.rep_id)]
        own = {} if everybodys else self.coached.people(one.rep_id for one in found)
        return [one for one in found if everybodys or (one.rep_id in own and own[one.rep_id].mentor_id == self.ask.member_id)]

    def none(self, over: int) -> Markup:
        """That nothing is left of today, or that so many are over and wait for their score."""
        return self.ask.words("coached-over", count=over) if over else self.ask.words("coached-none")

    def today(self, found: Sequence[Practice]) -> tuple[Block, ...]:
        """A list of today's practices, each with what can be done about it, and a count of those there is no room for."""
        reader = Reader.of(self.ask)
        return (*(block for pair in self._pairs(found[:MOST_TODAY]) for block in row(reader, pair)), *self._more(found, MOST_TODAY))

    def lines(self, found: Sequence[Practice]) -> tuple[Block, ...]:
        """Practices that are for others to answer, a line each."""
        reader = Reader.of(self.ask)
        said = Markup("\n".join(line(reader, pair, clock=True) for pair in self._pairs(found[:MOST_LINES])))
        return ((section(said),) if said else ()) + self._more(found, MOST_LINES)

    def _pairs(self, found: Sequence[Practice]) -> Sequence[Pair]:
        return pairs(self.ask.session, workspace_id=self.ask.workspace_id, found=found)

    def _more(self, found: Sequence[Practice], most: int) -> tuple[Block, ...]:
        return (section(self.ask.words("and-more", count=len(found) - most)),) if len(found) > most else ()

    def waiting(self) -> tuple[Block, ...]:
        """Whose score waits for who asks, each with [Score]."""
        found, words = self.to_score, self.ask.words
        if not found:
            return ()
        people = self.coached.people(one.rep_id for one in found[:MOST_WAITING])
        blocks = [section(words("coached-waiting", count=len(found)))]
        for one in found[:MOST_WAITING]:
            text = words("coached-waiting-line", when=moment(self.ask, one.starts_at), rep=_name(people, one.rep_id))
            blocks.append(section(text, button(words.plain("practice-button-score"), f"coach-score:{one.id}", str(one.id))))
        return (*blocks, *self._more(found, MOST_WAITING))

    def unserved(self, of: Iterable[int] | None = None) -> Markup | None:
        """Who is without a practice today and why (only these members, when some are named); None when nobody is."""
        wanted = self.coached.unserved if of is None else {one: why for one, why in self.coached.unserved.items() if one in set(of)}
        if not wanted:
            return None
        words, people = self.ask.words, self.coached.people(wanted)
        named = by_reason(words, [(people[one], why) for one, why in wanted.items() if one in people])
        return words("coached-unserved", names=Markup("\n".join(named)))

    def loads(self) -> Markup:
        """What each mentor gives this week, of what they can."""
        words, found = self.ask.words, self.coached.loads
        if not found:
            return words("coached-no-mentors")
        lines = [_load(self.ask, one) for one in found[:MOST_NAMED]]
        more = [words("and-more", count=len(found) - MOST_NAMED)] if len(found) > MOST_NAMED else []
        return Markup("\n".join([words("coached-loads"), *lines, *more]))

    def counts(self) -> Markup:
        """2 practices today, 1 agreed."""
        found = [*self.coached.today, *self.coached.over]
        agreed = sum(one.state in (State.ACCEPTED, State.DONE) for one in found)
        return self.ask.words("coached-counts", count=len(found), agreed=agreed)

    def last_mark(self, found: Sequence[Practice]) -> Markup | None:
        """The latest score of these practices of a rep, with what to try next; None without any."""
        done = [one for one in found if one.state == State.DONE]
        said = marks.of(self.ask.session, workspace_id=self.ask.workspace_id, practice_ids=[id_of(one) for one in done[-1:]])
        return _marked(self.ask, done[-1], said[id_of(done[-1])]) if said else None


def with_today(ask: Ask, reply: Reply) -> Reply:
    """/coach's list of trainees with today's practice beneath: a mentor's and their trainees', a manager's whole team's."""
    roles, glance = members.roles(ask.member), Glance(ask)
    others = glance.others(everybodys=Role.MANAGER in roles)
    none = () if glance.given or others else (section(glance.none(glance.over(everybodys=Role.MANAGER in roles))),)
    blocks = [divider(), section(ask.words("coached-today")), *none, *glance.today(glance.given), *glance.lines(others), *glance.waiting()]
    if Role.MANAGER in roles:
        blocks += [section(text) for text in (glance.unserved(), glance.loads()) if text]
    said = [block["text"]["text"] for block in blocks if "text" in block]
    return replace(reply, text=Markup("\n".join([reply.text, *said])), blocks=(*reply.blocks, *blocks))


def _load(ask: Ask, load: Load) -> Markup:
    return ask.words("coached-load", mentor=who(load.mentor), given=load.given, most=load.a_week, waiting=load.waiting)


def _marked(ask: Ask, practice: Practice, given: Sequence[Mark]) -> Markup:
    """What its scorers come to, how far apart they are, and what each of them wrote."""
    words, found = ask.words, marks.together(given)
    said = words("coached-passed" if found.passed else "coached-again")
    among = words("coached-among", count=len(given), points=words.number(found.apart)) if len(given) > 1 else ""
    line = words("coached-mark", when=moment(ask, practice.starts_at), mark=words.number(found.mark, 0), said=said, among=among)
    return Markup("\n".join([line, *(text for mark in given for text in said_of(words, mark))]))


def said_of(words: Words, mark: Mark) -> list[Markup]:
    """What went well, and what to try next."""
    lines = [words("coached-well", text=mark.well)] if mark.well else []
    return lines + [words("coached-next", text=mark.next)] * bool(mark.next)


def _name(people: Mapping[int, Member], member_id: int) -> Markup:
    return who(people[member_id]) if member_id in people else Markup("–")
