"""What `/log …` means."""

from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from coaching.terms import Activity, Direction, Outcome


@dataclass(frozen=True)
class Logged:
    """A line understood. Exactly one of outcome and activity is set."""

    outcome: Outcome | None = None
    activity: Activity | None = None
    count: int = 1  # calls, e-mails, or minutes of work
    lead: str = ""
    on: date | None = None  # a day late: `yesterday`; None is today
    starts_at: datetime | None = None  # of an appointment, or when to call back
    ae: str = ""  # Slack id, or @name as typed without the @
    source: str = ""
    direction: Direction = Direction.OUTBOUND
    by_email: bool = False
    talk_seconds: int = 0
    notes: str = ""


def read_log(text: str, *, now: datetime, zone: ZoneInfo) -> Logged:
    """Understand a line. Raises NotUnderstood, Missing, TooMany (more than 500), BadDate, TooLong (more than 1000 characters).

    `/log appointment Acme tomorrow 14:00 @ae source:webinar inbound` · `/log アポ 山田商事 明日14時 @sora source:セミナー` · `/log 12 no-answer`
    · `/log 不在 12` · `/log contact Acme 5m` · `/log callback Acme 15:00` · `/log 12 no-answer yesterday` · `/log email 20` · `/log email opened 8`
    · `/log work 30m` · `/log appointment Acme 12/3 10:00 by email` · `/log contact Acme note: asked for prices`.
    """
    raise NotImplementedError
