"""Whom a practice that is over is asked of, and for how long."""

from collections.abc import Mapping
from datetime import timedelta

from storage.tables import Member, Practice

ASKED_FOR = timedelta(days=28)  # a score that waits longer is asked for no more


def scorers(practice: Practice, team: Mapping[int, Member]) -> frozenset[int]:
    """Who is asked for its score: whoever gave it, while they mentor or manage; else the rep's mentor of now; else the managers.

    `team`: its members by id, who left may be among them. Nobody is asked to score themselves, nor for a rep who left.
    """
    there = {one: member for one, member in team.items() if member.takes_part and one != practice.rep_id}
    gave, rep = there.get(practice.mentor_id), team.get(practice.rep_id)
    if rep and not rep.takes_part:
        return frozenset()
    if gave and (gave.is_mentor or gave.is_manager):
        return frozenset({practice.mentor_id})
    if rep is None:
        return frozenset()
    own = there.get(rep.mentor_id or 0)
    if own and own.is_mentor:
        return frozenset({rep.mentor_id or 0})
    return frozenset(one for one, member in there.items() if member.is_manager)
