"""Six messages a day are six also when a practice is moved, called off or planned anew: what is too much is told in place."""

import pytest
from sqlalchemy import Engine

from bot import mail
from bot.talk import Post
from coaching.posts import MOST_A_DAY
from storage.engine import writing
from storage.tables import Outgoing, Practice, Team, id_of
from tests.bot.test_practice_deeds import press
from tests.dawn import TODAY, Dawn
from tests.furniture import move_in
from tests.office import Office
from tests.people import CAST
from tests.rows import rows

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
TOMORROW = "2026-11-25"


@pytest.fixture
def dawn(engine: Engine) -> Dawn:
    """Ken mentors Tom; Ann, who manages, could as well. Both heard six things by ten."""
    move_in(engine)
    dawn = Dawn(Office(engine))
    dawn.trains("ken", "tom")
    dawn.member("yui", mentor_id=None, start_date=None)
    dawn.hours("ken", "16:00", "18:00")
    dawn.look(f"{TODAY} 08:45")
    dawn.post()
    return dawn


def filled(dawn: Dawn, *who: str) -> None:
    """As many more as they bear; their reminders are sent meanwhile."""
    dawn.office.at(f"{TODAY} 10:00")
    with writing(dawn.office.engine) as session:
        (team,) = rows(dawn.office, Team)
        for one in who:
            mail.put(session, team, [Post(f"x {one} {n}", CAST[one].slack_id, "x") for n in range(9)], dawn.office.now)
    dawn.post()


def unasked(dawn: Dawn, who: str) -> int:
    """How many messages they heard today, and will hear."""
    day = dawn.day()
    return sum(row.unasked_on == day for row in dawn.rows(who))


def said_last(dawn: Dawn, who: str) -> Outgoing:
    """The message that holds it."""
    (row,) = [row for row in dawn.rows(who) if row.state == "waiting" and "file" not in row.body]
    return row


def moved(dawn: Dawn, by: str, slot: str) -> None:
    (one,) = rows(dawn.office, Practice)
    press(dawn.office, by, "other-time", id_of(one)).fill(slot=slot)


@pytest.mark.parametrize(("by", "other", "says"), [("ken", "tom", "17:00"), ("tom", "ken", "17:00")])
def test_a_practice_moved_after_six_were_heard_is_told_in_place(dawn: Dawn, by: str, other: str, says: str) -> None:
    filled(dawn, other)
    moved(dawn, by, f"{TODAY}T08:00:00+00:00")
    for _ in range(2):
        dawn.look()
    dawn.another().look()
    told = said_last(dawn, other)
    assert told.key.startswith("practice")
    assert f"{says}" in told.body["text"].splitlines()[0]
    assert "16:00 ·" not in str(told.body["blocks"]), "what the morning said of it"
    dawn.post()
    dawn.look(f"{TODAY} 16:50")
    assert len(dawn.heard(other, "practice-soon")) == 1
    assert unasked(dawn, other) <= MOST_A_DAY
    dawn.look(f"{TOMORROW} 08:45")
    assert unasked(dawn, other) <= MOST_A_DAY


def test_a_practice_called_off_and_given_to_another_is_told_in_place(dawn: Dawn) -> None:
    dawn.member("ann", is_mentor=True)
    dawn.hours("ann", "16:00", "18:00")
    filled(dawn, "tom", "ann")
    press(dawn.office, "ken", "cancel", id_of(rows(dawn.office, Practice)[0]))
    for _ in range(2):
        dawn.look()
    dawn.another().look()
    assert dawn.plan() == {"tom": "16:00 ann"}
    tom = said_last(dawn, "tom").body
    first, *_ = tom["text"].splitlines()
    assert "16:00 with <@U0ANN>" in first
    assert "<@U0KEN> has cancelled the practice" in tom["text"]
    ids = [one["action_id"] for block in tom["blocks"] for one in block.get("elements", ()) if "action_id" in one]
    assert len(ids) == len(set(ids)) > 0
    dawn.post()
    dawn.look(f"{TODAY} 15:50")
    assert [len(dawn.heard(who, "practice-soon")) for who in ("tom", "ann")] == [1, 1]
    assert [unasked(dawn, who) <= MOST_A_DAY for who in ("tom", "ann")] == [True, True]


def test_of_another_day_where_nothing_can_be_edited_the_next_mornings_file_tells(dawn: Dawn) -> None:
    moved(dawn, "ken", f"{TOMORROW}T07:00:00+00:00")
    dawn.look()
    filled(dawn, "tom")
    with writing(dawn.office.engine) as session:
        for row in [one for one in dawn.rows("tom") if "file" not in one.body]:
            session.merge(row).key = f"requests {row.id}"  # of what cannot be edited
    before = len(dawn.rows("tom"))
    said = press(dawn.office, "ken", "cancel", id_of(rows(dawn.office, Practice)[0]))
    assert "お知らせしました" not in said.text
    dawn.look()
    assert (len(dawn.rows("tom")), unasked(dawn, "tom")) == (before, MOST_A_DAY)
    dawn.look(f"{TOMORROW} 08:45")
    assert [method for method, _ in dawn.calendar("tom")][-1] == "CANCEL"
    assert unasked(dawn, "tom") <= MOST_A_DAY


def test_where_only_a_reminder_could_be_edited_it_tells(dawn: Dawn) -> None:
    dawn.look(f"{TODAY} 15:50")
    dawn.post()
    with writing(dawn.office.engine) as session:
        for row in [one for one in dawn.rows("tom") if "file" not in one.body and not one.key.startswith("practice-soon ")]:
            session.merge(row).key = f"requests {row.id}"  # of what cannot be edited
        (team,) = rows(dawn.office, Team)
        mail.put(session, team, [Post(f"requests {n}", CAST["tom"].slack_id, "x") for n in range(9)], dawn.office.now)
    dawn.post()
    moved(dawn, "ken", f"{TODAY}T08:00:00+00:00")
    dawn.look()
    told = said_last(dawn, "tom")
    assert told.key.startswith("practice-soon ")
    first, *_, last = told.body["text"].splitlines()
    assert "17:00" in first
    assert "16:00" in last, "what it said stays below"
    dawn.post()
    dawn.look(f"{TODAY} 16:50")
    assert len(dawn.heard("tom", "practice-soon")) == 2
    assert unasked(dawn, "tom") == MOST_A_DAY


def test_who_heard_less_is_told_by_a_message_of_its_own(dawn: Dawn) -> None:
    dawn.office.at(f"{TODAY} 10:00")
    before = len(dawn.rows("tom"))
    moved(dawn, "ken", f"{TODAY}T08:00:00+00:00")
    dawn.look()
    assert len(dawn.rows("tom")) == before + 2, "and its calendar file"
