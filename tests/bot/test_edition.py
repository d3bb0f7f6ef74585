"""Whom a team's managers' posts go to on a day."""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.jobs.edition import Edition
from coaching.posts import Job
from storage import postplans
from storage.engine import reading, writing
from storage.tables import Member, Team, id_of
from tests.office import Office
from tests.press import Press

DAY = "2026-11-24"


@pytest.fixture
def press() -> Iterator[Press]:
    with Office.opened() as office:
        yield Press(office)


def managers(press: Press) -> list[str]:
    with reading(press.office.engine) as session:
        team = session.get_one(Team, press.where["team_id"])
        plan = postplans.of_team(session, **press.where)[Job.CLOSE]
        edition = Edition(session, team, plan, date.fromisoformat(DAY), f"{DAY} 09:00", press.office.now)
        return sorted(one.name.split()[0] for one in edition.managers)


@pytest.mark.parametrize(
    ("elsewhere", "away", "told"),
    [
        ((), (), ["Ann", "Mio"]),
        ((), ("mio",), ["Ann"]),
        ((), ("mio", "ann"), []),
        (("ann",), ("mio",), []),
        (("ann", "mio"), (), ["Ann", "Mio"]),
        (("ann", "mio"), ("mio",), ["Ann"]),
    ],
)
def test_managers_on_leave_hear_nothing_and_nobody_else_in_their_place(
    press: Press, elsewhere: tuple[str, ...], away: tuple[str, ...], told: list[str]
) -> None:
    """Only a team without a manager of its own is told of to the workspace's, and to none of them who is away."""
    osaka = press.another_team()
    with writing(press.office.engine) as session:
        for who in elsewhere:
            session.get_one(Member, id_of(press.member(who))).team_id = osaka
    for who in away:
        press.leave(who, DAY)
    assert managers(press) == told
