"""What cannot be with practices, their hours and scores."""

from dataclasses import dataclass
from datetime import datetime

from coaching.errors.refusal import Refusal


@dataclass(eq=False)
class NotARep(Refusal):
    """Only reps practise, and `person` is none (any more)."""

    person: str


@dataclass(eq=False)
class NotAMentor(Refusal):
    """Whoever was named to practise with a rep mentors nobody in the team; `who` (Slack ids) do."""

    person: str
    who: tuple[str, ...]


@dataclass(eq=False)
class BadHours(Refusal):
    """A mentor's hours or numbers that cannot be; `why`: unread, backwards (ends before it begins), short (of one practice), many."""

    word: str
    why: str


@dataclass(eq=False)
class SlotTaken(Refusal):
    """Somebody else got this time for a practice, or one of the two has something then."""


@dataclass(eq=False)
class NoPractice(Refusal):
    """The rep had no practice lately that could be scored."""

    rep: str


@dataclass(eq=False)
class PracticeAhead(Refusal):
    """A practice is scored from its time on; `practice_id` where it may have taken place earlier today, else 0."""

    practice_id: int
    rep: str
    starts_at: datetime


@dataclass(eq=False)
class PracticeOff(Refusal):
    """A practice that was cancelled is not scored."""

    rep: str
    starts_at: datetime


@dataclass(eq=False)
class AlreadyGraduated(Refusal):
    """A rep's graduation was confirmed before, by whom ("" when that is not known any more)."""

    rep: str
    by: str


@dataclass(eq=False)
class BadRhythm(Refusal):
    """Words that are no rhythm of practice: who it is of and how often, within what can be kept."""

    word: str
