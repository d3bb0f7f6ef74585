"""What App Home shows of practice: a rep's way and today's practice, a mentor's trainees, a manager's mentors."""

from bot.blocks import button, section
from bot.scoreboard.trainees import Trainee, trainees
from bot.talk import Ask, Block
from bot.text import Markup
from bot.views import coach
from bot.views.coached import RECENT, Glance
from bot.views.month import today_of
from bot.views.person import word_of
from coaching.practice import by_weakness
from coaching.terms import Role
from storage import members, practices

MOST_TRAINEES = 5


def practice(ask: Ask) -> tuple[Block, ...]:
    """Everything of practice that concerns who asks, by their roles; nothing for who has none to do with it."""
    roles, glance = members.roles(ask.member), Glance(ask)
    return (
        *(_training(ask, glance) if Role.REP in roles else ()),
        *(_mentoring(ask, glance) if Role.MENTOR in roles else ()),
        *(_managing(ask, glance) if Role.MANAGER in roles else ()),
    )


def _training(ask: Ask, glance: Glance) -> tuple[Block, ...]:
    """A rep's: today's practice, what stands between them and graduation, the last score."""
    if ask.member.mentor_id is None and ask.member.start_date is None:
        return ()
    found = trainees(ask.session, team=ask.team, reps=[ask.member], now=ask.now)[0]
    if not found.learning and not glance.taken:
        return ()
    words = ask.words
    none = () if glance.taken else (section(_none(ask, glance)),)
    way = [section(Markup("\n".join(coach.way(words, found, own=True))))] if found.readings and found.learning else []
    had = practices.of_rep(ask.session, workspace_id=ask.workspace_id, rep_id=ask.member_id, since=today_of(ask) - RECENT)
    mark = glance.last_mark(had)
    return (section(words("home-practice")), *glance.today(glance.taken), *none, *way, *([section(mark)] if mark else []))


def _none(ask: Ask, glance: Glance) -> Markup:
    why = glance.coached.unserved.get(ask.member_id)
    if why:
        return ask.words("home-practice-left", why=ask.words(f"coached-why-{why.value}"))
    return glance.none(sum(one.rep_id == ask.member_id for one in glance.coached.over))


def _mentoring(ask: Ask, glance: Glance) -> tuple[Block, ...]:
    """A mentor's: practices today, whose score waits, trainees with the weakest first."""
    words = ask.words
    reps = members.of_team(ask.session, workspace_id=ask.workspace_id, team_id=ask.team_id, role=Role.REP)
    own = [rep for rep in reps if rep.mentor_id == ask.member_id]
    over = sum(one.mentor_id == ask.member_id for one in glance.coached.over)
    today = glance.today(glance.given) or (section(glance.none(over) if over else words("home-mentor-none")),)
    unserved = None if Role.MANAGER in members.roles(ask.member) else glance.unserved([rep.id or 0 for rep in own])
    left_out = (section(unserved),) if unserved else ()
    found = trainees(ask.session, team=ask.team, reps=own, now=ask.now) if own else []
    return (section(words("home-mentor")), *today, *left_out, *glance.waiting(), *_trainees(ask, found))


def _trainees(ask: Ask, found: list[Trainee]) -> tuple[Block, ...]:
    """The weakest first, each with the rate to work on."""
    words, order = ask.words, sorted((one for one in found if one.learning), key=coach.urgency)
    if not order:
        return (section(words("home-trainees-graduated" if found else "coach-no-trainees")),)
    blocks = [section(words("home-trainees", count=len(order)))]
    for one in order[:MOST_TRAINEES]:
        lines = [coach.name_line(words, one), *(coach.rate_line(words, r) for r in by_weakness(one.readings)[:1])]
        blocks.append(
            section(Markup("\n".join(lines)), button(words.plain("coach-button-open"), f"coach:{one.member.id}", word_of(one.member)))
        )
    more = [section(words("and-more", count=len(order) - MOST_TRAINEES))] if len(order) > MOST_TRAINEES else []
    return (*blocks, *more)


def _managing(ask: Ask, glance: Glance) -> tuple[Block, ...]:
    """A manager's: today in numbers, who could not be served and why, what the mentors give."""
    lines = [ask.words("home-manager"), glance.counts(), glance.unserved(), glance.loads()]
    return (section(Markup("\n".join(line for line in lines if line))),)
