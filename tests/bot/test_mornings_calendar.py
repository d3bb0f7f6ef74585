"""Both calendars follow a practice also through Undo; nobody is asked to take out what they never had."""

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from bot.mornings import THOROUGH
from coaching.agreement import Deed
from storage import entries
from storage.engine import writing
from storage.tables import Entry, Practice
from tests.bot.test_practice_deeds import press
from tests.dawn import TODAY, Dawn
from tests.furniture import move_in
from tests.office import Office
from tests.rows import rows

MORNING = f"{TODAY} 08:45"
TOMORROW = "2026-11-25"


@pytest.fixture
def dawn(engine: Engine) -> Dawn:
    """Ken mentors Yui, who is new."""
    move_in(engine)
    dawn = Dawn(Office(engine))
    dawn.trains("ken", "yui")
    dawn.look(MORNING)
    return dawn


def looked(dawn: Dawn) -> None:
    """As often as it takes to notice what leaves no word; what there is goes out."""
    for _ in range(THOROUGH):
        dawn.look()
    dawn.post()


def methods(dawn: Dawn, who: str) -> list[tuple[str, int, str]]:
    """Each file's method, sequence and hour of UTC."""
    found = [(method, event) for method, events in dawn.calendar(who) for event in events]
    return [(method, int(str(event["sequence"])), f"{event.decoded('dtstart'):%H}") for method, event in found]


def undone(dawn: Dawn) -> None:
    """The last entry is taken back."""
    with writing(dawn.office.engine) as session:
        entry = session.exec(select(Entry).order_by("id")).all()[-1]
        entries.undo(session, entry=entry, actor_id=entry.actor_id, now=dawn.office.now)


def test_what_was_scheduled_and_taken_back_is_taken_out_of_both_calendars(dawn: Dawn) -> None:
    looked(dawn)
    dawn.office.say("ken", "/coach practice @tom tomorrow 16:00")
    looked(dawn)
    undone(dawn)
    looked(dawn)
    looked(dawn)
    assert methods(dawn, "tom") == [("PUBLISH", 0, "07"), ("CANCEL", 1, "07")]
    assert methods(dawn, "ken")[1:] == [("PUBLISH", 0, "07"), ("CANCEL", 1, "07")]


@pytest.mark.parametrize("kind", [Deed.SKIPPED, Deed.CANCELLED])
def test_nobody_takes_out_what_they_never_had(dawn: Dawn, kind: Deed) -> None:
    dawn.said("yui", kind, "ken")
    looked(dawn)
    assert (methods(dawn, "ken"), methods(dawn, "yui")) == ([], [])


def test_what_was_scheduled_and_called_off_at_once_is_in_no_calendar(dawn: Dawn) -> None:
    looked(dawn)
    dawn.by_hand("tom", "ken", f"{TOMORROW} 16:00")
    dawn.said("tom", Deed.CANCELLED, "ken")
    looked(dawn)
    assert methods(dawn, "tom") == []
    assert len(methods(dawn, "ken")) == 1


@pytest.mark.parametrize("deed", ["cancel", "other-time"])
def test_an_undo_puts_it_back_as_it_was(dawn: Dawn, deed: str) -> None:
    looked(dawn)
    (one,) = rows(dawn.office, Practice)
    shown = press(dawn.office, "ken", deed, one.id or 0)
    if shown.modal:
        shown.fill(slot="2026-11-24T08:00:00+00:00")
    looked(dawn)
    undone(dawn)
    looked(dawn)
    looked(dawn)
    between = ("CANCEL", 1, "07") if deed == "cancel" else ("PUBLISH", 1, "08")
    assert methods(dawn, "yui") == [("PUBLISH", 0, "07"), between, ("PUBLISH", 2, "07")]
    assert methods(dawn, "ken") == methods(dawn, "yui")


def test_a_practice_placed_again_is_in_the_calendar_of_the_other_mentor_beside_their_own(dawn: Dawn) -> None:
    looked(dawn)
    dawn.office.at(f"{TOMORROW} 08:00")
    dawn.member("ann", is_mentor=True)
    dawn.trains("ann", "hana")
    dawn.look(f"{TOMORROW} 08:45")
    looked(dawn)
    dawn.leave("ken", TOMORROW)
    dawn.look(f"{TOMORROW} 10:00")
    looked(dawn)
    assert [(method, sequence) for method, sequence, _ in methods(dawn, "ann")] == [("PUBLISH", 0), ("PUBLISH", 0)]
    assert [(method, sequence) for method, sequence, _ in methods(dawn, "ken")[1:]] == [("PUBLISH", 0), ("CANCEL", 1)]
