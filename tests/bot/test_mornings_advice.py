"""Advice to graduate and to practise again: said anew where it is another one or open again, and never twice for the same."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine

from tests.bot.test_coach import work
from tests.dawn import TODAY, Dawn
from tests.furniture import move_in
from tests.office import Office

MORNING = f"{TODAY} 08:45"


@pytest.fixture
def dawn(engine: Engine) -> Dawn:
    """Yui, whom Ken mentors, has been at it for eight weeks and is ready."""
    move_in(engine)
    dawn = Dawn(Office(engine))
    dawn.member("ken", language="en")
    dawn.trains("ken", "yui", start="2026-10-01")
    dawn.office.at("2026-10-02 10:00")
    for line in ("contact 12%", "appointment 15%"):
        dawn.office.say("mio", f"/coach threshold {line}")
    work(dawn.office, "yui", contacts=6, appointments=2)
    return dawn


def advised(dawn: Dawn, *days: str, kind: str = "graduation") -> int:
    """How often Ken was, after these mornings."""
    for day in days:
        dawn.look(f"{day} 08:45")
        dawn.post()
    return len(dawn.heard("ken", f"{kind} "))


def another_threshold(dawn: Dawn) -> date:
    dawn.office.at(f"{TODAY} 11:00")
    for line in ("contact 13%", "appointment 20%"):
        dawn.office.say("mio", f"/coach threshold {line}")
    return date.fromisoformat(TODAY)


def another_start(dawn: Dawn) -> date:
    dawn.trains("ken", "yui", start=TODAY)
    return date.fromisoformat(TODAY)


@pytest.mark.parametrize("anew", [another_threshold, another_start])
def test_who_begins_anew_and_is_ready_again_is_advised_to_graduate_again(dawn: Dawn, anew: Callable[[Dawn], date]) -> None:
    assert advised(dawn, TODAY) == 1
    first = anew(dawn)
    assert advised(dawn, "2026-11-25") == 1
    work(dawn.office, "yui", contacts=7, appointments=3, first=first, days=24)
    assert advised(dawn, "2026-12-28", "2026-12-29") == 2
    assert "yui" not in dawn.plan(), "who is ready practises no more"


@pytest.mark.parametrize("label", ["卒業を確定", "まだ続ける…"])
def test_an_answer_taken_back_leaves_the_advice_open_again(dawn: Dawn, label: str) -> None:
    assert advised(dawn, TODAY) == 1
    said = dawn.office.say("mio", "/coach @yui").press(label)
    done = said.fill(reason="もう少し") if "…" in label else said
    done.press("取り消す")
    assert advised(dawn) == 0, "it counts as answered"
    assert advised(dawn, "2026-11-25", "2026-11-26") == 1


def test_a_relapse_is_no_news_again_because_a_rate_had_tries_enough_again(dawn: Dawn) -> None:
    office = dawn.office
    office.at(MORNING)
    office.say("mio", "/coach @yui").press("卒業を確定")
    work(office, "yui", contacts=6, appointments=0, first=date(2026, 11, 25), days=20)
    work(office, "yui", contacts=2, appointments=0, first=date(2026, 12, 23), days=20)
    work(office, "yui", contacts=6, appointments=0, first=date(2027, 1, 20), days=12)
    found = [advised(dawn, day, kind="relapse") for day in ("2026-12-23", "2027-01-20", "2027-02-05")]
    assert found == [1, 2, 2], "contact → appointment, call → contact, and then both"
