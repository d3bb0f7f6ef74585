"""A window for catching up that is wider than between two times of a post."""

from coaching.posts import Decision, Job
from tests.office import Office
from tests.people import TEAM_CHANNEL
from tests.press import Press


def test_of_several_periods_that_came_the_channel_reads_the_latest() -> None:
    with Office.opened() as office:
        office.at("2026-11-24 10:00")
        office.say("hana", "/log 12 no-answer")
        press = Press(office)
        press.wants_only(Job.NUMBERS)
        press.change(catch_up_minutes=600)
        press.look("2026-11-24 18:30")
        assert press.keys(TEAM_CHANNEL) == ["numbers - 2026-11-24 18:00"]
        assert press.decided()["numbers 2026-11-24 12:00"] is Decision.LATE
        press.look("2026-11-25 12:00")
        assert len(press.heard(TEAM_CHANNEL)) == 2
