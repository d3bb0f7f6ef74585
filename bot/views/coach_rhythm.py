"""How often reps practise: what holds, the form, and what was changed."""

from collections.abc import Sequence

from bot.blocks import Element, actions, button, context, field, menu, section
from bot.talk import Modal, Reply
from bot.text import Markup, Words
from coaching.practice import DAILY, Rhythm

DAYS = (0, 5, 10, 15, 20, 30, 40, 60)
WEEKS = tuple(range(DAILY + 1))


def lines(words: Words, now: Rhythm) -> list[Markup]:
    """New reps, too early to say, below: how often each."""
    return [
        words("rhythm-new", count=now.new_days),
        words("rhythm-unknown", often=often(words, now.a_week)),
        words("rhythm-below", often=often(words, now.below_a_week)),
    ]


def often(words: Words, count: int) -> Markup:
    """Every working day, 2 times a week, not at all."""
    return words("rhythm-often", often=Markup("daily" if count >= DAILY else "some" if count else "never"), count=count)


def shown(words: Words, now: Rhythm) -> Reply:
    """What holds, and the ways to change it."""
    text = Markup("\n".join([words("rhythm-head"), *lines(words, now)]))
    return Reply(text, (section(text), actions(way(words)), context(words("rhythm-how"))))


def way(words: Words) -> Element:
    """To the form."""
    return button(words.plain("rhythm-button"), "coach-rhythm-form")


def kept(words: Words, now: Rhythm, entry_id: int | None) -> Reply:
    """What holds from the next planning on, with Undo; without an entry nothing was changed."""
    undo = [actions(button(words.plain("undo"), "undo", str(entry_id)))] if entry_id else []
    last = words("rhythm-from-now" if undo else "rhythm-same")
    text = Markup("\n".join([words("rhythm-head"), *lines(words, now), last]))
    return Reply(text, (section(text), *undo), home=True)


def form(words: Words, now: Rhythm) -> Modal:
    """Three menus."""
    weeks = {"unknown": now.a_week, "below": now.below_a_week}
    blocks = (
        section(words("rhythm-form-head")),
        field(words.plain("rhythm-field-new"), menu("new", _choices(words, DAYS, now.new_days, "rhythm-days"), str(now.new_days))),
        *(field(words.plain(f"rhythm-field-{name}"), menu(name, _often(words), str(count))) for name, count in weeks.items()),
    )
    return Modal("coach-rhythm", words.plain("rhythm-title"), blocks, words.plain("save"), words.plain("cancel"))


def _choices(words: Words, known: Sequence[int], now: int, key: str) -> list[tuple[str, str]]:
    return [(words.plain(key, count=count), str(count)) for count in sorted({*known, now})]


def _often(words: Words) -> list[tuple[str, str]]:
    return [(str(often(words, count)), str(count)) for count in WEEKS]
