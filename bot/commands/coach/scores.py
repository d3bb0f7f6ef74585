"""/coach score: which practice, the form, and what becomes of it: the mark kept, the rep told at once, a second view compared."""

from collections.abc import Sequence
from datetime import timedelta

from bot.commands.coach.seen import may_score, must_coach
from bot.parsing import words as known
from bot.parsing.numbers import row_id
from bot.talk import Ask, Reply
from bot.text import Markup, readable
from bot.views import score_told as told
from bot.views import scores as view
from bot.views.month import today_of
from bot.views.naming import label, who
from bot.views.permission import managers_of_team, must
from bot.views.person import named
from coaching.agreement import LIVE, Deed, State
from coaching.errors import Gone, NoPractice, NotAllowed, PracticeAhead, PracticeOff
from coaching.permissions import May
from coaching.rubric import Rubric, Score
from storage import entries, marks, members, practices, scenarios
from storage.tables import Mark, Member, Practice, id_of

LATELY = timedelta(days=14)  # what is scored later helps nobody
MOST = 10  # practices to choose from


def score(ask: Ask) -> Reply:
    """`/coach score @rep`: the form where one practice waits, else which; without a name what waits for a score."""
    must(ask, May.COACH)
    text = known.normal(ask.text)
    if not text:
        return _waiting(ask)
    rep = named(ask, text)
    if rep.team_id != ask.team_id:
        raise NotAllowed("trainee", managers_of_team(ask, rep.team_id or 0))
    had = practices.of_rep(ask.session, workspace_id=ask.workspace_id, rep_id=id_of(rep), since=today_of(ask) - LATELY)
    mine = [one for one in had if may_score(ask, one, rep)]
    if not mine:
        must_coach(ask, rep)
    return _chosen(ask, rep, mine)


def _chosen(ask: Ask, rep: Member, had: Sequence[Practice]) -> Reply:
    past = [one for one in had if one.starts_at <= ask.now or one.state == State.DONE]
    waiting = [one for one in past if one.state in LIVE]
    scored = [one for one in past if one.state == State.DONE]
    if len(waiting) == 1:
        return _opened(ask, waiting[0], early=False)
    if waiting or scored:
        head = ask.words("mark-which" if waiting else "mark-all-scored", who=who(rep))
        return _listed(ask, head, waiting or scored)
    ahead = next((one for one in had if one.state in LIVE), None)
    if ahead is None:
        raise NoPractice(label(rep))
    raise _ahead(ask, ahead, rep)


def _waiting(ask: Ask) -> Reply:
    """What waits for a score by who asks; for a manager everything of the team."""
    found = practices.unscored(ask.session, workspace_id=ask.workspace_id, team_id=ask.team_id, before=ask.now)
    people = members.of_team(ask.session, workspace_id=ask.workspace_id, team_id=ask.team_id)
    reps = {id_of(one): one for one in people}
    mine = [one for one in found if one.rep_id in reps and may_score(ask, one, reps[one.rep_id])]
    return _listed(ask, ask.words("mark-waiting", count=len(mine)), mine)


def _listed(ask: Ask, head: Markup, found: Sequence[Practice]) -> Reply:
    """The latest first."""
    shown = list(reversed(found))[:MOST]
    given = marks.of(ask.session, workspace_id=ask.workspace_id, practice_ids=[id_of(one) for one in shown])
    own = {practice_id for practice_id, rows in given.items() if any(row.scorer_id == ask.member.id for row in rows)}
    return view.listed(ask, head, [(marked(ask, one), id_of(one) in own) for one in shown])


def marked(ask: Ask, practice: Practice) -> view.Marked:
    """A practice with its rep and the version it was scheduled with. Raises Gone."""
    rep = members.find(ask.session, workspace_id=ask.workspace_id, member_id=practice.rep_id)
    kept = scenarios.versions(ask.session, workspace_id=ask.workspace_id, version_ids=[practice.version_id])
    if rep is None or practice.version_id not in kept:
        raise Gone
    return view.Marked(practice, rep, kept[practice.version_id])


def _ahead(ask: Ask, practice: Practice, rep: Member) -> PracticeAhead:
    today = practice.starts_at.astimezone(ask.zone).date() == today_of(ask)
    return PracticeAhead(id_of(practice) if today else 0, label(rep), practice.starts_at)


def open_score(ask: Ask) -> Reply:
    """[Score]: the form of a practice; the value is its id, with `:early` where it took place before its time."""
    practice, early = _asked(ask, ask.text)
    return _opened(ask, practice, early=early)


