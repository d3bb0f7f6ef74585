"""What people are asked: one message a day that grows in place, opened at once by a meeting that passed; first who can answer, then nobody."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Engine

from bot.jobs.requests import Requests
from coaching.posts import Decision, Job
from storage import outbox
from storage.engine import writing
from storage.tables import Entry, Hush, Leave, Outgoing, id_of
from tests.asking import Asking
from tests.month import Month, moment
from tests.office import Office, furnish
from tests.people import CAST
from tests.press import Press
from tests.rows import rows


@pytest.fixture
def desk(engine: Engine) -> Asking:
    """A team that is asked, and nothing else is said; on both databases."""
    furnish(engine)
    return Asking.of(Office(engine))


def test_ae_and_rep_are_asked_as_soon_as_a_meetings_time_has_passed(desk: Asking) -> None:
    desk.month.meeting("tom", "2026-11-24 10:00", ae="lena")
    desk.look("2026-11-24 10:59")
    assert desk.heard("lena") == desk.heard("tom") == []
    desk.look("2026-11-24 11:00")
    assert desk.labels("lena") == ["Held, qualified", "Held, not qualified", "Did not take place", "Later"]
    assert desk.labels("tom") == ["Held", "Moved…", "No-show", "Cancelled", "Later"]
    assert "1 thing waits for your word" in desk.text("lena")
    assert f"today 10:00, booked by <@{CAST['tom'].slack_id}>" in desk.text("lena")
    assert desk.press_of.woken
