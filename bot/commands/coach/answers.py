"""What a rep answers to a score: kept with it, and told to whoever scored."""

from bot.blocks import field, line
from bot.commands.coach.scores import marked
from bot.parsing.numbers import row_id
from bot.talk import Ask, Modal, Reply
from bot.text import readable
from bot.views import score_told as told
from bot.views import scores as view
from bot.views.naming import label, who
from bot.views.permission import must_be_member
from bot.views.undo import undoable
from coaching.errors import Gone
from storage import marks, members, practices
from storage.tables import Mark, Member

LONGEST = 300  # characters


def open_answer(ask: Ask) -> Reply:
    """[Answer]: the form; the value is the mark's id."""
    mark, _, scorer = _own(ask, ask.text)
    words = ask.words
    hint = words.plain("mark-hint-answer", who=label(scorer))
    text = field(words.plain("mark-field-answer"), line("answer", mark.answer, most=LONGEST, several_lines=True), hint=hint)
    return Reply(
        modal=Modal(
            "coach-answer", words.plain("mark-answer-title"), (text,), words.plain("mark-answer-send"), words.plain("cancel"), ask.text
        )
    )


def answered(ask: Ask) -> Reply:
    """Keep the answer, and tell the scorer."""
    mark, one, scorer = _own(ask, ask.meta)
    text = readable(str(ask.form.get("answer") or ""))[:LONGEST]
    if not text:
        return Reply(errors={"answer": ask.words.plain("mark-error-answer")})
    if text == mark.answer:
        return Reply(ask.words("mark-answer-same"))
    entry_id = ask.entry("practice-answer", {"mark": mark.id, "former": mark.answer, "answer": text, "name": label(scorer)})
    marks.answer(ask.session, mark=mark, text=text)
    posts = told.answered(ask, one, scorer, text)
    return undoable(ask.words, ask.words("mark-answered" if posts else "mark-answer-kept", who=who(scorer)), entry_id, posts=posts)


def _own(ask: Ask, value: str) -> tuple[Mark, view.Marked, Member]:
    """A mark of who asks, with its practice and scorer. Raises Gone for anybody else's."""
    must_be_member(ask)
    mark_id = row_id(value)
    mark = marks.find(ask.session, workspace_id=ask.workspace_id, mark_id=mark_id) if mark_id else None
    practice = practices.find(ask.session, workspace_id=ask.workspace_id, practice_id=mark.practice_id) if mark else None
    scorer = members.find(ask.session, workspace_id=ask.workspace_id, member_id=mark.scorer_id) if mark else None
    if mark is None or practice is None or scorer is None or practice.rep_id != ask.member.id:
        raise Gone
    return mark, marked(ask, practice), scorer
