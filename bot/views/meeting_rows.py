"""One meeting as a line, with the buttons that fit who looks at it and where it stands."""

from collections.abc import Sequence

from bot.blocks import Element, button, confirm, overflow
from bot.talk import Ask
from bot.text import Markup
from bot.views.naming import label, lead_name, moment, told_apart, who
from coaching.terms import Happening, State
from storage import members
from storage.tables import Meeting


def row(ask: Ask, meeting: Meeting, *, dated: bool = False) -> Markup:
    """Acme, today 10:00, @sora · booked by @hana (each where it is somebody else). `dated`: the date in place of today, yesterday."""
    when = ask.words.when(meeting.starts_at) if dated else moment(ask, meeting.starts_at)
    pieces = [ask.words("log-name", name=lead_name(ask, meeting.lead_id)), when]
    if meeting.ae_id and meeting.ae_id != ask.member.id:
        pieces.append(_person(ask, "log-with", "ae", meeting.ae_id))
    if meeting.member_id != ask.member.id:
        pieces.append(_person(ask, "meeting-booked-by", "rep", meeting.member_id))
    return Markup(ask.words("separator").join(pieces))


def buttons_of(ask: Ask, meeting: Meeting, place: str = "") -> list[Element]:
    """For its AE, and for a held one, the verdict; for others what became of it. `place`: the list it stands in (`waiting:7`)."""
    if meeting.state == State.HELD or meeting.ae_id == ask.member.id:
        kinds = [Happening.QUALIFIED, Happening.UNQUALIFIED]
        moved = [_button(ask, meeting, Happening.MOVED)] if meeting.state == State.BOOKED else []
        missed = button(ask.words.plain("meeting-button-not-held"), "meeting:no_show", _value(Happening.NO_SHOW, meeting, place))
        return [*(_button(ask, meeting, kind, place) for kind in kinds), missed, *moved]
    kinds = [Happening.HELD, Happening.MOVED, Happening.NO_SHOW, Happening.CANCELLED]
    return [_button(ask, meeting, kind, place) for kind in kinds]


def next_menu(ask: Ask, meeting: Meeting, place: str = "") -> Element:
    """The ⋯ menu of a meeting to come."""
    kinds = [Happening.MOVED, Happening.CANCELLED, Happening.HELD, Happening.NO_SHOW]
    return overflow("meeting", [(_label(ask, kind), _value(kind, meeting, place)) for kind in kinds])


def win_button(ask: Ask, meeting: Meeting) -> Element:
    """[Won…]"""
    return _button(ask, meeting, Happening.WON)


def again_button(ask: Ask, meeting: Meeting) -> Element:
    """[Book again…] after a no-show: the same meeting at a new time."""
    return button(ask.words.plain("meeting-button-again"), "meeting:again", f"{Happening.MOVED}:{meeting.id}")


def which_buttons(ask: Ask, found: Sequence[tuple[Meeting, str]]) -> list[Element]:
    """One for each meeting that may have been meant, with its button's value; those of one name and time by their AE too."""
    short = [_short(ask, meeting, 40) for meeting, _ in found]
    by_ae = [f"{_short(ask, meeting, 28)} {_ae_name(ask, meeting)}".rstrip() for meeting, _ in found]
    names = told_apart([longer if short.count(one) > 1 else one for one, longer in zip(short, by_ae, strict=True)])
    return [button(name, f"meeting-which:{meeting.id}", value) for name, (meeting, value) in zip(names, found, strict=True)]


def _short(ask: Ask, meeting: Meeting, most: int) -> str:
    return f"{lead_name(ask, meeting.lead_id)[:most]} {ask.words.when(meeting.starts_at)}"


def _ae_name(ask: Ask, meeting: Meeting) -> str:
    ae = members.find(ask.session, workspace_id=ask.workspace_id, member_id=meeting.ae_id) if meeting.ae_id else None
    return label(ae)[:16] if ae else ""


def _value(kind: Happening, meeting: Meeting, place: str) -> str:
    """What a button says: `held:12`, and where the list is to go on: `held:12:waiting:7`."""
    return ":".join(word for word in (kind, str(meeting.id), place) if word)


def _button(ask: Ask, meeting: Meeting, kind: Happening, place: str = "") -> Element:
    words = ask.words
    first = None
    if kind is Happening.CANCELLED:
        text = words.plain("meeting-cancel-text", lead=lead_name(ask, meeting.lead_id), when=str(words.when(meeting.starts_at)))
        first = confirm(words.plain("meeting-cancel-title"), text, words.plain("meeting-cancel-yes"), words.plain("leave-it"))
    return button(_label(ask, kind), f"meeting:{kind}", _value(kind, meeting, place), ask_first=first)


def _label(ask: Ask, kind: Happening) -> str:
    return ask.words.plain(f"meeting-button-{kind.value}")


def _person(ask: Ask, key: str, name: str, member_id: int) -> Markup:
    member = members.find(ask.session, workspace_id=ask.workspace_id, member_id=member_id)
    return ask.words(key, **{name: who(member) if member else Markup("–")})
