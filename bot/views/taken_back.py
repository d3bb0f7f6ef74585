"""What others are told when somebody takes back what concerned them too: a score, the answer to one, a graduation."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bot.blocks import section
from bot.talk import Ask, Post
from bot.text import Markup
from bot.views.coach_ways import TOLD
from bot.views.naming import who, words_of
from coaching.rubric import together
from storage import marks, members, milestones, practices
from storage.tables import Entry, Mark, Member, Practice, id_of

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
    """The rep hears that the score does not count, or that the one before counts again; where others scored it too, what counts now.

    These others hear it as well, as they heard of the second view.
    """
    mark: Mark | None = marks.find(ask.session, workspace_id=ask.workspace_id, mark_id=entry.summary["mark"])
    practice = practices.find(ask.session, workspace_id=ask.workspace_id, practice_id=mark.practice_id) if mark else None
    rep = members.find(ask.session, workspace_id=ask.workspace_id, member_id=practice.rep_id) if practice else None
    if mark is None or practice is None or rep is None:
        return ()
    former, given = entry.summary["before"], marks.of(ask.session, workspace_id=ask.workspace_id, practice_ids=[id_of(practice)])
    others = [one for one in given[id_of(practice)] if one.id != mark.id]
    if others:
        return _counts(ask, practice, rep, former, others)
    words = words_of(ask, rep)
    about = {"mentor": who(ask.member), "when": words.when(practice.starts_at)}
    return _to(
        ask, rep, words("mark-back", **about, mark=words.number(float(former["total"]))) if former else words("mark-taken-back", **about)
    )


def _counts(ask: Ask, practice: Practice, rep: Member, former: Mapping[str, Any], others: Sequence[Mark]) -> tuple[Post, ...]:
    """What counts from now on, to the rep and to whoever else scored."""
    own = [(Decimal(former["total"]), bool(former["passed"]))] if former else []
    found = together([*own, *((one.total, one.passed) for one in others)])
    people = members.some(ask.session, workspace_id=ask.workspace_id, member_ids={one.scorer_id for one in others})
    posts: list[Post] = []
    for reader, key in [(rep, "rep"), *((one, "scorer") for one in people.values())]:
        words = words_of(ask, reader)
        about = {"mentor": who(ask.member), "rep": who(rep), "when": words.when(practice.starts_at), "mark": words.number(found.mark)}
        names = Markup(words("separator").join(words("practice-one", who=who(one)) for one in people.values()))
        changed = Markup("yes" if former else "no")
        posts += _to(ask, reader, words(f"mark-back-{key}", **about, names=names, changed=changed))
    return tuple(posts)


def _way(ask: Ask, entry: Entry) -> tuple[Post, ...]:
    """The rep hears that their graduation, or the practice they were asked back to, does not stand."""
    said = milestones.of_entry(ask.session, entry_id=id_of(entry))
    rep = members.find(ask.session, workspace_id=ask.workspace_id, member_id=said.member_id) if said else None
    if said is None or rep is None:
        return ()
    return _to(ask, rep, words_of(ask, rep)(f"coach-{said.kind}-back", mentor=who(ask.member)))


def _to(ask: Ask, member: Member, text: Markup) -> tuple[Post, ...]:
    """Nothing to who left, or is not in Slack."""
    return (Post(f"back {ask.key} {member.id}", member.slack_id, text, (section(text),)),) if member.slack_id and member.takes_part else ()
