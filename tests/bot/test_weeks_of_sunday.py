"""A team that works from Sunday to Thursday: its week of practice is that one, for what mentors give, is shown and is taken back."""

import pytest
from sqlmodel import select

from storage.engine import writing
from storage.tables import Practice, Team
from tests.bot.test_practice_deeds import press
from tests.dawn import Dawn
from tests.office import Office
from tests.rows import rows

WEEK = ("2026-11-29", "2026-11-30", "2026-12-01", "2026-12-02", "2026-12-03")  # Sunday to Thursday


@pytest.fixture
def dawn(office: Office) -> Dawn:
    """Yui and Tom are new, Ken is their mentor."""
    dawn = Dawn(office)
    with writing(office.engine) as session:
        team = session.exec(select(Team)).one()
        team.working_days = "01236"
        session.add(team)
    dawn.trains("ken", "yui", "tom")
    dawn.member("ken", language="en")
    return dawn


def test_what_a_mentor_gives_a_week_is_counted_from_sunday(dawn: Dawn) -> None:
    dawn.hours("ken", "16:00", "18:00", a_week=4, days=[6, 0, 1, 2, 3])
    served = []
    for day in ("2026-11-24", "2026-11-25", "2026-11-26", *WEEK):
        dawn.look(f"{day} 08:45")
        dawn.post()
        served.append(len(dawn.plan()))
    assert served == [2, 2, 0, 2, 2, 0, 0, 0], "four from Tuesday on, and four from Sunday on"


def test_twice_a_week_is_twice_from_sunday_on(dawn: Dawn) -> None:
    """Nothing is known of who is not new: two practices a week, also where the Sunday is one's second day in a row."""
    dawn.trains("ken", "yui", start="2026-08-03")
    dawn.office.say("ann", "/coach threshold contact 12%")
    served = []
    for day in ("2026-11-24", "2026-11-25", "2026-11-26", *WEEK):
        dawn.look(f"{day} 08:45")
        dawn.post()
        served.append("yui" in dawn.plan())
    assert [sum(served[:3]), sum(served[3:])] == [2, 2]
    assert served[3:5] == [True, True], "Sunday is of the new week"


def test_the_week_that_is_shown_is_the_teams(dawn: Dawn) -> None:
    dawn.look(f"{WEEK[0]} 08:45")
    this = dawn.office.say("ken", "/coach week").text
    assert this.startswith("*Practice, Sun, Nov 29 to Thu, Dec 3*")
    following = dawn.office.say("ken", "/coach week next").text
    assert following.startswith("*Practice next week, Sun, Dec 6 to Thu, Dec 10*")
    loads = dawn.office.say("mio", "/coach week").text
    assert "<@U0KEN>さん: 12件中2件" in loads
    dawn.office.at("2026-12-04 10:00")
    assert "Sun, Dec 6 to Thu, Dec 10" in dawn.office.say("ken", "/coach week").text, "on Friday nothing is left of the week"


@pytest.mark.parametrize(("taken", "full"), [("2026-11-28 16:00", False), ("2026-12-03 16:00", True)])
def test_a_practice_comes_back_where_the_teams_week_has_room(dawn: Dawn, taken: str, full: bool) -> None:
    """Saturday is of the week before, Thursday of the same one."""
    dawn.hours("ken", "16:00", "18:00", a_week=1, days=[6, 0, 1, 2, 3])
    dawn.member("tom", mentor_id=None)
    dawn.look(f"{WEEK[0]} 08:45")
    dawn.post()
    (one,) = rows(dawn.office, Practice)
    off = press(dawn.office, "ken", "skip", one.id or 0).fill(reason="A customer came in between")
    dawn.by_hand("tom", "ken", taken)
    assert ("gives as many" in off.press("Undo").text) is full
