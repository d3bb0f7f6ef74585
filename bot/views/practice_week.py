"""The week of practice for a phone: a line for each practice, day by day, with what can be done about it."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.blocks import Element, actions, button, context, menu, section
from bot.scoreboard.coached import Load
from bot.scoreboard.pairs import Pair
from bot.scoreboard.week import Week
from bot.talk import Ask, Block, Reply
from bot.text import Markup
from bot.views.left_out import by_reason
from bot.views.month import today_of
from bot.views.naming import label, who
from bot.views.practice import Reader, short
from coaching.placing import Why
from coaching.terms import Role
from storage import members
from storage.tables import Member

MOST_LINES, MOST_OPEN, MOST_LEFT = 12, 25, 4  # of a day; of a menu; who were left out, of a day


def week(ask: Ask, found: Week, loads: Sequence[Load]) -> Reply:
    """Day by day; for a manager everybody's with what each mentor gives, for a mentor also what is free, for a rep their own."""
    return _Page(ask, found, loads).reply()


class _Page:
    def __init__(self, ask: Ask, found: Week, loads: Sequence[Load]) -> None:
        self.ask, self.week, self.loads = ask, found, loads
        self.words, self.reader, self.today = ask.words, Reader.of(ask), today_of(ask)
        roles = members.roles(ask.member)
        self.manages, self.mentors = Role.MANAGER in roles, Role.MENTOR in roles
        mine = [pair for pair in found.practices if ask.member_id in (pair.rep.id, pair.mentor.id)]
        self.shown = list(found.practices) if self.manages else mine

    def reply(self) -> Reply:
        days = sorted({*self.week.days, *(pair.practice.day for pair in self.shown)})
        first, last = self.week.first, days[-1] if days else self.week.first + timedelta(days=6)
        head = self.words("week-head", ahead=self._ahead, first=self.words.day(first), last=self.words.day(last), count=len(self.shown))
        parts: list[tuple[Markup, list[Block]]] = [self._day(day) for day in days]
        if not days:
            closed = self.words("week-closed", ahead=self._ahead)
            parts = [(closed, [section(closed)])]
        more = [self._loads()] if self.manages and self.loads else []
        text = Markup("\n".join([head, *(part[0] for part in parts), *more]))
        blocks: list[Block] = [section(head), *(block for part in parts for block in part[1]), *(section(one) for one in more)]
        return Reply(text, (*blocks, *self._ways()))

    @property
    def _ahead(self) -> Markup:
        """Whether it is the next one."""
        return Markup("yes" if self.week.first > self.today else "no")

    def _day(self, day: date) -> tuple[Markup, list[Block]]:
        """The day's lines as one paragraph; who was left out below, each with a way to help."""
        mine = [pair for pair in self.shown if pair.practice.day == day]
        lines = [short(self.reader, pair) for pair in mine[:MOST_LINES]]
        lines += [self.words("and-more", count=len(mine) - MOST_LINES)] if len(mine) > MOST_LINES else []
        free = self._free(day)
        lines += [free] if free else []
        left = self.week.unserved(day) if self.manages or self.mentors else ()
        today = Markup("yes" if day == self.today else "no")
        head = self.words("week-day", day=self.words.day(day), today=today)
        text = Markup("\n".join([head, *(lines or ([] if left else [self.words("week-none")]))]))
        rows = [self._left(day, member, why) for member, why in left[:MOST_LEFT]]
        said, rest = [row["text"]["text"] for row in rows], self._rest(day, left[MOST_LEFT:])
        return Markup("\n".join([text, *said, *rest])), [section(text), *rows, *(section(one) for one in rest)]

    def _rest(self, day: date, left: Sequence[tuple[Member, Why]]) -> list[Markup]:
        """Today's that there is no room for a button for, by name; of another day how many."""
        if not left:
            return []
        return [Markup("\n".join(by_reason(self.words, left)))] if day == self.today else [self.words("and-more", count=len(left))]

    def _free(self, day: date) -> Markup | None:
        """What a mentor still has that day."""
        if not self.mentors or day < self.today:
            return None
        slots = self.week.free(self.ask.member, day)
        if slots is None:
            return self.words("week-away")
        times = Markup(self.words("separator").join(self.words.clock(slot) for slot in slots[:8]))
        return self.words("week-free", times=times) if slots else None

    def _left(self, day: date, member: Member, why: Why) -> Block:
        text = self.words("week-left", rep=who(member), why=self.words(f"coached-why-{why.value}"))
        return section(text, self._help(day, member)) if self._help(day, member) else section(text)

    def _help(self, day: date, member: Member) -> Element | None:
        if day < self.today or member.id == self.ask.member_id:
            return None
        if self.mentors:
            return button(self.words.plain("practice-button-take"), f"practice-take:{member.id}-{day}", f"{member.id} {day}")
        return button(self.words.plain("practice-button-schedule"), f"practice-schedule:{member.id}-{day}", str(member.id))

    def _loads(self) -> Markup:
        lines = [self.words("week-load", mentor=who(one.mentor), given=one.given, most=one.a_week) for one in self.loads[:20]]
        return Markup("\n".join([self.words("week-loads", ahead=self._ahead), *lines]))

    def _ways(self) -> list[Block]:
        """Open a practice; a mentor's hours and other times."""
        live = self._openable()
        opens = [menu("practice", [(self._label(pair), str(pair.id)) for pair in live], hint=self.words.plain("week-open"))] if live else []
        hours = button(self.words.plain("hours-button"), "coach-hours-form", str(self.ask.member_id))
        busy = button(self.words.plain("busy-button"), "coach-busy-form", str(self.ask.member_id))
        elements = [*opens, *([hours, busy] if self.mentors else [])]
        note = [context(self.words("week-how"))] if self.manages or self.mentors else []
        return [*([actions(*elements)] if elements else []), *note]

    def _openable(self) -> list[Pair]:
        """Those ahead, then those that wait for a score, the latest first: as many as a menu holds."""
        live = [pair for pair in self.shown if pair.live]
        over = [pair for pair in reversed(live) if pair.is_over(self.reader.now)]
        return [*(pair for pair in live if pair not in over), *over][:MOST_OPEN]

    def _label(self, pair: Pair) -> str:
        """Tue, Nov 24, 16:30 Yui; a person in a menu is not shown as a mention."""
        other = pair.mentor if pair.rep.id == self.ask.member_id else pair.rep
        return f"{self.words.when(pair.practice.starts_at)} {label(other)}"
