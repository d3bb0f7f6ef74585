"""Who becomes a rep, or comes back, is asked for no day before; what is taken back leaves it as it was."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from storage.engine import writing
from storage.tables import Entry, id_of
from tests.asking import Asking
from tests.month import moment
from tests.office import Office, Shown
from tests.people import CAST

REPS = ("hana", "ken", "yui", "tom")


@pytest.fixture
def desk() -> Iterator[Asking]:
    """A team of long ago, in which everybody but Tom calls every day."""
    with Office.opened() as office:
        desk = Asking.of(office)
        for who in (*REPS, "lena"):
            desk.member(who, created_at=datetime(2026, 10, 1, tzinfo=UTC))
        for day in range(16, 28):
            for who in ("hana", "ken", "yui"):
                desk.month.calls(who, f"2026-11-{day}", contact=3)
        yield desk


def picked(desk: Asking, at: str, *reps: str) -> Shown:
    desk.office.at(at)
    form = desk.office.say("ann", "/onpace members").press("People and roles")
    return form.fill(reps=[CAST[who].slack_id for who in reps])


def gone_and_back(desk: Asking) -> None:
    """Tom left on the seventeenth, and is brought back on the twenty-fifth."""
    desk.office.at("2026-11-17 18:00")
    left = desk.office.say("ann", "/onpace members").press("Somebody left").fill(who=str(id_of(desk.press_of.member("tom"))))
    desk.office.at("2026-11-25 08:30")
    assert "in the team again" in left.press("Bring back").text


@pytest.mark.parametrize("who", ["tom", "lena"])
def test_who_is_picked_as_a_rep_is_asked_from_that_day_on(desk: Asking, who: str) -> None:
    picked(desk, "2026-11-17 18:00", "hana", "ken", "yui")
    picked(desk, "2026-11-25 08:30", "hana", "ken", "yui", who)
    desk.look("2026-11-25 16:00")
    assert desk.heard(who) == []
    desk.look("2026-11-26 16:00")
    assert "Wed, Nov 25: no calls are logged" in desk.text(who)
    assert "Nov 24" not in desk.text(who)


def test_who_is_brought_back_is_asked_from_that_day_on(desk: Asking) -> None:
    gone_and_back(desk)
    desk.look("2026-11-25 16:00")
    assert desk.heard("tom") == []
    desk.look("2026-11-26 16:00")
    assert "Wed, Nov 25: no calls are logged" in desk.text("tom")
    assert "Nov 24" not in desk.text("tom")
    desk.post()
    desk.look("2026-11-27 16:00")
    assert "<@U0TOM>: no calls are logged for Wed, Nov 25" in desk.text("ann")


def test_who_was_a_rep_all_along_is_asked_also_after_the_form_was_sent_again(desk: Asking) -> None:
    picked(desk, "2026-11-25 08:30", *REPS)
    desk.look("2026-11-25 16:00")
    assert "Tue, Nov 24: no calls are logged" in desk.text("tom")


def test_undo_leaves_since_when_somebody_is_a_rep_as_it_was(desk: Asking) -> None:
    picked(desk, "2026-11-18 09:00", "hana", "ken", "yui")
    picked(desk, "2026-11-20 09:00", *REPS)
    assert desk.press_of.member("tom").rep_since == date(2026, 11, 20)
    picked(desk, "2026-11-25 08:30", "hana", "ken", "yui").press("Undo")
    assert (desk.press_of.member("tom").is_rep, desk.press_of.member("tom").rep_since) == (True, date(2026, 11, 20))
    desk.look("2026-11-25 16:00")
    assert "Fri, Nov 20" in desk.text("tom")
    assert "Nov 19" not in desk.text("tom")


@pytest.mark.parametrize(("since", "asked"), [(date(2026, 11, 24), True), (date(2026, 11, 25), False)])
def test_who_came_back_today_is_not_called_silent_today(desk: Asking, since: date, asked: bool) -> None:
    """Tom logs each hour of fifty working days, and today nothing until four."""
    tom = desk.press_of.member("tom")
    with writing(desk.office.engine) as session:
        for hours in (hour for ago in range(1, 75) for hour in range(24 * ago, 24 * ago + 10)):
            at = moment("2026-11-25 18:00") - timedelta(hours=hours)
            session.add(Entry(workspace_id=tom.workspace_id, actor_id=id_of(tom), at=at, key=f"{at}", fingerprint="f", kind="calls"))
    desk.month.calls("tom", "2026-11-24", no_answer=1)
    desk.member("tom", rep_since=since)
    desk.look("2026-11-25 16:00")
    assert bool(desk.heard("tom")) == asked