def _opened(ask: Ask, practice: Practice, *, early: bool) -> Reply:
    mine = marks.own(ask.session, workspace_id=ask.workspace_id, practice_id=id_of(practice), scorer_id=ask.member_id)
    return Reply(modal=view.form(ask.words, marked(ask, practice), mine, early=early))


def _asked(ask: Ask, value: str) -> tuple[Practice, bool]:
    """The practice a button or form is about, if who asks may score it now. Raises Gone, NotAllowed, PracticeOff, PracticeAhead."""
    must(ask, May.COACH)
    number, _, how = value.partition(":")
    practice_id = row_id(number)
    practice = practices.find(ask.session, workspace_id=ask.workspace_id, practice_id=practice_id, lock=True) if practice_id else None
    if practice is None or practice.team_id != ask.team_id:
        raise Gone
    rep = marked(ask, practice).rep
    if not may_score(ask, practice, rep):
        must_coach(ask, rep)
    if practice.state == State.CANCELLED:
        raise PracticeOff(label(rep), practice.starts_at)
    ahead = _ahead(ask, practice, rep)
    if practice.starts_at > ask.now and practice.state != State.DONE and not (how == view.EARLY and ahead.practice_id):
        raise ahead
    return practice, how == view.EARLY


def scored(ask: Ask) -> Reply:
    """Keep the marks, and tell the rep at once."""
    practice, _ = _asked(ask, ask.meta)
    one = marked(ask, practice)
    rubric = one.rubric(ask.words)
    errors = _errors(ask, rubric)
    if errors:
        return Reply(errors=errors)
    former = marks.own(ask.session, workspace_id=ask.workspace_id, practice_id=id_of(practice), scorer_id=ask.member_id)
    was, before = str(ask.words.number(former.total)) if former else "", marks.before(former)
    entry_id = ask.entry("practice-score")
    mark = _keep(ask, practice, rubric, entry_id)
    entries.retell(ask.session, entry_id=entry_id, summary={"mark": mark.id, "before": before, "name": label(one.rep)})
    others = _others(ask, practice)
    given = [theirs for theirs, _ in others]
    apart = [told.difference(ask.words, one, mark, theirs, scorer) for theirs, scorer in others]
    apart += told.together(ask.words, [*given, mark])
    posts = told.to_rep(ask, one, mark, given, again=former is not None) + told.to_scorers(ask, one, mark, others)
    return view.kept(ask.words, one, mark, was, apart, entry_id=entry_id, posts=posts)


def _errors(ask: Ask, rubric: Rubric) -> dict[str, str]:
    """Sentences under what is not filled in."""
    fields = {view.field_of(item): "mark-error-item" for item in rubric.items if _given(ask, view.field_of(item)) is None}
    fields |= {name: "mark-error-line" for name in ("well", "next") if not _said(ask, name)}
    return {name: ask.words.plain(key) for name, key in fields.items()}


def _given(ask: Ask, name: str) -> int | None:
    value = str(ask.form.get(name) or "")
    return int(value) if value in ("1", "2", "3", "4", "5") else None


def _said(ask: Ask, name: str) -> str:
    return readable(str(ask.form.get(name) or ""))[: view.LONGEST]


def _keep(ask: Ask, practice: Practice, rubric: Rubric, entry_id: int) -> Mark:
    ticked = {str(key) for key in ask.form.get("blocked") or ()} & rubric.blockers.keys()
    given = {item.key: _given(ask, view.field_of(item)) or 0 for item in rubric.items}
    mark = marks.keep(
        ask.session,
        workspace_id=ask.workspace_id,
        practice_id=id_of(practice),
        scorer_id=ask.member_id,
        rubric=rubric,
        score=Score(given, frozenset(ticked)),
        well=_said(ask, "well"),
        next_time=_said(ask, "next"),
        now=ask.now,
        entry_id=entry_id,
    )
    practices.say(ask.session, practice=practice, kind=Deed.SCORED, actor_id=ask.member_id, now=ask.now, entry_id=entry_id)
    return mark


def _others(ask: Ask, practice: Practice) -> list[tuple[Mark, Member]]:
    """The other scorers' marks of it."""
    given = marks.of(ask.session, workspace_id=ask.workspace_id, practice_ids=[id_of(practice)])
    rows = [row for row in given.get(id_of(practice), []) if row.scorer_id != ask.member.id]
    found = [(row, members.find(ask.session, workspace_id=ask.workspace_id, member_id=row.scorer_id)) for row in rows]
    return [(row, scorer) for row, scorer in found if scorer is not None]
