"""Refusals: what cannot be done as asked, each carrying what its sentence needs.

A refusal knows no language; `bot` looks its sentence up as `refusal-<name-in-kebab-case>` with the fields as values.
"""

from dataclasses import dataclass
from datetime import date, datetime

from coaching.errors.database import DatabaseAway as DatabaseAway
from coaching.errors.database import DatabaseBusy as DatabaseBusy
from coaching.errors.database import DatabaseFull as DatabaseFull
from coaching.errors.database import DatabaseReadOnly as DatabaseReadOnly
from coaching.errors.database import DatabaseUnsure as DatabaseUnsure
from coaching.errors.posts import BadPost as BadPost
from coaching.errors.practice import AlreadyGraduated as AlreadyGraduated
from coaching.errors.practice import BadHours as BadHours
from coaching.errors.practice import BadRhythm as BadRhythm
from coaching.errors.practice import NoPractice as NoPractice
from coaching.errors.practice import NotAMentor as NotAMentor
from coaching.errors.practice import NotARep as NotARep
from coaching.errors.practice import PracticeAhead as PracticeAhead
from coaching.errors.practice import PracticeOff as PracticeOff
from coaching.errors.practice import SlotTaken as SlotTaken
from coaching.errors.refusal import Refusal as Refusal


@dataclass(eq=False)
class NotSetUp(Refusal):
    """The workspace has no team yet; `/onpace` starts one."""


@dataclass(eq=False)
class NotInstalled(Refusal):
    """OnPace is not installed in the workspace, or not any more: there is no token to speak with."""


@dataclass(eq=False)
class NotAMember(Refusal):
    """The person is in no team; `managers` (Slack ids) can add them."""

    managers: tuple[str, ...]


@dataclass(eq=False)
class Outsider(Refusal):
    """The person is a guest, a bot or a deactivated account, which are no members of a team; `who` (Slack ids) can help."""

    who: tuple[str, ...]


@dataclass(eq=False)
class NotAllowed(Refusal):
    """The person may not do `what` (a permission's name); `who` (Slack ids) could."""

    what: str
    who: tuple[str, ...]


@dataclass(eq=False)
class NotUnderstood(Refusal):
    """A word could not be read; `suggestion` is the nearest word we know ("" if none), `example` the name of a usage example."""

    word: str
    suggestion: str
    example: str


@dataclass(eq=False)
class NotAName(NotUnderstood):
    """A word stands where a name belongs, but was meant as something else (lots, yestarday, 5 minuts); in quotation marks it is a name."""


@dataclass(eq=False)
class Missing(Refusal):
    """Something was not said: `what` names it (lead, when, time, amount, outcome, person, count, rate, step, kpi), `example` an example."""

    what: str
    example: str


@dataclass(eq=False)
class TooMany(Refusal):
    """A count above what one line may hold; of calls or e-mails (`unit` "count"), or of minutes ("minutes")."""

    count: int
    most: int
    unit: str = "count"


@dataclass(eq=False)
class BadDate(Refusal):
    """A date that does not exist, or lies outside what makes sense here (`why`).

    no_such_day (2/30, 25:00), in_the_past, in_the_future, too_far, wrong_weekday (the date is another day of the week), which_day (来週),
    backwards (the last day before the first).
    """

    word: str
    why: str


@dataclass(eq=False)
class BadAmount(Refusal):
    """An amount that is no positive number or is too large."""

    word: str


@dataclass(eq=False)
class BadRate(Refusal):
    """A rate that is none, or lies outside what a threshold can be."""

    word: str


@dataclass(eq=False)
class TooLong(Refusal):
    """A text longer than is kept."""

    what: str
    most: int


@dataclass(eq=False)
class NoSuchMember(Refusal):
    """The person named is not a member of the team."""

    word: str


@dataclass(eq=False)
class InNoTeam(Refusal):
    """The person picked from Slack's list (`who`: their Slack id) is in no team; a manager can add them, unless `why` is "outsider"."""

    who: tuple[str, ...]
    why: str = "new"


@dataclass(eq=False)
class NotAnAe(Refusal):
    """The person named to hold a meeting is no AE; `aes` (Slack ids) are."""

    person: str
    aes: tuple[str, ...]


@dataclass(eq=False)
class NoSuchLead(Refusal):
    """No open meeting or lead carries this name."""

    name: str


@dataclass(eq=False)
class NotYet(Refusal):
    """The meeting's time has not come: it can be held only with a confirmation."""

    meeting_id: int
    lead: str
    starts_at: datetime


@dataclass(eq=False)
class NotHeld(Refusal):
    """A verdict or win needs a held meeting."""

    lead: str
    starts_at: datetime


@dataclass(eq=False)
class AlreadyHeld(Refusal):
    """A held meeting cannot be moved, missed or cancelled; undo the record first."""

    lead: str


@dataclass(eq=False)
class AlreadyCancelled(Refusal):
    """A cancelled meeting is booked anew by moving it to a time."""

    lead: str


@dataclass(eq=False)
class AlreadyWon(Refusal):
    """The win is recorded; its amount can be corrected."""

    meeting_id: int
    lead: str
    won_on: date


@dataclass(eq=False)
class AeHasSpoken(Refusal):
    """The AE (or a manager) said otherwise, and their word stands."""

    lead: str


@dataclass(eq=False)
class OthersBuiltOnIt(Refusal):
    """An entry cannot be taken back, because `who` (Slack ids) said since what became of the meeting with `lead`."""

    lead: str
    who: tuple[str, ...]


@dataclass(eq=False)
class Gone(Refusal):
    """What a button or link pointed at is not there any more, is not yours, or was undone."""


@dataclass(eq=False)
class ChangedSince(Refusal):
    """Something cannot be put back, because it was changed again since: a setting, a practice, hours, a score or a scenario (`what`)."""

    what: str = "setting"


@dataclass(eq=False)
class UndoTooLate(Refusal):
    """Undo reaches back 24 hours."""


@dataclass(eq=False)
class SameKeyOtherContent(Refusal):
    """A delivery key came again with other content; the first stands."""
