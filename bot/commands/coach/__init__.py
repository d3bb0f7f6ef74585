"""/coach: where reps stand against the mentor's thresholds, what is expected, and how somebody graduates."""

from collections.abc import Callable

from bot.commands.coach import busy, hours, practices, rhythm, scenes, scheduling, week
from bot.commands.coach.answers import answered, open_answer
from bot.commands.coach.curves import of_name, one
from bot.commands.coach.scores import open_score, score, scored
from bot.commands.coach.seen import own_trainees
from bot.commands.coach.thresholds import open_form, sent, thresholds
from bot.commands.coach.ways import decline, declined, graduate, practise_again
from bot.parsing import words as known
from bot.parsing.spoken import reordered
from bot.talk import Ask, Reply
from bot.views import coach as view
from bot.views import help as helping
from bot.views.coached import with_today
from bot.views.permission import managers_of, must_be_member
from bot.views.person import sought
from coaching.errors import NotAllowed, NotUnderstood
from coaching.terms import Role
from storage import members

__all__ = [
    "answered",
    "busy",
    "coach",
    "decline",
    "declined",
    "graduate",
    "hours",
    "only_looks",
    "open_answer",
    "open_form",
    "open_score",
    "practices",
    "practise_again",
    "rhythm",
    "scenes",
    "scheduling",
    "scored",
    "sent",
    "thresholds",
]


def _help(ask: Ask) -> Reply:
    return helping.topic(ask.words, "coach", own=not _coaches(ask))


WORDS: dict[str, Callable[[Ask], Reply]] = {
    **dict.fromkeys(("help", "?", "ヘルプ", "使い方"), _help),
    **dict.fromkeys(("practice", "practise", "roleplay", "role-play", "ロープレ", "練習"), scheduling.practice),
    **dict.fromkeys(("hours", "capacity", "稼働", "時間"), hours.hours),
    **dict.fromkeys(("busy", "commitment", "commitments", "予定"), busy.busy),
    **dict.fromkeys(("rhythm", "frequency", "頻度", "リズム"), rhythm.rhythm),
    **dict.fromkeys(("week", "calendar", "今週", "カレンダー", "週間"), week.week),
    **dict.fromkeys(("来週", "翌週"), week.next_week),
    **dict.fromkeys(("score", "scores", "mark", "採点", "評価", "スコア", "点数"), score),
    **dict.fromkeys(("scenario", "scenarios", "シナリオ"), scenes.listing),
}
#: What is done by a button, and the example that shows where it is.
BY_BUTTON = {
    **dict.fromkeys(("cancel", "skip", "move", "accept", "キャンセル", "中止", "スキップ", "変更", "取り消し", "取消"), "coach-by-button"),
    **dict.fromkeys(("graduate", "graduation", "graduated", "卒業"), "coach-graduation"),
}
#: The words a rep may use who coaches nobody.
OWN = frozenset(word for word, deed in WORDS.items() if deed in (_help, week.week, week.next_week))
ALIKE = 75  # of 100: a misspelt word, not a name
THRESHOLD = frozenset({"threshold", "thresholds", "基準値", "基準", "しきい値", "閾値"})


def coach(ask: Ask) -> Reply:
    """Trainees for a mentor or manager, one's own way for a rep, one person by name, or thresholds, by the words given."""
    must_be_member(ask)
    text = reordered(known.normal(ask.text))
    first, _, rest = text.partition(" ")
    if WORDS.get(first.casefold()) is not busy.busy:  # whose note keeps its words
        ask = ask.saying(known.untitled(text))
        first, _, rest = ask.text.partition(" ")
    if first.casefold() in THRESHOLD:
        return thresholds(ask.saying(rest))
    if first.casefold() in WORDS:
        return WORDS[first.casefold()](ask.saying(rest))
    if first:
        _must_be_name(ask, first)
        return of_name(ask)
    roles = members.roles(ask.member)
    if roles & {Role.MENTOR, Role.MANAGER}:
        return with_today(ask, view.overview(ask.words, own_trainees(ask), coaches=Role.MANAGER in roles))
    if Role.REP in roles:
        return one(ask, ask.member_id)
    raise NotAllowed("standing", managers_of(ask))


def _must_be_name(ask: Ask, first: str) -> None:
    """Where nobody is called so, a word that is nearly one of ours, or is done by a button, is told apart from a name.

    Raises NotUnderstood with the nearest word, or with an example of the way; who coaches nobody reads of nothing they may not use.
    """
    names = {first, ask.text, ask.text.rpartition(" ")[0] or ask.text}
    if first.startswith(("@", "<@")) or any(sought(ask, name) for name in names):
        return
    by_button = BY_BUTTON.get(first.casefold(), "")
    meant = "" if by_button else known.nearest(first, [*WORDS, *sorted(THRESHOLD)], least=ALIKE)
    if not (by_button or meant):
        return
    if not _coaches(ask):
        meant, by_button = meant if meant in OWN else "", "coach-own" if by_button != "coach-by-button" else by_button
    raise NotUnderstood(first, meant, by_button or "coach")


def _coaches(ask: Ask) -> bool:
    """Whether who asks mentors or manages."""
    return bool(members.roles(ask.member) & {Role.MENTOR, Role.MANAGER})


def only_looks(text: str) -> bool:
    """Whether these words set no threshold and open no form."""
    first, _, rest = reordered(known.normal(text)).partition(" ")
    return first.casefold() not in THRESHOLD | WORDS.keys() or not rest
