"""The words of the field, each with one spelling: outcomes, roles, states of a meeting."""

from enum import StrEnum


class Outcome(StrEnum):
    """How one call ended."""

    NO_ANSWER = "no_answer"
    GATEKEEPER = "gatekeeper"
    CONTACT = "contact"
    CALLBACK = "callback"
    NOT_INTERESTED = "not_interested"
    APPOINTMENT = "appointment"
    WRONG_NUMBER = "wrong_number"


#: Outcomes of a call that reached the decision-maker.
CONTACTS = frozenset({Outcome.CONTACT, Outcome.CALLBACK, Outcome.NOT_INTERESTED, Outcome.APPOINTMENT})


class Direction(StrEnum):
    """Who dialled."""

    OUTBOUND = "outbound"
    INBOUND = "inbound"


class Role(StrEnum):
    """What a member does; roles combine."""

    REP = "rep"
    MENTOR = "mentor"
    MANAGER = "manager"
    AE = "ae"


class Happening(StrEnum):
    """One line in the history of a meeting."""

    BOOKED = "booked"
    MOVED = "moved"
    HELD = "held"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    QUALIFIED = "qualified"
    UNQUALIFIED = "unqualified"
    WON = "won"
    CORRECTED = "corrected"


class State(StrEnum):
    """Where a meeting stands now; WITHDRAWN is a booking that was undone and counts nowhere."""

    BOOKED = "booked"
    HELD = "held"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


class Verdict(StrEnum):
    """The AE's word after a held meeting."""

    PENDING = "pending"
    QUALIFIED = "qualified"
    UNQUALIFIED = "unqualified"


class Origin(StrEnum):
    """How a meeting was booked; BY_EMAIL counts as an appointment without a call, IMPORTED as neither."""

    CALL = "call"
    BY_EMAIL = "by_email"
    IMPORTED = "imported"


class Activity(StrEnum):
    """Work that is not a call: e-mails are counted, work is minutes."""

    EMAIL_SENT = "email_sent"
    EMAIL_OPENED = "email_opened"
    EMAIL_CLICKED = "email_clicked"
    WORK_MINUTES = "work_minutes"


class Visibility(StrEnum):
    """Who sees another rep's numbers."""

    PRIVATE = "private"
    TOP_N = "top_n"
    OPEN = "open"


class Kpi(StrEnum):
    """The three KPIs of the score."""

    MEETINGS = "meetings"
    QUALIFIED = "qualified"
    REVENUE = "revenue"


class GoalFor(StrEnum):
    """Whom a goal is for: the whole team, every rep as the full goal of a ramp, or one member."""

    TEAM = "team"
    REP = "rep"
    MEMBER = "member"
