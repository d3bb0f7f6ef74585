"""A meeting is a history; what it is now is derived from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from coaching.errors import AeHasSpoken, AlreadyCancelled, AlreadyHeld, AlreadyWon, Gone, NotHeld, NotYet
from coaching.terms import Happening, Role, State, Verdict


@dataclass(frozen=True)
class Event:
    """One line of the history. `authority`: whose word it is (REP, AE or MANAGER); `voids`: the event a correction takes back."""

    id: int
    kind: Happening
    at: datetime
    authority: Role = Role.REP
    starts_at: datetime | None = None
    amount: Decimal | None = None
    won_on: date | None = None
    voids: int | None = None


@dataclass(frozen=True)
class Standing:
    """What a meeting is now. `disputed`: the rep's word was overruled by the AE's; `moves` and `missed` count re-bookings and no-shows.

    `word_of` is whose word made it held, no_show or cancelled; None while booked.
    """

    state: State
    starts_at: datetime
    moves: int
    missed: int
    verdict: Verdict
    won_amount: Decimal | None
    won_on: date | None
    disputed: bool
    word_of: Role | None = None


#: What is said about a slot once its time has come, and the state it makes.
_WORDS = {Happening.HELD: State.HELD, Happening.NO_SHOW: State.NO_SHOW, Happening.CANCELLED: State.CANCELLED}
_SLOTS = (Happening.BOOKED, Happening.MOVED)
_VERDICTS = {Happening.QUALIFIED: Verdict.QUALIFIED, Happening.UNQUALIFIED: Verdict.UNQUALIFIED}


@dataclass(frozen=True)
class _Slot:
    """One agreed time of a meeting, with the latest word of the rep and of the AE or manager on it."""

    starts_at: datetime
    rep: Event | None = None
    ae: Event | None = None

    @property
    def word(self) -> Event | None:
        return self.ae or self.rep

    @property
    def state(self) -> State:
        return _WORDS[self.word.kind] if self.word else State.BOOKED

    @property
    def disputed(self) -> bool:
        return self.ae is not None and self.rep is not None and self.ae.kind is not self.rep.kind

    def heard(self, event: Event) -> "_Slot":
        return _Slot(self.starts_at, self.rep, event) if _outranks_rep(event.authority) else _Slot(self.starts_at, event, self.ae)


def _outranks_rep(authority: Role | None) -> bool:
    return authority in (Role.AE, Role.MANAGER)


def derive(history: Sequence[Event]) -> Standing:
    """The present state from the events in the order recorded; voided events do not count (design §2.3, §2.4).

    A booking or a move opens a slot; within it the AE's or manager's word beats the rep's, and among equals the latest stands. A verdict
    shows only while the meeting stands as held. ValueError for a history without a booking.
    """
    if not (times := [e.starts_at for e in history if e.kind in _SLOTS and e.starts_at]):
        raise ValueError("a history starts with a booking")
    live = _live(history)
    if not any(e.kind is Happening.BOOKED for e in live):
        return Standing(State.WITHDRAWN, times[0], 0, 0, Verdict.PENDING, None, None, disputed=False)
    slots = list(_slots(live))
    now = slots[-1]
    verdicts = [_VERDICTS[e.kind] for e in live if e.kind in _VERDICTS and now.state is State.HELD]
    won = next((e for e in reversed(live) if e.kind is Happening.WON), None)
    return Standing(
        state=now.state,
        starts_at=now.starts_at,
        moves=sum(e.kind is Happening.MOVED for e in live),
        missed=sum(slot.state is State.NO_SHOW for slot in slots),
        verdict=verdicts[-1] if verdicts else Verdict.PENDING,
        won_amount=won.amount if won else None,
        won_on=won.won_on or won.at.date() if won else None,
        disputed=now.disputed,
        word_of=now.word.authority if now.word else None,
    )


def relying_on(history: Sequence[Event], event: Event) -> list[Event]:
    """The words, verdicts and wins recorded later that would lose their ground if `event` were taken back.

    After a booking or a move: everything said of the meeting since. After a held: its verdict and win, unless it stands as held anyway.
    """
    later = [e for e in _live(history) if e.id > event.id and (e.kind in _WORDS or e.kind in _VERDICTS or e.kind is Happening.WON)]
    if event.kind in _SLOTS:
        return later
    taken_back = Event(id=history[-1].id + 1, kind=Happening.CORRECTED, at=event.at, voids=event.id)
    stays = derive([*history, taken_back]).state is State.HELD
    return [] if stays else [e for e in later if e.kind not in _WORDS]


def _live(history: Sequence[Event]) -> list[Event]:
    """The events that stand. Read backwards, because a correction can itself be taken back by a later one."""
    voided: set[int] = set()
    live = []
    for event in reversed(history):
        if event.id in voided:
            continue
        if event.kind is Happening.CORRECTED and event.voids is not None:
            voided.add(event.voids)
        live.append(event)
    return live[::-1]


def _slots(live: Sequence[Event]) -> Iterator[_Slot]:
    slot = None
    for event in live:
        if event.kind in _SLOTS and event.starts_at:
            if slot:
                yield slot
            slot = _Slot(event.starts_at)
        elif event.kind in _WORDS and slot:
            slot = slot.heard(event)
    if slot:
        yield slot


def check(standing: Standing, kind: Happening, *, lead: str, meeting_id: int, now: datetime, authority: Role, sure: bool = False) -> bool:
    """Whether recording `kind` would change anything: False for a repetition (transitions are idempotent), else True.

    `sure`: the person confirmed that a meeting was held before its time. Raises NotYet, NotHeld, AlreadyHeld, AlreadyCancelled,
    AlreadyWon, AeHasSpoken, and Gone for a booking that was withdrawn.

    | recording        | on booked     | on held                  | on no_show             | on cancelled           |
    |------------------|---------------|--------------------------|------------------------|------------------------|
    | held             | yes, NotYet   | no change                | yes, AE's: AeHasSpoken | AlreadyCancelled *     |
    | no_show          | yes           | AlreadyHeld * AeHasSpoken | no change              | yes, AE's: AeHasSpoken |
    | cancelled        | yes           | AlreadyHeld * AeHasSpoken | yes, AE's: AeHasSpoken | no change              |
    | moved            | yes           | AlreadyHeld              | yes                    | yes                    |
    | (un)qualified    | NotHeld       | yes; same: no change     | NotHeld                | NotHeld                |
    | won              | NotHeld       | yes; twice: AlreadyWon   | NotHeld                | NotHeld                |

    * whoever outranks the word that stands may contradict it, until a win hangs on it: the AE the rep, a manager anybody.
    """
    if standing.state is State.WITHDRAWN:
        raise Gone
    if kind in _WORDS:
        return _check_word(standing, kind, authority, lead) and _check_time(standing, kind, lead, meeting_id, now, sure)
    if kind in _VERDICTS or kind is Happening.WON:
        return _check_judgement(standing, kind, lead, meeting_id)
    if kind is Happening.MOVED and standing.state is State.HELD:
        raise AlreadyHeld(lead)
    return kind is not Happening.BOOKED


def _check_word(standing: Standing, kind: Happening, authority: Role, lead: str) -> bool:
    if standing.state is _WORDS[kind]:
        return False
    if standing.state is State.BOOKED:
        return True
    if _outranks_rep(standing.word_of) and not _outranks_rep(authority):
        raise AeHasSpoken(lead)
    outranks = authority is Role.MANAGER or (authority is Role.AE and not _outranks_rep(standing.word_of))
    overrules = outranks and standing.won_on is None
    if standing.state is State.HELD and not overrules:
        raise AlreadyHeld(lead)
    if standing.state is State.CANCELLED and kind is Happening.HELD and not overrules:
        raise AlreadyCancelled(lead)
    return True


def _check_time(standing: Standing, kind: Happening, lead: str, meeting_id: int, now: datetime, sure: bool) -> bool:
    if kind is Happening.HELD and now < standing.starts_at and not sure:
        raise NotYet(meeting_id, lead, standing.starts_at)
    return True


def _check_judgement(standing: Standing, kind: Happening, lead: str, meeting_id: int) -> bool:
    if standing.state is not State.HELD:
        raise NotHeld(lead, standing.starts_at)
    if kind is not Happening.WON:
        return standing.verdict is not _VERDICTS[kind]
    if standing.won_on is not None:
        raise AlreadyWon(meeting_id, lead, standing.won_on)
    return True
