"""Scoring a practice: the form, what its scorer reads, and which practices wait for a score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.blocks import Element, button, checks, field, line, radios, section
from bot.talk import Ask, Block, Modal, Post, Reply
from bot.text import Markup, Words
from bot.views.naming import who
from bot.views.undo import undoable
from coaching.rubric import HIGHEST, LOWEST, Item, Rubric
from storage import scenarios
from storage.tables import Mark, Member, Practice, ScenarioVersion, id_of

LONGEST = 200  # characters of what went well, and of what to try next
EARLY = "early"  # scored before its time, because it took place already


@dataclass(frozen=True)
class Marked:
    """A practice with whose it is and what it is marked by."""

    practice: Practice
    rep: Member
    version: ScenarioVersion

    def title(self, words: Words) -> str:
        """The scenario's name, a person's words."""
        return scenarios.title(self.version, words.language)

    def rubric(self, words: Words) -> Rubric:
        """In the reader's language."""
        return scenarios.rubric(self.version, words.language)


def field_of(item: Item) -> str:
    """An item's field."""
    return f"item-{item.key}"


def form(words: Words, one: Marked, mine: Mark | None, *, early: bool) -> Modal:
    """An item a question, one tap each; then blockers and two lines. Filled with what this scorer said before."""
    rubric, marks = one.rubric(words), mine.marks if mine else {}
    head = words("mark-head", who=who(one.rep), when=words.when(one.practice.starts_at), title=one.title(words), pass_mark=rubric.pass_mark)
    items = [field(item.name, _choice(item, marks)) for item in rubric.items]
    seen = list(rubric.blockers.items())
    boxes = checks("blocked", [(text, key) for key, text in seen], mine.blocked if mine else ())
    blocked = [field(words.plain("mark-field-blocked"), boxes, optional=True, hint=words.plain("mark-hint-blocked"))] if seen else []
    lines = [_line(words, "well", mine.well if mine else ""), _line(words, "next", mine.next if mine else "")]
    meta = f"{id_of(one.practice)}:{EARLY}" if early else f"{id_of(one.practice)}"
    blocks = (section(head), *items, *blocked, *lines)
    return Modal("coach-score", words.plain("mark-title"), blocks, words.plain("save"), words.plain("cancel"), meta=meta)


def _choice(item: Item, marks: Mapping[str, int]) -> Element:
    anchors = dict(enumerate(item.anchors, LOWEST))
    labels = [(f"{n} · {anchors[n]}" if anchors.get(n) else f"{n}", f"{n}") for n in range(LOWEST, HIGHEST + 1)]
    return radios(field_of(item), labels, str(marks.get(item.key, "")))


def _line(words: Words, name: str, start: str) -> Block:
    return field(words.plain(f"mark-field-{name}"), line(name, start, most=LONGEST), hint=words.plain(f"mark-hint-{name}"))


def kept(words: Words, one: Marked, mark: Mark, former: str, apart: Sequence[Markup], *, entry_id: int, posts: tuple[Post, ...]) -> Reply:
    """What was recorded, who knows it, how far another scorer is apart; with Undo. `former`: the same scorer's earlier mark."""
    values = {"who": who(one.rep), "mark": words.number(mark.total), "pass_mark": one.version.pass_mark}
    told = words("mark-shared" if posts and posts[0].to == one.rep.slack_id else "mark-not-shared", who=who(one.rep))
    passed = words("mark-passed" if mark.passed else "mark-not-passed", **values)
    was = [words("mark-was", former=Markup(former))] if former else []
    text = Markup("\n".join([words("mark-kept", **values, passed=passed), *was, told, *apart]))
    return undoable(words, text, entry_id, posts=posts)


def listed(ask: Ask, head: Markup, found: Sequence[tuple[Marked, bool]]) -> Reply:
    """Practices to choose from, each with a button; whether who asks marked it already."""
    words = ask.words
    lines = [words("mark-line", who=who(o.rep), when=words.when(o.practice.starts_at), title=o.title(words)) for o, _ in found]
    keys = ["mark-button-change" if mine else "mark-button-score" for _, mine in found]
    buttons = [
        button(words.plain(key), f"coach-score:{one.practice.id}", str(one.practice.id)) for key, (one, _) in zip(keys, found, strict=True)
    ]
    rows = [section(text, tap) for text, tap in zip(lines, buttons, strict=True)]
    return Reply("\n".join([head, *lines]), (section(head), *rows))
