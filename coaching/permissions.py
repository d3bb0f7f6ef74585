"""Who may see and do what (design §8)."""

from collections.abc import Set as AbstractSet
from enum import StrEnum

from coaching.terms import Role, Visibility


class May(StrEnum):
    """What needs a permission."""

    LOG = "log"  # rep, mentor, manager
    JUDGE = "judge"  # verdict, win: the meeting's AE, manager
    MANAGE = "manage"  # goals, scheme, settings, members, import, export
    COACH = "coach"  # thresholds, practices: mentor, manager
    SEE_MEMBER = "see_member"  # another rep's numbers
    RECORD_MEETING = "record_meeting"  # held, moved, no-show, cancelled: who booked it, its AE, manager


def may(
    what: May,
    roles: AbstractSet[Role],
    *,
    own: bool = False,
    trainee: bool = False,
    visibility: Visibility = Visibility.PRIVATE,
    in_top: bool = False,
) -> bool:
    """Whether somebody with these roles may.

    `own`: it is theirs (their numbers; the AE's own meeting; the booker's meeting); `trainee`: they mentor that rep; `in_top`: that rep
    is among the team's top n.
    """
    manager = Role.MANAGER in roles
    if what is May.SEE_MEMBER:
        shown = visibility is Visibility.OPEN or (visibility is Visibility.TOP_N and in_top)
        return own or manager or shown or (trainee and Role.MENTOR in roles)
    return (
        manager
        or {
            May.LOG: bool(roles & {Role.REP, Role.MENTOR}),
            May.JUDGE: own and Role.AE in roles,
            May.MANAGE: False,
            May.COACH: Role.MENTOR in roles,
            May.RECORD_MEETING: own,
        }[what]
    )
