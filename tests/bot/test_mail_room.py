"""Six messages a day are six also for who practises: what can be left out leaves room for the reminders still to come."""

from collections.abc import Iterator

import pytest

from bot import mail
from bot.mornings.reminders import remind
from bot.talk import Post
from coaching.posts import MOST_A_DAY
from storage.engine import writing
from storage.tables import Team, id_of
from tests.month import moment
from tests.office import Office
from tests.people import CAST
from tests.practising import Desk
from tests.press import Press
from tests.rows import rows

DAY = "2026-11-24"


@pytest.fixture
def press() -> Iterator[Press]:
    with Office.opened() as office:
        office.at(f"{DAY} 08:45")
        office.say("yui", "/log 1 no-answer")
        yield Press(office)


def said(press: Press, who: str, many: int, at: str, *, needed: bool = False) -> int:
    """How many of so many messages go to somebody at a time of the day."""
    press.office.at(f"{DAY} {at}")
    posts = [Post(f"x {who} {at} {n}", CAST[who].slack_id, "x") for n in range(many)]
    with writing(press.office.engine) as session:
        team = session.get_one(Team, press.where["team_id"])
        return (mail.put_needed if needed else mail.put)(session, team, posts, press.office.now)


def reminded(press: Press, at: str) -> None:
    remind(press.office.engine, frozenset({press.where["team_id"]}), moment(f"{DAY} {at}"))


def unasked(press: Press, who: str) -> int:
    return sum(row.unasked_on is not None for row in press.heard(who))


def test_room_is_left_for_the_reminders_still_to_come(press: Press) -> None:
    for at in ("16:00", "16:30", "18:00"):  # the first two are reminded of at once
        Desk(press.office).practice("yui", "ken", f"{DAY} {at}")
    assert said(press, "yui", 9, "09:00") == MOST_A_DAY - 2
    reminded(press, "15:52")
    assert said(press, "yui", 9, "15:55") == 0
    assert unasked(press, "yui") == 5
    reminded(press, "17:52")
    assert unasked(press, "yui") == MOST_A_DAY
    assert said(press, "hana", 9, "17:55") == MOST_A_DAY, "who does not practise hears as much as ever"


def test_a_practice_that_was_called_off_takes_no_room(press: Press) -> None:
    one = Desk(press.office).practice("yui", "ken", f"{DAY} 16:00")
    assert said(press, "yui", 9, "09:00") == MOST_A_DAY - 1
    press.office.tap("ken", {"action_id": "practice-cancel", "type": "button", "value": str(one), "action_ts": press.office.stamp()})
    assert unasked(press, "yui") == MOST_A_DAY, "that it is called off"


def test_a_mentor_of_four_hears_six_whoever_says_yes(press: Press) -> None:
    """The morning, its calendar file and the reminders are needed; a yes is left out, and the rep is not told that it was heard of."""
    times = ("10:00", "12:00", "14:00", "16:00")
    found = [Desk(press.office).practice("yui", "ken", f"{DAY} {at}") for at in times]
    assert said(press, "ken", 1, "08:45", needed=True) == 1
    answers = []
    for one in found:
        tap = {"action_id": "practice-accept", "type": "button", "value": str(one), "action_ts": press.office.stamp()}
        answers.append("お知らせしました" in press.office.tap("yui", tap).text)
    for at in ("09:52", "11:52", "13:52", "15:52"):
        reminded(press, at)
    assert unasked(press, "ken") == MOST_A_DAY
    assert answers == [True, False, False, False]


def test_tomorrows_practices_take_no_room_today(press: Press) -> None:
    Desk(press.office).practice("yui", "ken", "2026-11-25 09:00")
    assert said(press, "yui", 9, "18:00") == MOST_A_DAY
    assert said(press, "yui", 9, "20:30") == MOST_A_DAY - 1, "what waits for the end of the quiet hours counts tomorrow"
    assert {id_of(row) for row in rows(press.office, Team)} == {press.where["team_id"]}
