"""What became of a meeting, by taps and by words."""

from functools import partial

from bot.blocks import actions, section
from bot.commands.meeting.choosing import meant
from bot.commands.meeting.recording import must_be_allowed, tell, the_meeting
from bot.parsing.meeting import read_meeting
from bot.parsing.words import normal
from bot.talk import Ask, Reply
from bot.views import asked, asked_settled
from bot.views.meeting import further, meetings_page
from bot.views.meeting_forms import moved_form, won_form
from bot.views.meeting_rows import again_button, which_buttons
from bot.views.meeting_said import Said, said_line, said_reply
from bot.views.meeting_word import Word, of_value
from bot.views.permission import must_be_member
from coaching.errors import Gone
from coaching.terms import Happening
from storage import leads
from storage.tables import id_of

HELP = frozenset({"help", "?", "ヘルプ", "使い方"})
EXAMPLES = ("meeting-held", "meeting-moved", "meeting-won")
#: What a button may say of a meeting; two of them open a form.
TAPS = frozenset(Happening) - {Happening.BOOKED, Happening.CORRECTED}


def meeting(ask: Ask) -> Reply:
    """/meeting: alone my open meetings, else a word about one."""
    must_be_member(ask)
    said = normal(ask.text).casefold()
    if not said:
        return meetings_page(ask)
    if said in HELP:
        return Reply("\n".join([ask.words("meeting-help"), *(ask.words(f"example-{name}") for name in EXAMPLES)]))
    told = read_meeting(ask.text, now=ask.now, zone=ask.zone, named=partial(_named, ask))
    found, sure = meant(ask, told)
    word = Word(told.kind, told.starts_at, told.amount, told.on)
    if len(found) == 1 and sure:
        return said_reply(ask, tell(ask, found[0], word))
    text = ask.words("meeting-which", lead=told.lead)
    return Reply(text, (section(text), actions(*which_buttons(ask, [(m, word.value(id_of(m))) for m in found]))))


def _named(ask: Ask, name: str) -> bool:
    return bool(leads.named(ask.session, workspace_id=ask.workspace_id, name=name, most=1))


def which(ask: Ask) -> Reply:
    """The answer to "which meeting?"."""
    must_be_member(ask)
    number, word = of_value(ask.text)
    said = said_reply(ask, tell(ask, the_meeting(ask, number), word))
    return Reply(said.text, said.blocks, replace=True, home=said.home)


def tap(ask: Ask) -> Reply:
    """A button or ⋯ menu of a meeting: `held:12`, `held:12:waiting:7`. The list it stood in comes back without it, or a form opens."""
    must_be_member(ask)
    kind, _, rest = ask.text.partition(":")
    number, _, place = rest.partition(":")
    if kind not in TAPS:
        raise Gone
    found, happening = the_meeting(ask, number), Happening(kind)
    day, changes = asked_settled.where(place)
    if day and not changes and asked_settled.stands_against(ask, found, happening):
        return asked_settled.answer(ask, found, day)
    if happening in (Happening.MOVED, Happening.WON):
        must_be_allowed(ask, found, happening)
        return Reply(modal=(moved_form if happening is Happening.MOVED else won_form)(ask, found))
    return _page(ask, tell(ask, found, Word(happening)), place)


def won_again(ask: Ask) -> Reply:
    """[Correct the amount…]: the form of a win that is recorded."""
    must_be_member(ask)
    found = the_meeting(ask, ask.text)
    must_be_allowed(ask, found, Happening.WON)
    return Reply(modal=won_form(ask, found, again=True))


def held_earlier(ask: Ask) -> Reply:
    """[It was held earlier]: held although its time had not come."""
    must_be_member(ask)
    said = tell(ask, the_meeting(ask, ask.text), Word(Happening.HELD, earlier=True))
    reply = said_reply(ask, said)
    return Reply(reply.text, reply.blocks, replace=True, home=reply.home)


def _page(ask: Ask, said: Said, place: str) -> Reply:
    """The list again where it was, with what was recorded on top; after a no-show with a way to book it anew."""
    line = said_line(ask, said)
    if day := asked_settled.where(place)[0]:
        return asked.again(ask, day, line)
    page = further(ask, place, line, said.entry_id) if place else meetings_page(ask, line, said.entry_id)
    if said.word.kind is not Happening.NO_SHOW or not page.blocks:
        return page
    first, *rest = page.blocks
    return Reply(page.text, (first, actions(again_button(ask, said.meeting)), *rest), replace=True, home=True)


def more(ask: Ask) -> Reply:
    """[Show more]: the next page of a list: `waiting:7`."""
    must_be_member(ask)
    return further(ask, ask.text)


def open_list(ask: Ask) -> Reply:
    """The list, from a button."""
    return meeting(ask.saying(""))
