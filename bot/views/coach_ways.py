"""What is said when somebody graduates, practises again, or does not yet."""

from bot.blocks import actions, button, section
from bot.scoreboard.trainees import Trainee
from bot.talk import Post, Reply
from bot.text import Words
from bot.views.naming import who
from coaching.trainee import Way
from storage.tables import Member

TOLD = frozenset({Way.GRADUATED, Way.RELAPSED})  # what the rep hears at once; a graduation put off is between mentor and manager


def said(words: Words, rep_words: Words, found: Trainee, kind: Way, *, by: Member, entry_id: int, key: str) -> Reply:
    """What was kept, with Undo; and the rep's message."""
    text = words(f"coach-{kind.value}", who=who(found.member))
    blocks = (section(text), actions(button(words.plain("undo"), "undo", str(entry_id))))
    return Reply(text, blocks, replace=True, posts=_told(rep_words, found, kind, by, key), home=True)


def _told(words: Words, found: Trainee, kind: Way, by: Member, key: str) -> tuple[Post, ...]:
    if kind not in TOLD or not found.member.slack_id:
        return ()
    text = words(f"coach-{kind.value}-rep", mentor=who(by))
    return (Post(key, found.member.slack_id, text, (section(text),)),)
