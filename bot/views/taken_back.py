"""What others are told when somebody takes back what concerned them too: a score, the answer to one, a graduation."""

from bot.blocks import section
from bot.talk import Ask, Post
from bot.text import Markup
from bot.views.coach_ways import TOLD
from bot.views.naming import who, words_of
from storage import marks, members, milestones, practices
from storage.tables import Entry, Mark, Member, id_of

WAYS = frozenset(f"coach-{kind.value}" for kind in TOLD)


def posts(ask: Ask, entry: Entry) -> tuple[Post, ...]:
    """Told after the Undo of this entry, made before it."""
    if entry.kind in WAYS:
        return _way(ask, entry)
    if entry.kind not in marks.KINDS or "mark" not in entry.summary:
        return ()
    return _answer(ask, entry) if entry.kind == "practice-answer" else _score(ask, entry)


def _answer(ask: Ask, entry: Entry) -> tuple[Post, ...]:
    """The scorer hears that the answer they read does not stand, or that the one before does again."""
    mark: Mark | None = marks.find(ask.session, workspace_id=ask.workspace_id, mark_id=entry.summary["mark"])
    practice = practices.find(ask.session, workspace_id=ask.workspace_id, practice_id=mark.practice_id) if mark else None
    scorer = members.find(ask.session, workspace_id=ask.workspace_id, member_id=mark.scorer_id) if mark else None
    if practice is None or scorer is None:
        return ()
    words, former = words_of(ask, scorer), entry.summary["former"]
    about = {"who": who(ask.member), "when": words.when(practice.starts_at)}
    return _to(ask, scorer, words("mark-answer-again", **about, text=former) if former else words("mark-answer-back", **about))


def _score(ask: Ask, entry: Entry) -> tuple[Post, ...]:
    """The rep hears that the score does not count, or that the one before counts again."""
    mark: Mark | None = marks.find(ask.session, workspace_id=ask.workspace_id, mark_id=entry.summary["mark"])
    practice = practices.find(ask.session, workspace_id=ask.workspace_id, practice_id=mark.practice_id) if mark else None
    rep = members.find(ask.session, workspace_id=ask.workspace_id, member_id=practice.rep_id) if practice else None
    if practice is None or rep is None:
        return ()
    words, former = words_of(ask, rep), entry.summary["before"]
    about = {"mentor": who(ask.member), "when": words.when(practice.starts_at)}
    return _to(
        ask, rep, words("mark-back", **about, mark=words.number(float(former["total"]))) if former else words("mark-taken-back", **about)
    )


def _way(ask: Ask, entry: Entry) -> tuple[Post, ...]:
    """The rep hears that their graduation, or the practice they were asked back to, does not stand."""
    said = milestones.of_entry(ask.session, entry_id=id_of(entry))
    rep = members.find(ask.session, workspace_id=ask.workspace_id, member_id=said.member_id) if said else None
    if said is None or rep is None:
        return ()
    return _to(ask, rep, words_of(ask, rep)(f"coach-{said.kind}-back", mentor=who(ask.member)))


def _to(ask: Ask, member: Member, text: Markup) -> tuple[Post, ...]:
    """Nothing to who left, or is not in Slack."""
    return (Post(f"back {ask.key}", member.slack_id, text, (section(text),)),) if member.slack_id and member.active else ()
