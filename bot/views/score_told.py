"""What others are told of a score: the rep their marks, another scorer how far apart they are, the scorer what the rep answers."""

from collections.abc import Iterable, Sequence

from bot.blocks import actions, button, section
from bot.talk import Ask, Post
from bot.text import Markup, Words
from bot.views.naming import who, words_of
from bot.views.scores import Marked
from coaching.rubric import HIGHEST, Item, Rubric, apart
from storage import marks
from storage.marks import as_score
from storage.tables import Mark, Member


def to_rep(ask: Ask, one: Marked, mark: Mark, others: Iterable[Mark], *, again: bool) -> tuple[Post, ...]:
    """The marks in the rep's language, in their DM, with [Answer]; nothing for who is not in Slack or has left.

    `others`: what other scorers gave; all of them together are what counts.
    """
    rep = one.rep
    if not rep.slack_id or not rep.takes_part:
        return ()
    words = words_of(ask, rep)
    head = words("mark-told-again" if again else "mark-told", mentor=who(ask.member), **_about(words, one))
    lines = [*_verdict(words, one, mark), *_items(words, one.rubric(words), mark), *_lines(words, mark)]
    text = Markup("\n".join([head, *lines, *together(words, [mark, *others])]))
    answer = button(words.plain("mark-button-answer"), "coach-answer", str(mark.id))
    return (Post(f"mark {ask.key}", rep.slack_id, text, (section(text), actions(answer))),)


def _about(words: Words, one: Marked) -> dict[str, str]:
    return {"when": words.when(one.practice.starts_at), "title": one.title(words)}


def _verdict(words: Words, one: Marked, mark: Mark) -> list[Markup]:
    rubric = one.rubric(words)
    values = {"mark": words.number(mark.total), "pass_mark": rubric.pass_mark}
    said = words("mark-told-total", **values, passed=words("mark-passed" if mark.passed else "mark-not-passed", **values))
    return [said, *(words("mark-told-blocked", what=rubric.blockers[key]) for key in mark.blocked if key in rubric.blockers)]


def _items(words: Words, rubric: Rubric, mark: Mark) -> list[Markup]:
    return [_item(words, item, mark.marks[item.key]) for item in rubric.items if item.key in mark.marks]


def _item(words: Words, item: Item, given: int) -> Markup:
    """●●●●○ Asking for the time: offers two and lets them choose."""
    bar, anchor = Markup("●" * given + "○" * (HIGHEST - given)), item.anchors[given - 1]
    key = "mark-told-item" if anchor else "mark-told-item-bare"
    return words(key, bar=bar, item=item.name, anchor=anchor)


def _lines(words: Words, mark: Mark) -> list[Markup]:
    return [Markup(""), words("mark-told-well", text=mark.well), words("mark-told-next", text=mark.next)]


def difference(words: Words, one: Marked, own: Mark, other: Mark, scorer: Member) -> Markup:
    """How far two scorers are apart, in a sentence or two, as the owner of `own` reads it."""
    rubric = one.rubric(words)
    found = apart(rubric, as_score(own), as_score(other))
    names = {item.key: item.name for item in rubric.items}
    wide = [words("mark-apart-item", item=names[key], own=own.marks[key], theirs=other.marks[key]) for key in found.items]
    values = {"who": who(scorer), "own": words.number(own.total), "theirs": words.number(other.total), "points": words.number(found.mark)}
    said = [words("mark-apart" if found.mark else "mark-apart-none", **values)]
    said += [words("mark-apart-items", items=Markup(words("separator").join(wide)))] if wide else []
    said += [words("mark-apart-verdict")] if own.passed != other.passed else []
    return Markup(words("between").join(said))


def together(words: Words, given: Sequence[Mark]) -> list[Markup]:
    """What several scorers of one practice come to, and how far apart they are; nothing to say of one."""
    if len(given) < 2:
        return []
    found = marks.together(given)
    values = {"count": len(given), "mark": words.number(found.mark), "points": words.number(found.apart)}
    return [words("mark-together", **values, passed=Markup("yes" if found.passed else "no"))]


def to_scorers(ask: Ask, one: Marked, mark: Mark, others: Sequence[tuple[Mark, Member]]) -> tuple[Post, ...]:
    """Who marked it before learns of the second view."""
    given = [theirs for theirs, _ in others]
    return tuple(_to_scorer(ask, one, mark, given, theirs, scorer) for theirs, scorer in others if scorer.slack_id and scorer.takes_part)


def _to_scorer(ask: Ask, one: Marked, mark: Mark, given: Sequence[Mark], theirs: Mark, scorer: Member) -> Post:
    words = words_of(ask, scorer)
    head = words("mark-second", who=who(ask.member), rep=who(one.rep), when=words.when(one.practice.starts_at))
    text = Markup("\n".join([head, difference(words, one, theirs, mark, ask.member), *together(words, [*given, mark])]))
    return Post(f"mark {ask.key} {scorer.id}", str(scorer.slack_id), text, (section(text),))


def answered(ask: Ask, one: Marked, scorer: Member, text: str) -> tuple[Post, ...]:
    """The scorer reads what the rep answered."""
    if not scorer.slack_id or not scorer.takes_part:
        return ()
    words = words_of(ask, scorer)
    said = words("mark-answer-told", who=who(one.rep), text=text, **_about(words, one))
    return (Post(f"answer {ask.key}", scorer.slack_id, said, (section(said),)),)
