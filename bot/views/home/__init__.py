"""App Home: the reader's own page by role, fresh at each opening."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import timedelta

from bot.blocks import actions, button, divider, header, section
from bot.talk import Ask, Block
from bot.text import Markup
from bot.views.brief import meetings_line
from bot.views.home import managed, pace
from bot.views.home.practice import practice
from bot.views.meeting import Mine, head_of, lists, mine
from bot.views.month import day_line, today_of
from bot.views.naming import lead_name
from bot.views.pad import due, rows
from bot.views.parked import Parked, told
from bot.views.permission import is_outsider, managers_of
from bot.views.refusals import refused
from bot.views.undo import line_of
from coaching.errors import Outsider
from coaching.permissions import May, may
from coaching.terms import Role
from storage import entries, members


def home(ask: Ask, notice: str = "") -> tuple[Block, ...]:
    """What the person sees; `notice` says what their last tap did."""
    roles = members.roles(ask.member)
    said = (section(notice), divider()) if notice else ()
    if is_outsider(ask):
        return (*said, header("OnPace"), *refused(ask.words, Outsider(managers_of(ask)), "none").blocks)
    if ask.home is None or not roles:
        return (*said, header("OnPace"), section(ask.words("home-not-a-member" if ask.home else "home-not-set-up")))
    heading = header(ask.words.plain("home-heading", day=str(ask.words.day(today_of(ask)))))
    first, *others = [part for part in _parts(ask, roles) if part]
    return (*said, heading, *_parked(ask), *first, *(block for part in others for block in (divider(), *part)))


def _parts(ask: Ask, roles: AbstractSet[Role]) -> Iterator[tuple[Block, ...]]:
    """What concerns somebody with these roles, the most urgent first: the pace, for an AE the verdicts."""
    found, rep, managing = mine(ask, briefly=True), Role.REP in roles, Role.MANAGER in roles
    logs = may(May.LOG, roles)
    meetings = _meetings(ask, found) if len(found) or roles & {Role.REP, Role.AE} else ()
    yield () if logs else meetings
    yield (*pace.own(ask), *_logging(ask, found)) if rep else ()
    yield pace.teams(ask) if managing or not rep else ()
    yield (*managed.gaps(ask), *managed.shared(ask)) if managing else ()
    yield practice(ask)
    yield meetings if logs else ()
    yield _latest(ask) if logs and not rep else ()  # whoever makes no calls needs no pad; what they entered can be taken back
    yield _numbers(ask)


def _parked(ask: Ask) -> tuple[Block, ...]:
    """What could not be posted, for the manager whose it is."""
    mine = Parked(ask.session, ask.workspace_id, ask.now, ask.known).of_manager if may(May.MANAGE, members.roles(ask.member)) else {}
    return told(ask.words, mine[ask.member_id])[1] if ask.member_id in mine else ()


def _logging(ask: Ask, found: Mine) -> tuple[Block, ...]:
    today = [day_line(ask, today_of(ask)), _of_today(ask, found)]
    return (section(Markup("\n".join(today))), *due(ask), *rows(ask), *_latest(ask))


def _of_today(ask: Ask, found: Mine) -> Markup:
    """The meetings of the day that have no word yet."""
    today = today_of(ask)
    open_ = [one for one in (*found.waiting, *found.next) if one.starts_at.astimezone(ask.zone).date() == today]
    return meetings_line(ask.words, [(one.starts_at, lead_name(ask, one.lead_id)) for one in open_])


def _latest(ask: Ask) -> tuple[Block, ...]:
    """The last thing entered today, with Undo."""
    recent = entries.recent(ask.session, workspace_id=ask.workspace_id, actor_id=ask.member_id, since=ask.now - timedelta(hours=24), most=1)
    undo = ask.words.plain("undo")
    return tuple(section(ask.words("home-latest", what=line_of(ask, e)), button(undo, "undo:latest", str(e.id))) for e in recent)


def _meetings(ask: Ask, found: Mine) -> tuple[Block, ...]:
    judging = found.to_judge and not found.waiting  # that nothing waits for a word would read oddly above what waits for a verdict
    return (*(() if judging else (section(head_of(ask, found)),)), *lists(ask, found))


def _numbers(ask: Ask) -> tuple[Block, ...]:
    """The way to the figures."""
    me = [button(ask.words.plain("home-my-numbers"), "kpi:me", "me")] if ask.member.is_rep else []
    return (actions(*me, button(ask.words.plain("home-team-numbers"), "kpi:team", "team")),)
